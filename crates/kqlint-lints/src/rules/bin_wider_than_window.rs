//! Bins that are longer than the window of time.

use kqlint_diagnostics::Place;
use kqlint_syntax::SyntaxNode;

use crate::{
    bins::{Bin, bin},
    context::Cx,
    query::same,
    rule::declare_lint,
    times::{Bound, Point, Side, literal},
};

declare_lint! {
    /// Finds `bin()` with a size that is longer than the window that the query looks at.
    ///
    /// ## Why is this bad?
    ///
    /// All rows fall into one bin, or into two at a random boundary.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1h)
    /// | summarize count() by bin(TimeGenerated, 1d)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1h)
    /// | summarize count() by bin(TimeGenerated, 5m)
    /// ```
    pub const BIN_WIDER_THAN_WINDOW = {
        name: "bin-wider-than-window",
        summary: "bins that are longer than the window of time",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["bin", "bin_at", "floor"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(bin) = bin(cx.model(), node) else {
        return;
    };
    let Some((bound, window)) = window(cx, node, bin).filter(|(_, window)| bin.ticks > *window)
    else {
        return;
    };
    let message = format!(
        "bins of {} are longer than the window of {}",
        literal(bin.ticks),
        literal(window)
    );
    cx.report(bin.size, message)
        .related(Place::Query(bound.range), "the window begins here")
        .help("use a smaller bin, or a longer window");
}

/// How far back the only lower bound on what is cut reaches; it stands before the bin.
fn window(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, bin: Bin<'_>) -> Option<(Bound, i64)> {
    let times = cx.times();
    let subject = bin.subject?;
    let block = node
        .ancestors()
        .find(|it| it.kind() == kqlint_syntax::NodeKind::QueryBlock)?;
    let mut lower = times.bounds.iter().filter(|bound| {
        bound.side == Side::After && block.text_range().contains_range(bound.range)
    });
    let bound = *lower.next()?;
    let is_only = lower.all(|other| other.point == bound.point);
    let Point::Relative(ticks) = bound.point else {
        return None;
    };
    let is_same = cx
        .tree()
        .node(bound.subject)
        .is_some_and(|bounded| same(bounded, subject));
    let is_before = bound.range.end() < node.text_range().start();
    (is_only && is_same && is_before && ticks < 0 && !times.has_unknown)
        .then_some((bound, ticks.saturating_neg()))
}
