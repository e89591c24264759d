//! `ingestion_time()` without a bound on `TimeGenerated`.

use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    lineage::lineage,
    query::{call, calls, conditions, name},
    rule::declare_lint,
    times::{is_filter, is_of_defender, time_column},
};

declare_lint! {
    /// Finds a filter on `ingestion_time()` in a query that doesn't bound `TimeGenerated`.
    ///
    /// ## Why is this bad?
    ///
    /// Rows are stored by `TimeGenerated`, so that a filter on the time of arrival alone can read all that the table keeps.
    /// Azure Monitor's guidance is to bound `TimeGenerated` too, a little wider.
    ///
    /// Hosts that bring a window of their own are passed over, and so are queries that seem to be meant for Microsoft Defender, whose picker bounds the time.
    /// So are commands, which only Data Explorer knows, and queries that bound another time of their rows.
    /// `extent_id()` says by itself which part of a table is read.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where ingestion_time() > ago(10m)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where ingestion_time() > ago(10m)
    /// ```
    pub const INGESTION_TIME_ALONE = {
        name: "ingestion-time-alone",
        summary: "a filter on `ingestion_time()` alone",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, BetweenExpression],
        operators: [Equality, Order],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !cx.catalog().environment().is_workspace() || cx.has_window() || node.has_error() {
        return;
    }
    // Commands are for Data Explorer, which stores rows by their arrival.
    if cx.nodes().has(NodeKind::Command) {
        return;
    }
    let Some(subject) = node.children().next() else {
        return;
    };
    let is_arrival = call(subject).is_some_and(|call| call.name == "ingestion_time");
    if is_arrival && is_filter(node) && reads_whole_table(cx, node) && !bounds_time(cx, node) {
        cx.report(
            node,
            "a bound on the time of arrival alone can read the whole table",
        )
        .help("bound `TimeGenerated` too, a little wider");
    }
}

/// Whether nothing but the condition says how much is read of a table which is stored by `TimeGenerated`.
fn reads_whole_table(cx: &Cx<'_, '_>, condition: SyntaxNode<'_>) -> bool {
    let filter = |it: &SyntaxNode<'_>| it.kind() == NodeKind::FilterOperator;
    let Some(filter) = condition.ancestors().find(filter) else {
        return false;
    };
    let statement = |it: &SyntaxNode<'_>| {
        let around = it.parent().map(SyntaxNode::kind);
        around == Some(NodeKind::QueryBlock)
    };
    let (Some(statement), Some(&source)) = (
        filter.ancestors().find(statement),
        lineage(cx.model(), filter).first(),
    ) else {
        return false;
    };
    let is_stored_so = |it: &SyntaxNode<'_>| match cx.model().resolution(it.id()) {
        Some(Resolution::Table(name)) => time_column(cx.catalog(), name) == Some("TimeGenerated"),
        _ => false,
    };
    let names = cx.nodes().within(NodeKind::NameReference, source);
    let table = names.iter().copied().find(is_stored_so);
    let by_extent = || filter.descendants().any(|it| calls(it, &["extent_id"]));
    table.is_some_and(|table| !is_of_defender(cx, statement, table)) && !by_extent()
}

/// Whether the pipeline around a condition compares `TimeGenerated`, or bounds another time of the rows.
fn bounds_time(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let pipeline = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::PipeExpression);
    let in_bounds = cx.times().bounds.iter().any(|bound| {
        let is_here = pipeline.is_some_and(|it| it.text_range().contains_range(bound.range));
        let subject = cx.tree().node(bound.subject).and_then(name);
        subject.is_some_and(|it| it == "TimeGenerated" || is_here)
    });
    let compares = |filter: SyntaxNode<'_>| {
        filter.children().any(|predicate| {
            conditions(predicate).iter().any(|condition| {
                condition
                    .children()
                    .any(|side| name(side).is_some_and(|name| name == "TimeGenerated"))
            })
        })
    };
    in_bounds
        || pipeline.is_some_and(|pipeline| {
            pipeline
                .children()
                .filter(|it| it.kind() == NodeKind::FilterOperator)
                .any(compares)
        })
}
