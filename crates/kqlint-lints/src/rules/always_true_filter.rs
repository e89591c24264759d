//! A filter that every row passes.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::Type;
use kqlint_syntax::{
    SyntaxNode, TextRange,
    ast::{AstNode, BinaryExpression, BinaryOperator, TextOperator, TextSearch},
};

use crate::{
    comparison::{Comparison, comparisons},
    context::Cx,
    query::{alternatives, bare, column, conditions, number, same},
    rule::declare_lint,
};

declare_lint! {
    /// Finds conditions in filters that every row satisfies.
    ///
    /// ## Why is this bad?
    ///
    /// The filter leaves out nothing.
    /// A value can't equal both texts, so one of the two `!=` always holds; `and` was meant.
    /// Every text contains the empty text.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType != "JobFailed" or EventType != "JobSucceeded"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType != "JobFailed" and EventType != "JobSucceeded"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns fewer rows afterwards, so changing `or` to `and` is unsafe.
    pub const ALWAYS_TRUE_FILTER = {
        name: "always-true-filter",
        summary: "a condition that every row satisfies",
        group: Correctness,
        level: Warning,
        since: "0.1.0",
        kinds: [FilterOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(predicate) = node.children().last().filter(|it| !it.has_error()) else {
        return;
    };
    for condition in conditions(predicate) {
        let operands = alternatives(condition);
        if operands.len() == 1 {
            if empty_text(cx, condition) {
                cx.report(condition, "every text contains the empty text")
                    .help("remove the condition, or write what to look for");
            }
            continue;
        }
        let Some((first, second)) = find(cx, &operands) else {
            continue;
        };
        let range = first.text_range().cover(second.text_range());
        let report = cx
            .report_at(range, "every row satisfies one of the two conditions")
            .help("use `and` where both must hold");
        if let [left, right] = operands.as_slice() {
            let between = TextRange::new(left.text_range().end(), right.text_range().start());
            let text = node.tree().text();
            let gap = text
                .get(std::ops::Range::<usize>::from(between))
                .unwrap_or_default();
            if gap.trim() == "or" {
                let edit = Edit {
                    place: Place::Query(between),
                    text: gap.replace("or", "and"),
                };
                report.fix("Change `or` to `and`", Safety::Unsafe, vec![edit]);
            }
        }
    }
}

/// Two alternatives of which one always holds.
fn find<'t>(
    cx: &Cx<'_, '_>,
    operands: &[SyntaxNode<'t>],
) -> Option<(SyntaxNode<'t>, SyntaxNode<'t>)> {
    for (at, &first) in operands.iter().enumerate() {
        for &second in operands.iter().skip(at + 1) {
            if excluded_apart(cx, first, second) || covers_all(cx, first, second) {
                return Some((first, second));
            }
        }
    }
    None
}

/// `a != "x" or a != "y"`, `a !in ("x") or a !in ("y")`.
fn excluded_apart(cx: &Cx<'_, '_>, first: SyntaxNode<'_>, second: SyntaxNode<'_>) -> bool {
    let (first, second) = (
        comparisons(cx.model(), first),
        comparisons(cx.model(), second),
    );
    let all_negated = |list: &[Comparison<'_, '_>]| {
        !list.is_empty() && list.iter().all(|comparison| comparison.negated)
    };
    let (Some(left), Some(right)) = (first.first(), second.first()) else {
        return false;
    };
    all_negated(&first)
        && all_negated(&second)
        && same(left.subject, right.subject)
        && column(cx.model(), left.subject).is_some_and(|it| it.ty() == Type::STRING)
        && !first.iter().any(|left| {
            second
                .iter()
                .any(|right| left.text.eq_ignore_ascii_case(right.text))
        })
}

/// `a > 5 or a < 10`
fn covers_all(cx: &Cx<'_, '_>, first: SyntaxNode<'_>, second: SyntaxNode<'_>) -> bool {
    let (Some(first), Some(second)) = (half(cx, first), half(cx, second)) else {
        return false;
    };
    let overlap = |above: &Half<'_>, below: &Half<'_>| {
        above.is_above
            && !below.is_above
            && (above.value < below.value
                || above.value == below.value && (above.included || below.included))
    };
    same(first.subject, second.subject) && (overlap(&first, &second) || overlap(&second, &first))
}

/// Everything above or below a number.
struct Half<'t> {
    subject: SyntaxNode<'t>,
    value: f64,
    is_above: bool,
    included: bool,
}

fn half<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Half<'t>> {
    let comparison = BinaryExpression::cast(node)?;
    let subject = bare(comparison.left()?.syntax());
    let value = number(cx.model(), comparison.right()?.syntax())?;
    let (is_above, included) = match comparison.operator()? {
        BinaryOperator::Greater => (true, false),
        BinaryOperator::GreaterOrEqual => (true, true),
        BinaryOperator::Less => (false, false),
        BinaryOperator::LessOrEqual => (false, true),
        _ => return None,
    };
    column(cx.model(), subject)?;
    Some(Half {
        subject,
        value,
        is_above,
        included,
    })
}

/// `a contains ""`, written out.
fn empty_text(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let Some(comparison) = BinaryExpression::cast(node) else {
        return false;
    };
    let searches = matches!(
        comparison.operator(),
        Some(BinaryOperator::Text(TextOperator {
            search: TextSearch::Contains | TextSearch::StartsWith | TextSearch::EndsWith,
            negated: false,
            ..
        }))
    );
    let text = comparison.right().map(|right| right.syntax());
    searches
        && text.is_some_and(|text| matches!(text.text(), "\"\"" | "''"))
        && comparison
            .left()
            .is_some_and(|left| column(cx.model(), left.syntax()).is_some())
}
