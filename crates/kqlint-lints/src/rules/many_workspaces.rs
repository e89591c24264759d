//! A query over more than five workspaces.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{context::Cx, options::RuleOption, query::calls, rule::declare_lint};

const WORKSPACES: RuleOption =
    RuleOption::number("workspaces", 5, "How many workspaces a query may name.");

declare_lint! {
    /// Finds a query that names more than five workspaces or resources.
    ///
    /// ## Why is this bad?
    ///
    /// Each of them runs its part, perhaps in another region, and the slowest decides.
    /// Azure Monitor counts more than five as excessive, and refuses more than a hundred.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// union workspace("a").Heartbeat, workspace("b").Heartbeat, workspace("c").Heartbeat, workspace("d").Heartbeat, workspace("e").Heartbeat, workspace("f").Heartbeat
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ```kql,good
    /// union workspace("a").Heartbeat, workspace("b").Heartbeat
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ## References
    ///
    /// - [Optimize log queries in Azure Monitor](https://learn.microsoft.com/azure/azure-monitor/logs/query-optimization)
    pub const MANY_WORKSPACES = {
        name: "many-workspaces",
        summary: "a query over more than five workspaces",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        options: [WORKSPACES],
        kinds: [UnionOperator],
        check: check,
    }
}

/// So many workspaces are the most that a query can name.
const REFUSED: usize = 100;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let names = |node: SyntaxNode<'_>| {
        node.kind() == NodeKind::FunctionCallExpression && calls(node, &["workspace", "app"])
    };
    let count = node.descendants().filter(|it| names(*it)).count();
    let Some(keyword) = node.first_token().filter(|_| !node.has_error()) else {
        return;
    };
    if count > cx.number(&WORKSPACES) as usize {
        cx.report_at(
            keyword.text_range(),
            format!("{count} workspaces are queried at once"),
        )
        .note(match count {
            0..=REFUSED => "Azure Monitor counts more than five as excessive",
            _ => "Azure Monitor refuses more than a hundred",
        })
        .help("query fewer at once, or bring the data together");
    }
}
