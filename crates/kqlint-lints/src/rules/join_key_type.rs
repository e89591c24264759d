//! Columns that a join can't match.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::{Model, ProblemKind, Type};
use kqlint_syntax::{
    SyntaxNode, TextRange,
    ast::{AstNode, BinaryExpression},
};

use crate::{
    context::{Cx, quoted},
    query::bare,
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
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let (model, tree) = (cx.model(), cx.tree());
    for problem in model.problems() {
        let Some(node) = tree.node(problem.node).filter(|node| !node.has_error()) else {
            continue;
        };
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
            ProblemKind::JoinOperand { .. } => (
                "the left side of a key is `$left.A`, the right side `$right.B`".to_owned(),
                "swap the two sides",
            ),
            _ => continue,
        };
        let report = cx.report_at(problem.range, message).help(help);
        if let Some(edits) = swapped(model, node, &problem.kind) {
            report.fix("Swap the two sides", Safety::Safe, edits);
        }
    }
}

/// The edits that swap `$right.A == $left.B`.
fn swapped(model: &Model, node: SyntaxNode<'_>, kind: &ProblemKind) -> Option<Vec<Edit>> {
    if !matches!(kind, ProblemKind::JoinOperand { .. }) {
        return None;
    }
    let comparison = node.ancestors().find_map(BinaryExpression::cast)?;
    let left = bare(comparison.left()?.syntax());
    let right = bare(comparison.right()?.syntax());
    let is_flipped = left.text().starts_with("$right.") && right.text().starts_with("$left.");
    let same_type = model.type_of(left.id()) == model.type_of(right.id())
        || model.type_of(left.id()) == Type::Unknown;
    let edit = |range: TextRange, text: &str| Edit {
        place: Place::Query(range),
        text: text.to_owned(),
    };
    (is_flipped && same_type).then(|| {
        vec![
            edit(left.text_range(), right.text()),
            edit(right.text_range(), left.text()),
        ]
    })
}
