//! `_Im_Dns()` without a time.

use kqlint_catalog::WorkspaceFunction;
use kqlint_diagnostics::Safety;
use kqlint_embed::RuleKind;
use kqlint_semantics::{Resolution, Type};
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange, TextSize};

use crate::{
    ages::COMPARISONS,
    context::Cx,
    query::{asks_for_columns, call, is_called, is_look, named},
    rule::declare_lint,
    saved::is_of_sentinel,
    times::{Bound, Side, is_filter},
};

declare_lint! {
    /// Finds a call of a filtering ASIM parser that passes no time.
    ///
    /// ## Why is this bad?
    ///
    /// `_Im_Dns` and its like read many tables and bring their rows into one form.
    /// With `starttime` and `endtime` each of the tables is filtered before that; a filter behind the call comes after it.
    /// Rules that run by themselves are passed over: the service bounds the time of every table for them.
    /// So are queries that name no time where a comment says that it is implicit, or that make the columns of entities which such a rule reads, `HostCustomEntity` for instance, and those of an entity's page, whose parameter is named `v_…` or is given a text to be filled in, `'<Address>'`.
    /// `_Im_Dns | take 10` stops by itself.
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
    /// In a `union` whose legs name no time, where several calls have none, or where the query bounds a time by what isn't known before it runs, there is no fix.
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
    let node = called(node);
    let Some(found) = find(cx, node) else {
        return;
    };
    let bound = bound_behind(cx, node);
    if bound.is_none() && (is_of_sentinel(cx) || is_picked(node)) {
        return;
    }
    let times = bound.as_deref().unwrap_or("starttime=ago(1d)");
    let text = match found.list {
        List::Missing => format!("({times})"),
        List::Empty => times.to_owned(),
        List::Others => format!("{times}, "),
    };
    let title = match bound {
        Some(_) => "Pass the bound of the query",
        None => "Look one day back",
    };
    let has_fix = bound.is_some() || is_alone(cx, node) && !bounds_time(cx);
    let help = match has_fix && !times.contains("endtime=") {
        true => "pass `starttime`",
        false => "pass `starttime` and `endtime`",
    };
    let name = found.name;
    let report = cx
        .report(node, format!("`{name}` is called without a time"))
        .help(help);
    if has_fix {
        report.replace(title, Safety::Choice, found.range, text);
    }
}

/// Whether the query takes a few rows of a call, or of its columns only.
fn is_picked(call: SyntaxNode<'_>) -> bool {
    let pipe = call
        .parent()
        .filter(|it| it.kind() == NodeKind::PipeExpression);
    pipe.is_some_and(|it| it.children().next() == Some(call) && is_look(it))
}

/// Whether a call is the only one that gets no time, and no leg of a `union`.
fn is_alone(cx: &Cx<'_, '_>, call: SyntaxNode<'_>) -> bool {
    let is_union = |it: SyntaxNode<'_>| it.kind() == NodeKind::UnionOperator;
    let is_leg =
        call.ancestors().skip(1).any(is_union) || call.next_sibling().is_some_and(is_union);
    let names = cx.nodes().of(NodeKind::NameReference).iter();
    let calls = names.filter(|it| find(cx, called(**it)).is_some());
    !is_leg && calls.take(2).count() < 2
}

/// Whether anything in the query bounds a time, be it by what is known when it runs only.
fn bounds_time(cx: &Cx<'_, '_>) -> bool {
    let nodes = |kind| cx.nodes().of(kind).iter();
    let is_time = |it: SyntaxNode<'_>| is_called(it, &["TimeGenerated"]);
    let mut compared = COMPARISONS.into_iter().flat_map(nodes);
    !cx.times().bounds.is_empty()
        || compared.any(|it| is_filter(*it) && it.descendants().any(is_time))
        || nodes(NodeKind::MakeSeriesFrom).next().is_some()
        || nodes(NodeKind::MakeSeriesInRange).next().is_some()
}

/// The points in time that a filter behind the call bounds its rows by, as they are passed.
fn bound_behind(cx: &Cx<'_, '_>, call: SyntaxNode<'_>) -> Option<String> {
    let range = call
        .parent()
        .filter(|it| it.kind() == NodeKind::PipeExpression)?
        .text_range();
    let times = cx.times();
    let tree = cx.tree();
    let is_time = |it: &&Bound| {
        let subject = tree.node(it.subject);
        subject.is_some_and(|it| it.text() == "TimeGenerated")
    };
    let on = |side: Side| {
        let mut bounds = times.bounds_in(range).filter(is_time);
        let value = tree.node(bounds.find(|it| it.side == side)?.value)?;
        let is_point = cx.model().type_of(value.id()) == Type::DATETIME;
        (is_point && !value.text().contains('\n')).then(|| value.text())
    };
    let start = on(Side::After)?;
    Some(match on(Side::Before) {
        Some(end) => format!("starttime={start}, endtime={end}"),
        None => format!("starttime={start}"),
    })
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

/// The call that a name stands for, or the name alone.
fn called(name: SyntaxNode<'_>) -> SyntaxNode<'_> {
    let call = name
        .parent()
        .filter(|it| it.kind() == NodeKind::FunctionCallExpression);
    call.unwrap_or(name)
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
