//! A group that has no rows.

use kqlint_semantics::{Origin, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryOperator, SummarizeOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{call, column, number, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds filters for groups whose `count()` is zero.
    ///
    /// ## Why is this bad?
    ///
    /// `summarize … by` makes a group for what it finds, so every group has at least one row.
    /// An alert that waits for zero never fires; what went silent is simply not there.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1h)
    /// | summarize Runs = count() by ClusterName
    /// | where Runs == 0
    /// ```
    ///
    /// ```kql,good
    /// let Seen = AmlComputeJobEvent | where TimeGenerated > ago(1h) | distinct ClusterName;
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(7d)
    /// | distinct ClusterName
    /// | join kind=leftanti (Seen) on ClusterName
    /// ```
    pub const ZERO_COUNT_BY_GROUP = {
        name: "zero-count-by-group",
        summary: "a filter for groups without rows",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [BinaryExpression],
        operators: [Equality, Order],
        beside: [SummarizeOperator],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some(name) = find(cx, node) else {
        return;
    };
    let message = format!("{} is at least 1 in every group", quoted(&name));
    cx.report(node, message)
        .label("never holds")
        .help("start from a list of all groups and use `join kind=leftanti`");
}

/// The count that is compared with zero.
fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<String> {
    let (model, comparison) = (cx.model(), cx.binary()?);
    let limit = number(model, comparison.right)?;
    let never = match comparison.operator {
        BinaryOperator::Equal | BinaryOperator::LessOrEqual => limit == 0.0,
        BinaryOperator::Less => limit == 0.0 || limit == 1.0,
        _ => false,
    };
    if !never {
        return None;
    }
    let filter = node.ancestors().find(|it| {
        !matches!(
            it.kind(),
            NodeKind::BinaryExpression
                | NodeKind::ParenthesizedExpression
                | NodeKind::AndExpression
        )
    })?;
    if filter.kind() != NodeKind::FilterOperator {
        return None;
    }
    let column = column(model, comparison.left)?;
    let Origin::Computed(made) = column.origin() else {
        return None;
    };
    let made = cx.tree().node(made)?;
    let summarize = made.ancestors().find_map(SummarizeOperator::cast)?;
    let call = call(value(made)).filter(|call| call.name == "count")?;
    let is_aggregate = matches!(
        model.resolution(call.name_node.id()),
        Some(Resolution::Aggregate(_)) | None
    );
    let has_keys = summarize.by_clause()?.keys().next().is_some();
    // An outer join or a union behind it may fill in what is missing.
    let direct = filter.parent() == summarize.syntax().parent()
        && crate::query::steps_before(filter)
            .skip_while(|step| *step != summarize.syntax())
            .skip(1)
            .all(|step| {
                matches!(
                    step.kind(),
                    NodeKind::FilterOperator | NodeKind::ExtendOperator | NodeKind::ProjectOperator
                )
            });
    (is_aggregate && has_keys && direct).then(|| column.name().to_owned())
}
