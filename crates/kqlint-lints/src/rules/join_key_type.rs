//! Columns that a join can't match.

use kqlint_diagnostics::Level;
use kqlint_semantics::ProblemKind;
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
};

declare_lint! {
    /// Finds keys of a join that are of different types on its two sides, dynamic, or on one side only.
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
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on $left.JobName == $right.CoreCount
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on $left.ClusterName == $right.ClusterName
    /// ```
    pub const JOIN_KEY_TYPE = {
        name: "join-key-type",
        summary: "columns that a join can't match",
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
        if tree.node(problem.node).is_none_or(SyntaxNode::has_error) {
            continue;
        }
        let (message, help) = match &problem.kind {
            ProblemKind::JoinTypes { left, right } => (
                format!(
                    "the left key is {}, the right key {}",
                    left.name(),
                    right.name()
                ),
                "convert one of them before the join",
            ),
            ProblemKind::SidesDiffer { name, left, right } => (
                format!(
                    "{} is {} on the left and {} on the right",
                    quoted(name),
                    left.name(),
                    right.name()
                ),
                "convert one of them before the join",
            ),
            ProblemKind::DynamicJoinKey => (
                "a dynamic value can't be the key of a join".to_owned(),
                "convert it with `tostring()` before the join",
            ),
            ProblemKind::NotOnBothSides { name } => (
                format!("{} is not on both sides of the join", quoted(name)),
                "name the two columns: `$left.A == $right.B`",
            ),
            ProblemKind::JoinKey => (
                "a key of a join is a name, or `$left.A == $right.B`".to_owned(),
                "compute the key before the join",
            ),
            _ => continue,
        };
        let is_guess = cx.looks_for_columns()
            && matches!(
                problem.kind,
                ProblemKind::JoinTypes { .. } | ProblemKind::SidesDiffer { .. }
            );
        cx.report_at(problem.range, message)
            .at_most(if is_guess { Level::Hint } else { Level::Error })
            .help(help);
    }
}
