//! A table without a bound on time.

use kqlint_diagnostics::Safety;
use kqlint_embed::RuleKind;
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, LetStatement, SetStatement},
};

use crate::{
    ages::{COMPARISONS, bounds_made_time},
    context::Cx,
    options::RuleOption,
    query::{self, asks_for_columns, calls, is_called, named},
    rule::declare_lint,
    saved::is_of_sentinel,
    times::{Bound, IN_DEFENDER, is_of_defender, sets_time, time_column},
};

const TABLES: RuleOption = RuleOption::names(
    "allowed-tables",
    "Tables that may be read as a whole, such as small ones without history.",
);

declare_lint! {
    /// Finds a query on a table whose rows have a time, without any bound on it.
    ///
    /// ## Why is this bad?
    ///
    /// Logs are stored by time.
    /// Without a bound, the query reads all that the table keeps, or whatever the time picker of the portal is set to, and its result changes with it.
    ///
    /// Hosts that bring a window of their own, such as alert rules, workbook tiles and the pages of data connectors, are passed over, and so are hunting queries and functions, whose caller sets the time.
    /// The same holds for queries of Microsoft Defender, whose picker always bounds the time: those that name it `Timestamp`, and those on its tables that don't name `TimeGenerated`.
    /// So it does for text that is to be saved as a function: its comments say so, it is one function and its call, or it makes the columns of a parser.
    /// So it does for a query that makes the columns of entities which a rule of Sentinel reads, `HostCustomEntity` for instance, and for that of an entity's page, whose parameter is named `v_…` or is given a text to be filled in, `'<Address>'`.
    /// So it does for the query of a workbook tile, which has a name in braces that is filled in, also as a text or a name by itself, and for that of a workbook parameter, which ends in the columns `value` and `label`.
    /// `$__timeFilter()` of a dashboard and `set query_datetimescope_from = …` are bounds.
    /// So is a filter on what was made from the time: a day, how long ago it was, or how long a group has been silent.
    /// Tables that list the present state, those of vulnerability management, have no history to bound.
    /// `T | take 100` stops by itself and is passed over too, and `getschema` reads no rows.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// How far back to look is the author's choice, so the fix is offered and not applied.
    pub const NO_TIME_FILTER = {
        name: "no-time-filter",
        summary: "a query without a bound on time",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        options: [TABLES],
        kinds: [ExpressionStatement],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((table, column)) = find(cx, node) else {
        return;
    };
    let name = table.text();
    let report = cx
        .report(table, format!("nothing bounds the time of `{name}`"))
        .help(format!("add `| where {column} > ago(1d)`"));
    let has_pipe = table
        .parent()
        .is_some_and(|parent| parent.kind() == NodeKind::PipeExpression);
    if has_pipe {
        let end = TextRange::empty(table.text_range().end());
        let filter = format!("\n| where {column} > ago(1d)");
        report.replace("Look one day back", Safety::Choice, end, filter);
    }
}

/// The first table of the query and its column of time, where nothing bounds it.
fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'_>) -> Option<(SyntaxNode<'a>, &'a str)> {
    let block = node
        .parent()
        .filter(|parent| parent.kind() == NodeKind::QueryBlock)?;
    let kind = cx.input.facts.kind;
    let has_caller = matches!(kind, Some(RuleKind::Hunting | RuleKind::Function));
    if cx.has_window()
        || has_caller
        || is_look(node)
        || node.has_error()
        || cx.input.model.queries().len() > 40
    {
        return None;
    }
    let mut names = cx.nodes().within(NodeKind::NameReference, node).iter();
    let (table, column) = names.find_map(|reference| {
        let Some(Resolution::Table(name)) = cx.model().resolution(reference.id()) else {
            return None;
        };
        let column = time_column(cx.catalog(), name).filter(|_| !cx.names(&TABLES, name))?;
        Some((*reference, column))
    })?;
    let mut statements = block.children().filter(|it| !is_unread(cx, *it));
    let is_bounded = statements.any(|it| bounds_time(cx, it, column));
    let has_picker =
        || is_of_defender(cx, node, table) || is_of_workbook(cx) || is_workbook_parameter(node);
    let is_called = || cx.is_function() || is_of_sentinel(cx);
    (!is_bounded && !has_picker() && !is_called()).then_some((table, column))
}

