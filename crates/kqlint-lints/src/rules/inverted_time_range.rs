//! A window of time that ends before it begins.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::Type;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BetweenExpression},
};

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
    times::{Bound, Point, Side},
};

declare_lint! {
    /// Finds a window of time that ends before it begins.
    ///
    /// ## Why is this bad?
    ///
    /// No row is ever in it, so the query returns nothing and says nothing.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated between (now() .. ago(1d))
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated between (ago(1d) .. now())
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so swapping the two ends is unsafe.
    pub const INVERTED_TIME_RANGE = {
        name: "inverted-time-range",
        summary: "a window of time that ends before it begins",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [BetweenExpression, FilterOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((after, before)) = find(cx, node) else {
        return;
    };
    let text = |bound: Bound| {
        cx.tree()
            .text()
            .get(std::ops::Range::<usize>::from(bound.range))
            .unwrap_or_default()
    };
    let (from, to) = (text(after), text(before));
    let end = cx.tree().node(before.value);
    let is_span = end.is_some_and(|it| cx.model().type_of(it.id()) == Type::TIMESPAN);
    let message = match after.point == before.point {
        true => format!("the window ends at {}, where it begins", quoted(from)),
        false if is_span => format!("the window is {} long, and no row matches", quoted(to)),
        false => format!(
            "{} is later than {}, so no row matches",
            quoted(from),
            quoted(to)
        ),
    };
    let edits = vec![
        Edit {
            place: Place::Query(after.range),
            text: to.to_owned(),
        },
        Edit {
            place: Place::Query(before.range),
            text: from.to_owned(),
        },
    ];
    let range = after.range.cover(before.range);
    let report = cx.report_at(range, message);
    if is_span {
        report.help("write how long the window is without a sign, as `1h`");
    } else if after.point != before.point {
        report
            .help("swap the two ends")
            .fix("Swap the two ends", Safety::Unsafe, edits);
    }
}

/// The beginning and the end of a window that no row is in.
fn find(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(Bound, Bound)> {
    let times = cx.times();
    let inside = |bound: &&Bound| node.text_range().contains_range(bound.range);
    let is_between = node.kind() == NodeKind::BetweenExpression;
    let bounds: Vec<Bound> = times.bounds.iter().filter(inside).copied().collect();
    if is_between {
        let high = BetweenExpression::cast(node)?.high()?.syntax().id();
        let after = bounds.iter().find(|bound| bound.side == Side::After)?;
        let before = bounds.iter().find(|bound| bound.value == high)?;
        return is_empty(*after, *before, true).then_some((*after, *before));
    }
    let subject = |bound: &Bound| cx.tree().node(bound.subject).map(SyntaxNode::text);
    bounds
        .iter()
        .filter(|bound| bound.side == Side::After && !in_between(cx, bound))
        .find_map(|&after| {
            let before = bounds.iter().find(|before| {
                before.side == Side::Before
                    && !in_between(cx, before)
                    && subject(before) == subject(&after)
                    && is_empty(after, **before, false)
            })?;
            Some((after, *before))
        })
}

fn in_between(cx: &Cx<'_, '_>, bound: &Bound) -> bool {
    let parent = cx.tree().node(bound.value).and_then(SyntaxNode::parent);
    parent.is_some_and(|parent| parent.kind() == NodeKind::BetweenExpression)
}

fn is_empty(after: Bound, before: Bound, equal_is_empty: bool) -> bool {
    match (after.point, before.point) {
        (Point::Relative(after), Point::Relative(before)) => {
            after > before || equal_is_empty && after == before
        }
        (Point::Absolute(after), Point::Absolute(before)) => after > before,
        _ => false,
    }
}
