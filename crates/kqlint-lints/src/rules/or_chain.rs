//! `x == 1 or x == 2 or x == 3` where `x in (1, 2, 3)` would do.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Constant, Model, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, BinaryExpression, BinaryOperator, TextSearch},
};

use crate::{
    context::Cx,
    literal::holds_comment,
    options::RuleOption,
    query::{alternatives, bare, is_random, same},
    rule::declare_lint,
};

const VALUES: RuleOption =
    RuleOption::number("values", 3, "From how many values on a list is asked for.");

declare_lint! {
    /// Finds three or more comparisons of the same thing with literals, joined by `or`.
    ///
    /// ## Why is this bad?
    ///
    /// A list says it once, is easier to read and to extend, and Kusto looks the values up in one go.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed" or EventType == "JobRunning" or EventType == "JobSubmitted"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType in ("JobFailed", "JobRunning", "JobSubmitted")
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The list finds the same rows, so the fix is safe.
    pub const OR_CHAIN = {
        name: "or-chain",
        summary: "comparisons joined by `or` that a list says shorter",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        options: [VALUES],
        kinds: [OrExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let least = cx.number(&VALUES) as usize;
    let Some((subject, operator, values)) =
        find(node).filter(|it| it.2.len() >= least && are_alike(cx.model(), it.1, &it.2))
    else {
        return;
    };
    let list = values
        .iter()
        .map(|value| value.text())
        .collect::<Vec<_>>()
        .join(", ");
    let count = values.len();
    let report = cx
        .report(node, format!("{count} comparisons that one list replaces"))
        .help(format!("use `{operator}` with a list"));
    let range = replaced(node);
    if !holds_comment(node, range) {
        let text = format!("{} {operator} ({list})", subject.text());
        report.replace(format!("Use `{operator}`"), Safety::Safe, range, text);
    }
}

type Chain<'t> = (SyntaxNode<'t>, &'static str, Vec<SyntaxNode<'t>>);

fn find(node: SyntaxNode<'_>) -> Option<Chain<'_>> {
    let is_inner = node
        .ancestors()
        .skip(1)
        .find(|it| it.kind() != NodeKind::ParenthesizedExpression)
        .is_some_and(|it| it.kind() == NodeKind::OrExpression);
    if is_inner || node.has_error() {
        return None;
    }
    let mut found: Option<Chain<'_>> = None;
    for alternative in alternatives(node) {
        let comparison = BinaryExpression::cast(alternative)?;
        let operator = list_operator(comparison.operator()?)?;
        let (subject, value) = (comparison.left()?.syntax(), comparison.right()?.syntax());
        if bare(value).kind() != NodeKind::LiteralExpression {
            return None;
        }
        match &mut found {
            // Each comparison would ask for a number of its own.
            None if is_random(subject) => return None,
            None => found = Some((subject, operator, vec![value])),
            Some((first, list, values)) => {
                if !same(*first, subject) || *list != operator {
                    return None;
                }
                values.push(value);
            }
        }
    }
    found
}

/// Whether the values make a list: all are texts, or none is, and no empty one is looked for within a text.
fn are_alike(model: &Model, operator: &str, values: &[SyntaxNode<'_>]) -> bool {
    let is_text = |it: &SyntaxNode<'_>| model.type_of(it.id()) == Type::STRING;
    let is_empty = |it: &SyntaxNode<'_>| matches!(model.constant(it.id()), Some(Constant::String(text)) if text.is_empty());
    let texts = values.iter().filter(|it| is_text(it)).count();
    (texts == 0 || texts == values.len()) && (operator != "has_any" || !values.iter().any(is_empty))
}

fn list_operator(operator: BinaryOperator) -> Option<&'static str> {
    match operator {
        BinaryOperator::Equal => Some("in"),
        BinaryOperator::EqualTilde => Some("in~"),
        BinaryOperator::Text(text)
            if text.search == TextSearch::Has && !text.case_sensitive && !text.negated =>
        {
            Some("has_any")
        }
        _ => None,
    }
}

/// The chain, with the brackets that its list doesn't need.
fn replaced(node: SyntaxNode<'_>) -> TextRange {
    let brackets = node
        .parent()
        .filter(|it| it.kind() == NodeKind::ParenthesizedExpression);
    let Some(brackets) = brackets else {
        return node.text_range();
    };
    let is_condition = brackets.parent().is_some_and(|it| {
        matches!(
            it.kind(),
            NodeKind::FilterOperator | NodeKind::AndExpression
        )
    });
    let start = usize::from(brackets.text_range().start());
    let before = node.tree().text().get(..start).unwrap_or_default();
    let end = usize::from(brackets.text_range().end());
    let after = node.tree().text().get(end..).unwrap_or_default();
    let stands_apart = before.ends_with(|c: char| c.is_whitespace() || c == '(')
        && !after.starts_with(|c: char| c.is_alphanumeric());
    match is_condition && stands_apart {
        true => brackets.text_range(),
        false => node.text_range(),
    }
}
