//! `ingestion_time() - TimeGenerated > 5d`: later than records can be.

use kqlint_catalog::Environment;
use kqlint_semantics::{Constant, Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, BinaryExpression, BinaryOperator},
};

use crate::{
    context::Cx,
    query::{bare, calls, column, name},
    rule::declare_lint,
    times::{SECOND, literal},
};

declare_lint! {
    /// Finds a comparison that asks for records which arrived more than two days after their time, or a day before it.
    ///
    /// ## Why is this bad?
    ///
    /// A workspace replaces such a time by the time of arrival, so that hardly any record is that late.
    /// The time of the event itself may stand in another column of the table.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(30d)
    /// | where ingestion_time() - TimeGenerated > 5d
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(30d)
    /// | where ingestion_time() - TimeGenerated > 5h
    /// ```
    ///
    /// ## References
    ///
    /// - [Standard columns in Azure Monitor Logs](https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns)
    pub const IMPOSSIBLE_LATENCY = {
        name: "impossible-latency",
        summary: "records later than they can be",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression],
        operators: [Order],
        beside: [ArithmeticExpression],
        check: check,
    }
}

const DAY: i64 = 86_400 * SECOND;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((span, most)) = find(cx.model(), node) else {
        return;
    };
    let is_workspace = matches!(
        cx.catalog().environment(),
        Environment::LogAnalytics | Environment::Sentinel
    );
    if span > most && is_workspace && !node.has_error() {
        let span = literal(span);
        cx.report(node, format!("hardly any record is {span} apart from its arrival"))
            .note("a time of two days before arrival, or a day after it, is replaced by the time of arrival")
            .help("compare the column that holds the time of the event itself");
    }
}

/// The span that a difference of arrival and time is compared with, and the longest that occurs.
fn find(model: &Model, node: SyntaxNode<'_>) -> Option<(i64, i64)> {
    let comparison = BinaryExpression::cast(node)?;
    let is_greater = matches!(
        comparison.operator()?,
        BinaryOperator::Greater | BinaryOperator::GreaterOrEqual
    );
    let difference = bare(comparison.left()?.syntax());
    if !is_greater || difference.kind() != NodeKind::ArithmeticExpression {
        return None;
    }
    let Constant::TimeSpan(span) = model.constant(comparison.right()?.syntax().id())? else {
        return None;
    };
    let mut operators = difference.own_tokens().filter(|it| !it.kind().is_trivia());
    let is_minus = operators.all(|it| it.kind() == TokenKind::Minus);
    let operands: Vec<_> = difference.children().map(bare).collect();
    match operands.as_slice() {
        [arrival, time] if is_minus && is_arrival(*arrival) && is_time(model, *time) => {
            Some((span, 2 * DAY))
        }
        [time, arrival] if is_minus && is_arrival(*arrival) && is_time(model, *time) => {
            Some((span, DAY))
        }
        _ => None,
    }
}

fn is_arrival(node: SyntaxNode<'_>) -> bool {
    calls(node, &["ingestion_time"]) || name(node).is_some_and(|it| it == "_TimeReceived")
}

/// Whether a node is the stored time of the record.
fn is_time(model: &Model, node: SyntaxNode<'_>) -> bool {
    let origin = column(model, node).map(|it| it.origin());
    matches!(
        origin,
        Some(Origin::Table {
            column: "TimeGenerated",
            ..
        })
    )
}
