//! Conditions that no row can satisfy together.

use kqlint_diagnostics::Place;
use kqlint_semantics::{Constant, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, BetweenExpression, BinaryOperator, FilterOperator},
};
use smallvec::{SmallVec, smallvec};

use crate::{
    comparison::{Binary, Comparisons},
    context::{Cx, quoted},
    query,
    rule::declare_lint,
};

declare_lint! {
    /// Finds conditions on one column that no row can satisfy together.
    ///
    /// ## Why is this bad?
    ///
    /// The query runs and always returns nothing; an alert on it never fires.
    /// Most often `and` stands where `or`, or `in`, was meant.
    ///
    /// Conditions are followed through `and`, through one `where` after another, and through `let`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType == "JobFailed" and EventType == "JobSucceeded"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType in ("JobFailed", "JobSucceeded")
    /// ```
    pub const IMPOSSIBLE_FILTER = {
        name: "impossible-filter",
        summary: "conditions that no row can satisfy together",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [PipeExpression, FilterOperator],
        check: check,
    }
}

/// What one condition says of a column.
#[derive(Debug, Clone, PartialEq)]
enum Claim<'m> {
    /// It is one of these texts; whether case counts.
    OneOf(SmallVec<[&'m str; 1]>, bool),
    /// It is a number in these bounds, each with whether it is included.
    Numbers {
        low: Option<(f64, bool)>,
        high: Option<(f64, bool)>,
    },
}

struct Condition<'m> {
    column: &'m str,
    claim: Claim<'m>,
    range: TextRange,
}

/// What the filters so far say.
#[derive(Default)]
struct Known<'m> {
    conditions: SmallVec<[Condition<'m>; 4]>,
    /// Columns with conditions that were reported: one contradiction is enough.
    reported: SmallVec<[&'m str; 1]>,
}

/// The column and the two conditions on it.
type Contradiction<'m> = (&'m str, TextRange, TextRange);

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let mut known = Known::default();
    if node.kind() == NodeKind::FilterOperator {
        // In a pipeline it was read with the others.
        let is_alone = node
            .parent()
            .is_none_or(|parent| parent.kind() != NodeKind::PipeExpression);
        if is_alone && let Some(found) = find(cx, node, &mut known) {
            report(cx, found);
        }
        return;
    }
    for step in node.children() {
        match step.kind() {
            NodeKind::FilterOperator => {
                if let Some(found) = find(cx, step, &mut known) {
                    report(cx, found);
                }
            }
            kind if keeps_values(kind) => {}
            _ => known.conditions.clear(),
        }
    }
}

fn report(cx: &mut Cx<'_, '_>, (column, earlier, later): Contradiction<'_>) {
    cx.report_at(
        later,
        format!("no row satisfies both conditions on {}", quoted(column)),
    )
    .label("contradicts the other condition")
    .related(Place::Query(earlier), "the other condition")
    .help("use `or` or `in` where either may hold, or remove one of them");
}

/// The first contradiction in a filter, to itself or to what the filters before it say, which are in `known`; its own conditions are added.
fn find<'m>(
    cx: &Cx<'m, '_>,
    filter: SyntaxNode<'_>,
    known: &mut Known<'m>,
) -> Option<Contradiction<'m>> {
    let mut found = None;
    conditions(cx, FilterOperator::cast(filter)?, &mut |condition| {
        let contradicts = |other: &&Condition<'_>| {
            other.column == condition.column && excludes(&other.claim, &condition.claim)
        };
        if found.is_none()
            && !known.reported.contains(&condition.column)
            && let Some(other) = known.conditions.iter().find(contradicts)
        {
            found = Some((condition.column, other.range, condition.range));
            known.reported.push(condition.column);
        }
        known.conditions.push(condition);
    });
    found
}

/// Whether a step leaves the values of columns as they are.
fn keeps_values(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::SortOperator
            | NodeKind::TakeOperator
            | NodeKind::AsOperator
            | NodeKind::SampleOperator
    )
}

/// All conditions of a filter that must hold.
fn conditions<'m>(
    cx: &Cx<'m, '_>,
    filter: FilterOperator<'_>,
    out: &mut impl FnMut(Condition<'m>),
) {
    let Some(predicate) = filter.predicate() else {
        return;
    };
    for condition in query::conditions(predicate.syntax()) {
        if let Some((column, claim)) = claim(cx, condition) {
            let range = condition.text_range();
            out(Condition {
                column,
                claim,
                range,
            });
        }
    }
}

fn claim<'m>(cx: &Cx<'m, '_>, node: SyntaxNode<'_>) -> Option<(&'m str, Claim<'m>)> {
    match node.kind() {
        NodeKind::BinaryExpression => {
            let number = cx.binary_of(node).and_then(|it| number(cx, it));
            number.or_else(|| text(cx, &cx.comparisons_of(node)))
        }
        NodeKind::InExpression => texts(cx, node),
        NodeKind::BetweenExpression => between(cx, node),
        _ => None,
    }
}

