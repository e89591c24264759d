//! `makeset()` and `mvexpand`, which stop at 128.

use kqlint_catalog::Environment;
use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken, TextRange, TokenKind};

use crate::{context::Cx, query::call, rule::declare_lint};

declare_lint! {
    /// Finds `makeset()`, `makelist()` and `mvexpand` without a limit of their own.
    ///
    /// ## Why is this bad?
    ///
    /// These old forms stop at 128 values or rows, and say nothing when they do.
    /// The forms that took their place, `make_set()`, `make_list()` and `mv-expand`, keep all that the service allows.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = makeset(JobName) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = make_set(JobName) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns more afterwards where there was more, so the fix is unsafe.
    ///
    /// ## References
    ///
    /// - [make_list()](https://learn.microsoft.com/kusto/query/make-list-aggregation-function)
    /// - [mv-expand operator](https://learn.microsoft.com/kusto/query/mv-expand-operator)
    pub const LEGACY_LIMIT = {
        name: "legacy-limit",
        summary: "an old form that stops at 128 values",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression, MvExpandOperator],
        functions: ["makelist", "makeset"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if cx.catalog().environment() == Environment::ResourceGraph || node.has_error() {
        return;
    }
    let found = match node.kind() {
        NodeKind::MvExpandOperator => expand(node),
        _ => aggregate(cx, node),
    };
    let Some((range, old, new)) = found else {
        return;
    };
    cx.report_at(
        range,
        format!("`{old}` keeps 128 values and drops the others"),
    )
    .help(format!("use `{new}`"))
    .replace(format!("Use `{new}`"), Safety::Unsafe, range, new);
}

type Found<'t> = (TextRange, &'t str, &'static str);

/// `mvexpand` without `limit`.
fn expand(node: SyntaxNode<'_>) -> Option<Found<'_>> {
    let keyword = old_expand(node)?;
    Some((keyword.text_range(), keyword.text(), "mv-expand"))
}

/// The word `mvexpand`, where there is no limit behind it.
pub(crate) fn old_expand(node: SyntaxNode<'_>) -> Option<SyntaxToken<'_>> {
    node.first_token()
        .filter(|token| token.kind() == TokenKind::MvexpandOldKw)
        .filter(|_| node.child(NodeKind::RowLimitClause).is_none())
}

/// `makeset(x)`, `makelist(x)`
fn aggregate<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let call = call(node).filter(|call| call.arguments.len() == 1)?;
    let new = match call.name.as_ref() {
        "makeset" => "make_set",
        "makelist" => "make_list",
        _ => return None,
    };
    let resolution = cx.model().resolution(call.name_node.id());
    matches!(resolution, Some(Resolution::Aggregate(_)))
        .then(|| (call.name_node.text_range(), call.name_node.text(), new))
}
