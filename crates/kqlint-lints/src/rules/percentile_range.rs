//! A percentile that isn't in percent.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Model;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    query::{call, number},
    rule::declare_lint,
};

declare_lint! {
    /// Finds percentiles that are written as fractions, or lie outside of 0 to 100.
    ///
    /// ## Why is this bad?
    ///
    /// Percentiles run from 0 to 100: `0.95` is the value below which less than one row in a hundred lies.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize p95 = percentile(RunningNodeCount, 0.95) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize p95 = percentile(RunningNodeCount, 95) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The values change, so the fix is unsafe.
    pub const PERCENTILE_RANGE = {
        name: "percentile-range",
        summary: "a percentile that isn't in percent",
        group: Correctness,
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: [
            "percentile",
            "percentiles",
            "percentiles_array",
            "percentilesw",
            "percentilesw_array",
            "percentilew",
        ],
        check: check,
    }
}

/// Below it, a percentile of less than one percent may well be meant.
const LEAST_FRACTION: f64 = 0.25;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    for (argument, value) in find(cx.model(), node) {
        if !(0.0..=100.0).contains(&value) {
            cx.report(
                argument,
                format!("the percentile {value} is not between 0 and 100"),
            );
            continue;
        }
        let meant = (value * 1e6).round() / 1e4;
        let report = cx
            .report(
                argument,
                format!("{} is less than one percent", quoted(argument.text())),
            )
            .help(format!("percentiles run from 0 to 100: write `{meant}`"));
        if argument.kind() == NodeKind::LiteralExpression {
            report.replace(
                format!("Change to `{meant}`"),
                Safety::Unsafe,
                argument.text_range(),
                meant.to_string(),
            );
        }
    }
}

/// The percentiles of a call that are out of range.
fn find<'t>(model: &Model, node: SyntaxNode<'t>) -> Vec<(SyntaxNode<'t>, f64)> {
    let Some(call) = call(node) else {
        return Vec::new();
    };
    // A weight stands before the percentiles.
    let skipped = match call.name.as_ref() {
        "percentilew" | "percentilesw" | "percentilesw_array" => 2,
        _ => 1,
    };
    let is_off =
        |value: f64| !(0.0..=100.0).contains(&value) || (LEAST_FRACTION..1.0).contains(&value);
    call.arguments
        .iter()
        .skip(skipped)
        .filter_map(|&argument| Some((argument, number(model, argument)?)))
        .filter(|&(_, value)| is_off(value))
        .collect()
}
