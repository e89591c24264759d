//! Groups that are made and then dropped for being old.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, NamedExpression, SummarizeOperator},
};

use crate::{
    context::{Cx, quoted},
    lineage::lineage,
    literal::{edit, holds_comment},
    query::{call_of, conditions, name, steps_behind, value, without_step},
    rule::declare_lint,
    times::{Side, is_record_time},
};

declare_lint! {
    /// Finds `summarize arg_max(TimeGenerated, …)` whose groups are dropped for being old, where nothing bounds the time before.
    ///
    /// ## Why is this bad?
    ///
    /// Every row that the table keeps is read and grouped, only to throw the old groups away.
    /// A group whose latest row is young enough has a young row, so the same filter before `summarize` leaves the same groups, and the engine reads nothing else.
    ///
    /// Groups whose *first* row is young, and groups whose latest row is *old*, are another question: they need all rows.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | summarize arg_max(TimeGenerated, *) by ClusterName
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize arg_max(TimeGenerated, *) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// All aggregates are `max()` or `arg_max()` of the time, so the same groups with the same latest rows remain, and the fix is safe.
    pub const TIME_FILTER_AFTER_SUMMARIZE = {
        name: "time-filter-after-summarize",
        summary: "groups that are made and then dropped for being old",
        group: Cost,
        level: Warning,
        since: "0.1.0",
        kinds: [FilterOperator],
        beside: [SummarizeOperator],
        check: check,
    }
}

/// A bound on the latest time of each group.
struct Late<'t> {
    summarize: SyntaxNode<'t>,
    /// The comparison.
    condition: SyntaxNode<'t>,
    /// The column that is compared.
    subject: SyntaxNode<'t>,
    /// The time of the rows.
    time: SyntaxNode<'t>,
    /// Whether the comparison is all of the filter.
    is_whole: bool,
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(late) = find(cx, node) else { return };
    let report = cx
        .report(
            late.condition,
            "the old groups are dropped after all rows were read",
        )
        .related(
            Place::Query(late.summarize.text_range()),
            "nothing bounds the time of what is grouped here",
        )
        .help(format!(
            "filter {} before `summarize`",
            quoted(late.time.text())
        ));
    let removed = without_step(node).filter(|_| late.is_whole);
    let place = late
        .summarize
        .prev_sibling()
        .map(|it| it.text_range().end());
    if let (Some(removed), Some(place), Some(filter)) = (removed, place, moved(&late)) {
        let added = edit(TextRange::empty(place), filter);
        report.fix("Move the filter up", Safety::Safe, vec![added, removed]);
    }
}

/// The filter as it is written before `summarize`.
fn moved(late: &Late<'_>) -> Option<String> {
    let range = late.condition.text_range();
    if holds_comment(late.condition, range) {
        return None;
    }
    let text = late.condition.tree().text();
    let part = |range: TextRange| text.get(std::ops::Range::<usize>::from(range));
    let before = part(TextRange::new(
        range.start(),
        late.subject.text_range().start(),
    ))?;
    let after = part(TextRange::new(late.subject.text_range().end(), range.end()))?;
    Some(format!("\n| where {before}{}{after}", late.time.text()))
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Late<'t>> {
    let mut before = steps_behind(node);
    let summarize = before.find(|step| step.kind() != NodeKind::FilterOperator)?;
    let operator = SummarizeOperator::cast(summarize)?;
    // Without keys there is a row even where no row is left.
    operator.by_clause()?;
    if cx.has_window() || node.has_error() || summarize.has_error() {
        return None;
    }
    let aggregates: Vec<_> = operator.aggregates().map(|it| it.syntax()).collect();
    let time = latest(*aggregates.first()?)?;
    let is_time = |it: &SyntaxNode<'_>| latest(*it).is_some_and(|it| it.text() == time.text());
    if !aggregates.iter().all(is_time) || !is_record_time(cx, time) {
        return None;
    }
    let times = cx.times();
    let steps = lineage(cx.model(), summarize);
    let mut bounds = steps.iter().flat_map(|it| times.bounds_in(it.text_range()));
    let is_bounded = bounds.next().is_some();
    let predicate = node.children().last()?;
    let all = conditions(predicate);
    let late = all.iter().find_map(|&condition| {
        let subject = times.bounds_in(condition.text_range()).find_map(|bound| {
            let subject = node.tree().node(bound.subject)?;
            let is_here = bound.side == Side::After && subject.parent() == Some(condition);
            is_here.then_some(subject)
        })?;
        let compares = condition.kind() == NodeKind::BinaryExpression
            && aggregates.iter().any(|it| yields(*it, subject));
        compares.then_some((condition, subject))
    });
    let (condition, subject) = late.filter(|_| !is_bounded)?;
    Some(Late {
        summarize,
        condition,
        subject,
        time,
        is_whole: all.len() == 1,
    })
}

/// What `max(x)` and `arg_max(x, …)` find the latest of.
fn latest(aggregate: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    call_of(value(aggregate), &["max", "arg_max"])?
        .arguments
        .first()
        .copied()
}

/// Whether an aggregate yields the column that is named.
fn yields(aggregate: SyntaxNode<'_>, subject: SyntaxNode<'_>) -> bool {
    let Some(found) = name(subject) else {
        return false;
    };
    if let Some(alias) = NamedExpression::cast(aggregate).and_then(NamedExpression::name) {
        return alias.name().is_some_and(|it| it == found);
    }
    let Some(time) = latest(aggregate).and_then(name) else {
        return false;
    };
    match call_of(aggregate, &["max"]) {
        Some(_) => found.strip_prefix("max_") == Some(time.as_ref()),
        None => found == time,
    }
}
