//! Text taken apart for rows that the next filter drops.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{NodeKind, SyntaxNode, TokenKind};

use crate::{
    context::Cx,
    push_down::{moved, passed},
    query::call,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a filter behind a step that takes text apart, where the filter needs nothing of it.
    ///
    /// ## Why is this bad?
    ///
    /// Reading JSON, XML or a regular expression costs far more than a filter.
    /// When the filter stands first, only the rows that stay are taken apart.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Error = parse_json(ErrorDetails)
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// | extend Error = parse_json(ErrorDetails)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The filter reads nothing that the steps between make, so the query returns the same rows and the fix is safe.
    pub const FILTER_AFTER_PARSE = {
        name: "filter-after-parse",
        summary: "a filter that could stand before text is taken apart",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [FilterOperator],
        check: check,
    }
}

/// Functions that take text apart.
const COSTLY: [&str; 17] = [
    "base64_decode_tostring",
    "extract",
    "extract_all",
    "extract_json",
    "extractall",
    "extractjson",
    "parse_command_line",
    "parse_csv",
    "parse_json",
    "parse_path",
    "parse_url",
    "parse_user_agent",
    "parse_xml",
    "parsejson",
    "replace_regex",
    "todynamic",
    "geo_info_from_ip_address",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.has_error() {
        return;
    }
    // A costly filter may well be meant to come last.
    if takes_apart(node) {
        return;
    }
    let steps = passed(node);
    let expands = |step: &SyntaxNode<'_>| step.kind() == NodeKind::MvExpandOperator;
    if steps.iter().any(expands) {
        return;
    }
    let Some(costly) = steps.into_iter().find(|&step| is_costly(step)) else {
        return;
    };
    let report = cx
        .report(
            node,
            "the filter needs nothing of the text taken apart above it",
        )
        .related(
            Place::Query(costly.text_range()),
            "runs for rows that the filter drops",
        )
        .help("put the filter first");
    if let Some(edits) = moved(node, costly) {
        report.fix("Move the filter up", Safety::Safe, edits);
    }
}

fn is_costly(step: SyntaxNode<'_>) -> bool {
    match step.kind() {
        NodeKind::ParseOperator => true,
        NodeKind::ExtendOperator => takes_apart(step),
        _ => false,
    }
}

/// Whether a step calls what takes text apart.
pub(crate) fn takes_apart(step: SyntaxNode<'_>) -> bool {
    step.descendants().any(|node| match node.kind() {
        NodeKind::FunctionCallExpression => {
            call(node).is_some_and(|call| COSTLY.contains(&call.name.as_ref()))
        }
        NodeKind::BinaryExpression => node
            .own_tokens()
            .any(|token| token.kind() == TokenKind::MatchesRegexKw),
        _ => false,
    })
}
