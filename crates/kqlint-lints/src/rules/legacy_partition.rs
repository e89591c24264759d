//! `partition` with the strategy that stops at 64 parts.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Constant, Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, InExpression, InOperator, PartitionOperator, QueryOperator},
};

use crate::{
    context::Cx,
    lineage::{lineage, row_count, rows_of},
    names::name_words,
    query::{
        Call, call, column, conditions, keeps_rows, name, named, number, parameter, same, value,
    },
    rule::declare_lint,
    times::{Point, SECOND, Side},
    unique::chosen_by,
};

declare_lint! {
    /// Finds `partition` that doesn't say how it works.
    ///
    /// ## Why is this bad?
    ///
    /// Without `hint.strategy` the legacy strategy runs, which handles at most 64 values of the key and fails beyond.
    /// The strategies `native` and `shuffle` handle many more, and in parallel.
    ///
    /// They allow fewer operators inside; where the subquery needs others, such as `evaluate` or `join`, the rule is silent.
    /// It is silent too where the query leaves at most 64 values: by `top`, by a filter on the key, since it writes out its rows, or since the key has few values, as `AlertSeverity`, `hash(Id, 10)` and the days of a week have.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | partition by ClusterName (top 1 by TimeGenerated desc)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | partition hint.strategy=native by ClusterName (top 1 by TimeGenerated desc)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rows may come in another order, so the fix is unsafe.
    pub const LEGACY_PARTITION = {
        name: "legacy-partition",
        summary: "`partition` that handles at most 64 values",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [PartitionOperator],
        check: check,
    }
}

/// How many values of the key the legacy strategy handles.
const MOST: f64 = 64.0;

/// The operators that the strategies `native` and `shuffle` allow.
const NATIVE: [NodeKind; 26] = [
    NodeKind::CountOperator,
    NodeKind::DistinctOperator,
    NodeKind::ExtendOperator,
    NodeKind::FilterOperator,
    NodeKind::MakeSeriesOperator,
    NodeKind::MvApplyOperator,
    NodeKind::MvExpandOperator,
    NodeKind::ParseOperator,
    NodeKind::ParseWhereOperator,
    NodeKind::ProjectAwayOperator,
    NodeKind::ProjectKeepOperator,
    NodeKind::ProjectOperator,
    NodeKind::ProjectRenameOperator,
    NodeKind::ProjectReorderOperator,
    NodeKind::ReduceOperator,
    NodeKind::SampleDistinctOperator,
    NodeKind::SampleOperator,
    NodeKind::ScanOperator,
    NodeKind::SearchOperator,
    NodeKind::SerializeOperator,
    NodeKind::SortOperator,
    NodeKind::SummarizeOperator,
    NodeKind::TakeOperator,
    NodeKind::TopHittersOperator,
    NodeKind::TopNestedOperator,
    NodeKind::TopOperator,
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let is_legacy = PartitionOperator::cast(node)
        .and_then(PartitionOperator::partition_subquery)
        .is_some_and(|it| can_be_native(it.syntax()))
        && parameter(node, "hint.strategy").is_none()
        && !node.has_error()
        && !has_few_keys(cx, node);
    let Some(keyword) = node.first_token().filter(|_| is_legacy) else {
        return;
    };
    cx.report_at(
        keyword.text_range(),
        "`partition` fails beyond 64 values of its key",
    )
    .help("add `hint.strategy=native` or `hint.strategy=shuffle`")
    .replace(
        "Add `hint.strategy=native`",
        Safety::Unsafe,
        TextRange::empty(keyword.text_range().end()),
        " hint.strategy=native",
    );
}

/// Whether the query itself says that at most as many values of the key are left as the strategy handles.
fn has_few_keys(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let entity = PartitionOperator::cast(node).and_then(PartitionOperator::entity);
    let Some((entity, key)) = entity.and_then(|it| Some((it.syntax(), name(it.syntax())?))) else {
        return false;
    };
    let steps = lineage(cx.model(), node);
    let mut few_keys = false;
    for &step in &steps {
        match step.kind() {
            NodeKind::FilterOperator => few_keys |= step.children().any(|it| pins(cx, it, &key)),
            NodeKind::ExtendOperator | NodeKind::ProjectOperator => {
                // The key may be made here.
                let makes = |it: SyntaxNode<'_>| named(it).is_some_and(|(name, _)| name == key);
                few_keys &= !step.children().any(makes);
            }
            _ => few_keys &= keeps_rows(step) || is_choice(step),
        }
    }
    few_keys || has_few_values(cx, entity, &steps) || are_few(cx.model(), &steps)
}

