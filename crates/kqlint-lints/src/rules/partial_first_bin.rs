//! A window that begins in the middle of its first bin.

use kqlint_catalog::Environment;
use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::{Column, Constant, Origin, Schema, Type};
use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode,
    ast::{AstNode, BinaryOperator, ByClause, SortOperator, TopOperator},
};

use crate::{
    bins::bin,
    context::Cx,
    lineage::lineage,
    query::{
        call, call_name, calls, column, name, named, names_column, parameter, same, sorted,
        steps_after, value,
    },
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
    /// The same holds where the days are only counted, where each day keeps its last row, and where a later step takes the largest of them: `summarize max(Count)`, or, without a chart, `top 5 by Count` and `order by Count`.
    /// The bound has to be on the rows that are cut, and the only one on them: behind a join that keeps rows of its right side, nothing is known of the begin.
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
    let is_only = lower.next().is_none() && is_ago && is_days && is_same;
    (is_only && begins(cx, node, subject, bound) && shows_course(cx, node)).then_some(bound)
}

/// Whether the rows that a bin cuts begin at a bound: nothing between the two brings other rows, makes the
/// time anew, or bounds it again.
fn begins(cx: &Cx<'_, '_>, bin: SyntaxNode<'_>, subject: SyntaxNode<'_>, bound: Bound) -> bool {
    let Some(step) = step_around(bin) else {
        return false;
    };
    let (model, steps) = (cx.model(), lineage(cx.model(), step));
    let is_bounding = |it: &SyntaxNode<'_>| it.contains(bound.value);
    let Some(at) = steps.iter().rposition(is_bounding) else {
        return false;
    };
    let (Some(bounding), Some(name)) = (steps.get(at), name(subject)) else {
        return false;
    };
    let time = |step: &SyntaxNode<'_>| model.output(step.id())?.column(&name);
    let keeps_time = |step: &SyntaxNode<'_>| match (time(bounding), time(step)) {
        (Some(before), Some(after)) => {
            let is_stored = after.source().is_some();
            let is_same = before.source() == after.source();
            is_same && (is_stored || before.origin() == after.origin())
                || is_cut(cx, after, subject)
        }
        (Some(_), None) => model.output(step.id()).is_none_or(Schema::is_open),
        (None, Some(after)) => matches!(after.origin(), Origin::Table { .. } | Origin::Unknown),
        (None, None) => true,
    };
    let keeps_begin = |step: &SyntaxNode<'_>| {
        keeps_time(step) && !brings_rows(*step) && !bounds_again(cx, *step, subject)
    };
    let mut between = steps.iter().skip(at + 1);
    bounding.kind() == NodeKind::FilterOperator
        && lower_bounds(cx, *bounding, subject) == 1
        && between.all(keeps_begin)
}

/// Whether a column is the time, cut into bins.
fn is_cut(cx: &Cx<'_, '_>, column: Column<'_>, time: SyntaxNode<'_>) -> bool {
    let Origin::Computed(id) = column.origin() else {
        return false;
    };
    let cut = cx.tree().node(id).and_then(|it| bin(cx.model(), value(it)));
    let subject = cut.and_then(|it| it.subject);
    subject.is_some_and(|it| same(it, time))
}

/// The step of a pipeline that a node stands in.
fn step_around(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    let is_step = |it: &SyntaxNode<'_>| {
        let parent = it.parent();
        parent.is_some_and(|it| it.kind() == NodeKind::PipeExpression)
    };
    node.ancestors().find(is_step)
}

/// Whether a step yields rows that don't come from the step before it.
fn brings_rows(step: SyntaxNode<'_>) -> bool {
    const KINDS: [&str; 6] = [
        "fullouter",
        "rightanti",
        "rightantisemi",
        "rightouter",
        "rightsemi",
        "rightsemijoin",
    ];
    match step.kind() {
        NodeKind::JoinOperator => parameter(step, "kind").is_some_and(|it| KINDS.contains(&it)),
        NodeKind::UnionOperator => true,
        _ => false,
    }
}

/// Whether a filter sets a lower bound on the time.
fn bounds_again(cx: &Cx<'_, '_>, step: SyntaxNode<'_>, time: SyntaxNode<'_>) -> bool {
    step.kind() == NodeKind::FilterOperator && lower_bounds(cx, step, time) > 0
}

