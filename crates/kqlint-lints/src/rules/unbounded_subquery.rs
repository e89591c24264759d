//! A join of the last day with all that a table keeps.

use kqlint_diagnostics::{Level, Safety};
use kqlint_semantics::{Model, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, Expression, InExpression, InOperator, PipeExpression},
};

use crate::{
    ages::bounds_made_time,
    context::Cx,
    literal::edit,
    names::name_words,
    query::{
        asks_for_columns, bare, call_of, calls, column, conditions, is_called, keeps_rows, name,
        parameter, steps_after, steps_before,
    },
    rule::declare_lint,
    times::{Bound, is_filter, sets_time, time_column},
};

declare_lint! {
    /// Finds a `join` or `lookup` that bounds the time of its left side only.
    ///
    /// ## Why is this bad?
    ///
    /// Each side is read on its own.
    /// Once a query names a time, the time picker of the portal steps back, and a side without a bound is read over all that the table keeps, which may be years.
    ///
    /// A side that `take` or `top` ends is passed over, and so are inventories, which list what is, sides that bound another time, and those whose time is bounded behind the join.
    /// So is text that is to be saved as a function, and a left side which is itself an inventory.
    /// Some joins may well be meant to find what is old, and are hints without a fix: a `lookup`, or a left outer join, by an id; any join by the id of an alert, a message or another event; one for what was never seen before, or when something was seen first; and a side of which another query chose the ids.
    ///
    /// Hosts that bring a window of their own, such as alert rules and workbook tiles, are passed over.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where EventType == "ClusterCreated") on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d) | where EventType == "ClusterCreated") on ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The other side may be meant to reach back further, so the bound is offered and not applied.
    /// Where a later step relates the times of both sides, none is offered.
    pub const UNBOUNDED_SUBQUERY = {
        name: "unbounded-subquery",
        summary: "a side of a join without a bound on time",
        group: Cost,
        level: Warning,
        since: "0.1.0",
        kinds: [JoinOperator, LookupOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(found) = find(cx, node) else { return };
    let name = found.table.text();
    let column = &found.column;
    let relates = steps_after(node).any(|step| relates_times(cx.model(), step));
    let may_reach_back = may_reach_back(cx.model(), node) || found.looks_for_first;
    let report = cx
        .report(
            found.table,
            format!("all rows of `{name}` are read, whatever their time"),
        )
        .help(format!("add a filter on `{column}` to this side too"));
    if may_reach_back {
        report.at_most(Level::Hint);
        return;
    }
    if found.filters.is_empty() || relates {
        return;
    }
    let title = match found.filters.len() {
        1 => "Add the bound of the other side",
        _ => "Add the bounds of the other side",
    };
    let filter = found.filters.join(" and ");
    let end = TextRange::empty(found.table.text_range().end());
    // `join T | where …` would filter what the join returns.
    let edits = match found.is_bare {
        true => {
            let start = TextRange::empty(found.table.text_range().start());
            vec![edit(start, "("), edit(end, format!(" | where {filter})"))]
        }
        false => vec![edit(end, format!(" | where {filter}"))],
    };
    report.fix(title, Safety::Choice, edits);
}

/// Whether the other side may well be meant to reach back further: the join looks up what belongs to an id, or looks for what was never seen before.
fn may_reach_back(model: &Model, join: SyntaxNode<'_>) -> bool {
    const NEVER_SEEN: [&str; 4] = ["anti", "leftanti", "leftantisemi", "rightanti"];
    let kind = parameter(join, "kind");
    kind.is_some_and(|kind| NEVER_SEEN.contains(&kind))
        || is_lookup_by_id(join, kind)
        || join.children().any(|side| has_chosen_ids(model, side))
}

/// Whether a condition of a side takes only what another query chose: `CorrelationId in (ids)`.
fn has_chosen_ids(model: &Model, side: SyntaxNode<'_>) -> bool {
    let lists = side.descendants().filter_map(InExpression::cast);
    let mut lists =
        lists.filter(|it| it.operator() == Some(InOperator::In) && is_filter(it.syntax()));
    lists.any(|it| {
        let subject = it.subject().and_then(|it| name(it.syntax()));
        let values = it
            .expression_list()
            .into_iter()
            .flat_map(|it| it.expressions());
        let is_chosen = |value: Expression<'_>| {
            let value = bare(value.syntax());
            value.kind() == NodeKind::PipeExpression || model.output(value.id()).is_some()
        };
        subject.is_some_and(|it| is_id(&it)) && values.into_iter().any(is_chosen)
    })
}

/// Whether a step relates two times of its rows: such a bound on one of them moves with the other.
fn relates_times(model: &Model, step: SyntaxNode<'_>) -> bool {
    step.children().flat_map(conditions).any(|part| {
        let mut first = None;
        let (mut are_two, mut is_related) = (false, false);
        for node in part.descendants() {
            match node.kind() {
                NodeKind::BinaryExpression
                | NodeKind::BetweenExpression
                | NodeKind::ArithmeticExpression => is_related = true,
                NodeKind::FunctionCallExpression => is_related |= calls(node, &["datetime_diff"]),
                NodeKind::NameReference
                    if model.type_of(node.id()) == Type::DATETIME
                        && column(model, node).is_some() =>
                {
                    are_two |= *first.get_or_insert(node.text()) != node.text();
                }
                _ => {}
            }
        }
        are_two && is_related
    })
}

fn is_id(name: &str) -> bool {
    name_words(name).last().is_some_and(|it| it == "id")
}

/// Whether a name is that of an id which one event has, or a few that belong together.
fn is_id_of_event(name: &str) -> bool {
    const EVENTS: [&str; 8] = [
        "alert",
        "correlation",
        "event",
        "incident",
        "message",
        "operation",
        "request",
        "transaction",
    ];
    let words = name_words(name);
    let thing = words.len().checked_sub(2).and_then(|at| words.get(at));
    is_id(name) && thing.is_some_and(|it| EVENTS.contains(&it.as_str()))
}

/// Whether the join looks up what belongs to an id, however old it is.
fn is_lookup_by_id(join: SyntaxNode<'_>, kind: Option<&str>) -> bool {
    let keeps_left = join.kind() == NodeKind::LookupOperator || kind == Some("leftouter");
    let clause = join.child(NodeKind::JoinOnClause);
    let mut keys = clause
        .into_iter()
        .flat_map(SyntaxNode::descendants)
        .filter(|it| it.kind() == NodeKind::NameReference);
    keys.any(|it| is_id_of_event(it.text()) || keeps_left && is_id(it.text()))
}

struct Found<'t> {
    table: SyntaxNode<'t>,
    /// Whether it stands without brackets.
    is_bare: bool,
    /// Its column of times.
    column: String,
    /// The bounds of the left side, where each is one line.
    filters: Vec<&'t str>,
    /// Whether the side asks when each thing was seen first.
    looks_for_first: bool,
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    if !cx.catalog().environment().is_workspace() || cx.has_window() || node.has_error() {
        return None;
    }
    let side = node.children().find(|it| {
        matches!(
            it.kind(),
            NodeKind::ParenthesizedExpression | NodeKind::NameReference
        )
    })?;
    let right = bare(side);
    let table = source(right)?;
    let Some(Resolution::Table(name)) = cx.model().resolution(table.id()) else {
        return None;
    };
    let column = time_column(cx.catalog(), name)?;
    let takes_some = |step: SyntaxNode<'_>| {
        matches!(
            step.kind(),
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator
        )
    };
    let asks = || asks_for_columns(table) || asks_for_columns(node);
    if is_bounded(cx, right, column)
        || right.children().any(takes_some)
        || asks()
        || is_inventory(name, right, column)
        || is_bounded_later(cx, node, (name, column))
    {
        return None;
    }
    let statements = cx.nodes().of(NodeKind::SetStatement);
    if statements.iter().any(|it| sets_time(*it)) || cx.is_function() {
        return None;
    }
    let filters = bounds(cx, node, column);
    let first = filters.first()?;
    if lists_what_is(cx, *first, column) {
        return None;
    }
    let one_line = filters.iter().all(|it| !it.text().contains('\n'));
    let filters = filters.into_iter().filter(|_| one_line);
    Some(Found {
        table,
        is_bare: side.kind() == NodeKind::NameReference,
        column: column.to_owned(),
        filters: filters.map(SyntaxNode::text).collect(),
        looks_for_first: takes(right, &["min", "minif", "arg_min"], column),
    })
}

