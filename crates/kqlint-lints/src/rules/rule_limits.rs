//! Settings of a rule that the service doesn't take.

use kqlint_diagnostics::Place;
use kqlint_embed::{Fact, RuleKind};
use kqlint_syntax::{SyntaxNode, TextRange};

use crate::{
    context::{Cx, quoted},
    durations::ticks,
    query::significant,
    rule::declare_lint,
    times::{SECOND, literal},
};

declare_lint! {
    /// Finds settings of scheduled rules and summary rules that the service refuses.
    ///
    /// ## Why is this bad?
    ///
    /// A scheduled rule of Microsoft Sentinel runs every 5 minutes to 14 days and looks back as far at least as it waits, or rows between two runs are never seen; its query has 10,000 characters at most.
    /// A summary rule takes 20, 30, 60, 120, 180, 360, 720 or 1440 minutes together and fills a table whose name ends with `_CL`.
    /// The deployment fails, long after the rule was written.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:scheduled,frequency:1d,period:1h
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good,kind:scheduled,frequency:1h,period:1h
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## References
    ///
    /// - [Scheduled analytics rules in Microsoft Sentinel](https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview)
    /// - [Summary rules](https://learn.microsoft.com/azure/azure-monitor/logs/summary-rules)
    pub const RULE_LIMITS = {
        name: "rule-limits",
        summary: "settings of a rule that the service refuses",
        group: Alert,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Kind],
        check: check,
    }
}

/// How long the query of a scheduled rule can be, in characters.
const QUERY_LENGTH: usize = 10_000;

/// The shortest time between two runs of a scheduled rule and that it looks back, in ticks.
const SHORTEST: i64 = 5 * 60 * SECOND;

/// The longest, in ticks.
const LONGEST: i64 = 14 * 86_400 * SECOND;

/// How many minutes a summary rule can take together.
const BINS: [u32; 8] = [20, 30, 60, 120, 180, 360, 720, 1440];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(first) = significant(node).next() else {
        return;
    };
    let range = first.text_range();
    match cx.input.facts.kind {
        Some(RuleKind::Scheduled) => {
            schedule(cx, range);
            let length = node.text().trim().chars().count();
            if length > QUERY_LENGTH {
                cx.report_at(range, format!("the query has {length} characters"))
                    .note("a scheduled rule takes 10000 at most")
                    .help("move a part of it into a function");
            }
        }
        Some(RuleKind::SummaryRule) => summary(cx, range),
        _ => {}
    }
}

/// Looks at how often a rule runs and how far back it looks.
fn schedule(cx: &mut Cx<'_, '_>, range: TextRange) {
    let facts = cx.input.facts;
    let span = |fact: Option<&'_ Fact>| fact.and_then(|it| Some((it.clone(), ticks(&it.text)?)));
    let (frequency, period) = (span(facts.frequency.as_ref()), span(facts.period.as_ref()));
    for (fact, length) in [&frequency, &period].into_iter().flatten() {
        if !(SHORTEST..=LONGEST).contains(length) {
            let message = format!("a rule can't run on {}", literal(*length));
            cx.report_at(range, message)
                .related(Place::Host(fact.range), "set here")
                .help("take 5 minutes to 14 days");
        }
    }
    if let (Some((fact, frequency)), Some((_, period))) = (frequency, period)
        && frequency > period
    {
        let (every, back) = (literal(frequency), literal(period));
        cx.report_at(
            range,
            format!("runs every {every} and looks back {back} only"),
        )
        .related(Place::Host(fact.range), "set here")
        .note("rows between two runs are never seen")
        .help("run more often, or look back further");
    }
}

/// Looks at what a summary rule takes together, and at the table that it fills.
fn summary(cx: &mut Cx<'_, '_>, range: TextRange) {
    let facts = cx.input.facts;
    if let Some(fact) = &facts.bin_size
        && let Ok(minutes) = fact.text.trim().parse::<u32>()
        && !BINS.contains(&minutes)
    {
        cx.report_at(
            range,
            format!("a summary rule can't take {minutes} minutes together"),
        )
        .related(Place::Host(fact.range), "set here")
        .help("take 20, 30, 60, 120, 180, 360, 720 or 1440");
    }
    if let Some(fact) = &facts.destination {
        let is_name = fact
            .text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_');
        if is_name && !fact.text.ends_with("_CL") {
            let message = format!("a summary rule can't fill {}", quoted(&fact.text));
            cx.report_at(range, message)
                .related(Place::Host(fact.range), "set here")
                .help("fill a table whose name ends with `_CL`");
        }
    }
}
