//! `$right.A == $left.B`

use kqlint_catalog::Environment;
use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryExpression, BinaryOperator},
};

use crate::{context::Cx, query::bare, rule::declare_lint};

declare_lint! {
    /// Finds keys of a join that name the right side first.
    ///
    /// ## Why is this bad?
    ///
    /// Azure Data Explorer and Azure Monitor reject it: the left side of the key belongs to the left side of the join.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on $right.ClusterName == $left.ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on $left.ClusterName == $right.ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both ways mean the same where both are accepted, so swapping the sides is safe.
    pub const SWAPPED_JOIN_SIDES = {
        name: "swapped-join-sides",
        summary: "a key of a join that names the right side first",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [JoinOnClause],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    // Resource Graph accepts both orders, and its tables are often used without its environment.
    if cx.catalog().environment() == Environment::ResourceGraph {
        return;
    }
    let join = node.parent().map(|join| join.id());
    let is_known = join
        .and_then(|join| cx.model().input(join))
        .is_some_and(|rows| !rows.is_open());
    if !is_known {
        return;
    }
    for condition in node.children().filter(|it| !it.has_error()) {
        let Some((first, second)) = find(condition) else {
            continue;
        };
        let edit = |at: SyntaxNode<'_>, text: &str| Edit {
            place: Place::Query(at.text_range()),
            text: text.to_owned(),
        };
        let edits = vec![edit(first, second.text()), edit(second, first.text())];
        cx.report(condition, "the key names the right side first")
            .help("write `$left.A == $right.B`")
            .fix("Swap the two sides", Safety::Safe, edits);
    }
}

/// The two sides of `$right.A == $left.B`.
fn find(condition: SyntaxNode<'_>) -> Option<(SyntaxNode<'_>, SyntaxNode<'_>)> {
    let comparison = BinaryExpression::cast(bare(condition))?;
    let (left, right) = (
        bare(comparison.left()?.syntax()),
        bare(comparison.right()?.syntax()),
    );
    let is_of = |node: SyntaxNode<'_>, side: &str| {
        node.kind() == NodeKind::PathExpression
            && node
                .children()
                .next()
                .is_some_and(|base| base.text() == side)
    };
    let is_equality = comparison.operator()? == BinaryOperator::Equal;
    (is_equality && is_of(left, "$right") && is_of(right, "$left")).then_some((left, right))
}
