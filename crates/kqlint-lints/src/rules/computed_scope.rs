//! `workspace(strcat("log-", Region))`: a scope that isn't written out.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    query::bare,
    rule::declare_lint,
    scopes::{Scope, scope},
};

declare_lint! {
    /// Finds `workspace()`, `app()` and `resource()` with an argument that the query computes.
    ///
    /// ## Why is this bad?
    ///
    /// Azure Monitor has to know before it runs a query which workspaces and resources it reads, so the argument has to be written out.
    /// A column, a parameter or a call is refused.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// let recent = (id: string) { workspace(id).Heartbeat | where TimeGenerated > ago(1h) };
    /// recent("11111111-2222-4333-8444-555555555555")
    /// ```
    ///
    /// ```kql,good
    /// workspace("11111111-2222-4333-8444-555555555555").Heartbeat
    /// | where TimeGenerated > ago(1h)
    /// ```
    ///
    /// ## References
    ///
    /// - [Query across workspaces and resources](https://learn.microsoft.com/azure/azure-monitor/logs/cross-workspace-query)
    pub const COMPUTED_SCOPE = {
        name: "computed-scope",
        summary: "a workspace or resource that isn't written out",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["app", "resource", "workspace"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(Scope { function, argument }) = scope(cx, node) else {
        return;
    };
    let is_computed = matches!(
        bare(argument).kind(),
        NodeKind::NameReference | NodeKind::FunctionCallExpression | NodeKind::PathExpression
    );
    let is_known = cx.model().constant(argument.id()).is_some();
    let mut given = cx.input.facts.parameters.iter();
    if is_computed && !is_known && !given.any(|it| it == argument.text()) {
        cx.report(
            argument,
            format!("`{function}()` takes nothing that is computed"),
        )
        .help("write the id out");
    }
}