/// What a pipeline reads, or the name alone.
fn source(rows: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    match PipeExpression::cast(rows) {
        Some(pipe) => Some(bare(pipe.source()?.syntax())),
        None => Some(rows),
    }
}

/// Whether an aggregate of a pipeline takes the rows by a column.
fn takes(rows: SyntaxNode<'_>, aggregates: &[&str], column: &str) -> bool {
    let groups = rows
        .children()
        .filter(|it| it.kind() == NodeKind::SummarizeOperator);
    let mut parts = groups.flat_map(SyntaxNode::descendants);
    parts.any(|it| {
        let call = call_of(it, aggregates);
        let by = call.and_then(|it| it.arguments.first().copied());
        by.is_some_and(|it| is_called(bare(it), &[column]))
    })
}

/// Whether rows list what is: those of a watchlist, and the last ones that a table of things has of each.
fn is_inventory(table: &str, rows: SyntaxNode<'_>, column: &str) -> bool {
    const THINGS: [&str; 3] = ["DeviceInfo", "DeviceNetworkInfo", "IdentityInfo"];
    matches!(table, "ConfidentialWatchlist" | "Watchlist")
        || THINGS.contains(&table) && takes(rows, &["arg_max"], column)
}

/// Whether a bound is that of an inventory, and says nothing about when something happened.
fn lists_what_is(cx: &Cx<'_, '_>, bound: SyntaxNode<'_>, column: &str) -> bool {
    let mut around = bound.ancestors();
    let rows = around.find(|it| it.kind() == NodeKind::PipeExpression);
    rows.is_some_and(|rows| {
        let table = source(rows).and_then(|it| cx.model().resolution(it.id()));
        matches!(table, Some(Resolution::Table(table)) if is_inventory(table, rows, column))
    })
}

