//! A `let` that is computed again each time it is read.

use kqlint_diagnostics::{Edit, Safety};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, LetStatement},
};

use crate::{
    context::{Cx, quoted},
    literal::edit,
    query::bare,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a `let` with an aggregation or a join that is read more than once.
    ///
    /// ## Why is this bad?
    ///
    /// A `let` is a name for a query, not for its result: each use runs it again.
    /// `materialize()` runs it once and keeps the rows while the query runs.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// let Jobs = AmlComputeJobEvent | where TimeGenerated > ago(1d) | summarize n = count() by ClusterName;
    /// Jobs
    /// | where n > toscalar(Jobs | summarize avg(n))
    /// ```
    ///
    /// ```kql,good
    /// let Jobs = materialize(AmlComputeJobEvent | where TimeGenerated > ago(1d) | summarize n = count() by ClusterName);
    /// Jobs
    /// | where n > toscalar(Jobs | summarize avg(n))
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rows are the same, but they have to fit into the 5 GB that a node keeps, so the fix is unsafe.
    pub const UNMATERIALIZED_LET = {
        name: "unmaterialized-let",
        summary: "a `let` that is computed more than once",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [LetStatement],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((name_node, value)) = find(node) else {
        return;
    };
    let name = name_node.text();
    let count = cx.uses(name_node.id());
    if count < 2 {
        return;
    }
    let range = value.text_range();
    let edits: Vec<Edit> = vec![
        edit(TextRange::empty(range.start()), "materialize("),
        edit(TextRange::empty(range.end()), ")"),
    ];
    cx.report(
        name_node,
        format!("{} is computed {count} times", quoted(name)),
    )
    .help("put the query into `materialize(…)`")
    .fix("Use `materialize()`", Safety::Unsafe, edits);
}

/// The name and the value, where computing it is work.
fn find(node: SyntaxNode<'_>) -> Option<(SyntaxNode<'_>, SyntaxNode<'_>)> {
    let statement = LetStatement::cast(node)?;
    let value = bare(statement.value()?.syntax());
    let is_top = node.parent()?.kind() == NodeKind::QueryBlock;
    let is_work = value.kind() == NodeKind::PipeExpression
        && value.children().any(|step| {
            matches!(
                step.kind(),
                NodeKind::SummarizeOperator
                    | NodeKind::JoinOperator
                    | NodeKind::MakeSeriesOperator
                    | NodeKind::DistinctOperator
            )
        });
    (is_top && is_work && !node.has_error()).then(|| Some((statement.name()?.syntax(), value)))?
}
