//! A query that reaches back further than its rule.

use kqlint_diagnostics::Place;
use kqlint_syntax::SyntaxNode;

use crate::{
    alert::{is_log_alert, window},
    context::Cx,
    durations::spelled,
    rule::declare_lint,
    times::{Point, Side},
};

declare_lint! {
    /// Finds a filter that reaches back further than the window of the rule that runs the query.
    ///
    /// ## Why is this bad?
    ///
    /// The service cuts the rows to the window of the rule before the query sees them.
    /// A log alert that counts failures in several windows sees all of these.
    /// A comparison of today with the last two weeks then compares today with nothing, and everything looks new.
    ///
    /// A tenth of the window is put up with: it makes up for rows that arrive late.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:scheduled,period:1h
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good,kind:scheduled,period:1d
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// ```
    pub const WINDOW_MISMATCH = {
        name: "window-mismatch",
        summary: "a filter that reaches back further than its rule",
        group: Alert,
        level: Warning,
        since: "0.1.0",
        kinds: [SourceFile],
        check: check,
    }
}

/// Which part of its window a rule may reach back further.
const SLACK: i64 = 10;

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let Some((fact, window)) = window(cx.input.facts) else {
        return;
    };
    let times = cx.times();
    let furthest = times
        .bounds
        .iter()
        .filter(|it| it.side == Side::After)
        .filter_map(|bound| match bound.point {
            Point::Relative(ticks) => Some((ticks.saturating_neg(), bound)),
            Point::Absolute(_) => None,
        })
        .max_by_key(|(reach, _)| *reach);
    let Some((reach, bound)) =
        furthest.filter(|(reach, _)| *reach > window.saturating_add(window / SLACK))
    else {
        return;
    };
    let is_time = cx
        .tree()
        .node(bound.subject)
        .is_some_and(|it| it.text() == "TimeGenerated");
    let help = match is_log_alert(cx) {
        true => "set `overrideQueryTimeRange` of the rule, or make the query shorter",
        false => "make the window of the rule as long, or the query shorter",
    };
    if is_time {
        cx.report_at(
            bound.range,
            format!(
                "reaches back {}, but the rule sees {}",
                spelled(reach),
                spelled(window)
            ),
        )
        .related(Place::Host(fact.range), "the window of the rule")
        .help(help);
    }
}
