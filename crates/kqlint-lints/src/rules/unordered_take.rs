//! `take` of rows in no order.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{context::Cx, query::steps_before, rule::declare_lint};

declare_lint! {
    /// Finds `take` and `limit` without an order.
    ///
    /// ## Why is this bad?
    ///
    /// The rows are other ones each time the query runs.
    /// That is fine while one looks around, and surprising in a query that is kept.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | take 10
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | top 10 by TimeGenerated desc
    /// ```
    pub const UNORDERED_TAKE = {
        name: "unordered-take",
        summary: "`take` of rows in no order",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [TakeOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if is_unordered(node) {
        cx.report(node, "these are other rows each time")
            .help("use `top … by` to say which rows come first");
    }
}

/// Whether nothing before the step puts the rows in order.
fn is_unordered(node: SyntaxNode<'_>) -> bool {
    let mut order = false;
    let mut steps = 0;
    for step in steps_before(node).skip(1) {
        steps += 1;
        match step.kind() {
            NodeKind::SortOperator | NodeKind::TopOperator | NodeKind::SerializeOperator => {
                order = true;
            }
            NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::JoinOperator
            | NodeKind::UnionOperator => order = false,
            _ => {}
        }
    }
    // `take 1` asks whether there is a row at all; `T | take 10` alone is how one looks at a table.
    let is_test = node
        .children()
        .last()
        .is_some_and(|count| count.text() == "1");
    steps > 0 && !order && !is_test && !node.has_error()
}
