//! A window that begins in the middle of its first bin.

use kqlint_catalog::Environment;
use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::Constant;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, ByClause},
};

use crate::{
    bins::bin,
    context::Cx,
    query::{call, name, named, names_column, same, steps_after},
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
    /// So is one of 30 days in Microsoft Defender, which keeps no more.
    /// Nothing is said either where a later step looks at the bins' time, or, without a chart, filters bins that have other keys too: what is looked for there are values that stand out, not the course of days.
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

/// What Microsoft Defender keeps, in ticks.
const IN_DEFENDER: i64 = 30 * DAY;

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
    if !begins_at_midnight(cx, node) || is_filtered(node, subject) {
        return None;
    }
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
    let is_kept = cx.catalog().environment() != Environment::Defender || ticks > -IN_DEFENDER;
    let is_days = ticks <= -2 * DAY && ticks % DAY == 0 && ticks != -LONGEST && is_kept;
    let is_same = same(cx.tree().node(bound.subject)?, subject);
    let is_before = bound.range.end() < node.text_range().start();
    (lower.next().is_none() && is_ago && is_days && is_same && is_before).then_some(bound)
}

/// Whether bins of days are days: those of `bin_at()` begin at the time that it names.
fn begins_at_midnight(cx: &Cx<'_, '_>, bin: SyntaxNode<'_>) -> bool {
    let Some(&begin) = call(bin).as_ref().and_then(|it| it.arguments.get(2)) else {
        return true;
    };
    let midnight = |it| matches!(it, Constant::DateTime(ticks) if ticks % DAY == 0);
    cx.model().constant(begin.id()).is_some_and(midnight)
}

/// Whether a later step drops bins: by their time, or by other values of bins that have more keys and aren't drawn.
fn is_filtered(bin: SyntaxNode<'_>, subject: SyntaxNode<'_>) -> bool {
    let Some(column) = bin.ancestors().find(|it| names_column(*it)) else {
        return false;
    };
    let called = match named(column) {
        Some((alias, _)) => Some(alias),
        None => name(subject),
    };
    let by = column.parent().and_then(ByClause::cast);
    let has_more_keys = by.is_some_and(|by| by.keys().count() > 1);
    let step = by.and_then(|by| by.syntax().parent());
    let after = || step.into_iter().flat_map(steps_after);
    let filters = || after().filter(|it| it.kind() == NodeKind::FilterOperator);
    let reads_bins = |filter: SyntaxNode<'_>| {
        let mut nodes = filter.descendants();
        nodes.any(|it| it.kind() == NodeKind::NameReference && name(it) == called)
    };
    let is_drawn = || after().any(|it| it.kind() == NodeKind::RenderOperator);
    filters().any(reads_bins) || has_more_keys && filters().next().is_some() && !is_drawn()
}
