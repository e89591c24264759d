//! More than 90 days of logs.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    options::RuleOption,
    query::same,
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
        if is_time && length > limit {
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

/// Where the window ends that a lower bound begins, in ticks from now: at another bound of the same filter, or now.
fn upper(cx: &Cx<'_, '_>, lower: &Bound) -> i64 {
    let subject = |id| cx.tree().node(id);
    let step = |id| {
        let mut around = subject(id)?.ancestors();
        around.find(|it| it.kind() == NodeKind::FilterOperator)
    };
    let times = cx.times();
    let ends = times.bounds.iter().filter(|bound| {
        let is_same = match (subject(bound.subject), subject(lower.subject)) {
            (Some(one), Some(other)) => same(one, other),
            _ => false,
        };
        bound.side == Side::Before && is_same && step(bound.subject) == step(lower.subject)
    });
    let ticks = ends.filter_map(|bound| match bound.point {
        Point::Relative(ticks) => Some(ticks),
        Point::Absolute(_) => None,
    });
    ticks.min().unwrap_or_default().min(0)
}
