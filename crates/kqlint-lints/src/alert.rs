//! What the rules on alert rules share.

use kqlint_embed::{Fact, HostFacts, RuleKind};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, ExpressionStatement},
};

use crate::{context::Cx, durations::ticks, query::bare};

/// Whether the query is that of a log alert of Azure Monitor.
pub(crate) fn is_log_alert(cx: &Cx<'_, '_>) -> bool {
    cx.input.facts.kind == Some(RuleKind::LogAlert)
}

/// Whether the query is that of any rule which runs by itself.
pub(crate) fn is_rule(cx: &Cx<'_, '_>) -> bool {
    matches!(
        cx.input.facts.kind,
        Some(RuleKind::LogAlert | RuleKind::Scheduled | RuleKind::NearRealTime)
    )
}

/// The rows that a rule sees, as far back as they reach: what the host says of that, and the ticks.
///
/// A log alert that looks at several windows reads all of them at once.
pub(crate) fn window(facts: &HostFacts) -> Option<(&Fact, i64)> {
    let (fact, count) = match (facts.kind?, &facts.time_range_override) {
        (RuleKind::Scheduled, _) => (facts.period.as_ref()?, 1),
        (RuleKind::LogAlert, Some(range)) => (range, 1),
        (RuleKind::LogAlert, None) => {
            let count = match &facts.evaluation_periods {
                Some(count) => count.text.trim().parse().ok()?,
                None => 1,
            };
            (facts.window.as_ref()?, count)
        }
        _ => return None,
    };
    Some((fact, ticks(&fact.text)?.checked_mul(count)?))
}

/// The source and the steps of a query, at the top level of the text only.
pub(crate) fn steps(statement: SyntaxNode<'_>) -> Vec<SyntaxNode<'_>> {
    let is_top = statement
        .parent()
        .is_some_and(|parent| parent.kind() == NodeKind::QueryBlock);
    let query = ExpressionStatement::cast(statement)
        .filter(|_| is_top)
        .and_then(ExpressionStatement::expression);
    let Some(query) = query.map(|it| bare(it.syntax())) else {
        return Vec::new();
    };
    match query.kind() {
        NodeKind::PipeExpression => query.children().collect(),
        _ => vec![query],
    }
}
