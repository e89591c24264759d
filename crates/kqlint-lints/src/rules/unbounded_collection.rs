//! `make_set(x)` without a limit.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange};

use crate::{
    context::Cx,
    lineage::are_few,
    query::{Call, call},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `make_set()` and `make_list()` that don't say how many values they collect at most.
    ///
    /// ## Why is this bad?
    ///
    /// Each group may collect up to 1,048,576 values, all of which are held in memory and returned.
    /// One group that is larger than was thought fails the query, or fills the screen.
    ///
    /// The rule is for teams that want every collection bounded.
    /// Collections inside of other functions and in `toscalar()`, where a missing value gives another answer, are left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = make_set(JobName) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = make_set(JobName, 100) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// How many values are wanted is the author's choice, so the fix is offered and not applied.
    pub const UNBOUNDED_COLLECTION = {
        name: "unbounded-collection",
        summary: "`make_set()` or `make_list()` without a limit",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [FunctionCallExpression],
        functions: ["make_list", "make_list_if", "make_set", "make_set_if"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(call) = find(cx, node) else { return };
    let Some(last) = call.arguments.last() else {
        return;
    };
    cx.report(
        call.name_node,
        format!("nothing limits how many values `{}()` collects", call.name),
    )
    .help("say how many: a last argument of `100`")
    .replace(
        "Collect at most 100 values",
        Safety::Choice,
        TextRange::empty(last.text_range().end()),
        ", 100",
    );
}

/// The call whose last argument, the limit, isn't given.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Call<'t>> {
    let call = call(node)?;
    let most = match call.name.ends_with("_if") {
        true => 2,
        false => 1,
    };
    let is_value = |it: SyntaxNode<'_>| {
        matches!(
            it.kind(),
            NodeKind::ToScalarExpression | NodeKind::ArgumentList | NodeKind::MvApplyOperator
        )
    };
    let summarize = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::SummarizeOperator)?;
    let is_returned = !node.has_error()
        && call.arguments.len() == most
        && !node.ancestors().skip(1).any(is_value)
        && !are_few(cx.model(), summarize);
    is_returned.then_some(call)
}
