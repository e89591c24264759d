//! Tabular operators, and operators between two values.

use kqlint_catalog::{OperatorFact, OperatorPlace, ScalarType, operators, scalar_operators};

use super::{
    Gatherer,
    item::{Item, ItemKind},
    rank::Rank,
};
use crate::Topic;

/// Operators that most queries are made of.
const FREQUENT: [&str; 10] = [
    "where",
    "summarize",
    "project",
    "extend",
    "order",
    "sort",
    "take",
    "top",
    "join",
    "render",
];

/// Operators that nobody means who types the first letters of another.
const RARE: [&str; 4] = [
    "consume",
    "inline_external_table",
    "macro-expand",
    "project-by-names",
];

/// Operators after a pipe.
pub(super) fn after_pipe(gatherer: &mut Gatherer<'_, '_>) {
    let previous = gatherer.site.previous_operator;
    let is_graph = previous.starts_with("make-graph") || previous.starts_with("graph-");
    for fact in operators() {
        let rank = match fact.place {
            OperatorPlace::Source => continue,
            OperatorPlace::Graph if !is_graph => continue,
            OperatorPlace::Graph => Rank::Value,
            _ if FREQUENT.contains(&fact.name) => Rank::Next,
            _ if RARE.contains(&fact.name) => Rank::Last,
            _ => Rank::Near,
        };
        gatherer.add(rank, operator_item(fact));
    }
}

/// Operators that make rows.
pub(super) fn at_start(gatherer: &mut Gatherer<'_, '_>) {
    for fact in operators() {
        if matches!(fact.place, OperatorPlace::Source | OperatorPlace::Either) {
            gatherer.add(Rank::Other, operator_item(fact));
        }
    }
}

fn operator_item(fact: &OperatorFact) -> Item {
    let item = match fact.name {
        "order" | "sort" => Item {
            insert: Some(format!("{} by", fact.name)),
            ..Item::new(fact.name, ItemKind::Operator)
        },
        name => Item::new(name, ItemKind::Operator),
    };
    item.detail(fact.syntax)
        .topic(Topic::Operator(fact.name.to_owned()))
}

/// Operators between two values, where the operator around the cursor has conditions.
pub(super) fn between_values(gatherer: &mut Gatherer<'_, '_>) {
    let has_no_values = matches!(
        gatherer.site.operator,
        "project-away"
            | "project-keep"
            | "project-reorder"
            | "project-rename"
            | "render"
            | "take"
            | "limit"
            | "sample"
            | "union"
            | "count"
            | "getschema"
            | "as"
            | "datatable"
    );
    if has_no_values
        || (gatherer.site.clause.is_empty()
            && matches!(
                gatherer.site.operator,
                "sort" | "order" | "join" | "lookup" | "find"
            ))
    {
        return;
    }
    let ty = left_type(gatherer);
    for fact in scalar_operators() {
        let rank = match fits(fact.name, ty) {
            true => Rank::Offered,
            false => Rank::Last,
        };
        let item = Item::new(fact.name, ItemKind::ScalarOperator)
            .topic(Topic::ScalarOperator(fact.name.to_owned()));
        gatherer.add(rank, item);
    }
}

/// The type of the name before the cursor.
fn left_type(gatherer: &Gatherer<'_, '_>) -> Option<ScalarType> {
    let before = gatherer.site.replace.start();
    let token = gatherer.cx.tree.token_at(before);
    let name = token
        .prev_significant()
        .filter(|it| it.text_range().end() <= before)?;
    let ty = gatherer.scope.columns?.column(name.text())?.ty().scalar()?;
    (ty != ScalarType::Unknown).then_some(ty)
}

/// Whether an operator makes sense for a value of a type.
fn fits(operator: &str, ty: Option<ScalarType>) -> bool {
    let is_for_all = matches!(operator, "==" | "!=" | "in" | "!in" | "and" | "or");
    let is_for_order = matches!(operator, "<" | "<=" | ">" | ">=" | "between" | "!between");
    let is_for_sums = matches!(operator, "+" | "-" | "*" | "/" | "%");
    let Some(ty) = ty else { return true };
    let has_order = ty.is_numeric() || matches!(ty, ScalarType::DateTime | ScalarType::TimeSpan);
    match ty {
        _ if is_for_all => true,
        _ if is_for_order || is_for_sums => has_order || ty == ScalarType::Dynamic,
        ScalarType::String | ScalarType::Dynamic => true,
        _ => false,
    }
}
