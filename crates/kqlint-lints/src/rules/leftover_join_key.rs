//! `Key1`, the copy of a key that a join leaves behind.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::{Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, JoinOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{column, name, parameter},
    rule::declare_lint,
};

declare_lint! {
    /// Finds uses of the copy of a key that an inner join leaves behind.
    ///
    /// ## Why is this bad?
    ///
    /// The join puts a number after the name of the right key, since the left side has a column of that name.
    /// Both hold the same value; the number shifts when either side gets another column.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// | where ClusterName1 startswith "cpu"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// | where ClusterName startswith "cpu"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both columns hold the same value, so the fix is safe where the name of a result doesn't depend on it, and isn't offered elsewhere.
    pub const LEFTOVER_JOIN_KEY = {
        name: "leftover-join-key",
        summary: "the copy of a key that a join leaves behind",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [NameReference],
        names: [Column],
        beside: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((key, join)) = find(cx.model(), node) else {
        return;
    };
    let report = cx
        .report(
            node,
            format!("{} holds the same as {}", quoted(node.text()), quoted(key)),
        )
        .related(Place::Query(join.text_range()), "this join made it")
        .help(format!("use {}", quoted(key)));
    let names_nothing = node.parent().is_some_and(|parent| {
        matches!(
            parent.kind(),
            NodeKind::BinaryExpression | NodeKind::InExpression | NodeKind::BetweenExpression
        )
    });
    if names_nothing {
        let title = format!("Change to {}", quoted(key));
        report.replace(title, Safety::Safe, node.text_range(), key);
    }
}

/// The key and the join that copied it.
fn find<'t, 'm>(model: &'m Model, node: SyntaxNode<'t>) -> Option<(&'m str, SyntaxNode<'t>)> {
    // Most names don't end in a digit, and asking is cheap.
    if !node.text().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_cleanup = node.ancestors().take(3).any(|it| {
        matches!(
            it.kind(),
            NodeKind::ProjectAwayOperator
                | NodeKind::ProjectRenameOperator
                | NodeKind::ProjectReorderOperator
                | NodeKind::NameReferenceList
        )
    });
    if is_cleanup {
        return None;
    }
    let Origin::Suffixed { from, by } = column(model, node)?.origin() else {
        return None;
    };
    let join = node.tree().node(by)?;
    let is_inner = matches!(
        parameter(join, "kind"),
        None | Some("inner" | "innerunique")
    );
    let clause = JoinOperator::cast(join)?.join_on_clause()?;
    let is_key = clause
        .conditions()
        .any(|condition| name(condition.syntax()).is_some_and(|key| key == from));
    (is_inner && is_key).then_some((from, join))
}