/// Whether as few rows come out of the last step as the strategy handles values.
fn are_few(model: &Model, steps: &[SyntaxNode<'_>]) -> bool {
    let mut are_few = false;
    for &step in steps {
        match step.kind() {
            NodeKind::DatatableExpression | NodeKind::PrintOperator => are_few = true,
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator => {
                are_few |= row_count(model, step).is_some_and(|count| count <= MOST);
            }
            _ => are_few &= keeps_rows(step) || is_choice(step),
        }
    }
    are_few
}

/// Whether a step leaves rows out, puts them in order or in groups.
fn is_choice(step: SyntaxNode<'_>) -> bool {
    matches!(
        step.kind(),
        NodeKind::FilterOperator
            | NodeKind::TakeOperator
            | NodeKind::TopOperator
            | NodeKind::SampleOperator
            | NodeKind::SortOperator
            | NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::SerializeOperator
    )
}

/// Whether a key has few values by what it is: a column with a known list of them, or an expression that yields few.
fn has_few_values(cx: &Cx<'_, '_>, key: SyntaxNode<'_>, steps: &[SyntaxNode<'_>]) -> bool {
    let Some(column) = column(cx.model(), key) else {
        return false;
    };
    if let Some((table, name)) = column.source() {
        if name_words(name).last().is_some_and(|it| it == "severity") {
            return true;
        }
        let known = cx.catalog().table(table).and_then(|it| it.column(name));
        return known
            .is_some_and(|it| it.values_are_closed() && it.values().count() as f64 <= MOST);
    }
    let Origin::Computed(made) = column.origin() else {
        return false;
    };
    let made = cx.tree().node(made).map(value).and_then(call);
    made.is_some_and(|it| yields_few(cx.model(), &it) || are_few_days(cx, &it, steps))
}

/// Whether a call has few results, whatever it is called with: `hash(Id, 10)`, `iff(Size > 10, "big", "small")`.
fn yields_few(model: &Model, call: &Call<'_>) -> bool {
    let is_constant = |it: &SyntaxNode<'_>| model.constant(it.id()).is_some();
    let count = call.arguments.len();
    match call.name.as_ref() {
        "dayofweek" | "dayofmonth" | "hourofday" | "monthofyear" | "getmonth" => true,
        "hash" | "hash_xxhash64" => {
            let parts = call.arguments.get(1).and_then(|it| number(model, *it));
            parts.is_some_and(|it| it <= MOST)
        }
        "iff" | "iif" => call.arguments.iter().skip(1).all(is_constant),
        "case" => {
            let results = call.arguments.iter().enumerate();
            let mut results = results.filter(|(at, _)| at % 2 == 1 || at + 1 == count);
            count as f64 / 2.0 < MOST && results.all(|(_, it)| is_constant(it))
        }
        _ => false,
    }
}

/// Whether a call yields the days, weeks or the like of a time, of which a filter leaves few.
fn are_few_days(cx: &Cx<'_, '_>, call: &Call<'_>, steps: &[SyntaxNode<'_>]) -> bool {
    const DAY: i64 = 86_400 * SECOND;
    let model = cx.model();
    let Some(&time) = call.arguments.first() else {
        return false;
    };
    let length = match call.name.as_ref() {
        "startofday" | "endofday" => Some(DAY),
        "startofweek" | "endofweek" => Some(7 * DAY),
        "startofmonth" | "endofmonth" => Some(28 * DAY),
        "bin" | "floor" => match call.arguments.get(1).and_then(|it| model.constant(it.id())) {
            Some(Constant::TimeSpan(length)) => Some(length),
            _ => None,
        },
        _ => None,
    };
    let Some(length) = length.filter(|it| *it > 0) else {
        return false;
    };
    let times = cx.times();
    let mut filters = steps
        .iter()
        .filter(|it| it.kind() == NodeKind::FilterOperator);
    filters.any(|filter| {
        times.bounds_in(filter.text_range()).any(|bound| {
            let is_same = cx
                .tree()
                .node(bound.subject)
                .is_some_and(|it| same(it, time));
            let reach = match bound.point {
                Point::Relative(ticks) if bound.side == Side::After => ticks.saturating_neg(),
                _ => return false,
            };
            is_same && (reach / length) as f64 + 2.0 <= MOST
        })
    })
}

/// Whether a condition leaves few values of a column: it names them, or another query chooses so many.
fn pins(cx: &Cx<'_, '_>, predicate: SyntaxNode<'_>, column: &str) -> bool {
    let chosen = |it| chosen_by(cx.model(), it);
    let all = conditions(predicate);
    let mut chosen = all.iter().copied().filter_map(chosen);
    chosen.any(|(name, count)| name == column && count as f64 <= MOST)
        || all.iter().any(|it| takes_few(cx.model(), *it, column))
}

/// `Name in (busiest)`, where few rows are the busiest.
fn takes_few(model: &Model, condition: SyntaxNode<'_>, column: &str) -> bool {
    let list = InExpression::cast(condition)
        .filter(|it| matches!(it.operator(), Some(InOperator::In | InOperator::InTilde)));
    let subject = list.and_then(InExpression::subject);
    let values = list.and_then(InExpression::expression_list);
    let mut values = values.into_iter().flat_map(|it| it.expressions());
    let (Some(rows), None) = (values.next(), values.next()) else {
        return false;
    };
    subject
        .and_then(|it| name(it.syntax()))
        .is_some_and(|it| it == column)
        && are_few(model, &rows_of(model, rows.syntax()))
}

/// Whether the other strategies allow all that a subquery does.
fn can_be_native(subquery: SyntaxNode<'_>) -> bool {
    subquery.descendants().all(|node| match node.kind() {
        NodeKind::ToScalarExpression | NodeKind::ToTableExpression => false,
        kind => QueryOperator::cast(node).is_none() || NATIVE.contains(&kind),
    })
}
