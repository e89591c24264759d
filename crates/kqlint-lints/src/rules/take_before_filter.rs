//! `take` before the rows are filtered.

use kqlint_diagnostics::Place;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    lineage::row_count,
    query::{keeps_rows, steps_after, steps_before},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `take`, `limit` and `sample` before `where`.
    ///
    /// ## Why is this bad?
    ///
    /// `take` returns any rows, in no order.
    /// A filter behind `take 100` looks at those rows, not at the table: mostly it finds nothing, and something else each time.
    ///
    /// After `sort`, `take` keeps the first rows, which is another thing.
    /// Ten thousand rows and more are a sample taken on purpose, and are left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | take 100
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed"
    /// | take 100
    /// ```
    pub const TAKE_BEFORE_FILTER = {
        name: "take-before-filter",
        summary: "`take` before the rows are filtered",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [TakeOperator, SampleOperator],
        check: check,
    }
}

/// So many rows are no look at the table.
const SAMPLE: f64 = 10_000.0;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(later) = find(cx, node) else {
        return;
    };
    let keyword = |node: SyntaxNode<'_>| {
        node.first_token()
            .map_or(String::new(), |token| token.text().to_owned())
    };
    let message = format!("`{}` sees only some rows, in no order", keyword(later));
    let (take, filter) = (keyword(node), keyword(later));
    let help = match steps_after(node)
        .take_while(|it| *it != later)
        .any(is_order)
    {
        true => format!("put `{filter}` and the order before `{take}`"),
        false => format!("put `{take}` behind it"),
    };
    cx.report(node, message)
        .label("keeps any rows")
        .related(Place::Query(later.text_range()), "works on what is left")
        .help(help);
}

fn is_order(step: SyntaxNode<'_>) -> bool {
    matches!(step.kind(), NodeKind::SortOperator | NodeKind::TopOperator)
}

/// The step that works on the rows that were taken.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let is_sample = row_count(cx.model(), node).is_some_and(|count| count >= SAMPLE);
    if node.has_error() || is_sample || is_ordered(node) {
        return None;
    }
    let later = steps_after(node).find(|step| !keeps_rows(*step) && !is_order(*step))?;
    (later.kind() == NodeKind::FilterOperator).then_some(later)
}

/// Whether the rows come in an order that the query chose, or are few because they were made so.
fn is_ordered(node: SyntaxNode<'_>) -> bool {
    let mut before = steps_before(node);
    let Some(source) = before.next() else {
        return true;
    };
    let is_table = source.kind() == NodeKind::NameReference;
    !is_table
        || before.any(|step| {
            matches!(
                step.kind(),
                NodeKind::SortOperator
                    | NodeKind::TopOperator
                    | NodeKind::SerializeOperator
                    | NodeKind::SummarizeOperator
                    | NodeKind::DistinctOperator
            )
        })
}
