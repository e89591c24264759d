//! `workspace("…").Recent(1d)`: a function with arguments, somewhere else.

use kqlint_catalog::SCOPE_FUNCTIONS;
use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, PathExpression},
};

use crate::{
    context::{Cx, quoted},
    query::{call, calls, name},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a function of another workspace, resource or cluster that is called with arguments, or that itself reads elsewhere.
    ///
    /// ## Why is this bad?
    ///
    /// Queries of Azure Monitor that cross workspaces or services can call functions without parameters only.
    /// A function that calls `workspace()`, `app()`, `resource()`, `adx()` or `arg()` itself can't be called across either.
    ///
    /// What such a function calls is known where its body is: in a schema file, or in a file that `functions` in `kqlint.toml` names.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// workspace("11111111-2222-4333-8444-555555555555").FailedJobs(1d)
    /// | where ClusterName == "cpu"
    /// ```
    ///
    /// ```kql,good
    /// workspace("11111111-2222-4333-8444-555555555555").FailedJobs
    /// | where ClusterName == "cpu"
    /// ```
    ///
    /// ## References
    ///
    /// - [Query across workspaces and resources](https://learn.microsoft.com/azure/azure-monitor/logs/cross-workspace-query)
    pub const REMOTE_FUNCTION_CALL = {
        name: "remote-function-call",
        summary: "a function of another workspace that can't be called from here",
        group: Correctness,
        level: Warning,
        since: "0.1.0",
        kinds: [PathExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let path = PathExpression::cast(node)
        .filter(|_| cx.catalog().environment().is_workspace() && !node.has_error());
    let base = path.and_then(PathExpression::base);
    let is_elsewhere = base.is_some_and(|it| calls(it.syntax(), SCOPE_FUNCTIONS));
    let selector = path.and_then(|it| it.selectors().next());
    let Some(selector) = selector.filter(|_| is_elsewhere).map(|it| it.syntax()) else {
        return;
    };
    let called = call(selector);
    let has_arguments = called.as_ref().is_some_and(|it| !it.arguments.is_empty());
    let Some(function) = called.map(|it| it.name).or_else(|| name(selector)) else {
        return;
    };
    if has_arguments {
        let message = format!("{} can't be called with arguments here", quoted(&function));
        cx.report(selector, message)
            .note("queries across workspaces and services call functions without parameters only")
            .help("call it in its own workspace, or write its query here");
    } else if reads_elsewhere(cx, &function) {
        let message = format!("{} reads elsewhere itself", quoted(&function));
        cx.report(selector, message)
            .note("a function that crosses workspaces or services can't be called across them")
            .help("call it in its own workspace, or write its query here");
    }
}

/// Whether the body of a function is known and leads to other workspaces or services.
fn reads_elsewhere(cx: &Cx<'_, '_>, name: &str) -> bool {
    let function = cx.catalog().workspace_function(name);
    let Some(body) = function.and_then(|it| it.body()) else {
        return false;
    };
    let tree = kqlint_syntax::parse(body);
    tree.root()
        .descendants()
        .any(|it| calls(it, SCOPE_FUNCTIONS))
}
