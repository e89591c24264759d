//! A result that holds the key of a join twice.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::Origin;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, JoinOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{name, parameter},
    rule::declare_lint,
};

declare_lint! {
    /// Finds inner joins whose key is in the result twice, under its name and with a number behind it.
    ///
    /// ## Why is this bad?
    ///
    /// Both columns hold the same value.
    /// Whoever exports or unions the result carries a column along that says nothing.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project JobName, ClusterName
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d) | project ClusterName, VmSize) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project JobName, ClusterName
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d) | project ClusterName, VmSize) on ClusterName
    /// | project-away ClusterName1
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The result has a column less afterwards, so the fix is unsafe.
    pub const JOIN_KEY_TWICE = {
        name: "join-key-twice",
        summary: "a result that holds the key of a join twice",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((condition, copy)) = find(cx, node) else {
        return;
    };
    let message = format!(
        "the result holds {} again as {}",
        quoted(condition.text()),
        quoted(&copy)
    );
    let edit = Edit {
        place: Place::Query(TextRange::empty(node.text_range().end())),
        text: format!("\n| project-away {copy}"),
    };
    cx.report(condition, message)
        .help(format!("drop it: `project-away {copy}`"))
        .fix(
            format!("Drop {}", quoted(&copy)),
            Safety::Unsafe,
            vec![edit],
        );
}

/// The key, and the name of its copy in the result that nothing reads.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, String)> {
    let is_inner = matches!(
        parameter(node, "kind"),
        None | Some("inner" | "innerunique")
    );
    let statement = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::ExpressionStatement)?;
    if !is_inner || node.has_error() {
        return None;
    }
    let result = cx.model().output(statement.id())?;
    let conditions = JoinOperator::cast(node)?.join_on_clause()?.conditions();
    conditions.into_iter().find_map(|condition| {
        let condition = condition.syntax();
        let key = name(condition)?;
        let copy = result.columns().find(|column| {
            matches!(column.origin(), Origin::Suffixed { from, by } if by == node.id() && from == key)
        })?;
        (cx.readings().of(copy.name()) == 0).then(|| (condition, copy.name().to_owned()))
    })
}
