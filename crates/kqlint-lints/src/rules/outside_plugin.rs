//! Plug-ins that send data out or run code from elsewhere.

use kqlint_semantics::Model;
use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, EvaluateOperator},
};

use crate::{
    context::Cx,
    options::RuleOption,
    query::{Call, call, named},
    rule::declare_lint,
};

const PLUGINS: RuleOption = RuleOption::names("allowed-plugins", "Plug-ins that queries may use.");

declare_lint! {
    /// Finds plug-ins that call another service, or run code that isn't in the query.
    ///
    /// ## Why is this bad?
    ///
    /// What such a query returns, or what it sends out, is decided elsewhere, and may change without the query.
    /// `python` and `r` with a script that is written out are left alone; with `external_artifacts`, or a script that another query fetches, they aren't.
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
        summary: "a plug-in that sends data out or runs code from elsewhere",
        group: Security,
        level: Hint,
        since: "0.1.0",
        options: [PLUGINS],
        kinds: [EvaluateOperator],
        check: check,
    }
}

const BRING_IN: &str = "bring the data into a table, and query the table";

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
    let (message, help) = match name {
        "python" | "r" if takes_files(&called) => (
            format!("`{name}` takes files from outside of the query"),
            "keep the files where only the team can change them",
        ),
        "python" | "r" if fetches_script(cx.model(), &called) => (
            format!("`{name}` runs code that isn't in the query"),
            "write the code out in the query",
        ),
        "http_request"
        | "http_request_post"
        | "sql_request"
        | "mysql_request"
        | "postgresql_request"
        | "cosmosdb_sql_request"
        | "azure_digital_twins_query_request" => {
            (format!("`{name}` calls another service"), BRING_IN)
        }
        _ => return,
    };
    cx.report(called.name_node, message).help(help);
}

fn takes_files(call: &Call<'_>) -> bool {
    let is_artifacts = |argument: &SyntaxNode<'_>| {
        named(*argument).is_some_and(|(name, _)| name == "external_artifacts")
    };
    call.arguments.iter().any(is_artifacts)
}

/// Whether the script isn't written out in the query.
fn fetches_script(model: &Model, call: &Call<'_>) -> bool {
    let script = call.arguments.get(1);
    script.is_some_and(|script| model.constant(script.id()).is_none())
}
