//! A join of the last day with all that a table keeps.

use kqlint_diagnostics::{Level, Safety};
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, PipeExpression},
};

use crate::{
    context::Cx,
    names::name_words,
    query::{bare, parameter, steps_before},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a `join` or `lookup` that bounds the time of its left side only.
    ///
    /// ## Why is this bad?
    ///
    /// Each side is read on its own.
    /// Once a query names a time, the time picker of the portal steps back, and a side without a bound is read over all that the table keeps, which may be years.
    ///
    /// A side that `take` or `top` ends is passed over.
    /// A `lookup`, or a left outer join, by an id may well be meant to find what is old, and is a hint.
    ///
    /// Hosts that bring a window of their own, such as alert rules and workbook tiles, are passed over.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where EventType == "ClusterCreated") on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d) | where EventType == "ClusterCreated") on ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The other side may be meant to reach back further, so the bound is offered and not applied.
    pub const UNBOUNDED_SUBQUERY = {
        name: "unbounded-subquery",
        summary: "a side of a join without a bound on time",
        group: Cost,
        level: Warning,
        since: "0.1.0",
        kinds: [JoinOperator, LookupOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(found) = find(cx, node) else { return };
    let name = found.table.text();
    let column = &found.column;
    let filter = found.filter.map(SyntaxNode::text);
    let report = cx
        .report(
            found.table,
            format!("all rows of `{name}` are read, whatever their time"),
        )
        .help(format!("add a filter on `{column}` to this side too"));
    let report = match is_lookup_by_id(node) {
        true => report.at_most(Level::Hint),
        false => report,
    };
    if let Some(filter) = filter {
        let end = TextRange::empty(found.table.text_range().end());
        report.replace(
            "Add the bound of the other side",
            Safety::Choice,
            end,
            format!(" | where {filter}"),
        );
    }
}

/// Whether the join looks up what belongs to an id, however old it is.
fn is_lookup_by_id(join: SyntaxNode<'_>) -> bool {
    let keeps_left = join.kind() == NodeKind::LookupOperator
        || parameter(join, "kind").is_some_and(|kind| kind == "leftouter");
    let clause = join.child(NodeKind::JoinOnClause);
    let mut keys = clause
        .into_iter()
        .flat_map(SyntaxNode::descendants)
        .filter(|it| it.kind() == NodeKind::NameReference);
    let is_id = |it: SyntaxNode<'_>| name_words(it.text()).pop().is_some_and(|it| it == "id");
    keeps_left && keys.any(is_id)
}

struct Found<'t> {
    table: SyntaxNode<'t>,
    /// Its column of times.
    column: String,
    /// The bound of the left side.
    filter: Option<SyntaxNode<'t>>,
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    if !cx.catalog().environment().is_workspace() || cx.has_window() || node.has_error() {
        return None;
    }
    let right = node.children().find(|it| {
        matches!(
            it.kind(),
            NodeKind::ParenthesizedExpression | NodeKind::NameReference
        )
    })?;
    let right = bare(right);
    let table = match PipeExpression::cast(right) {
        Some(pipe) => bare(pipe.source()?.syntax()),
        None => right,
    };
    let Some(Resolution::Table(name)) = cx.model().resolution(table.id()) else {
        return None;
    };
    let column = cx.catalog().table(name)?.time_column()?;
    let takes_some = |step: SyntaxNode<'_>| {
        matches!(
            step.kind(),
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator
        )
    };
    if is_bounded(right, column) || right.children().any(takes_some) {
        return None;
    }
    let filter = steps_before(node).find_map(|step| bound(cx, step, column))?;
    Some(Found {
        table,
        column: column.to_owned(),
        filter: Some(filter).filter(|it| !it.text().contains('\n')),
    })
}

/// Whether anything in a side is about the column of times, or about a time.
fn is_bounded(side: SyntaxNode<'_>, column: &str) -> bool {
    side.descendants().any(|node| match node.kind() {
        NodeKind::BinaryExpression | NodeKind::BetweenExpression => node
            .descendants()
            .any(|it| it.kind() == NodeKind::NameReference && it.text() == column),
        NodeKind::FunctionCallExpression => {
            let text = node.text();
            text.starts_with("ago") || text.starts_with("ingestion_time")
        }
        NodeKind::MakeSeriesFrom | NodeKind::Placeholder => true,
        _ => false,
    })
}

/// The condition of a step that bounds the column from below.
fn bound<'t>(cx: &Cx<'_, '_>, step: SyntaxNode<'t>, column: &str) -> Option<SyntaxNode<'t>> {
    let times = cx.times();
    let range = step.text_range();
    let bound = times.bounds.iter().find(|bound| {
        range.contains_range(bound.range)
            && cx
                .tree()
                .node(bound.subject)
                .is_some_and(|it| it.text() == column)
    })?;
    step.descendants().find(|node| {
        matches!(
            node.kind(),
            NodeKind::BinaryExpression | NodeKind::BetweenExpression
        ) && node.text_range().contains_range(bound.range)
    })
}