/// Whether a filter behind the join bounds the time of this side, by the name that it has there.
fn is_bounded_later(cx: &Cx<'_, '_>, join: SyntaxNode<'_>, time: (&str, &str)) -> bool {
    let times = cx.times();
    let bounds_side = |bound: &Bound| {
        let subject = cx.tree().node(bound.subject);
        subject.is_some_and(|it| {
            let column = column(cx.model(), it);
            it.text() != time.1 && column.and_then(|it| it.source()) == Some(time)
        })
    };
    steps_after(join).any(|step| times.bounds_in(step.text_range()).any(bounds_side))
}

/// Whether anything in a side is about the column of times, or about a time.
fn is_bounded(cx: &Cx<'_, '_>, side: SyntaxNode<'_>, column: &str) -> bool {
    let is_time = |it: SyntaxNode<'_>| {
        it.kind() == NodeKind::NameReference && (it.text() == column || is_other_time(cx, it))
    };
    let in_filter = cx.times().bounds_in(side.text_range()).next().is_some();
    in_filter
        || bounds_made_time(cx, side, column)
        || side.descendants().any(|node| match node.kind() {
            NodeKind::BinaryExpression | NodeKind::BetweenExpression => {
                node.descendants().any(is_time)
            }
            NodeKind::FunctionCallExpression => {
                let text = node.text();
                text.starts_with("ago") || text.starts_with("ingestion_time")
            }
            NodeKind::MakeSeriesFrom | NodeKind::Placeholder => true,
            _ => false,
        })
}

/// Whether a name is another time that is compared with a point in time which the query names.
fn is_other_time(cx: &Cx<'_, '_>, name: SyntaxNode<'_>) -> bool {
    let model = cx.model();
    let is_named = |it: SyntaxNode<'_>| {
        matches!(
            model.resolution(bare(it).id()),
            Some(Resolution::Variable(_) | Resolution::Parameter(_))
        )
    };
    let compared = name.parent();
    column(model, name).is_some()
        && model.type_of(name.id()) == Type::DATETIME
        && compared.is_some_and(|it| it.children().any(is_named))
}

/// The conditions that bound the column before a join: those of the first step which has any, and of the filters that follow it.
fn bounds<'t>(cx: &Cx<'_, '_>, join: SyntaxNode<'t>, column: &str) -> Vec<SyntaxNode<'t>> {
    let mut found = Vec::new();
    for step in steps_before(join) {
        let is_filter = step.kind() == NodeKind::FilterOperator || keeps_rows(step);
        if !found.is_empty() && !is_filter {
            break;
        }
        found.extend(bounds_of(cx, step, column));
    }
    found
}

/// The conditions of a step that bound the column.
fn bounds_of<'t>(cx: &Cx<'_, '_>, step: SyntaxNode<'t>, column: &str) -> Vec<SyntaxNode<'t>> {
    let times = cx.times();
    let is_subject = |bound: &&Bound| {
        let subject = cx.tree().node(bound.subject);
        subject.is_some_and(|it| it.text() == column)
    };
    let mut conditions = Vec::new();
    for bound in times.bounds_in(step.text_range()).filter(is_subject) {
        let condition = step.descendants().find(|node| {
            matches!(
                node.kind(),
                NodeKind::BinaryExpression | NodeKind::BetweenExpression
            ) && node.text_range().contains_range(bound.range)
        });
        conditions.extend(condition.filter(|it| !conditions.contains(it)));
    }
    conditions
}