fn texts<'m>(cx: &Cx<'m, '_>, node: SyntaxNode<'_>) -> Option<(&'m str, Claim<'m>)> {
    let comparisons = cx.comparisons_of(node);
    let first = comparisons.first().filter(|first| !first.negated)?;
    let list = node.child(NodeKind::ExpressionList);
    // A list with values that aren't known says nothing.
    if list.is_some_and(|list| list.children().count() != comparisons.len()) {
        return None;
    }
    let values = comparisons
        .iter()
        .map(|comparison| comparison.text)
        .collect();
    Some((
        column(cx, first.subject, &[Type::STRING])?,
        Claim::OneOf(values, first.case_sensitive),
    ))
}

fn text<'m>(cx: &Cx<'m, '_>, comparisons: &Comparisons<'m>) -> Option<(&'m str, Claim<'m>)> {
    let equality = comparisons.first().filter(|it| !it.negated)?;
    let value = Claim::OneOf(smallvec![equality.text], equality.case_sensitive);
    Some((column(cx, equality.subject, &[Type::STRING])?, value))
}

fn number<'m>(cx: &Cx<'m, '_>, comparison: Binary<'_>) -> Option<(&'m str, Claim<'m>)> {
    let Binary {
        left,
        operator,
        right,
        ..
    } = comparison;
    let (subject, value, operator) = match (value(cx, left), value(cx, right)) {
        (None, Some(value)) => (left, value, operator),
        (Some(value), None) => (right, value, flipped(operator)),
        _ => return None,
    };
    let (low, high) = match operator {
        BinaryOperator::Equal => (Some((value, true)), Some((value, true))),
        BinaryOperator::Greater => (Some((value, false)), None),
        BinaryOperator::GreaterOrEqual => (Some((value, true)), None),
        BinaryOperator::Less => (None, Some((value, false))),
        BinaryOperator::LessOrEqual => (None, Some((value, true))),
        _ => return None,
    };
    Some((numeric_column(cx, subject)?, Claim::Numbers { low, high }))
}

fn between<'m>(cx: &Cx<'m, '_>, node: SyntaxNode<'_>) -> Option<(&'m str, Claim<'m>)> {
    let between = BetweenExpression::cast(node).filter(|between| !between.is_negated())?;
    let low = value(cx, between.low()?.syntax())?;
    let high = value(cx, between.high()?.syntax())?;
    let column = numeric_column(cx, between.subject()?.syntax())?;
    Some((
        column,
        Claim::Numbers {
            low: Some((low, true)),
            high: Some((high, true)),
        },
    ))
}

fn flipped(operator: BinaryOperator) -> BinaryOperator {
    match operator {
        BinaryOperator::Greater => BinaryOperator::Less,
        BinaryOperator::GreaterOrEqual => BinaryOperator::LessOrEqual,
        BinaryOperator::Less => BinaryOperator::Greater,
        BinaryOperator::LessOrEqual => BinaryOperator::GreaterOrEqual,
        other => other,
    }
}

fn value(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<f64> {
    match cx.model().constant(node.id())? {
        Constant::Long(value) => Some(value as f64),
        Constant::Real(value) => Some(value),
        _ => None,
    }
}

/// The name of a column of one of the types.
fn column<'m>(cx: &Cx<'m, '_>, node: SyntaxNode<'_>, types: &[Type]) -> Option<&'m str> {
    match cx.model().resolution(node.id())? {
        Resolution::Column(column) if types.contains(&column.ty()) => Some(column.name()),
        _ => None,
    }
}

fn numeric_column<'m>(cx: &Cx<'m, '_>, node: SyntaxNode<'_>) -> Option<&'m str> {
    column(cx, node, &[Type::LONG, Type::INT, Type::REAL])
}

/// Whether no value satisfies both claims.
fn excludes(left: &Claim<'_>, right: &Claim<'_>) -> bool {
    match (left, right) {
        (Claim::OneOf(left, left_case), Claim::OneOf(right, right_case)) => {
            let same = |left: &str, right: &str| {
                left == right
                    || !(*left_case && *right_case) && left.to_lowercase() == right.to_lowercase()
            };
            !left
                .iter()
                .any(|left| right.iter().any(|right| same(left, right)))
        }
        (
            Claim::Numbers {
                low: low1,
                high: high1,
            },
            Claim::Numbers {
                low: low2,
                high: high2,
            },
        ) => apart(*low1, *high2) || apart(*low2, *high1),
        _ => false,
    }
}

/// Whether everything above `low` lies above `high`.
fn apart(low: Option<(f64, bool)>, high: Option<(f64, bool)>) -> bool {
    match (low, high) {
        (Some((low, low_included)), Some((high, high_included))) => {
            low > high || low == high && !(low_included && high_included)
        }
        _ => false,
    }
}
