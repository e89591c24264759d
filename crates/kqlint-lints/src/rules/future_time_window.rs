//! A window of time that begins in the future.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange};

use crate::{
    context::{Cx, quoted},
    query::{call, name},
    rule::declare_lint,
    times::{Bound, Point, Side},
};

declare_lint! {
    /// Finds filters that keep only records from the future.
    ///
    /// ## Why is this bad?
    ///
    /// There are none: `ago()` counts backwards, so `ago(-1d)` is tomorrow.
    ///
    /// Only the columns that say when a record was made are looked at; a certificate may well expire in the future.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(-1d)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so removing the sign is unsafe.
    pub const FUTURE_TIME_WINDOW = {
        name: "future-time-window",
        summary: "a window of time that begins in the future",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [FilterOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let times = cx.times();
    for bound in &times.bounds {
        if !is_future(cx, node, bound) {
            continue;
        }
        let Some(value) = cx.tree().node(bound.value) else {
            continue;
        };
        let report = cx
            .report_at(
                bound.range,
                format!("{} lies in the future", quoted(value.text())),
            )
            .label("no record is that new");
        if let Some(sign) = sign(value) {
            report
                .help("remove the sign: `ago()` counts backwards")
                .replace("Remove the sign", Safety::Unsafe, sign, "");
        }
    }
}

fn is_future(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, bound: &Bound) -> bool {
    let Point::Relative(ticks) = bound.point else {
        return false;
    };
    let subject = cx.tree().node(bound.subject).and_then(name);
    let is_record_time = matches!(subject.as_deref(), Some("TimeGenerated" | "Timestamp"));
    bound.side == Side::After
        && ticks > 0
        && is_record_time
        && node.text_range().contains_range(bound.range)
}

/// The sign in `ago(-1d)`.
fn sign(value: SyntaxNode<'_>) -> Option<TextRange> {
    let call = call(value).filter(|call| call.name == "ago")?;
    let argument = *call.arguments.first()?;
    let is_negative = match argument.kind() {
        NodeKind::UnaryExpression | NodeKind::LiteralExpression => argument.text().starts_with('-'),
        _ => false,
    };
    is_negative.then(|| TextRange::at(argument.text_range().start(), 1.into()))
}
