//! A column that isn't there.

use kqlint_catalog::{Catalog, Environment};
use kqlint_semantics::{Model, Problem, Schema};
use kqlint_syntax::{SyntaxNode, SyntaxTree};

use crate::{
    context::{Cx, quoted},
    nearest::nearest,
    rule::declare_lint,
    unknown::{Reading, reading, schema_at},
};

declare_lint! {
    /// Finds the name of a column that the rows at that point don't have.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run: "failed to resolve column or scalar expression".
    ///
    /// The rule knows the columns after every pipe.
    /// Columns that only Microsoft Defender has, such as `Timestamp`, are no finding either.
    /// It is silent where columns can't be known: after an unknown table, on tables such as `AzureDiagnostics`, behind `evaluate bag_unpack()`.
    /// A column that an earlier step dropped is `dropped-column`, text without quotes is `unquoted-string`, a column that `union` split is `dead-union-column`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | project ClusterNam, VmSize
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | project ClusterName, VmSize
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The nearest name is offered when one is clearly nearest.
    /// The query could not run before, so the fix is safe.
    pub const UNKNOWN_COLUMN = {
        name: "unknown-column",
        summary: "a column that the rows don't have",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let (model, tree) = (cx.model(), cx.tree());
    for problem in model.problems() {
        let Some(name) = find(tree, model, problem) else {
            continue;
        };
        let schema = schema_at(tree, model, problem);
        if schema.is_some_and(|schema| is_defenders(cx.catalog(), schema, name)) {
            continue;
        }
        let meant =
            schema.and_then(|schema| nearest(name, schema.columns().map(|column| column.name())));
        let report = cx.report_at(
            problem.range,
            format!("{} is not a column here", quoted(name)),
        );
        match (meant, schema) {
            (Some(meant), _) => {
                report.did_you_mean(problem.range, meant, bracketed(meant));
            }
            (None, Some(schema)) if !schema.is_empty() => {
                report.note(offer(schema));
            }
            _ => {}
        }
    }
}

/// The name of a column that never was there.
fn find<'p>(tree: &SyntaxTree, model: &Model, problem: &'p Problem) -> Option<&'p str> {
    match reading(tree, model, problem)? {
        Reading::Unknown(name) => Some(name),
        _ => None,
    }
}

/// Whether the tables have the column in Microsoft Defender: the query is then written for it, and only its environment isn't configured.
fn is_defenders(catalog: &Catalog, schema: Schema<'_>, name: &str) -> bool {
    let defender = catalog.clone().with_environment(Environment::Defender);
    let mut last = "";
    schema
        .columns()
        .filter_map(|column| column.source())
        .any(|(table, _)| {
            let is_new = table != last;
            last = table;
            is_new
                && defender
                    .table(table)
                    .is_some_and(|table| table.column(name).is_some())
        })
}

/// A column's name as a query writes it.
pub(super) fn bracketed(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
    if plain {
        name.to_owned()
    } else {
        format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}

/// The columns that there are, as far as they fit on a line.
fn offer(schema: Schema<'_>) -> String {
    const MOST: usize = 8;
    let names: Vec<String> = schema
        .columns()
        .take(MOST)
        .map(|column| format!("`{}`", column.name()))
        .collect();
    let more = schema.len().saturating_sub(MOST);
    match more {
        0 => format!("the columns here are {}", names.join(", ")),
        _ => format!("the columns here are {} and {more} more", names.join(", ")),
    }
}
