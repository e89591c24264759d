//! More than 90 days of logs.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    options::RuleOption,
    query::{same, steps_behind},
    rule::declare_lint,
    times::{Bound, Point, SECOND, Side, literal},
};

const DAYS: RuleOption =
    RuleOption::number("days", ABUSIVE, "How many days of rows a query may read.");

/// The days that Azure Monitor puts up with.
const ABUSIVE: u32 = 90;

declare_lint! {
    /// Finds a window of more than 90 days, or of more than a team allows.
    ///
    /// ## Why is this bad?
    ///
    /// Azure Monitor counts a query over more than 90 days as abusive and may slow it down or refuse it.
    /// Most tables don't keep rows that long either, so that the query says less than it seems to.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(180d)
    /// | summarize count() by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(30d)
    /// | summarize count() by ClusterName
    /// ```
    ///
    /// ## References
    ///
    /// - [Optimize log queries in Azure Monitor](https://learn.microsoft.com/azure/azure-monitor/logs/query-optimization)
    pub const LONG_WINDOW = {
        name: "long-window",
        summary: "a window of more than 90 days",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        options: [DAYS],
        kinds: [SourceFile],
        given: [Bounds],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    if !cx.catalog().environment().is_workspace() {
        return;
    }
    let days = cx.number(&DAYS);
    let limit = i64::from(days) * 86_400 * SECOND;
    let times = cx.times();
    for bound in times.bounds.iter().filter(|it| it.side == Side::After) {
        let Point::Relative(ticks) = bound.point else {
            continue;
        };
        let is_time = cx
            .tree()
            .node(bound.subject)
            .is_some_and(|it| it.text() == "TimeGenerated");
        let length = upper(cx, bound).saturating_sub(ticks);
        if is_time && length > limit && !is_narrowed(cx, bound) {
            let span = literal(length);
            cx.report_at(bound.range, format!("{span} of rows are read"))
                .note(match days {
                    ABUSIVE => "more than 90 days count as abusive and may be refused".to_owned(),
                    days => format!("{days} days are allowed here"),
                })
                .help("read less, or keep a summary with a summary rule");
        }
    }
}

/// Where the window ends that a lower bound begins, in ticks from now: at another bound beside it, or now.
fn upper(cx: &Cx<'_, '_>, lower: &Bound) -> i64 {
    let ends = beside(cx, lower, Side::Before);
    ends.into_iter().min().unwrap_or_default().min(0)
}

/// Whether another lower bound beside this one leaves less.
fn is_narrowed(cx: &Cx<'_, '_>, lower: &Bound) -> bool {
    let Point::Relative(ticks) = lower.point else {
        return false;
    };
    let begins = beside(cx, lower, Side::After);
    begins.into_iter().any(|it| it > ticks)
}

/// The bounds of the same column in the same filter, and in filters directly before and behind it, in ticks from now.
fn beside(cx: &Cx<'_, '_>, lower: &Bound, side: Side) -> Vec<i64> {
    let node = |id| cx.tree().node(id);
    let is_same = |bound: &&Bound| match (node(bound.subject), node(lower.subject)) {
        (Some(one), Some(other)) => {
            bound.side == side && same(one, other) && first_filter(one) == first_filter(other)
        }
        _ => false,
    };
    let times = cx.times();
    let bounds = times.bounds.iter().filter(is_same);
    bounds
        .filter_map(|bound| match bound.point {
            Point::Relative(ticks) => Some(ticks),
            Point::Absolute(_) => None,
        })
        .collect()
}

/// The first of the filters in a row in which a node stands.
fn first_filter(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    let is_filter = |it: &SyntaxNode<'_>| it.kind() == NodeKind::FilterOperator;
    let filter = node.ancestors().find(is_filter)?;
    Some(
        steps_behind(filter)
            .take_while(is_filter)
            .last()
            .unwrap_or(filter),
    )
}