/// Whether a query by itself was taken from a workbook, whose tiles have a window of time: it has a name in braces, which is filled in.
fn is_of_workbook(cx: &Cx<'_, '_>) -> bool {
    const KINDS: [NodeKind; 3] = [
        NodeKind::NameReference,
        NodeKind::NameDeclaration,
        NodeKind::LiteralExpression,
    ];
    let parts = |kind| cx.nodes().of(kind).iter();
    cx.tree().text().contains('{')
        && KINDS.into_iter().flat_map(parts).any(|it| {
            let is_name = it.kind() == NodeKind::NameReference;
            is_name && it.text().starts_with('{') || is_in_braces(it.text())
        })
}

/// Whether a text or a name is a word in braces and nothing else: `'{Name}'`, `['{Name:label}']`.
fn is_in_braces(written: &str) -> bool {
    let inner = written.trim_matches(['[', ']', '\'', '"']);
    let word = inner
        .strip_prefix('{')
        .and_then(|it| it.strip_suffix('}'))
        .and_then(|it| it.split(':').next());
    word.is_some_and(|word| {
        word.starts_with(|c: char| c.is_alphabetic())
            && word.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Whether a query lists the values that a parameter of a workbook may have.
fn is_workbook_parameter(statement: SyntaxNode<'_>) -> bool {
    let pipe = statement.child(NodeKind::PipeExpression);
    let last = pipe.and_then(|it| it.children().last());
    let names = |wanted: &str| {
        let mut columns = last.into_iter().flat_map(SyntaxNode::children);
        columns.any(|it| named(it).is_some_and(|(name, _)| name == wanted))
    };
    last.is_some_and(|it| it.kind() == NodeKind::ProjectOperator)
        && names("value")
        && names("label")
}

/// Whether a query returns any rows of tables, or asks for their columns only.
fn is_look(statement: SyntaxNode<'_>) -> bool {
    let pipe = statement.child(NodeKind::PipeExpression);
    pipe.is_some_and(|pipe| {
        query::is_look(pipe) || pipe.children().next().is_some_and(asks_for_columns)
    })
}

/// Whether a statement declares what nothing reads: it bounds nothing.
fn is_unread(cx: &Cx<'_, '_>, statement: SyntaxNode<'_>) -> bool {
    let name = LetStatement::cast(statement).and_then(LetStatement::name);
    name.filter(|it| cx.uses(it.syntax().id()) == 0)
        .and_then(|it| it.name())
        .is_some_and(|name| cx.readings().of(&name) == 0)
}

/// What the dashboards of Grafana put a bound on the time in place of.
const TIME_MACRO: &str = "$__timeFilter";

/// Whether a comparison, a series or a call in a statement is about the column of time.
fn bounds_time(cx: &Cx<'_, '_>, statement: SyntaxNode<'_>, column: &str) -> bool {
    let is_time = |it: &Bound| {
        let subject = cx.tree().node(it.subject);
        subject.is_some_and(|it| it.text() == column || it.text() == IN_DEFENDER)
    };
    // Most bounds are these.
    let times = cx.times();
    if times.bounds_in(statement.text_range()).any(is_time) {
        return true;
    }
    if SetStatement::cast(statement).is_some() {
        return sets_time(statement);
    }
    let parts = |kind| cx.nodes().within(kind, statement).iter();
    let text = statement.text();
    let may_name = text.contains(column) || text.contains(IN_DEFENDER);
    let is_named = |it: &SyntaxNode<'_>| is_called(*it, &[column, IN_DEFENDER]);
    let is_macro = |it: &SyntaxNode<'_>| it.text().starts_with(TIME_MACRO);
    let may_call = text.contains("ago") || text.contains("ingestion_time");
    let is_bound = |it: SyntaxNode<'_>| may_call && calls(it, &["ago", "ingestion_time"]);
    let names_bound = |it: &SyntaxNode<'_>| is_bound(*it) || is_macro(it);
    may_name && parts(NodeKind::NameReference).any(|it| is_named(it) && is_compared(*it))
        || bounds_made_time(cx, statement, column)
        || parts(NodeKind::FunctionCallExpression).any(names_bound)
        || parts(NodeKind::Placeholder).any(is_macro)
        || parts(NodeKind::MakeSeriesFrom).next().is_some()
        || parts(NodeKind::MakeSeriesInRange).next().is_some()
}

fn is_compared(name: SyntaxNode<'_>) -> bool {
    name.ancestors().any(|it| COMPARISONS.contains(&it.kind()))
}
