//! `workspace("production")`: a workspace by its name.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    literal::text,
    query::bare,
    rule::declare_lint,
    scopes::{Scope, scope},
};

declare_lint! {
    /// Finds `workspace()`, `app()` and `resource()` with a name where an id belongs.
    ///
    /// ## Why is this bad?
    ///
    /// Names of workspaces are not unique, so that a name stops working when somebody else takes it too.
    /// Azure Monitor documents ids only: the GUID of the workspace or application, or the path of the resource that begins with `/subscriptions/`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// workspace("production").Heartbeat
    /// | where TimeGenerated > ago(1h)
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
    pub const SCOPE_BY_NAME = {
        name: "scope-by-name",
        summary: "a workspace or resource by its name",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["app", "resource", "workspace"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(Scope { argument, .. }) = scope(cx, node) else {
        return;
    };
    let is_literal = bare(argument).kind() == NodeKind::LiteralExpression;
    let Some(text) = text(cx.model(), argument).filter(|_| is_literal) else {
        return;
    };
    if !is_id(&text) {
        cx.report(argument, format!("{} is a name, not an id", quoted(&text)))
            .help("write the GUID, or the path that begins with `/subscriptions/`");
    }
}

/// Whether a text is the path of a resource, a GUID, or stands for one until the host puts it in.
fn is_id(text: &str) -> bool {
    let is_path = text.trim_start_matches('/').len() < text.len();
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let is_guid =
        groups == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_alphanumeric());
    // `WORKSPACE_ID`, `yourWorkspace`
    let is_constant =
        text.contains('_') && text.chars().all(|c| c == '_' || c.is_ascii_uppercase());
    let lower = text.to_lowercase();
    // `AppId-GUID-here`
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let is_yours = lower.starts_with("your") || words.any(|it| matches!(it, "guid" | "here"));
    is_path || is_guid || is_constant || is_yours || text.contains(['{', '<', '%', '$', '['])
}
