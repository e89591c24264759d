//! What the rules on alert rules share.

use kqlint_embed::RuleKind;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, ExpressionStatement},
};

use crate::{context::Cx, query::bare};

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
