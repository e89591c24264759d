//! More than 90 days of logs.

use std::iter;

use kqlint_syntax::{NodeId, NodeKind, SyntaxNode};
use rustc_hash::FxHashMap;

use crate::{
    context::Cx,
    options::RuleOption,
    query::{bare, steps_before, steps_behind},
    rule::declare_lint,
    times::{Bound, Point, SECOND, Side, literal},
};

const DAYS: RuleOption =
    RuleOption::number("days", ABUSIVE, "How many days of rows a query may read.");

/// The days that Azure Monitor puts up with.
const ABUSIVE: u32 = 90;

/// The time column of every table.
const COLUMN: &str = "TimeGenerated";

declare_lint! {
    /// Finds a window of more than 90 days, or of more than a team allows.
    ///
    /// ## Why is this bad?
    ///
    /// Azure Monitor counts a query over more than 90 days as abusive and may slow it down or refuse it.
    /// Most tables don't keep rows that long either, so that the query says less than it seems to.
    ///
    /// Results of search jobs, restored rows and tables of summaries are left alone: they are made for that.
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
    let bounds = bounds(cx);
    let mut windows: FxHashMap<_, Window> = FxHashMap::default();
    for (bound, filter) in &bounds {
        windows.entry(*filter).or_default().narrow(bound);
    }
    for (bound, filter) in bounds {
        let (Side::After, Point::Relative(ticks)) = (bound.side, bound.point) else {
            continue;
        };
        let is_bare = cx
            .tree()
            .node(bound.subject)
            .is_some_and(|it| it.text() == COLUMN);
        let Some(window) = windows.get(&filter).filter(|_| is_bare) else {
            continue;
        };
        if filter
            .and_then(|it| cx.tree().node(it))
            .is_some_and(reads_excerpt)
        {
            continue;
        }
        let length = window.end.saturating_sub(ticks);
        // Another lower bound beside this one may leave less.
        if length > limit && window.begin <= ticks {
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

/// Whether the rows that a filter gets are those of a search job, restored ones or summaries, as the name of their table says.
fn reads_excerpt(filter: SyntaxNode<'_>) -> bool {
    let source = steps_before(filter).next().map(bare);
    source.is_some_and(|it| {
        let name = it.text();
        ["_SRCH", "_RST", "_SUM_CL"]
            .iter()
            .any(|end| name.ends_with(end))
    })
}

/// What the bounds in filters in a row leave, in ticks from now.
struct Window {
    begin: i64,
    /// Now, or an upper bound before it.
    end: i64,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            begin: i64::MIN,
            end: 0,
        }
    }
}

impl Window {
    fn narrow(&mut self, bound: &Bound) {
        match (bound.side, bound.point) {
            (Side::After, Point::Relative(ticks)) => self.begin = self.begin.max(ticks),
            (Side::Before, Point::Relative(ticks)) => self.end = self.end.min(ticks),
            (_, Point::Absolute(_)) => {}
        }
    }
}

/// The bounds of the time column, each with the first of the filters in a row in which it stands.
fn bounds(cx: &Cx<'_, '_>) -> Vec<(Bound, Option<NodeId>)> {
    let mut firsts = FxHashMap::default();
    let mut found = Vec::new();
    for &bound in &cx.times().bounds {
        let subject = cx.tree().node(bound.subject);
        if let Some(subject) = subject.filter(|it| bare(*it).text() == COLUMN) {
            found.push((bound, first_filter(subject, &mut firsts)));
        }
    }
    found
}

/// The first of the filters in a row in which a node stands, which is kept for the filters behind it.
fn first_filter(node: SyntaxNode<'_>, firsts: &mut FxHashMap<NodeId, NodeId>) -> Option<NodeId> {
    let is_filter = |it: &SyntaxNode<'_>| it.kind() == NodeKind::FilterOperator;
    let filter = node.ancestors().find(is_filter)?;
    let mut first = filter.id();
    for step in iter::once(filter).chain(steps_behind(filter).take_while(is_filter)) {
        first = step.id();
        if let Some(known) = firsts.get(&first) {
            first = *known;
            break;
        }
    }
    firsts.insert(filter.id(), first);
    Some(first)
}
