//! More than 30 days of a table on the basic plan.

use kqlint_diagnostics::Place;
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    plans::first_restricted,
    rule::declare_lint,
    times::{Point, SECOND, Side, literal},
};

declare_lint! {
    /// Finds a query on a table of the basic or auxiliary plan that reaches back more than 30 days.
    ///
    /// ## Why is this bad?
    ///
    /// Such tables are kept for 30 days, so that the query says less than it seems to; and every gigabyte that it reads is charged.
    /// Older rows come back with a search job or a restore.
    ///
    /// Which tables are on which plan, a schema file says: `"plan": "basic"`.
    ///
    /// ## Example
    ///
    /// ```kql,bad,plan:ContainerLogV2:basic
    /// ContainerLogV2
    /// | where TimeGenerated > ago(60d)
    /// ```
    ///
    /// ```kql,good,plan:ContainerLogV2:basic
    /// ContainerLogV2
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ## References
    ///
    /// - [Query data in a Basic or Auxiliary table](https://learn.microsoft.com/azure/azure-monitor/logs/basic-logs-query)
    pub const BASIC_PLAN_WINDOW = {
        name: "basic-plan-window",
        summary: "more than 30 days of a table on the basic plan",
        group: Cost,
        level: Warning,
        since: "0.1.0",
        kinds: [QueryBlock],
        given: [Schema],
        check: check,
    }
}

/// How far back such tables can be read, in ticks.
const KEPT: i64 = 30 * 86_400 * SECOND;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((table, plan)) = first_restricted(cx, node).filter(|_| !node.has_error()) else {
        return;
    };
    let is_time = |id| {
        let subject = cx.tree().node(id);
        subject.is_some_and(|it| it.text() == "TimeGenerated")
    };
    let times = cx.times();
    let inside = times.bounds.iter().filter(|it| node.contains(it.value));
    let furthest = inside
        .filter(|it| it.side == Side::After && is_time(it.subject))
        .filter_map(|bound| match bound.point {
            Point::Relative(ticks) => Some((ticks.saturating_neg(), bound.range)),
            Point::Absolute(_) => None,
        })
        .max_by_key(|(reach, _)| *reach);
    if let Some((reach, range)) = furthest.filter(|(reach, _)| *reach > KEPT) {
        let is_on = format!("{} is on the {} plan", quoted(table.text()), plan.name());
        cx.report_at(
            range,
            format!("reaches back {}, and 30d are kept", literal(reach)),
        )
        .related(Place::Query(table.text_range()), is_on)
        .note("every gigabyte that the query reads is charged")
        .help("look back 30 days at most, or run a search job");
    }
}
