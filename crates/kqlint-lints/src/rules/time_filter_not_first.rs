//! A bound on time behind other filters.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    push_down::{moved, names_read, passed},
    query::{bare, calls, column, conditions, same, steps_behind},
    rule::declare_lint,
    times::is_record_time,
};

declare_lint! {
    /// Finds a filter on the time of the records that stands behind other filters or computed columns.
    ///
    /// ## Why is this bad?
    ///
    /// Logs are stored by time, and the guidance of Azure Monitor is to filter by it first.
    /// The engine moves many such filters by itself; a reader has to look for them.
    ///
    /// Where the time is bounded already, a second bound may stand anywhere.
    /// A time filter behind text that is taken apart or lists that are expanded costs something, and is reported by [filter-after-parse](filter-after-parse.md) and [filter-after-expand](filter-after-expand.md).
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The filter reads nothing that the steps between make, so the query returns the same rows and the fix is safe.
    pub const TIME_FILTER_NOT_FIRST = {
        name: "time-filter-not-first",
        summary: "a bound on time behind other filters",
        group: Style,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [FilterOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(first) = find(cx, node) else { return };
    let report = cx
        .report(node, "this bound on time could come first")
        .related(Place::Query(first.text_range()), "before this step")
        .help("filter by time first");
    if let Some(edits) = moved(node, first) {
        report.fix("Move the filter up", Safety::Safe, edits);
    }
}

/// The first step that the bound could stand before.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    if node.has_error() || !is_about_time(cx, node) || is_bounded(cx, node) {
        return None;
    }
    let steps = passed(node, |step| {
        matches!(
            step.kind(),
            NodeKind::FilterOperator | NodeKind::ExtendOperator
        )
    });
    let costs = |step: &SyntaxNode<'_>| {
        matches!(
            step.kind(),
            NodeKind::MvExpandOperator | NodeKind::ParseOperator
        ) || cx.takes_apart(*step)
    };
    if steps.iter().any(costs) {
        return None;
    }
    steps
        .into_iter()
        .find(|step| !is_about_time(cx, *step) && reads_rows(cx, *step))
}

/// Whether an earlier filter bounds the time already: the rows are few, and this one chooses among them.
fn is_bounded(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let bounds = |condition: SyntaxNode<'_>| {
        let subject = condition.children().next();
        compares_time(cx, condition)
            || subject.is_some_and(|it| calls(bare(it), &["ingestion_time"]))
    };
    steps_behind(node)
        .filter_map(predicate)
        .any(|it| conditions(it).into_iter().any(bounds))
}

/// Whether a step looks at the rows: a filter that reads no column keeps all of them, or none.
fn reads_rows(cx: &Cx<'_, '_>, step: SyntaxNode<'_>) -> bool {
    let reads_row = |it: SyntaxNode<'_>| match cx.model().resolution(it.id()) {
        Some(Resolution::Column(_)) => true,
        Some(_) => false,
        None => it.kind() == NodeKind::NameReference,
    };
    step.kind() != NodeKind::FilterOperator || step.descendants().any(reads_row)
}

/// Whether a step only compares the time of the records.
fn is_about_time(cx: &Cx<'_, '_>, step: SyntaxNode<'_>) -> bool {
    predicate(step).is_some_and(|it| {
        let mut all = conditions(it).into_iter();
        all.all(|it| compares_time(cx, it))
    })
}

/// What a filter asks for.
fn predicate(step: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    let is_filter = step.kind() == NodeKind::FilterOperator;
    step.children().last().filter(|_| is_filter)
}

/// Whether a condition compares the time of the records with what is the same on every row.
fn compares_time(cx: &Cx<'_, '_>, condition: SyntaxNode<'_>) -> bool {
    let Some(subject) = condition.children().next() else {
        return false;
    };
    let compares = matches!(
        condition.kind(),
        NodeKind::BinaryExpression | NodeKind::BetweenExpression
    );
    compares && is_record_time(cx, subject) && reads_only(cx, condition, subject)
}

/// Whether a condition reads no column but one, and works row by row.
fn reads_only(cx: &Cx<'_, '_>, condition: SyntaxNode<'_>, subject: SyntaxNode<'_>) -> bool {
    let is_other = |it: SyntaxNode<'_>| column(cx.model(), it).is_some() && !same(it, subject);
    names_read(condition).is_some() && !condition.descendants().any(is_other)
}