/// How many lower bounds a filter sets on the time, known ones and others.
fn lower_bounds(cx: &Cx<'_, '_>, filter: SyntaxNode<'_>, time: SyntaxNode<'_>) -> usize {
    let is_bound = |it: &SyntaxNode<'_>| match it.kind() {
        NodeKind::BetweenExpression => it.children().next().is_some_and(|it| same(it, time)),
        _ => cx.binary_of(*it).is_some_and(|it| match it.operator {
            BinaryOperator::Greater | BinaryOperator::GreaterOrEqual => same(it.left, time),
            BinaryOperator::Less | BinaryOperator::LessOrEqual => same(it.right, time),
            _ => false,
        }),
    };
    filter.descendants().filter(is_bound).count()
}

/// Whether the course of days is shown: days are neither counted, nor is there one row of each, nor is only the
/// largest of them looked for.
fn shows_course(cx: &Cx<'_, '_>, bin: SyntaxNode<'_>) -> bool {
    let mut around = bin.ancestors().skip(1).take_while(|it| !names_column(*it));
    let Some(step) = step_around(bin).filter(|_| !around.any(|it| is_aggregate(cx, it))) else {
        return false;
    };
    let is_summary = |it: &SyntaxNode<'_>| it.kind() == NodeKind::SummarizeOperator;
    let mut summaries = [step]
        .into_iter()
        .chain(steps_after(step))
        .filter(is_summary);
    let keeps_rows = |it| has_only(cx, it, &["any", "arg_max", "take_any"]);
    let takes_largest = |it| {
        let names = ["arg_max", "count", "dcount", "make_set", "max", "maxif"];
        has_only(cx, it, &names)
    };
    !summaries.next().is_some_and(keeps_rows)
        && !summaries.any(takes_largest)
        && !sorts_by_size(cx, step)
}

/// Whether the rows behind a step are asked for by their size, and no chart shows them.
fn sorts_by_size(cx: &Cx<'_, '_>, step: SyntaxNode<'_>) -> bool {
    let is_size = |key: SyntaxNode<'_>| {
        let key = sorted(key);
        let origin = column(cx.model(), key).map(|it| it.origin());
        let is_key = matches!(cx.model().type_of(key.id()), Type::DATETIME | Type::STRING);
        match origin {
            Some(Origin::Computed(id) | Origin::Operator(id) | Origin::Renamed { by: id, .. }) => {
                !is_key && is_made_behind(step, id)
            }
            _ => false,
        }
    };
    let asks = |step: &SyntaxNode<'_>| match step.kind() {
        NodeKind::TopOperator => {
            let key = TopOperator::cast(*step).and_then(TopOperator::key);
            Some(key.is_some_and(|it| is_size(it.syntax())))
        }
        NodeKind::SortOperator => {
            let mut keys = SortOperator::cast(*step)
                .into_iter()
                .flat_map(SortOperator::keys);
            Some(keys.next().is_some_and(|it| is_size(it.syntax())))
        }
        _ => None,
    };
    let is_drawn = steps_after(step).any(|it| it.kind() == NodeKind::RenderOperator);
    // A later order undoes an earlier one.
    !is_drawn && steps_after(step).filter_map(|it| asks(&it)).last() == Some(true)
}

/// Whether a column is made by a `summarize` at or behind a step, not as one of its keys, or by a step behind that.
fn is_made_behind(step: SyntaxNode<'_>, column: NodeId) -> bool {
    let mut steps = [step]
        .into_iter()
        .chain(steps_after(step))
        .skip_while(|it| it.kind() != NodeKind::SummarizeOperator);
    let made = steps.find(|it| it.contains(column));
    let by = made.and_then(|it| it.child(NodeKind::ByClause));
    made.is_some() && !by.is_some_and(|by| by.contains(column))
}

/// Whether all aggregates of a `summarize` are some of these.
fn has_only(cx: &Cx<'_, '_>, summary: SyntaxNode<'_>, names: &[&str]) -> bool {
    let by = summary.child(NodeKind::ByClause);
    let is_key = |it: SyntaxNode<'_>| by.is_some_and(|by| by.contains(it.id()));
    let all = cx.nodes().within(NodeKind::FunctionCallExpression, summary);
    let mut aggregates = all
        .iter()
        .filter(|it| !is_key(**it) && is_aggregate(cx, **it));
    aggregates.all(|it| calls(*it, names))
}

fn is_aggregate(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    call_name(node).is_some_and(|name| cx.catalog().aggregate(&name).is_some())
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
