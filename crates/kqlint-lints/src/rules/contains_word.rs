//! `x contains "word"` where `x has "word"` would use the index.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, BinaryExpression, BinaryOperator, TextSearch},
};

use crate::{
    context::{Cx, quoted},
    literal::text,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `contains` that looks for a whole word.
    ///
    /// ## Why is this bad?
    ///
    /// `contains` reads the text of the rows.
    /// `has` looks the word up in an index, which is many times faster.
    /// They differ where the word is a part of a longer one: `contains "fail"` finds `failure`, `has "fail"` doesn't.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where SyslogMessage contains "timeout"
    /// ```
    ///
    /// ```kql,good
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where SyslogMessage has "timeout"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Rows in which the word is a part of a longer one are not found afterwards, so the fix is unsafe.
    pub const CONTAINS_WORD = {
        name: "contains-word",
        summary: "`contains` with a whole word",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((operator, instead, text)) = find(cx, node) else {
        return;
    };
    let range = operator.text_range();
    let written = operator.text();
    cx.report(node, format!("`{written}` can't use the index"))
        .help(format!(
            "use `{instead}` where {} is never a part of a longer word",
            quoted(&text)
        ))
        .replace(format!("Use `{instead}`"), Safety::Unsafe, range, instead);
}

fn find<'t>(
    cx: &Cx<'_, '_>,
    node: SyntaxNode<'t>,
) -> Option<(kqlint_syntax::SyntaxToken<'t>, &'static str, String)> {
    let comparison = BinaryExpression::cast(node)?;
    let BinaryOperator::Text(operator) = comparison.operator()? else {
        return None;
    };
    let instead = match (operator.case_sensitive, operator.negated) {
        (false, false) => "has",
        (false, true) => "!has",
        (true, false) => "has_cs",
        (true, true) => "!has_cs",
    };
    if operator.search != TextSearch::Contains || node.has_error() {
        return None;
    }
    let text = text(cx.model(), comparison.right()?.syntax())?;
    let is_word = text.len() >= 4 && text.chars().all(char::is_alphabetic);
    is_word.then(|| Some((comparison.operator_token()?, instead, text.into_owned())))?
}
