//! `has` with a term too short for the index.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryExpression, BinaryOperator, InExpression, InOperator, TextSearch},
};

use crate::{
    context::{Cx, quoted},
    literal::text,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `has` that looks for a term of one or two characters.
    ///
    /// ## Why is this bad?
    ///
    /// Kusto keeps an index of the terms of three characters and more.
    /// A shorter one isn't in it, so the text of every row is read.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where SyslogMessage has "su"
    /// ```
    ///
    /// ```kql,good
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where ProcessName == "su"
    /// ```
    pub const SHORT_SEARCH_TERM = {
        name: "short-search-term",
        summary: "a term that is too short for the index",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((value, text)) = find(cx, node).filter(|_| !node.has_error()) else {
        return;
    };
    cx.report(
        value,
        format!("{} is too short for the index", quoted(&text)),
    )
    .note("terms of three characters and more are in the index")
    .help("look for a longer term as well, or compare with `==`");
}

/// The first value whose terms are all short.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, String)> {
    let values: Vec<SyntaxNode<'t>> = match node.kind() {
        NodeKind::BinaryExpression => {
            let comparison = BinaryExpression::cast(node)?;
            let BinaryOperator::Text(operator) = comparison.operator()? else {
                return None;
            };
            let searches = matches!(
                operator.search,
                TextSearch::Has | TextSearch::HasPrefix | TextSearch::HasSuffix
            );
            vec![comparison.right().filter(|_| searches)?.syntax()]
        }
        _ => {
            let expression = InExpression::cast(node)?;
            let searches = matches!(
                expression.operator()?,
                InOperator::HasAny | InOperator::HasAll
            );
            let list = expression.expression_list().filter(|_| searches)?;
            list.expressions().map(|it| it.syntax()).collect()
        }
    };
    values.into_iter().find_map(|value| {
        let text = text(cx.model(), value)?;
        is_short(&text).then(|| (value, text.into_owned()))
    })
}

fn is_short(text: &str) -> bool {
    let longest = text
        .split(|c: char| !c.is_alphanumeric())
        .map(|term| term.chars().count())
        .max();
    matches!(longest, Some(1 | 2))
}
