//! A table counted twice and joined with itself.

use kqlint_diagnostics::Place;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, JoinOperator, PipeExpression, SummarizeOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{bare, parameter, same, step_before, steps_before},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a join of two summaries of the same table by the same keys, on these keys.
    ///
    /// ## Why is this bad?
    ///
    /// The table is read twice, and an inner join drops the keys that only one side has.
    /// `countif()`, `sumif()` and `make_set_if()` give both figures in one pass.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and EventType == "JobFailed"
    /// | summarize Failed = count() by ClusterName
    /// | join kind=inner (AmlComputeJobEvent | where TimeGenerated > ago(1d) and EventType == "JobSucceeded" | summarize Succeeded = count() by ClusterName) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Failed = countif(EventType == "JobFailed"), Succeeded = countif(EventType == "JobSucceeded") by ClusterName
    /// ```
    pub const SELF_JOIN = {
        name: "self-join",
        summary: "two summaries of one table joined",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((left, right)) = find(node) else {
        return;
    };
    let table = quoted(right.text());
    cx.report(right, format!("{table} is read and summarized twice"))
        .related(Place::Query(left.text_range()), "read here already")
        .help("use one `summarize` with `countif()` and the like");
}

/// The two places that read the table.
fn find(node: SyntaxNode<'_>) -> Option<(SyntaxNode<'_>, SyntaxNode<'_>)> {
    let join = JoinOperator::cast(node).filter(|_| !node.has_error())?;
    // Who is on one side only is another question.
    let asks_absence = parameter(node, "kind").is_some_and(|kind| kind.contains("anti"));
    if asks_absence {
        return None;
    }
    let left_summary = keys(step_before(node)?)?;
    let left = bare(steps_before(node).next()?);
    let right = PipeExpression::cast(bare(join.right()?.syntax()))?;
    let right_summary = keys(right.operators().last()?.syntax())?;
    let right = bare(right.source()?.syntax());
    let joined: Vec<_> = join.join_on_clause()?.conditions().collect();
    let is_joined = |key: &SyntaxNode<'_>| joined.iter().any(|it| same(it.syntax(), *key));
    let is_same = left.kind() == NodeKind::NameReference
        && same(left, right)
        && left_summary.iter().all(is_joined)
        && left_summary.len() == right_summary.len()
        && left_summary
            .iter()
            .zip(&right_summary)
            .all(|(left, right)| same(*left, *right));
    is_same.then_some((left, right))
}

fn keys(step: SyntaxNode<'_>) -> Option<Vec<SyntaxNode<'_>>> {
    let clause = SummarizeOperator::cast(step)?.by_clause()?;
    Some(clause.keys().map(|key| key.syntax()).collect())
}
