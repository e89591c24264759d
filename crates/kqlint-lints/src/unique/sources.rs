//! Columns that tell rows from each other where the rows begin, or are made anew: tables, rows that are written out, series and nested groups.

use std::{borrow::Cow, collections::HashSet};

use kqlint_catalog::Environment;
use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::{
    SyntaxNode,
    ast::{
        AstNode, BinaryOperator, DatatableExpression, Expression, MakeSeriesOperator,
        TopNestedOperator,
    },
};

use super::Key;
use crate::{
    context::Cx,
    literal::text,
    push_down::made_by,
    query::{conditions, name, named},
};

/// The sets of a table: in Azure Resource Graph, a resource has one row, and `id` names it.
pub(super) fn of_table<'a>(cx: &Cx<'a, '_>, source: SyntaxNode<'_>) -> Vec<Key<'a>> {
    let is_table = matches!(
        cx.model().resolution(source.id()),
        Some(Resolution::Table(_))
    );
    let is_resources = is_table && is_resource_graph(cx);
    is_resources.then(|| vec!["id"]).into_iter().collect()
}

pub(super) fn is_resource_graph(cx: &Cx<'_, '_>) -> bool {
    cx.catalog().environment() == Environment::ResourceGraph
}

/// The sets of a `datatable`: a column with another literal in each row.
pub(super) fn written_out<'m>(model: &'m Model, table: SyntaxNode<'_>) -> Vec<Key<'m>> {
    let output = model.output(table.id());
    let (Some(datatable), Some(output)) = (DatatableExpression::cast(table), output) else {
        return Vec::new();
    };
    let values: Vec<_> = datatable.values().map(Expression::syntax).collect();
    let width = output.columns().len();
    if values.len() <= width {
        return vec![Vec::new()];
    }
    let columns = output.columns().enumerate();
    let are_distinct = |at: usize| {
        let mut seen = HashSet::new();
        let mut rows = values.iter().skip(at).step_by(width);
        rows.all(|it| seen.insert(text(model, *it).unwrap_or(Cow::Borrowed(it.text()))))
    };
    let distinct = columns.filter(|(at, _)| are_distinct(*at));
    distinct.map(|(_, column)| vec![column.name()]).collect()
}

/// The set of a filter that leaves the subscriptions of the containers in Azure Resource Graph, each of which has a row so far.
pub(super) fn of_subscriptions<'a>(
    cx: &Cx<'a, '_>,
    source: SyntaxNode<'_>,
    filter: SyntaxNode<'_>,
    keys: &[Key<'_>],
) -> Option<Key<'a>> {
    const TYPE: &str = "microsoft.resources/subscriptions";
    let is_type = |condition: SyntaxNode<'_>| {
        let comparison = cx.binary_of(condition)?;
        let is_equal = matches!(
            comparison.operator,
            BinaryOperator::Equal | BinaryOperator::EqualTilde
        );
        let is_one = text(cx.model(), comparison.right)?.eq_ignore_ascii_case(TYPE);
        Some(is_equal && is_one && name(comparison.left)? == "type")
    };
    let mut conditions = filter.children().flat_map(conditions);
    let is_left = is_resource_graph(cx)
        && keys.iter().any(|set| set == &["id"])
        && source.text().eq_ignore_ascii_case("resourcecontainers")
        && conditions.any(|it| is_type(it) == Some(true));
    let column = cx.model().output(filter.id())?.column("subscriptionId")?;
    (is_left && column.source().is_some()).then(|| vec![column.name()])
}

/// The column of the times of a series.
pub(super) fn axis_of<'m>(model: &'m Model, step: SyntaxNode<'_>) -> Option<&'m str> {
    let series = MakeSeriesOperator::cast(step)?;
    let on = series.make_series_on_clause()?.syntax().children().next()?;
    let name = named(on).map(|(name, _)| name).or_else(|| name(on))?;
    Some(model.output(step.id())?.column(&name)?.name())
}

/// Whether `mv-expand` puts each value of a column into a row of its own.
pub(super) fn expands(step: SyntaxNode<'_>, column: &str) -> bool {
    made_by(step).is_some_and(|made| made.iter().any(|it| it == column))
}

/// The sets of `top-nested`: the values of all its levels.
pub(super) fn nested<'m>(model: &'m Model, step: SyntaxNode<'_>) -> Vec<Key<'m>> {
    let levels = TopNestedOperator::cast(step).map(TopNestedOperator::top_nested_clauses);
    let column = |of: SyntaxNode<'_>| {
        let name = named(of).map(|(name, _)| name).or_else(|| name(of))?;
        Some(model.output(step.id())?.column(&name)?.name())
    };
    let levels = levels.into_iter().flatten();
    let set: Option<Key<'m>> = levels.map(|it| column(it.of()?.syntax())).collect();
    set.into_iter().collect()
}
