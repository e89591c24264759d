//! A log alert that looks back less than its rows take to arrive.

use kqlint_diagnostics::Place;
use kqlint_embed::Fact;
use kqlint_semantics::Resolution;
use kqlint_syntax::SyntaxNode;

use crate::{
    alert::{is_log_alert, window},
    context::{Cx, quoted},
    rule::declare_lint,
    times::SECOND,
};

declare_lint! {
    /// Finds a log alert that looks back less than its rows take to arrive: ten minutes for logs of resources, twenty for those of activities.
    ///
    /// ## Why is this bad?
    ///
    /// Logs of resources take 3 to 10 minutes to arrive, and those of activities up to 20.
    /// Rows that come late lie outside of the window by then, and no run of the alert sees them.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:log-alert,window:PT5M
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good,kind:log-alert,window:PT15M
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## References
    ///
    /// - [Log data ingestion time in Azure Monitor](https://learn.microsoft.com/azure/azure-monitor/logs/data-ingestion-time)
    pub const SHORT_ALERT_WINDOW = {
        name: "short-alert-window",
        summary: "a log alert that looks back less than its rows take to arrive",
        group: Alert,
        level: Hint,
        since: "0.1.0",
        kinds: [NameReference],
        names: [Table],
        given: [Kind],
        check: check,
    }
}

/// Within how many minutes most rows of a table arrive: from, to.
const fn latency(table: &str) -> (i64, i64) {
    match table.as_bytes() {
        b"AzureActivity" => (3, 20),
        _ => (3, 10),
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !is_log_alert(cx) {
        return;
    }
    let Some(Resolution::Table(name)) = cx.model().resolution(node.id()) else {
        return;
    };
    let (from, to) = latency(name);
    let is_short = |it: &(&Fact, i64)| it.1 < to * 60 * SECOND;
    let Some((fact, _)) = window(cx.input.facts).filter(is_short) else {
        return;
    };
    let table = cx.catalog().table(name);
    // Metrics have no way through the logs.
    let is_late = table.is_some_and(|it| it.categories().next() == Some("Azure Resources"));
    if is_late && name != "AzureMetrics" {
        let table = quoted(name);
        cx.report(
            node,
            format!("rows of {table} take {from} to {to} minutes to arrive"),
        )
        .related(Place::Host(fact.range), "the window of the rule")
        .help(format!("look back {} minutes or more", to + to / 2));
    }
}
