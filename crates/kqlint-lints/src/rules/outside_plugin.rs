//! Plug-ins that send data out or run foreign code.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, EvaluateOperator},
};

use crate::{context::Cx, options::RuleOption, query::call, rule::declare_lint};

const PLUGINS: RuleOption = RuleOption::names("allowed-plugins", "Plug-ins that queries may use.");

declare_lint! {
    /// Finds plug-ins that call another service or run code in another language.
    ///
    /// ## Why is this bad?
    ///
    /// What such a query returns, and what it sends out, is not decided by Kusto.
    /// Clusters have most of these plug-ins switched off, and Azure Monitor has none of them.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// evaluate http_request("https://example.org/api/prices")
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | evaluate bag_unpack(parse_json(ErrorDetails))
    /// ```
    pub const OUTSIDE_PLUGIN = {
        name: "outside-plugin",
        summary: "a plug-in that sends data out or runs other code",
        group: Security,
        level: Hint,
        since: "0.1.0",
        options: [PLUGINS],
        kinds: [EvaluateOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let called = EvaluateOperator::cast(node)
        .and_then(EvaluateOperator::call)
        .and_then(|it| call(it.syntax()));
    let Some(called) = called.filter(|_| !node.has_error()) else {
        return;
    };
    let name = called.name.as_ref();
    if cx.names(&PLUGINS, name) {
        return;
    }
    let message = match name {
        "python" | "r" => format!("`{name}` runs code of another language"),
        "http_request"
        | "http_request_post"
        | "sql_request"
        | "mysql_request"
        | "postgresql_request"
        | "cosmosdb_sql_request"
        | "azure_digital_twins_query_request" => {
            format!("`{name}` calls another service")
        }
        _ => return,
    };
    cx.report(called.name_node, message)
        .help("bring the data into a table, and query the table");
}
