//! How many different values a query can collect, as far as it says it.

use kqlint_semantics::{Model, Origin, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{
        AstNode, BetweenExpression, BinaryOperator, ByClause, DatatableExpression, Expression,
        QueryOperator, RangeOperator,
    },
};

use crate::{
    bins::bin,
    comparison::binary,
    lineage::{lineage, row_count},
    list_lengths::{between, measure},
    query::{
        Call, alternatives, bare, call, call_of, calls, column, conditions, name, same, value,
    },
    times::SECOND,
    unique::chosen_by,
};

/// Through how many columns and calls a value is followed.
const DEPTH: usize = 8;

/// Whether the query says that an aggregate collects so many values of each group at most: few rows reach it, or a set finds few different values in them.
pub(crate) fn collects_few(model: &Model, aggregate: &Call<'_>, most: usize) -> bool {
    let mut around = aggregate.node.ancestors();
    let step = around.find(|it| QueryOperator::cast(*it).is_some());
    let (Some(step), Some(&collected)) = (step, aggregate.arguments.first()) else {
        return false;
    };
    let is_set = calls(aggregate.node, &["make_set", "make_set_if", "makeset"]);
    let condition = match aggregate.name.as_ref() {
        "make_set_if" => aggregate.arguments.get(1).copied(),
        _ => None,
    };
    are_rows_few(model, step, most)
        || is_set && are_values_few(model, collected, step, condition, most)
}

/// Whether the query says that so many rows at most reach a step.
pub(crate) fn are_rows_few(model: &Model, step: SyntaxNode<'_>, most: usize) -> bool {
    let mut are_few = false;
    for step in lineage(model, step) {
        let rows = match step.kind() {
            NodeKind::DatatableExpression => written_rows(model, step),
            NodeKind::PrintOperator | NodeKind::CountOperator => Some(1.0),
            NodeKind::RangeOperator => RangeOperator::cast(step).and_then(|it| {
                let (from, to, step) = (it.from()?, it.to()?, it.step()?);
                between(model, from.syntax(), to.syntax(), Some(step.syntax()))
            }),
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator => {
                row_count(model, step)
            }
            NodeKind::JoinOperator
            | NodeKind::LookupOperator
            | NodeKind::UnionOperator
            | NodeKind::MvExpandOperator
            | NodeKind::MvApplyOperator
            | NodeKind::EvaluateOperator
            | NodeKind::InvokeOperator => {
                are_few = false;
                None
            }
            _ => None,
        };
        are_few |= rows.is_some_and(|rows| rows <= most as f64);
    }
    are_few
}

/// How many rows a `datatable` has.
fn written_rows(model: &Model, table: SyntaxNode<'_>) -> Option<f64> {
    let columns = model.output(table.id())?.columns().len();
    let values = DatatableExpression::cast(table)?.values().count();
    Some(values as f64 / columns.max(1) as f64)
}

/// Whether an expression has so many different values at most in the rows that reach a step and satisfy a condition.
fn are_values_few<'t>(
    model: &Model,
    subject: SyntaxNode<'t>,
    step: SyntaxNode<'t>,
    condition: Option<SyntaxNode<'t>>,
    most: usize,
) -> bool {
    let way = Way::to(model, step);
    let filters = way.steps.iter();
    let filters = filters.filter(|it| it.kind() == NodeKind::FilterOperator);
    let predicates = filters.flat_map(|it| it.children()).chain(condition);
    let known: Vec<_> = predicates.flat_map(conditions).collect();
    let mut subject = bare(subject);
    for _ in 0..DEPTH {
        if is_written_out(model, subject, most)
            || way.is_key(step, subject)
            || known.iter().any(|it| way.chooses(*it, subject, most))
            || way.are_times_few(subject, &known, most)
        {
            return true;
        }
        let Some(inner) = way.derived_from(subject) else {
            return false;
        };
        subject = bare(inner);
    }
    false
}

/// Whether the query writes out which values an expression has, or a calendar does.
fn is_written_out(model: &Model, subject: SyntaxNode<'_>, most: usize) -> bool {
    const PARTS: [&str; 6] = [
        "dayofmonth",
        "dayofweek",
        "dayofyear",
        "hourofday",
        "monthofyear",
        "week_of_year",
    ];
    /// How many days of a year there are.
    const DAYS: usize = 366;
    let is_constant = |it: SyntaxNode<'_>| model.constant(it.id()).is_some();
    if is_constant(subject) || model.type_of(subject.id()) == Type::BOOL {
        return true;
    }
    let Some(call) = call(subject) else {
        return false;
    };
    let arguments = call.arguments.iter();
    match call.name.as_ref() {
        "dayofyear" => most >= DAYS,
        part if PARTS.contains(&part) => true,
        "iff" | "iif" => arguments.skip(1).all(|it| is_constant(*it)),
        "case" => {
            let last = call.arguments.len().saturating_sub(1);
            let results = arguments.enumerate();
            let mut results = results.filter(|(at, _)| at % 2 == 1 || *at == last);
            call.arguments.len() <= most && results.all(|(_, it)| is_constant(*it))
        }
        _ => false,
    }
}

/// The steps that the rows of a step pass, from the last one on that brings rows of its own, and the step.
struct Way<'m, 't> {
    model: &'m Model,
    steps: Vec<SyntaxNode<'t>>,
}

