//! A subscription taken out of `_ResourceId`, where `_SubscriptionId` has it.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, ParseOperator},
};

use super::resource_id_index::{id_part, innermost};
use crate::{
    context::Cx,
    literal::text,
    query::{call, calls, column, name},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a subscription that is taken out of `_ResourceId`.
    ///
    /// ## Why is this bad?
    ///
    /// Tables with `_ResourceId` have `_SubscriptionId` as well, which costs nothing to read, is in one case of letters, and has an index.
    ///
    /// A `parse` that takes more than the subscription out of the id is left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Nodes = max(RunningNodeCount) by Subscription = tostring(split(_ResourceId, "/")[2])
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Nodes = max(RunningNodeCount) by Subscription = _SubscriptionId
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The case of letters may differ, so the fix is unsafe.
    ///
    /// ## References
    ///
    /// - [Standard columns in Azure Monitor Logs](https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns)
    pub const PARSED_SUBSCRIPTION = {
        name: "parsed-subscription",
        summary: "a subscription taken out of `_ResourceId`",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        kinds: [PathExpression, ParseOperator, FunctionCallExpression],
        functions: ["extract"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let subject = match node.kind() {
        NodeKind::PathExpression => split(cx, node),
        NodeKind::ParseOperator => parsed(cx.model(), node),
        _ => extracted(cx.model(), node),
    };
    let is_there = subject.is_some_and(|subject| has_subscription(cx.model(), subject));
    if !is_there || node.has_error() {
        return;
    }
    let whole = node
        .ancestors()
        .nth(2)
        .filter(|it| calls(*it, &["tostring"]));
    let replaced = match node.kind() {
        NodeKind::PathExpression => Some(whole.unwrap_or(node)),
        NodeKind::ParseOperator => None,
        _ => Some(node),
    };
    let report = cx
        .report(node, "`_SubscriptionId` has the subscription already")
        .help("use `_SubscriptionId`");
    if let Some(replaced) = replaced {
        let (title, range) = ("Use `_SubscriptionId`", replaced.text_range());
        report.replace(title, Safety::Unsafe, range, "_SubscriptionId");
    }
}

/// The column in `split(_ResourceId, "/")[2]`.
fn split<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    id_part(cx, node).filter(|(_, index)| *index == 2)?;
    let call = node.children().next()?;
    Some(innermost(call))
}

/// The column in `parse _ResourceId with "/subscriptions/" Id "/" *`.
fn parsed<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let subject = ParseOperator::cast(node)?.subject()?.syntax();
    let pattern = || node.children().skip_while(move |it| *it != subject).skip(1);
    let is_column = |it: &SyntaxNode<'_>| it.kind() == NodeKind::NameAndTypeDeclaration;
    let before = pattern()
        .zip(pattern().skip(1))
        .find(|(_, it)| is_column(it))?
        .0;
    let text = text(model, before)?;
    let is_only = pattern().filter(is_column).count() == 1;
    let ends = text.to_ascii_lowercase().ends_with("subscriptions/");
    (is_only && ends).then(|| innermost(subject))
}

/// The column in `extract("/subscriptions/([^/]+)", 1, _ResourceId)`.
fn extracted<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let call = call(node)?;
    let [pattern, _, subject] = call.arguments.as_slice() else {
        return None;
    };
    let text = text(model, *pattern)?.to_ascii_lowercase();
    let is_only = text.matches('(').count() == 1 && text.ends_with(')') || text.ends_with(")/");
    (is_only && text.contains("subscriptions/(")).then(|| innermost(*subject))
}

/// Whether a node is `_ResourceId` of a table that has `_SubscriptionId` too.
fn has_subscription(model: &Model, subject: SyntaxNode<'_>) -> bool {
    let is_id = name(subject).is_some_and(|it| it == "_ResourceId")
        && column(model, subject).is_some_and(|it| matches!(it.origin(), Origin::Table { .. }));
    let rows = subject.ancestors().find_map(|it| model.input(it.id()));
    is_id && rows.is_some_and(|rows| rows.column("_SubscriptionId").is_some())
}
