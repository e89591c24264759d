//! `requests`, which a workspace calls `AppRequests`.

use kqlint_catalog::DeprecationStatus;
use kqlint_diagnostics::{Edit, Safety};
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{context::Cx, elsewhere::workspace_name, literal::edit, rule::declare_lint};

declare_lint! {
    /// Finds the classic names of the tables of Application Insights.
    ///
    /// ## Why is this bad?
    ///
    /// `requests`, `traces` and their like work in the scope of an Application Insights resource only.
    /// The same query in a workspace, a rule or a workbook that spans resources fails, and has to name `AppRequests` and other columns.
    /// The rule is for teams that query workspaces, and runs only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// requests
    /// | where timestamp > ago(1h)
    /// ```
    ///
    /// ```kql,good
    /// AppRequests
    /// | where TimeGenerated > ago(1h)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The columns get their new names as well.
    /// The query returns other columns and reads another table, so the fix is unsafe.
    pub const CLASSIC_TABLE = {
        name: "classic-table",
        summary: "a classic name of a table of Application Insights",
        group: Deprecated,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [NameReference],
        names: [Table],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(Resolution::Table(name)) = cx.model().resolution(node.id()) else {
        return;
    };
    let deprecation = cx
        .table(name)
        .and_then(|table| table.deprecation())
        .filter(|it| it.status() == DeprecationStatus::Legacy);
    let Some(new) = deprecation.and_then(|it| it.replacements().next()) else {
        return;
    };
    // One fix for the whole text.
    let edits = is_first(cx, node, name).then(|| edits(cx, name, new));
    let report = cx
        .report(node, format!("`{name}` is `{new}` in a workspace"))
        .help(format!("use `{new}`, and the names of its columns"));
    if let Some(edits) = edits {
        report.fix(format!("Use `{new}`"), Safety::Unsafe, edits);
    }
}

/// Whether the table is read nowhere before.
fn is_first(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, table: &str) -> bool {
    let mut names = cx.tree().root().descendants();
    let first = names.find(|it| {
        matches!(cx.model().resolution(it.id()), Some(Resolution::Table(name)) if name == table)
    });
    first == Some(node)
}

/// The edits that give the table and its columns the names that they have in a workspace, wherever the text has them.
fn edits(cx: &Cx<'_, '_>, table: &str, new: &str) -> Vec<Edit> {
    let catalog = cx.catalog();
    let (classic, workspace) = (catalog.table(table), catalog.table(new));
    let new_name = |node: SyntaxNode<'_>| match cx.model().resolution(node.id())? {
        Resolution::Table(name) => (name == table).then_some(new),
        Resolution::Column(column) => {
            let (source, name) = column.source()?;
            let is_own = source == table && name == node.text();
            workspace_name(classic?, workspace?, name).filter(|_| is_own)
        }
        _ => None,
    };
    let names = cx.tree().root().descendants();
    names
        .filter(|it| it.kind() == NodeKind::NameReference)
        .filter_map(|it| Some(edit(it.text_range(), new_name(it)?)))
        .collect()
}
