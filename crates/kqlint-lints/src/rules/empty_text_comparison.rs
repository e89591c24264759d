//! `x == ""` where `isempty(x)` would do.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Type;
use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, BinaryOperator, LiteralExpression},
};

use crate::{context::Cx, literal::holds_comment, rule::declare_lint};

declare_lint! {
    /// Finds comparisons with an empty text.
    ///
    /// ## Why is this bad?
    ///
    /// `isempty()` and `isnotempty()` say the same in words, and hold for values of every type.
    /// One way to ask is enough for a team.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where JobErrorMessage != ""
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where isnotempty(JobErrorMessage)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A text is never null, so both mean the same and the fix is safe.
    pub const EMPTY_TEXT_COMPARISON = {
        name: "empty-text-comparison",
        summary: "a comparison with an empty text",
        group: Style,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [BinaryExpression],
        operators: [Equality],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some((subject, function)) = find(cx, node) else {
        return;
    };
    let text = format!("{function}({})", subject.text());
    let report = cx
        .report(node, "a comparison with an empty text")
        .help(format!("use `{function}()`"));
    if !holds_comment(node, node.text_range()) {
        report.replace(
            format!("Use `{function}()`"),
            Safety::Safe,
            node.text_range(),
            text,
        );
    }
}

/// What is compared, and the function that asks the same.
fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<(SyntaxNode<'a>, &'static str)> {
    let comparison = cx.binary()?;
    let function = match comparison.operator {
        BinaryOperator::Equal | BinaryOperator::EqualTilde => "isempty",
        BinaryOperator::NotEqual | BinaryOperator::NotEqualTilde => "isnotempty",
        _ => return None,
    };
    // A `let` that names an empty text is there for the reader to change.
    let (left, right) = (comparison.left, comparison.right);
    let subject = match (is_empty(left), is_empty(right)) {
        (false, true) => left,
        (true, false) => right,
        _ => return None,
    };
    let is_text = cx.model().type_of(subject.id()) == Type::STRING;
    (is_text && !node.has_error()).then_some((subject, function))
}

/// The literal `""`.
fn is_empty(node: SyntaxNode<'_>) -> bool {
    let literal = LiteralExpression::cast(node);
    let text = literal.and_then(LiteralExpression::string_value);
    text.is_some_and(|it| it.is_empty())
}
