//! `_Im_Dns()` without a time.

use kqlint_catalog::WorkspaceFunction;
use kqlint_diagnostics::Safety;
use kqlint_embed::RuleKind;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange};

use crate::{
    context::Cx,
    query::{call, named},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a call of a filtering ASIM parser that passes no time.
    ///
    /// ## Why is this bad?
    ///
    /// `_Im_Dns` and its like read many tables and bring their rows into one form.
    /// With `starttime` and `endtime` each of the tables is filtered before that; a filter behind the call comes after it.
    /// Rules that run by themselves are passed over: the service bounds the time of every table for them.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// _Im_Dns()
    /// | where TimeGenerated > ago(1d)
    /// | summarize count() by DnsQuery
    /// ```
    ///
    /// ```kql,good
    /// _Im_Dns(starttime=ago(1d))
    /// | summarize count() by DnsQuery
    /// ```
    ///
    /// ## Fix safety
    ///
    /// How far back to look is the author's choice, so the fix is offered and not applied.
    pub const ASIM_WITHOUT_TIME = {
        name: "asim-without-time",
        summary: "an ASIM parser that is called without a time",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [NameReference],
        names: [WorkspaceFunction],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    // The name of a call stands for all of it.
    let call = node
        .parent()
        .filter(|it| it.kind() == NodeKind::FunctionCallExpression);
    let node = call.unwrap_or(node);
    let Some((name, range, text)) = find(cx, node) else {
        return;
    };
    cx.report(node, format!("`{name}` isn't told which time is looked at"))
        .help("pass `starttime` and `endtime`")
        .replace("Look one day back", Safety::Choice, range, text);
}

/// The parser, and what to write where for it to look one day back.
fn find(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(String, TextRange, &'static str)> {
    let callee = match node.kind() {
        NodeKind::FunctionCallExpression => node.children().next()?,
        _ => node,
    };
    let Resolution::WorkspaceFunction(name) = cx.model().resolution(callee.id())? else {
        return None;
    };
    if cx.has_window() || cx.input.facts.kind == Some(RuleKind::NearRealTime) {
        return None;
    }
    let position = time_position(cx.catalog().workspace_function(name)?)?;
    let call = call(node);
    let is_call = node.kind() == NodeKind::FunctionCallExpression;
    if node.has_error() || call.is_none() && is_call {
        return None;
    }
    let end = TextRange::empty(node.text_range().end());
    let Some(call) = call else {
        return Some((name.to_owned(), end, "(starttime=ago(1d))"));
    };
    let passes = |(at, argument): (usize, &SyntaxNode<'_>)| match named(*argument) {
        Some((name, _)) => matches!(name.as_ref(), "starttime" | "endtime" | "pack"),
        None => at == position,
    };
    if call.arguments.iter().enumerate().any(passes) {
        return None;
    }
    let first = call.arguments.first();
    Some(match first {
        Some(first) => {
            let start = TextRange::empty(first.text_range().start());
            (name.to_owned(), start, "starttime=ago(1d), ")
        }
        None => {
            let list = call.node.last_token()?.text_range().start();
            (name.to_owned(), TextRange::empty(list), "starttime=ago(1d)")
        }
    })
}

/// Which parameter is `starttime`, in a parser that filters.
fn time_position(function: WorkspaceFunction<'_>) -> Option<usize> {
    let is_parser = function.asim_schema().is_some();
    function
        .parameters()
        .position(|it| it.name() == "starttime")
        .filter(|_| is_parser)
}
