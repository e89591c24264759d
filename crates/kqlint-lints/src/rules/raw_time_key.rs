//! `summarize … by TimeGenerated` without a bin.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Origin;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryOperator, SummarizeOperator},
};

use crate::{
    context::{Cx, quoted},
    lineage::lineage,
    query::{call_name, column, number, steps_after, value},
    rule::declare_lint,
    times::is_record_time,
};

declare_lint! {
    /// Finds `summarize` by the time of the record as it is.
    ///
    /// ## Why is this bad?
    ///
    /// The times of most tables are exact to a ten-millionth of a second.
    /// There, nearly every record is a group of its own, and a count says nothing.
    ///
    /// The rule looks at queries that end in counts by time.
    /// It is silent where the time is worked on afterwards, where a join or `mv-expand` before repeats the records, and where more than two other keys say that the groups are meant to be single records.
    /// So it is where records share their times: on tables of a team's own (`_CL`), on metrics, counters and inventories, on `Usage`, and on the logs of Application Gateway.
    /// A query that keeps counts above 1 looks for records of one time and is left alone too.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by TimeGenerated
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by bin(TimeGenerated, 1h)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The groups change, so the fix is unsafe.
    pub const RAW_TIME_KEY = {
        name: "raw-time-key",
        summary: "`summarize` by the time of each record",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [SummarizeOperator],
        check: check,
    }
}

/// With more keys beside the time, the groups are records on purpose.
const MOST_KEYS: usize = 3;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(key) = find(cx, node) else {
        return;
    };
    let text = key.text();
    cx.report(key, "nearly every record is a group of its own")
        .help(format!(
            "cut time into bins, as `bin({text}, 1h)`, or read it with `min()` or `max()`"
        ))
        .replace(
            format!("Cut {} into hours", quoted(text)),
            Safety::Unsafe,
            key.text_range(),
            format!("bin({text}, 1h)"),
        );
}

/// The key that is the time of a record, where the query counts and shows the counts by time.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let summarize = SummarizeOperator::cast(node)?;
    let counts = summarize.aggregates().any(|aggregate| {
        call_name(value(aggregate.syntax()))
            .is_some_and(|name| matches!(name.as_ref(), "count" | "dcount"))
    });
    let keys = || summarize.by_clause().into_iter().flat_map(|by| by.keys());
    let key = keys()
        .map(|key| key.syntax())
        .find(|key| key.kind() == NodeKind::NameReference && is_record_time(cx, *key))?;
    let is_result = node.ancestors().nth(2)?.kind() == NodeKind::ExpressionStatement;
    let shows = is_result
        && keys().count() <= MOST_KEYS
        && are_records(&lineage(cx.model(), node))
        && !steps_after(node)
            .any(|step| works_on(step, key.text()) || keeps_repeated(cx, step, node));
    (counts && shows).then_some(key)
}

/// Whether each row is a record with a time of its own: not behind a join, and not of a source whose records share their times.
fn are_records(lineage: &[SyntaxNode<'_>]) -> bool {
    let is_exact = |it: &SyntaxNode<'_>| !shares_times(it.text());
    lineage.first().is_none_or(is_exact)
        && !lineage
            .iter()
            .any(|it| repeats_rows(*it) || is_of_gateway(*it))
}

/// Whether several records of a table have one time: samples and lists that are taken at once, and times in whole seconds or hours.
fn shares_times(table: &str) -> bool {
    let ends = ["_CL", "Metrics", "Inventory"];
    ends.iter().any(|it| table.ends_with(it))
        || table.starts_with("AGW")
        || matches!(table, "Usage" | "Perf")
}

/// Whether a filter keeps records of Application Gateway, which writes several of one second.
fn is_of_gateway(step: SyntaxNode<'_>) -> bool {
    step.kind() == NodeKind::FilterOperator
        && step
            .text()
            .to_ascii_lowercase()
            .contains("applicationgateway")
}

/// Whether a filter keeps groups of several records: `where n > 1`.
fn keeps_repeated(cx: &Cx<'_, '_>, step: SyntaxNode<'_>, summarize: SyntaxNode<'_>) -> bool {
    let is_count = |it: SyntaxNode<'_>| {
        let origin = column(cx.model(), it).map(|it| it.origin());
        matches!(origin, Some(Origin::Computed(id)) if summarize.contains(id))
    };
    let keeps = |it: &SyntaxNode<'_>| {
        let Some(comparison) = cx.binary_of(*it) else {
            return false;
        };
        let least = match comparison.operator {
            BinaryOperator::Greater | BinaryOperator::NotEqual => 1.0,
            BinaryOperator::GreaterOrEqual => 2.0,
            _ => return false,
        };
        is_count(comparison.left) && number(cx.model(), comparison.right) == Some(least)
    };
    let mut all = cx.nodes().within(NodeKind::BinaryExpression, step).iter();
    step.kind() == NodeKind::FilterOperator && all.any(keeps)
}

/// Whether several rows may have the time of one record behind a step.
fn repeats_rows(step: SyntaxNode<'_>) -> bool {
    matches!(
        step.kind(),
        NodeKind::JoinOperator
            | NodeKind::LookupOperator
            | NodeKind::MvExpandOperator
            | NodeKind::MvApplyOperator
    )
}

/// Whether a step needs the times as they are, or drops columns: then the counts may not be what is looked for.
fn works_on(step: SyntaxNode<'_>, time: &str) -> bool {
    match step.kind() {
        NodeKind::SortOperator | NodeKind::RenderOperator => false,
        NodeKind::ProjectAwayOperator => true,
        NodeKind::ProjectOperator => step
            .children()
            .filter(|column| column.kind() != NodeKind::NameReference)
            .any(|column| names(column, time)),
        _ => names(step, time),
    }
}

fn names(node: SyntaxNode<'_>, time: &str) -> bool {
    node.descendants()
        .any(|it| it.kind() == NodeKind::NameReference && it.text() == time)
}
