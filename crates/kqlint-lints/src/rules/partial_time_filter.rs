//! A bound on time in only one alternative of `or`.

use std::iter;

use kqlint_diagnostics::Place;
use kqlint_semantics::{Origin, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BetweenExpression, BinaryExpression, BinaryOperator, UnionOperator},
};

use crate::{
    context::{Cx, quoted},
    lineage::{lineage, rows_of},
    query::{alternatives, bare, call, column, conditions, steps_after},
    rule::declare_lint,
    times::{is_filter, is_record_time},
};

declare_lint! {
    /// Finds `or` in a filter where one alternative bounds the time and another does not.
    ///
    /// ## Why is this bad?
    ///
    /// Rows of any age pass by the other alternative, so all that the table keeps is read.
    /// Mostly brackets are missing: `and` binds more strongly than `or`.
    ///
    /// Queries of hosts that bring a window of their own are left alone, and so are rows that were bounded before, groups, and conditions without any `and`: `where Status != "Closed" or TimeGenerated > ago(7d)` may well say what it means.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and EventType == "JobFailed" or EventType == "JobCancelled"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and (EventType == "JobFailed" or EventType == "JobCancelled")
    /// ```
    pub const PARTIAL_TIME_FILTER = {
        name: "partial-time-filter",
        summary: "a bound on time in only one alternative of `or`",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [OrExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(found) = find(cx, node) else { return };
    cx.report(
        found.bound,
        "the time is bounded in one alternative of `or` only",
    )
    .related(
        Place::Query(found.unbounded.text_range()),
        "rows of any age pass here",
    )
    .help(format!(
        "put brackets around `or`, or bound {} in a filter of its own",
        quoted(&found.time)
    ));
}

struct Partial<'t> {
    /// The bound on time.
    bound: SyntaxNode<'t>,
    /// The alternative without one.
    unbounded: SyntaxNode<'t>,
    /// The column of time.
    time: String,
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Partial<'t>> {
    // What a `let` names may be bounded wherever it is used.
    let is_named = node
        .ancestors()
        .any(|it| it.kind() == NodeKind::LetStatement);
    if cx.has_window() || node.has_error() || is_named || !is_filter(node) {
        return None;
    }
    let all = alternatives(node);
    // Where there is no `and`, no brackets are missing.
    let (bound, time) = all
        .iter()
        .map(|it| conditions(*it))
        .filter(|it| it.len() > 1)
        .flatten()
        .find_map(|it| Some((it, bounded(cx, it)?)))?;
    let unbounded = *all
        .iter()
        .find(|it| !speaks_of_time(cx, **it) && reads_row(cx, **it))?;
    let filter = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::FilterOperator)?;
    let rows = lineage(cx.model(), filter);
    let are_groups = rows.iter().any(|it| {
        matches!(
            it.kind(),
            NodeKind::SummarizeOperator | NodeKind::DistinctOperator
        )
    });
    // Behind a `union` around the filter stand more steps.
    let mut behind = iter::once(filter).chain(filter.ancestors().flat_map(steps_after));
    let is_bounded =
        are_groups || are_bounded(cx, &rows, DEPTH) || behind.any(|step| has_bound(cx, step));
    (!is_bounded).then(|| Partial {
        bound,
        unbounded,
        time: time.text().to_owned(),
    })
}

/// How many names of `let` and unions are looked through.
const DEPTH: usize = 4;

/// Whether a source and the steps behind it bound the time, or the source does: each leg of a `union`, or the body of a function.
fn are_bounded(cx: &Cx<'_, '_>, rows: &[SyntaxNode<'_>], depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let Some((source, steps)) = rows.split_first() else {
        return false;
    };
    let is_bounded = |rows| are_bounded(cx, &rows_of(cx.model(), rows), depth);
    let source = bare(*source);
    let of_source = match UnionOperator::cast(source) {
        Some(union) => {
            let mut legs = union.sources().map(|it| it.syntax()).peekable();
            legs.peek().is_some() && legs.all(is_bounded)
        }
        None => called_body(cx, source).is_some_and(|body| has_bound(cx, body)),
    };
    of_source || steps.iter().any(|step| has_bound(cx, *step))
}

/// The function of a `let` that a source calls.
fn called_body<'a>(cx: &Cx<'a, '_>, source: SyntaxNode<'_>) -> Option<SyntaxNode<'a>> {
    let Resolution::Variable(id) = cx.model().resolution(call(source)?.name_node.id())? else {
        return None;
    };
    cx.tree().node(id)?.parent()
}

/// Whether a filter in a part of the text bounds the time.
fn has_bound(cx: &Cx<'_, '_>, part: SyntaxNode<'_>) -> bool {
    let is_filter = matches!(
        part.kind(),
        NodeKind::FilterOperator | NodeKind::LetStatement
    );
    is_filter && cx.times().bounds_in(part.text_range()).next().is_some()
}

/// The time of the records, where a condition gives it a beginning.
fn bounded<'t>(cx: &Cx<'_, '_>, condition: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let (subject, value) = if let Some(between) = BetweenExpression::cast(condition) {
        (between.subject()?.syntax(), between.low()?.syntax())
    } else {
        let comparison = BinaryExpression::cast(condition)?;
        let (left, right) = (comparison.left()?.syntax(), comparison.right()?.syntax());
        match comparison.operator()? {
            BinaryOperator::Greater | BinaryOperator::GreaterOrEqual => (left, right),
            BinaryOperator::Less | BinaryOperator::LessOrEqual => (right, left),
            _ => return None,
        }
    };
    (is_record_time(cx, subject) && is_fixed_time(cx, value)).then_some(subject)
}

/// Whether an expression is a point in time that no row and no caller changes.
fn is_fixed_time(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let is_free = |it: SyntaxNode<'_>| {
        matches!(
            cx.model().resolution(it.id()),
            None | Some(Resolution::Variable(_) | Resolution::Function(_))
        )
    };
    let mut names = node
        .descendants()
        .filter(|it| it.kind() == NodeKind::NameReference);
    cx.model().type_of(node.id()) == Type::DATETIME && names.all(is_free)
}

/// Whether a condition asks about a row, and not only what a parameter says.
fn reads_row(cx: &Cx<'_, '_>, condition: SyntaxNode<'_>) -> bool {
    condition
        .descendants()
        .any(|it| column(cx.model(), it).is_some())
}

/// Whether a condition names a time of the row, of which it may keep the young ones, or a column that was made of one.
fn speaks_of_time(cx: &Cx<'_, '_>, condition: SyntaxNode<'_>) -> bool {
    let is_time = |it: SyntaxNode<'_>| {
        column(cx.model(), it).is_some() && cx.model().type_of(it.id()) == Type::DATETIME
    };
    condition.descendants().any(|it| {
        let made = column(cx.model(), it).and_then(|column| match column.origin() {
            Origin::Computed(id) => cx.tree().node(id),
            _ => None,
        });
        is_time(it) || made.is_some_and(|made| made.descendants().any(is_time))
    })
}
