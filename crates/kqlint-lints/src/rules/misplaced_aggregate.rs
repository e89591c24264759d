//! An aggregate where none can stand, and a column where an aggregate must.

use kqlint_semantics::ProblemKind;
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
};

declare_lint! {
    /// Finds aggregates outside of `summarize`, plug-ins outside of `evaluate`, and bare columns among the aggregates of `summarize`.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
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
    let (model, tree) = (cx.model(), cx.tree());
    for problem in model.problems() {
        let (message, help) = match &problem.kind {
            ProblemKind::AggregateNotAllowed { name } => (
                format!("{} is an aggregate", quoted(name)),
                "aggregates stand in `summarize` and `make-series`",
            ),
            ProblemKind::PluginNotAllowed { name } => (
                format!("{} is a plug-in", quoted(name)),
                "plug-ins stand behind `evaluate`",
            ),
            ProblemKind::ColumnNotAllowed { name } => (
                format!("{} is not aggregated", quoted(name)),
                "aggregate it, or put it behind `by`",
            ),
            _ => continue,
        };
        if tree
            .node(problem.node)
            .is_some_and(|node| !node.has_error())
        {
            cx.report_at(problem.range, message).help(help);
        }
    }
}