impl<'m, 't> Way<'m, 't> {
    fn to(model: &'m Model, step: SyntaxNode<'t>) -> Self {
        let mut steps = lineage(model, step);
        let brings_rows = |it: &SyntaxNode<'_>| {
            matches!(
                it.kind(),
                NodeKind::UnionOperator | NodeKind::EvaluateOperator | NodeKind::InvokeOperator
            )
        };
        if let Some(last) = steps.iter().rposition(brings_rows) {
            steps.drain(..=last);
        }
        steps.push(step);
        Self { model, steps }
    }

    /// Whether two names, in steps on the way, are one column that all steps between them hand on.
    fn is_same_column(&self, one: SyntaxNode<'_>, other: SyntaxNode<'_>) -> bool {
        let origin = |it| column(self.model, it).map(|it| it.origin());
        let Some(called) = name(one).filter(|it| name(other).as_ref() == Some(it)) else {
            return false;
        };
        let at = |node: SyntaxNode<'_>| self.steps.iter().position(|it| it.contains(node.id()));
        let (Some(first), Some(last)) = (at(one), at(other)) else {
            return false;
        };
        let (first, last) = (first.min(last), first.max(last));
        let between = self.steps.get(first + 1..=last).unwrap_or_default();
        let is_handed_on = |it: &SyntaxNode<'_>| {
            let input = self.model.input(it.id());
            input
                .and_then(|it| it.column(&called))
                .map(|it| it.origin())
                == origin(one)
        };
        origin(one) == origin(other) && between.iter().all(is_handed_on)
    }

    /// Whether a step groups by an expression: it has one value in each group.
    fn is_key(&self, step: SyntaxNode<'_>, subject: SyntaxNode<'_>) -> bool {
        let by = step.child(NodeKind::ByClause).and_then(ByClause::cast);
        let mut keys = by.into_iter().flat_map(|by| by.keys());
        keys.any(|key| {
            let key = value(key.syntax());
            same(key, subject) && (step.contains(subject.id()) || self.is_same_column(key, subject))
        })
    }

    /// Whether a condition lets so many values of an expression pass at most: alternatives name them.
    fn chooses(&self, condition: SyntaxNode<'_>, subject: SyntaxNode<'_>, most: usize) -> bool {
        let count = |it: SyntaxNode<'_>| {
            let (_, count) = chosen_by(self.model, it)?;
            let is_of_subject = |it| self.is_same_column(it, subject);
            it.children().any(is_of_subject).then_some(count)
        };
        let counts: Option<Vec<usize>> = alternatives(condition).into_iter().map(count).collect();
        counts.is_some_and(|it| it.into_iter().sum::<usize>() <= most)
    }

    /// Whether an expression rounds a time whose first and last value the conditions say.
    fn are_times_few(
        &self,
        subject: SyntaxNode<'_>,
        known: &[SyntaxNode<'_>],
        most: usize,
    ) -> bool {
        let Some((time, size)) = rounded(self.model, subject) else {
            return false;
        };
        let end = |it: SyntaxNode<'_>| measure(self.model, it);
        let (mut first, mut last) = (Vec::new(), vec![("relative", 0.0)]);
        for condition in known {
            let is_of_time = |it| self.is_same_column(it, time);
            if !condition.children().next().is_some_and(is_of_time) {
                continue;
            }
            if let Some(between) = BetweenExpression::cast(*condition) {
                let between = Some(between).filter(|it| !it.is_negated());
                let (low, high) = between.map_or((None, None), |it| (it.low(), it.high()));
                first.extend(low.map(Expression::syntax).and_then(end));
                last.extend(high.map(Expression::syntax).and_then(end));
            } else if let Some(comparison) = binary(*condition) {
                let ends = match comparison.operator {
                    BinaryOperator::Greater | BinaryOperator::GreaterOrEqual => &mut first,
                    BinaryOperator::Less | BinaryOperator::LessOrEqual => &mut last,
                    _ => continue,
                };
                ends.extend(end(comparison.right));
            }
        }
        let is_short = |from: &(&str, f64), to: &(&str, f64)| {
            from.0 == to.0 && ((to.1 - from.1) / size).ceil() + 1.0 <= most as f64
        };
        first
            .iter()
            .any(|from| last.iter().any(|to| is_short(from, to)))
    }

    /// What decides the value of an expression alone: what a step computes a column from, or the argument of a conversion.
    fn derived_from(&self, subject: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
        const CONVERSIONS: [&str; 7] = [
            "tobool",
            "todatetime",
            "toint",
            "tolong",
            "tolower",
            "tostring",
            "toupper",
        ];
        if let Some(call) = call_of(subject, &CONVERSIONS) {
            return call.arguments.first().copied();
        }
        let (Origin::Computed(made) | Origin::Renamed { by: made, .. }) =
            column(self.model, subject)?.origin()
        else {
            return None;
        };
        // Both sides of a union may make the column.
        let joins_rows = |it: SyntaxNode<'_>| it.kind() == NodeKind::UnionOperator;
        let step = self.steps.iter().find(|it| it.contains(made))?;
        let is_only = !step.descendants().any(joins_rows);
        let made = subject.tree().node(made).map(value).filter(|_| is_only)?;
        (bare(made) != subject).then_some(made)
    }
}

/// The time that an expression rounds, and to how many ticks.
fn rounded<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, f64)> {
    if let Some(bin) = bin(model, node) {
        return Some((bin.subject?, bin.ticks as f64));
    }
    let call = call(node)?;
    let days = match call.name.as_ref() {
        "startofday" | "endofday" => 1,
        "startofweek" | "endofweek" => 7,
        "startofmonth" | "endofmonth" => 28,
        "startofyear" | "endofyear" => 365,
        _ => return None,
    };
    Some((*call.arguments.first()?, (days * 86_400 * SECOND) as f64))
}
