//! A filter that every row passes.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::Type;
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TextRange,
    ast::{BinaryOperator, TextOperator, TextSearch},
};
use smallvec::SmallVec;

use crate::{
    comparison::{Comparison, binary, comparisons},
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
        if condition.kind() != NodeKind::OrExpression {
            if empty_text(cx, condition) {
                cx.report(condition, "every text contains the empty text")
                    .help("remove the condition, or write what to look for");
            }
            continue;
        }
        let operands = alternatives(condition);
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
    let open = operands.iter().map(|it| (*it, Open::of(cx, *it)));
    let open: Vec<_> = open.filter_map(|(node, it)| Some((node, it?))).collect();
    for (at, (first, left)) in open.iter().enumerate() {
        let mut others = open.iter().skip(at + 1);
        if let Some((second, _)) = others.find(|(_, right)| cover_all(cx, left, right)) {
            return Some((*first, *second));
        }
    }
    None
}

/// A condition that nearly every value satisfies, or half of them.
enum Open<'t, 'm> {
    /// `a != "x"`, `a !in ("x", "y")`
    AllBut(SmallVec<[Comparison<'t, 'm>; 1]>),
    /// `a > 5`
    Half(Half<'t>),
}

impl<'t, 'm> Open<'t, 'm> {
    fn of(cx: &Cx<'m, '_>, node: SyntaxNode<'t>) -> Option<Self> {
        let compared = comparisons(cx.model(), node);
        match compared.is_empty() {
            true => half(cx, node).map(Self::Half),
            false => compared
                .iter()
                .all(|it| it.negated)
                .then_some(Self::AllBut(compared)),
        }
    }
}

/// Whether each value satisfies one of two conditions.
fn cover_all(cx: &Cx<'_, '_>, first: &Open<'_, '_>, second: &Open<'_, '_>) -> bool {
    match (first, second) {
        (Open::AllBut(first), Open::AllBut(second)) => are_apart(cx, first, second),
        (Open::Half(first), Open::Half(second)) => overlap(first, second),
        _ => false,
    }
}

/// Whether two lists of texts, other than which a column must be, have none in common.
fn are_apart(cx: &Cx<'_, '_>, first: &[Comparison<'_, '_>], second: &[Comparison<'_, '_>]) -> bool {
    let (Some(left), Some(right)) = (first.first(), second.first()) else {
        return false;
    };
    same(left.subject, right.subject)
        && column(cx.model(), left.subject).is_some_and(|it| it.ty() == Type::STRING)
        && !first.iter().any(|left| {
            second
                .iter()
                .any(|right| left.text.eq_ignore_ascii_case(right.text))
        })
}

/// `a > 5 or a < 10`
fn overlap(first: &Half<'_>, second: &Half<'_>) -> bool {
    let overlap = |above: &Half<'_>, below: &Half<'_>| {
        above.is_above
            && !below.is_above
            && (above.value < below.value
                || above.value == below.value && (above.included || below.included))
    };
    same(first.subject, second.subject) && (overlap(first, second) || overlap(second, first))
}

/// Everything above or below a number.
struct Half<'t> {
    subject: SyntaxNode<'t>,
    value: f64,
    is_above: bool,
    included: bool,
}

fn half<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Half<'t>> {
    let comparison = binary(node)?;
    let subject = bare(comparison.left);
    let value = number(cx.model(), comparison.right)?;
    let (is_above, included) = match comparison.operator {
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
    let is_empty = |text: SyntaxToken<'_>| matches!(text.text(), "\"\"" | "''");
    let ends_empty = node.last_token().is_some_and(is_empty);
    let Some(comparison) = ends_empty.then(|| binary(node)).flatten() else {
        return false;
    };
    let searches = matches!(
        comparison.operator,
        BinaryOperator::Text(TextOperator {
            search: TextSearch::Contains | TextSearch::StartsWith | TextSearch::EndsWith,
            negated: false,
            ..
        })
    );
    searches
        && comparison.right.kind() == NodeKind::LiteralExpression
        && column(cx.model(), comparison.left).is_some()
}
