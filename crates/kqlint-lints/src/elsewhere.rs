//! Columns that another service, or an export of this one, calls by another name.

use kqlint_catalog::{Catalog, DeprecationStatus, Environment, Table};
use kqlint_embed::{RuleKind, Service};
use kqlint_semantics::Schema;

use crate::context::Cx;

/// A column of the rows, and where it has the other name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Elsewhere<'s> {
    /// Its name here.
    pub(crate) column: &'s str,
    /// Where the other name is at home.
    pub(crate) note: &'static str,
}

/// The column of these rows that has the name elsewhere.
pub(crate) fn elsewhere<'s>(
    cx: &Cx<'_, '_>,
    schema: Schema<'s>,
    tables: &[(&str, usize)],
    name: &str,
) -> Option<Elsewhere<'s>> {
    let catalog = cx.catalog();
    tables
        .iter()
        .filter_map(|(table, _)| catalog.table(table))
        .find_map(|table| {
            let (meant, note) = classic(catalog, table, name)
                .or_else(|| exported(table, name))
                .or_else(|| hunted(cx, table, name))?;
            let column = schema.column(meant)?.name();
            Some(Elsewhere { column, note })
        })
}

/// What Application Insights calls `name` in the scope of a resource.
fn classic<'c>(
    catalog: &'c Catalog,
    table: Table<'c>,
    name: &str,
) -> Option<(&'c str, &'static str)> {
    let is_classic = |old: &Table<'_>| {
        let deprecation = old.deprecation();
        deprecation.is_some_and(|it| {
            it.status() == DeprecationStatus::Legacy
                && it.replacements().any(|new| new == table.name())
        })
    };
    // Its names begin in lower case, and the tables of a workspace with these letters.
    if !table.name().starts_with("App") || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let old = catalog.tables().find(is_classic)?;
    let meant = workspace_name(old, table, name)?;
    let note = "the name is one of the classic tables of Application Insights";
    Some((meant, note))
}

/// What a workspace calls a column of a classic table, where that is another name.
pub(crate) fn workspace_name<'c>(
    classic: Table<'c>,
    workspace: Table<'c>,
    name: &str,
) -> Option<&'c str> {
    let deprecation = classic.column(name)?.deprecation();
    let documented = deprecation.and_then(|it| it.replacements().next());
    let in_other_case = || Some(workspace.column_ignoring_case(name)?.name());
    // The name of the application is no id of a resource.
    documented
        .or_else(in_other_case)
        .filter(|new| *new != "_ResourceId" && *new != name)
}

/// What the exported record of a diagnostic setting calls `name`.
fn exported<'c>(table: Table<'c>, name: &str) -> Option<(&'c str, &'static str)> {
    let is_of_resource = table.categories().next() == Some("Azure Resources");
    let note = "records have a category where they are exported; in a workspace it is their table";
    (name == "Category" && is_of_resource).then_some(("Type", note))
}

/// What advanced hunting calls the time of a table that a workspace has as well.
fn hunted<'c>(cx: &Cx<'_, '_>, table: Table<'c>, name: &str) -> Option<(&'c str, &'static str)> {
    let facts = cx.input.facts;
    // A hunting query of Sentinel's form may be one for Defender.
    let is_in_workspace = matches!(facts.service, Some(Service::Workspace | Service::Sentinel))
        && facts.kind != Some(RuleKind::Hunting);
    let defender = cx.catalog().clone().with_environment(Environment::Defender);
    let is_its_time = defender
        .table(table.name())
        .is_some_and(|it| it.time_column() == Some(name));
    let here = table.time_column().filter(|it| *it != name)?;
    let note = "the name is the one of advanced hunting in Microsoft Defender";
    (is_in_workspace && is_its_time).then_some((here, note))
}
