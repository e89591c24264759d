//! `*` in a text that is looked for.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Constant;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{BinaryOperator, TextSearch},
};

use crate::{
    context::{Cx, quoted},
    query::bare,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `*` at the beginning or the end of a text that `has`, `contains`, `startswith` and their like look for.
    ///
    /// ## Why is this bad?
    ///
    /// These operators know no wildcards: they look for an asterisk, and find nothing.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and ErrorDetails contains "out of*"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and ErrorDetails contains "out of"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so removing the asterisk is unsafe.
    pub const WILDCARD_IN_TEXT = {
        name: "wildcard-in-text",
        summary: "`*` in a text that is looked for as it is",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression],
        operators: [Text],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let Some((value, operator)) = find(cx) else {
        return;
    };
    let report = cx
        .report(value, format!("{} knows no wildcards", quoted(operator)))
        .label("looks for an asterisk")
        .help("remove the asterisk, or use `matches regex`");
    let text = value.text();
    let is_plain = value.kind() == NodeKind::LiteralExpression
        && text.starts_with(['"', '\''])
        && text.matches(['"', '\'']).count() == 2;
    if is_plain {
        report.replace(
            "Remove the asterisk",
            Safety::Unsafe,
            value.text_range(),
            text.replace('*', ""),
        );
    }
}

/// The text with the asterisk and the operator.
fn find<'a>(cx: &Cx<'a, '_>) -> Option<(SyntaxNode<'a>, &'a str)> {
    let comparison = cx.binary()?;
    let BinaryOperator::Text(operator) = comparison.operator else {
        return None;
    };
    if operator.search == TextSearch::Like {
        return None;
    }
    let value = bare(comparison.right);
    let Some(Constant::String(text)) = cx.model().constant(value.id()) else {
        return None;
    };
    // Nearly no text has one.
    if !text.starts_with('*') && !text.ends_with('*') {
        return None;
    }
    let inner = text.trim_matches('*');
    let edges = text.starts_with('*') != text.ends_with('*') || text.len() - inner.len() == 2;
    let is_word = inner.chars().filter(|c| c.is_alphanumeric()).count() >= 3
        && inner
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'));
    (edges && text.len() != inner.len() && is_word).then(|| (value, comparison.token.text()))
}
