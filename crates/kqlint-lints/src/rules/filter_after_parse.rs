//! Text taken apart for rows that the next filter drops.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::Model;
use kqlint_syntax::{NodeKind, SyntaxNode, TokenKind};

use crate::{
    context::Cx,
    push_down::{moved, passed},
    query::{Call, call_of, step_before},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a filter behind a step that takes text apart, where the filter needs nothing of it.
    ///
    /// ## Why is this bad?
    ///
    /// Reading JSON, XML or a regular expression costs far more than a filter.
    /// When the filter stands before that step, only the rows that stay are taken apart.
    ///
    /// `parse_json()` of what is `dynamic` already takes nothing apart and doesn't count.
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
        beside: [ParseOperator, ExtendOperator],
        check: check,
    }
}

/// Functions that take text apart.
const COSTLY: [&str; 18] = [
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
    "replace",
    "replace_regex",
    "todynamic",
    "geo_info_from_ip_address",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.has_error() {
        return;
    }
    let Some(costly) = find(cx.model(), node) else {
        return;
    };
    // Filters in a row are one move.
    let before = step_before(node).filter(|step| step.kind() == NodeKind::FilterOperator);
    if before.is_some_and(|filter| find(cx.model(), filter) == Some(costly)) {
        return;
    }
    let report = cx
        .report(node, "text is taken apart for rows that this filter drops")
        .related(
            Place::Query(costly.text_range()),
            "the filter needs nothing of this step",
        )
        .help("put the filter before that step");
    if let Some(edits) = moved(node, costly) {
        report.fix("Move the filter up", Safety::Safe, edits);
    }
}

/// The first step that takes text apart and that a filter could stand before.
fn find<'t>(model: &Model, filter: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let steps = passed(filter, |step| is_costly(model, step));
    if steps.is_empty() {
        return None;
    }
    let expands = |step: &SyntaxNode<'_>| step.kind() == NodeKind::MvExpandOperator;
    // A costly filter may well be meant to come last.
    if steps.iter().any(expands) || takes_apart(model, filter) {
        return None;
    }
    steps.into_iter().find(|&step| is_costly(model, step))
}

fn is_costly(model: &Model, step: SyntaxNode<'_>) -> bool {
    match step.kind() {
        NodeKind::ParseOperator => true,
        NodeKind::ExtendOperator => takes_apart(model, step),
        _ => false,
    }
}

/// Whether a step calls what takes text apart.
pub(crate) fn takes_apart(model: &Model, step: SyntaxNode<'_>) -> bool {
    step.descendants().any(|node| match node.kind() {
        NodeKind::FunctionCallExpression => {
            call_of(node, &COSTLY).is_some_and(|call| !is_apart(model, &call))
        }
        NodeKind::BinaryExpression => node
            .own_tokens()
            .any(|token| token.kind() == TokenKind::MatchesRegexKw),
        _ => false,
    })
}

/// Whether a call reads JSON from what is no text.
fn is_apart(model: &Model, call: &Call<'_>) -> bool {
    let reads_json = matches!(call.name.as_ref(), "parse_json" | "parsejson" | "todynamic");
    let argument = call.arguments.first();
    reads_json && argument.is_some_and(|it| model.type_of(it.id()).is_dynamic())
}
