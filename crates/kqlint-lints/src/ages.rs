//! Values that rows have from their time: `Day = startofday(TimeGenerated)`, `Age = now() - TimeGenerated`.

use kqlint_semantics::{Origin, Resolution, Type};
use kqlint_syntax::{NodeKind, SyntaxNode, ast::AstNode, ast::QueryOperator};

use crate::{
    context::Cx,
    query::{calls, column, is_called, keeps_rows},
    times::{IN_DEFENDER, is_filter},
};

/// What compares values.
pub(crate) const COMPARISONS: [NodeKind; 3] = [
    NodeKind::BinaryExpression,
    NodeKind::BetweenExpression,
    NodeKind::InExpression,
];

/// Whether a filter in a part of the query compares what was made from the time of the record, or how long ago that was.
pub(crate) fn bounds_made_time(cx: &Cx<'_, '_>, part: SyntaxNode<'_>, time: &str) -> bool {
    let comparisons = COMPARISONS
        .into_iter()
        .flat_map(|kind| cx.nodes().within(kind, part).iter());
    let mut sides = comparisons
        .filter(|it| is_filter(**it))
        .flat_map(|it| it.children());
    sides.any(|side| {
        is_age(cx, side, side, time)
            || made(cx, side).is_some_and(|made| {
                is_made_of_time(cx, side, made, time) || is_age(cx, side, made, time)
            })
    })
}

/// The expression that computes the column which an expression is.
fn made<'a>(cx: &Cx<'a, '_>, value: SyntaxNode<'_>) -> Option<SyntaxNode<'a>> {
    match column(cx.model(), value)?.origin() {
        Origin::Computed(id) => cx.tree().node(id),
        _ => None,
    }
}

/// Whether an expression reads the time of the record.
fn reads_time(cx: &Cx<'_, '_>, value: SyntaxNode<'_>, time: &str) -> bool {
    let mut reads = cx.nodes().within(NodeKind::NameReference, value).iter();
    reads.any(|it| is_called(*it, &[time, IN_DEFENDER]))
}

/// Whether a value is a point in time, or the text or the year of one, which was made row by row.
fn is_made_of_time(
    cx: &Cx<'_, '_>,
    value: SyntaxNode<'_>,
    made: SyntaxNode<'_>,
    time: &str,
) -> bool {
    let mut around = made.ancestors();
    let step = around.find(|it| QueryOperator::cast(*it).is_some());
    let written = || {
        let mut parts = made.descendants();
        parts.any(|it| calls(it, &["format_datetime", "getyear"]))
    };
    step.is_some_and(keeps_rows)
        && (cx.model().type_of(value.id()) == Type::DATETIME || written())
        && reads_time(cx, made, time)
}

/// Whether a value is how long ago a record was made, or the last of a group: `now() - TimeGenerated`.
fn is_age(cx: &Cx<'_, '_>, value: SyntaxNode<'_>, made: SyntaxNode<'_>, time: &str) -> bool {
    let model = cx.model();
    let is_length = || model.type_of(value.id()) == Type::TIMESPAN;
    let counts = || {
        let mut parts = made.descendants();
        parts.any(|it| calls(it, &["datetime_diff"]))
    };
    let is_now = |it: SyntaxNode<'_>| {
        let is_constant = || {
            let resolution = model.resolution(it.id());
            matches!(
                resolution,
                Some(Resolution::Variable(_) | Resolution::Parameter(_))
            )
        };
        calls(it, &["now"]) || model.type_of(it.id()) == Type::DATETIME && is_constant()
    };
    let is_time = |it: SyntaxNode<'_>| {
        let aggregate = || self::made(cx, it).filter(|_| model.type_of(it.id()) == Type::DATETIME);
        it.kind() == NodeKind::NameReference
            && (is_called(it, &[time, IN_DEFENDER])
                || aggregate().is_some_and(|it| reads_time(cx, it, time)))
    };
    (is_length() || counts()) && made.descendants().any(is_now) && made.descendants().any(is_time)
}
