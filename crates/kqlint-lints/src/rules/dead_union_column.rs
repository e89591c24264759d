//! A column that `union` split by type.

use kqlint_diagnostics::Place;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    query::steps_before,
    rule::declare_lint,
    unknown::{Reading, Unknown},
};

declare_lint! {
    /// Finds the use of a column that has different types in the tables of a `union`.
    ///
    /// ## Why is this bad?
    ///
    /// `union` keeps both and renames them after their types: `Code` is gone, there are `Code_long` and `Code_string`.
    /// The query can't run.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// union (print Code = 1), (print Code = "a")
    /// | where Code == "a"
    /// ```
    ///
    /// ```kql,good
    /// union (print Code = tostring(1)), (print Code = "a")
    /// | where Code == "a"
    /// ```
    pub const DEAD_UNION_COLUMN = {
        name: "dead-union-column",
        summary: "a column that `union` split by type",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let tree = cx.tree();
    for Unknown { problem, reading } in cx.unknown().iter() {
        let Reading::Split(name, columns) = reading else {
            continue;
        };
        let columns: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
        let message = format!("{} is {} here", quoted(name), columns.join(" and "));
        let union = tree.node(problem.node).and_then(union_before);
        let report = cx.report_at(problem.range, message).help(format!(
            "give {} one type in all tables before the union",
            quoted(name)
        ));
        if let Some(union) = union {
            report.related(
                Place::Query(union.text_range()),
                "the tables have it with different types",
            );
        }
    }
}

/// The `union` whose columns a node sees.
fn union_before(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    node.ancestors().find_map(|step| {
        steps_before(step)
            .filter(|before| before.kind() == NodeKind::UnionOperator)
            .last()
    })
}
