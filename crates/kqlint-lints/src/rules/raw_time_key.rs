//! `summarize … by TimeGenerated` without a bin.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, SummarizeOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{call, column, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `summarize` by the time of the record as it is.
    ///
    /// ## Why is this bad?
    ///
    /// Times are exact to a ten-millionth of a second, so nearly every record is a group of its own: the counts are all 1.
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

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(key) = find(cx.model(), node) else {
        return;
    };
    cx.report(key, "nearly every record is a group of its own")
        .help(format!("cut time into bins: `bin({}, 1h)`", key.text()))
        .replace(
            format!("Cut {} into hours", quoted(key.text())),
            Safety::Unsafe,
            key.text_range(),
            format!("bin({}, 1h)", key.text()),
        );
}

/// The key that is the time of a record, where the aggregates count.
fn find<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let summarize = SummarizeOperator::cast(node)?;
    let mut aggregates = summarize.aggregates();
    let counts = aggregates.any(|aggregate| {
        call(value(aggregate.syntax()))
            .is_some_and(|call| matches!(call.name.as_ref(), "count" | "dcount"))
    });
    let key = summarize
        .by_clause()?
        .keys()
        .map(|key| key.syntax())
        .find(|key| {
            key.kind() == NodeKind::NameReference
                && column(model, *key).is_some_and(|column| {
                    matches!(
                        column.origin(),
                        Origin::Table {
                            column: "TimeGenerated" | "Timestamp",
                            ..
                        }
                    )
                })
        })?;
    counts.then_some(key)
}
