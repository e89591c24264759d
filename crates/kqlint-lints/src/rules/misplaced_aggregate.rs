//! An aggregate where none can stand, and a column where an aggregate must.

use kqlint_semantics::{Origin, Problem, ProblemKind};
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    query::calls,
    rule::declare_lint,
    unknown::schema_at,
};

declare_lint! {
    /// Finds aggregates outside of `summarize`, plug-ins outside of `evaluate`, and bare columns among the aggregates of `summarize`.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    ///
    /// The plug-in `pivot` takes one aggregate; several of them in one call are one finding.
    /// Of a name among the aggregates, the rule speaks only where the rows are known to have that column: it may as well be the variable of a dashboard.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Jobs = count()
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count()
    /// ```
    pub const MISPLACED_AGGREGATE = {
        name: "misplaced-aggregate",
        summary: "an aggregate where none can stand",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let mut last_pivot = None;
    for problem in cx.problems() {
        let Some(node) = cx
            .tree()
            .node(problem.node)
            .filter(|node| !node.has_error())
        else {
            continue;
        };
        let pivot = pivot_around(node);
        if pivot.is_some() && pivot == last_pivot {
            continue;
        }
        let (message, help) = match &problem.kind {
            ProblemKind::AggregateNotAllowed { .. } if pivot.is_some() => (
                "`pivot` takes one aggregate".to_owned(),
                "the arguments behind it name columns: pivot for each aggregate, and join the results",
            ),
            ProblemKind::AggregateNotAllowed { name } => (
                format!("{} is an aggregate", quoted(name)),
                "aggregates stand in `summarize` and `make-series`",
            ),
            ProblemKind::PluginNotAllowed { name } => (
                format!("{} is a plug-in", quoted(name)),
                "plug-ins stand behind `evaluate`",
            ),
            ProblemKind::ColumnNotAllowed { name } if is_column(cx, problem, name) => (
                format!("{} is not aggregated", quoted(name)),
                "aggregate it, or put it behind `by`",
            ),
            _ => continue,
        };
        last_pivot = pivot;
        cx.report_at(problem.range, message).help(help);
    }
}

/// The call of `pivot` whose arguments a node stands among.
fn pivot_around(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    node.ancestors().find(|it| calls(*it, &["pivot"]))
}

/// Whether the rows are known to have a column of that name, which may as well be a
/// variable that somebody else declares.
fn is_column(cx: &Cx<'_, '_>, problem: &Problem, name: &str) -> bool {
    let schema = schema_at(cx.tree(), cx.model(), problem);
    let column = schema.and_then(|schema| schema.column(name));
    column.is_some_and(|it| it.origin() != Origin::Unknown)
}
