//! `x contains "word"` where `x has "word"` would use the index.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    SyntaxNode, SyntaxToken,
    ast::{BinaryOperator, TextSearch},
};

use crate::{
    context::{Cx, quoted},
    lineage::is_indexed,
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
    /// The rule looks at words of five letters and more, in conditions that decide by themselves which rows of a table are read.
    /// Which values a column holds it can't know: `has "Admin"` doesn't find `ExchangeAdmin`.
    /// So the rule runs only when it is turned on.
    /// In an alternative of `or`, in `iff()`, on computed text, or behind `summarize` and `join`, the index is of no use, and the rule is silent.
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
        preview: true,
        kinds: [BinaryExpression],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
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

/// Shorter words are parts of many others.
const SHORTEST: usize = 5;

fn find<'a>(
    cx: &Cx<'a, '_>,
    node: SyntaxNode<'a>,
) -> Option<(SyntaxToken<'a>, &'static str, String)> {
    let comparison = cx.binary()?;
    let BinaryOperator::Text(operator) = comparison.operator else {
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
    let text = text(cx.model(), comparison.right)?;
    let is_word = text.len() >= SHORTEST && text.chars().all(char::is_alphabetic);
    if !is_word || !is_indexed(cx.model(), node) {
        return None;
    }
    Some((comparison.token, instead, text.into_owned()))
}
