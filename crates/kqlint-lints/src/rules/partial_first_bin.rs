//! A window that begins in the middle of its first bin.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::SyntaxNode;

use crate::{
    bins::bin,
    context::Cx,
    query::{call, same},
    rule::declare_lint,
    times::{Bound, Point, SECOND, Side},
};

declare_lint! {
    /// Finds windows of whole days that are cut into days, and begin in the middle of one.
    ///
    /// ## Why is this bad?
    ///
    /// `ago(7d)` is this time of day a week ago, so the first bin holds only what came after it.
    /// A chart seems to start low.
    ///
    /// A window of 90 days is left alone: with the rest of its first day it is longer than [long-window](long-window.md) allows.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(7d)
    /// | summarize count() by bin(TimeGenerated, 1d)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > startofday(ago(7d))
    /// | summarize count() by bin(TimeGenerated, 1d)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns more rows afterwards, so the fix is unsafe.
    pub const PARTIAL_FIRST_BIN = {
        name: "partial-first-bin",
        summary: "a window that begins in the middle of its first bin",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["bin", "bin_at", "floor"],
        check: check,
    }
}

const DAY: i64 = 86_400 * SECOND;

/// A window that can't be longer, in ticks.
const LONGEST: i64 = 90 * DAY;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(bound) = find(cx, node) else { return };
    let Some(value) = cx.tree().node(bound.value) else {
        return;
    };
    let text = format!("startofday({})", value.text());
    cx.report(node, "the first day is cut off")
        .related(Place::Query(bound.range), "at this time of day")
        .help(format!("begin at `{text}`"))
        .replace(
            "Begin with a whole day",
            Safety::Unsafe,
            value.text_range(),
            text.clone(),
        );
}

/// The only lower bound on what is cut into days.
fn find(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<Bound> {
    let bin = bin(cx.model(), node).filter(|bin| bin.ticks == DAY)?;
    let subject = bin.subject?;
    let times = cx.times();
    let mut lower = times
        .bounds
        .iter()
        .filter(|bound| bound.side == Side::After);
    let bound = *lower.next()?;
    let value = cx.tree().node(bound.value)?;
    let is_ago = call(value).is_some_and(|call| call.name == "ago");
    let Point::Relative(ticks) = bound.point else {
        return None;
    };
    let is_days = ticks <= -2 * DAY && ticks % DAY == 0 && ticks != -LONGEST;
    let is_same = same(cx.tree().node(bound.subject)?, subject);
    let is_before = bound.range.end() < node.text_range().start();
    (lower.next().is_none() && is_ago && is_days && is_same && is_before).then_some(bound)
}
