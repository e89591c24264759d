//! Plug-ins that send data out or run code from elsewhere.

use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, EvaluateOperator, FunctionCallExpression},
};

use crate::{
    context::Cx,
    options::RuleOption,
    query::{Call, bare, call, named, value},
    rule::declare_lint,
};

const PLUGINS: RuleOption = RuleOption::names("allowed-plugins", "Plug-ins that queries may use.");

declare_lint! {
    /// Finds plug-ins that call another service, or run code that isn't in the query.
    ///
    /// ## Why is this bad?
    ///
    /// What such a query returns, or what it sends out, is decided elsewhere, and may change without the query.
    /// `python` and `r` with a script that is written out, be it where a function of the query is called, are left alone; with `external_artifacts`, or a script that another query fetches, they aren't.
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
            format!("`{name}` takes files from outside the query"),
            "keep the files where only the team can change them",
        ),
        "python" | "r" if fetches_script(cx, &called) => (
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
fn fetches_script(cx: &Cx<'_, '_>, call: &Call<'_>) -> bool {
    let is_written = |it: SyntaxNode<'_>| cx.model().constant(it.id()).is_some();
    let Some(&script) = call.arguments.get(1) else {
        return false;
    };
    if is_written(script) {
        return false;
    }
    // Each call of a function of the query may write the code out.
    let calls = parameter_calls(cx, script);
    calls.is_none_or(|given| given.is_empty() || !given.into_iter().all(is_written))
}

/// What the calls of a function of the query give for the parameter that an expression is.
fn parameter_calls<'a>(cx: &Cx<'a, '_>, used: SyntaxNode<'_>) -> Option<Vec<SyntaxNode<'a>>> {
    let Some(Resolution::Parameter(parameter)) = cx.model().resolution(bare(used).id()) else {
        return None;
    };
    let parameter = cx.tree().node(parameter)?;
    let mut around = parameter.ancestors();
    let parameters = around.find(|it| it.kind() == NodeKind::FunctionParameters)?;
    let mut all = parameters.children();
    let from_end = all.clone().count() - all.position(|it| it.contains(parameter.id()))?;
    let function = around.find(|it| it.kind() == NodeKind::LetStatement)?;
    let declared = function.child(NodeKind::NameDeclaration)?.id();
    let is_of_function = |it: SyntaxNode<'_>| {
        let called = FunctionCallExpression::cast(it).and_then(FunctionCallExpression::name);
        let meant = called.and_then(|it| cx.model().resolution(it.syntax().id()));
        matches!(meant, Some(Resolution::Variable(it)) if it == declared)
    };
    let calls = cx.nodes().of(NodeKind::FunctionCallExpression).iter();
    let calls = calls.copied().filter(|it| is_of_function(*it));
    calls
        .map(|it| {
            // `invoke` gives the rows, so that only the count from the end is sure.
            let arguments = call(it)?.arguments;
            let at = arguments.len().checked_sub(from_end)?;
            arguments.get(at).copied().map(value)
        })
        .collect()
}
