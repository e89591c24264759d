//! `_Im_Dns()` without a time.

use kqlint_catalog::WorkspaceFunction;
use kqlint_diagnostics::Safety;
use kqlint_embed::RuleKind;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange, TextSize};

use crate::{
    context::Cx,
    query::{asks_for_columns, call, named},
    rule::declare_lint,
    times::{Bound, Side},
};

declare_lint! {
    /// Finds a call of a filtering ASIM parser that passes no time.
    ///
    /// ## Why is this bad?
    ///
    /// `_Im_Dns` and its like read many tables and bring their rows into one form.
    /// With `starttime` and `endtime` each of the tables is filtered before that; a filter behind the call comes after it.
    /// Rules that run by themselves are passed over: the service bounds the time of every table for them.
    /// So are queries that name no time where a comment says that it is implicit, or that make the columns of entities which such a rule reads, `HostCustomEntity` for instance.
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
    /// The fix passes the bound that a filter behind the call sets, and one day where there is none.
    /// How far back to look is the author's choice, so it is offered and not applied.
    /// In a `union` whose legs name no time, or where the query bounds another time, there is no fix.
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
    let Some(found) = find(cx, node) else {
        return;
    };
    let bound = bound_behind(cx, node);
    if bound.is_none() && makes_entities(cx) {
        return;
    }
    let start = format!("starttime={}", bound.unwrap_or("ago(1d)"));
    let text = match found.list {
        List::Missing => format!("({start})"),
        List::Empty => start,
        List::Others => format!("{start}, "),
    };
    let title = match bound {
        Some(_) => "Pass the bound of the query",
        None => "Look one day back",
    };
    let is_leg = || {
        let mut around = node.ancestors().skip(1);
        around.any(|it| it.kind() == NodeKind::UnionOperator)
            || node
                .next_sibling()
                .is_some_and(|it| it.kind() == NodeKind::UnionOperator)
    };
    let has_fix = bound.is_some() || cx.times().bounds.is_empty() && !is_leg();
    let name = found.name;
    let report = cx
        .report(node, format!("`{name}` is called without a time"))
        .help("pass `starttime` and `endtime`");
    if has_fix {
        report.replace(title, Safety::Choice, found.range, text);
    }
}

/// Whether the query makes the columns that rules of Sentinel read entities from: the service bounds their time.
fn makes_entities(cx: &Cx<'_, '_>) -> bool {
    const ENTITY: &str = "CustomEntity";
    cx.tree().text().contains(ENTITY)
        && cx
            .nodes()
            .of(NodeKind::NameDeclaration)
            .iter()
            .any(|it| it.text().ends_with(ENTITY))
}

/// The point in time that a filter behind the call bounds its rows by.
fn bound_behind<'a>(cx: &Cx<'a, '_>, call: SyntaxNode<'_>) -> Option<&'a str> {
    let range = call
        .parent()
        .filter(|it| it.kind() == NodeKind::PipeExpression)?
        .text_range();
    let times = cx.times();
    let tree = cx.tree();
    let is_time = |it: &&Bound| {
        let subject = tree.node(it.subject);
        it.side == Side::After && subject.is_some_and(|it| it.text() == "TimeGenerated")
    };
    let bound = times.bounds_in(range).find(is_time)?;
    let text = tree.node(bound.value)?.text();
    (!text.contains('\n')).then_some(text)
}

/// What a parser gets.
enum List {
    /// Its name stands alone.
    Missing,
    Empty,
    Others,
}

struct Found {
    name: String,
    /// Where to pass a time.
    range: TextRange,
    list: List,
}

/// Whether the author says that the query gets its time from elsewhere.
fn is_implicit(cx: &Cx<'_, '_>) -> bool {
    const WORDS: [&str; 4] = ["implicit", "query period", "queryperiod", "time picker"];
    cx.times().bounds.is_empty()
        && cx.tree().comments().any(|comment| {
            let text = comment.text().to_lowercase();
            WORDS.iter().any(|it| text.contains(it))
        })
}

/// The parser, and where it could be passed a time.
fn find(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<Found> {
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
    if node.has_error() || call.is_none() && is_call || asks_for_columns(node) {
        return None;
    }
    let found = |at: TextSize, list: List| Found {
        name: name.to_owned(),
        range: TextRange::empty(at),
        list,
    };
    let Some(call) = call else {
        let end = node.text_range().end();
        return (!is_implicit(cx)).then(|| found(end, List::Missing));
    };
    let passes = |(at, argument): (usize, &SyntaxNode<'_>)| match named(*argument) {
        Some((name, _)) => matches!(name.as_ref(), "starttime" | "endtime" | "pack"),
        None => at == position,
    };
    if call.arguments.iter().enumerate().any(passes) || is_implicit(cx) {
        return None;
    }
    Some(match call.arguments.first() {
        Some(first) => found(first.text_range().start(), List::Others),
        None => found(call.node.last_token()?.text_range().start(), List::Empty),
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
