//! Conditions that no row can satisfy together.

use std::collections::BTreeMap;

use kqlint_diagnostics::Place;
use kqlint_semantics::{Constant, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{
        AstNode, BetweenExpression, BinaryExpression, BinaryOperator, Expression, FilterOperator,
    },
};

use crate::{
    comparison::comparisons,
    context::{Cx, quoted},
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
        kinds: [FilterOperator],
        check: check,
    }
}

/// What one condition says of a column.
#[derive(Debug, Clone, PartialEq)]
enum Claim {
    /// It is one of these texts; whether case counts.
    OneOf(Vec<String>, bool),
    /// It is a number in these bounds, each with whether it is included.
    Numbers {
        low: Option<(f64, bool)>,
        high: Option<(f64, bool)>,
    },
}

struct Condition {
    claim: Claim,
    range: TextRange,
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((column, earlier, later)) = find(cx, node) else {
        return;
    };
    let report = cx
        .report_at(
            later,
            format!("no row satisfies both conditions on {}", quoted(&column)),
        )
        .label("contradicts the other condition")
        .related(Place::Query(earlier), "the other condition");
    report.help("use `or` or `in` where either may hold, or remove one of them");
}

/// The column and the two conditions on it, the later of them in this filter.
fn find(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(String, TextRange, TextRange)> {
    let mut known: BTreeMap<String, Vec<Condition>> = BTreeMap::new();
    for filter in filters_before(node) {
        conditions(cx, filter, &mut |column, condition| {
            known.entry(column).or_default().push(condition)
        });
    }
    let mut found = None;
    conditions(cx, FilterOperator::cast(node)?, &mut |column, condition| {
        let earlier = known.entry(column.clone()).or_default();
        if found.is_none()
            && let Some(other) = earlier
                .iter()
                .find(|other| excludes(&other.claim, &condition.claim))
        {
            found = Some((column, other.range, condition.range));
        }
        earlier.push(condition);
    });
    found
}

/// The filters directly before this one in its pipeline.
fn filters_before<'t>(node: SyntaxNode<'t>) -> Vec<FilterOperator<'t>> {
    let Some(pipeline) = node
        .parent()
        .filter(|parent| parent.kind() == NodeKind::PipeExpression)
    else {
        return Vec::new();
    };
    let mut filters = Vec::new();
    for step in pipeline.children().take_while(|step| *step != node) {
        match FilterOperator::cast(step) {
            Some(filter) => filters.push(filter),
            None if keeps_values(step.kind()) => {}
            None => filters.clear(),
        }
    }
    filters
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
fn conditions(
    cx: &Cx<'_, '_>,
    filter: FilterOperator<'_>,
    out: &mut impl FnMut(String, Condition),
) {
    let Some(predicate) = filter.predicate() else {
        return;
    };
    let mut pending = vec![predicate];
    while let Some(expression) = pending.pop() {
        match expression {
            Expression::AndExpression(and) => {
                let mut operands: Vec<_> = and.operands().collect();
                operands.reverse();
                pending.append(&mut operands);
            }
            Expression::ParenthesizedExpression(inner) => pending.extend(inner.expression()),
            _ => {
                if let Some((column, claim)) = claim(cx, expression.syntax()) {
                    out(
                        column,
                        Condition {
                            claim,
                            range: expression.syntax().text_range(),
                        },
                    );
                }
            }
        }
    }
}

fn claim(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(String, Claim)> {
    match node.kind() {
        NodeKind::BinaryExpression | NodeKind::InExpression => {
            texts(cx, node).or_else(|| number(cx, node))
        }
        NodeKind::BetweenExpression => between(cx, node),
        _ => None,
    }
}

fn texts(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(String, Claim)> {
    let comparisons = comparisons(cx.model(), node);
    let first = comparisons.first().filter(|first| !first.negated)?;
    let list = node.child(NodeKind::ExpressionList);
    // A list with values that aren't known says nothing.
    if list.is_some_and(|list| list.children().count() != comparisons.len()) {
        return None;
    }
    let values = comparisons
        .iter()
        .map(|comparison| comparison.text.to_owned())
        .collect();
    let ty = Type::STRING;
    Some((
        column(cx, first.subject, ty)?,
        Claim::OneOf(values, first.case_sensitive),
    ))
}

fn number(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(String, Claim)> {
    let comparison = BinaryExpression::cast(node)?;
    let (left, right) = (comparison.left()?.syntax(), comparison.right()?.syntax());
    let operator = comparison.operator()?;
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

fn between(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(String, Claim)> {
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

/// The name of a column of one type.
fn column(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, ty: Type) -> Option<String> {
    match cx.model().resolution(node.id())? {
        Resolution::Column(column) if column.ty() == ty => Some(column.name().to_owned()),
        _ => None,
    }
}

fn numeric_column(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<String> {
    [Type::LONG, Type::INT, Type::REAL]
        .into_iter()
        .find_map(|ty| column(cx, node, ty))
}

/// Whether no value satisfies both claims.
fn excludes(left: &Claim, right: &Claim) -> bool {
    match (left, right) {
        (Claim::OneOf(left, left_case), Claim::OneOf(right, right_case)) => {
            let same = |left: &String, right: &String| match *left_case && *right_case {
                true => left == right,
                false => left.to_lowercase() == right.to_lowercase(),
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
