//! Columns that tell the rows from each other.

mod sources;

use std::{borrow::Cow, slice};

use kqlint_semantics::{Column, Constant, Model, Origin, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{
        AstNode, BinaryExpression, BinaryOperator, ByClause, Expression, InExpression, InOperator,
        JoinOnClause, JoinOperator, LookupOperator, PathExpression,
    },
};

use self::sources::{
    axis_of, expands, is_resource_graph, nested, of_subscriptions, of_table, written_out,
};
use crate::{
    context::Cx,
    lineage::{lineage, row_count, rows_of},
    names::name_words,
    push_down::names_read,
    query::{bare, call_of, conditions, name, named, parameter, value},
};

/// How many right sides of joins are looked at for one step: names of `let` can make each of them long.
const RIGHT_SIDES: usize = 8;

/// Columns that together have another value in each row; none where there is one row.
type Key<'m> = Vec<&'m str>;

/// Sets of columns that together have another value in each row which reaches a step, as far as the query says so.
pub(crate) fn unique_keys<'a>(cx: &Cx<'a, '_>, step: SyntaxNode<'a>) -> Vec<Key<'a>> {
    keys_of(cx, lineage(cx.model(), step), RIGHT_SIDES)
}

/// Whether one of the sets is among these columns.
pub(crate) fn are_unique(sets: &[Key<'_>], columns: &[Cow<'_, str>]) -> bool {
    let is_among = |name: &str| columns.iter().any(|column| is_same_thing(column, name));
    sets.iter().any(|set| set.iter().all(|name| is_among(name)))
}

/// The columns that a join compares, each with that of the right side: `A` in `on A`, and in `on $left.A == $right.B`.
pub(crate) fn joined(clause: JoinOnClause<'_>) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let written = clause.conditions().map(|it| it.syntax());
    let pair = |condition| match name(condition) {
        Some(both) => Some((both.clone(), both)),
        None => Some((side(condition, "$left")?, side(condition, "$right")?)),
    };
    written.flat_map(conditions).filter_map(pair).collect()
}

/// The column of one side in `$left.A == $right.B`.
fn side<'t>(condition: SyntaxNode<'t>, side: &str) -> Option<Cow<'t, str>> {
    let mut paths = condition.descendants().filter_map(PathExpression::cast);
    let path = paths.find(|path| path.base().is_some_and(|base| base.syntax().text() == side))?;
    name(path.selectors().next()?.syntax())
}

/// Whether two columns name one thing: `DeviceId` and `DeviceName`.
fn is_same_thing(key: &str, name: &str) -> bool {
    const THINGS: [&str; 6] = ["account", "computer", "device", "host", "ip", "user"];
    let first = |name| name_words(name).into_iter().next();
    key == name
        || first(key).is_some_and(|word| {
            THINGS.contains(&word.as_str()) && first(name).as_ref() == Some(&word)
        })
}

/// The sets of columns at the end of a source and the steps behind it.
fn keys_of<'a>(cx: &Cx<'a, '_>, steps: Vec<SyntaxNode<'a>>, right_sides: usize) -> Vec<Key<'a>> {
    let model = cx.model();
    let mut right_sides = right_sides;
    let mut keys = Vec::new();
    let mut pinned: Key<'a> = Vec::new();
    let source = steps.first().copied();
    // The times of a series that is not expanded yet.
    let mut axis: Option<&'a str> = None;
    for step in steps {
        keep_pinned(model, step, &mut pinned);
        axis = axis.filter(|axis| keeps_axis(model, step, axis));
        match step.kind() {
            NodeKind::FilterOperator => {
                pinned.extend(pinned_by(model, step));
                keys.extend(source.and_then(|it| of_subscriptions(cx, it, step, &keys)));
                keys.iter_mut().for_each(|set| unpin(set, &pinned));
            }
            NodeKind::SortOperator
            | NodeKind::AsOperator
            | NodeKind::RenderOperator
            | NodeKind::ProjectReorderOperator => {}
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator => {
                let is_one = row_count(model, step).is_some_and(|count| count <= 1.0);
                keys.extend(is_one.then(Vec::new));
            }
            kind if works_on_columns(kind) => {
                let made = made_unique(cx, step, &keys);
                keys.retain_mut(|set: &mut Key<'_>| is_kept(model, step, set));
                keys.extend(made);
            }
            NodeKind::SummarizeOperator => keys = groups(model, step, &pinned),
            NodeKind::MakeSeriesOperator => {
                keys = groups(model, step, &pinned);
                axis = axis_of(model, step);
            }
            NodeKind::MvExpandOperator => match axis.take().filter(|it| expands(step, it)) {
                Some(axis) => keys.iter_mut().for_each(|set| set.push(axis)),
                None => keys.clear(),
            },
            NodeKind::TopNestedOperator => keys = nested(model, step),
            NodeKind::DistinctOperator => keys = first_columns(model, step, usize::MAX),
            NodeKind::CountOperator | NodeKind::PrintOperator => keys = vec![Vec::new()],
            NodeKind::RangeOperator => keys = first_columns(model, step, 1),
            NodeKind::DatatableExpression => keys = written_out(model, step),
            NodeKind::NameReference => keys = of_table(cx, step),
            NodeKind::JoinOperator | NodeKind::LookupOperator if right_sides > 0 => {
                right_sides -= 1;
                keys = behind_join(cx, step, keys);
            }
            _ => keys.clear(),
        }
    }
    keys
}

/// The sets of `summarize` and `make-series`: what they group by.
fn groups<'m>(model: &'m Model, step: SyntaxNode<'_>, pinned: &[&str]) -> Vec<Key<'m>> {
    let by = step.child(NodeKind::ByClause).and_then(ByClause::cast);
    let count = by.map_or(0, |by| by.keys().count());
    let mut sets = first_columns(model, step, count);
    for set in &mut sets {
        unpin(set, pinned);
        drop_derived(model, step, set);
    }
    sets
}

/// The sets behind a join: those of the left side, where each of its rows has one partner at most.
/// The right side is looked at without the joins in it.
fn behind_join<'a>(cx: &Cx<'a, '_>, step: SyntaxNode<'a>, left: Vec<Key<'a>>) -> Vec<Key<'a>> {
    let (join, lookup) = (JoinOperator::cast(step), LookupOperator::cast(step));
    let kind = match parameter(step, "kind") {
        None if lookup.is_some() => "leftouter",
        kind => kind.unwrap_or("innerunique"),
    };
    let is_one_of_each = kind == "innerunique";
    match kind {
        "leftsemi" | "leftanti" | "leftantisemi" | "anti" => return left,
        "inner" | "leftouter" if left.is_empty() => return Vec::new(),
        "inner" | "leftouter" | "innerunique" => {}
        _ => return Vec::new(),
    }
    let clause = join.and_then(JoinOperator::join_on_clause);
    let clause = clause.or_else(|| lookup.and_then(LookupOperator::join_on_clause));
    let right = join.and_then(JoinOperator::right);
    let right = right.or_else(|| lookup.and_then(LookupOperator::right));
    let (Some(clause), Some(right)) = (clause, right.map(Expression::syntax)) else {
        return Vec::new();
    };
    let (left_keys, right_keys): (Vec<_>, Vec<_>) = joined(clause).into_iter().unzip();
    let right = keys_of(cx, rows_of(cx.model(), right), 0);
    if !are_unique(&right, &right_keys) {
        return Vec::new();
    }
    let mut out = left;
    if is_one_of_each && let Some(output) = cx.model().output(step.id()) {
        let columns = left_keys.iter().map(|key| output.column(key));
        let columns: Option<Key<'a>> = columns.map(|it| it.map(|it| it.name())).collect();
        out.extend(columns);
    }
    out
}

/// The sets that a step makes: a number for each row, what was unique as text or as another number, and in Azure Resource Graph, where case tells nothing apart, in small letters.
fn made_unique<'a>(cx: &Cx<'a, '_>, step: SyntaxNode<'_>, keys: &[Key<'a>]) -> Vec<Key<'a>> {
    let model = cx.model();
    let Some(output) = model.output(step.id()) else {
        return Vec::new();
    };
    let is_number = |value| {
        // A third argument starts again from the first number.
        let call = call_of(value, &["row_number", "new_guid"]);
        call.is_some_and(|call| call.arguments.len() < 2)
    };
    let is_copy = |value| {
        let copied = match is_resource_graph(cx) {
            true => copied(value),
            false => written(model, value),
        };
        copied.is_some_and(|name| keys.iter().any(|set| set == &[name.as_ref()]))
    };
    let made = step.children().filter_map(|child| {
        let (name, value) = named(child)?;
        let column = output.column(&name)?;
        (is_number(value) || is_copy(value)).then(|| vec![column.name()])
    });
    made.collect()
}

/// The column that an expression writes as text or as another number, another one for each value: not so for dynamic values, whose types text doesn't tell apart, and for text that may be no number.
fn written<'t>(model: &Model, value: SyntaxNode<'t>) -> Option<Cow<'t, str>> {
    let call = call_of(bare(value), &["tostring", "toint", "tolong"])?;
    let argument = *call.arguments.first()?;
    let ty = model.type_of(argument.id());
    let is_plain = match call.name.as_ref() {
        "tostring" => ty != Type::Unknown && !ty.is_dynamic(),
        // The name of a number in a custom table ends so.
        _ if ty == Type::Unknown => name(argument).is_some_and(|it| it.ends_with("_d")),
        _ => [Type::INT, Type::LONG, Type::REAL].contains(&ty),
    };
    is_plain.then(|| name(argument))?
}

/// The column that an expression reads and changes in its case at most.
fn copied(value: SyntaxNode<'_>) -> Option<Cow<'_, str>> {
    let mut node = bare(value);
    while let Some(call) = call_of(node, &["tolower", "toupper", "tostring"]) {
        node = bare(*call.arguments.first()?);
    }
    name(node)
}

/// The first columns that a step yields, as one set; no set where they aren't all known.
fn first_columns<'m>(model: &'m Model, step: SyntaxNode<'_>, count: usize) -> Vec<Vec<&'m str>> {
    let output = model.output(step.id());
    // The keys of groups come first, whatever else there is.
    let known = output.filter(|it| !it.is_open() || it.columns().len() >= count);
    known
        .map(|it| it.columns().take(count).map(|it| it.name()).collect())
        .into_iter()
        .collect()
}

/// Whether a step hands on all columns of a set, which are called as they are afterwards.
fn is_kept<'m>(model: &'m Model, step: SyntaxNode<'_>, set: &mut [&'m str]) -> bool {
    let (Some(before), Some(after)) = (model.input(step.id()), model.output(step.id())) else {
        return false;
    };
    set.iter_mut().all(|name| {
        let Some(column) = before.column(name) else {
            return false;
        };
        let is_same = |found: &Column<'_>| match found.origin() {
            Origin::Renamed { from, by } if from == *name => {
                step.descendants().any(|node| node.id() == by)
            }
            _ => false,
        };
        if let Some(same) = after.column(name)
            && (same.origin() == column.origin() || is_same(&same))
        {
            return true;
        }
        let renamed = after.columns().find(is_same);
        renamed.map(|it| *name = it.name()).is_some()
    })
}

/// Whether steps of a kind make, drop or rename columns, and hand on the rows.
fn works_on_columns(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::ExtendOperator
            | NodeKind::SerializeOperator
            | NodeKind::ParseOperator
            | NodeKind::ParseWhereOperator
            | NodeKind::ProjectOperator
            | NodeKind::ProjectAwayOperator
            | NodeKind::ProjectKeepOperator
            | NodeKind::ProjectRenameOperator
    )
}

/// Whether the times of a series are as they were behind a step, or reach an `mv-expand`.
fn keeps_axis(model: &Model, step: SyntaxNode<'_>, axis: &str) -> bool {
    match step.kind() {
        NodeKind::MvExpandOperator
        | NodeKind::FilterOperator
        | NodeKind::SortOperator
        | NodeKind::AsOperator
        | NodeKind::ProjectReorderOperator => true,
        kind if works_on_columns(kind) => {
            let before = model.input(step.id()).and_then(|it| it.column(axis));
            let after = model.output(step.id()).and_then(|it| it.column(axis));
            before.map(|it| it.origin()) == after.map(|it| it.origin())
        }
        _ => false,
    }
}

/// Forgets the columns with one value that a step makes anew, or may fill with others.
fn keep_pinned<'m>(model: &'m Model, step: SyntaxNode<'_>, pinned: &mut Key<'m>) {
    let keep = |pinned: &mut Key<'m>| {
        pinned.retain_mut(|name| is_kept(model, step, slice::from_mut(name)));
    };
    match step.kind() {
        NodeKind::FilterOperator
        | NodeKind::SortOperator
        | NodeKind::AsOperator
        | NodeKind::RenderOperator
        | NodeKind::TakeOperator
        | NodeKind::TopOperator
        | NodeKind::SampleOperator
        | NodeKind::ProjectReorderOperator => {}
        NodeKind::SummarizeOperator | NodeKind::DistinctOperator => keep(pinned),
        kind if works_on_columns(kind) => keep(pinned),
        _ => pinned.clear(),
    }
}

/// The columns that a filter leaves with one value.
fn pinned_by<'m>(model: &'m Model, filter: SyntaxNode<'_>) -> Key<'m> {
    let is_pinned = |condition| {
        let name = equal_to_constant(model, condition)?;
        Some(model.output(filter.id())?.column(&name)?.name())
    };
    let predicates = filter.children().flat_map(conditions);
    predicates.filter_map(is_pinned).collect()
}

/// The column that a condition says to be equal to a constant.
pub(crate) fn equal_to_constant<'t>(
    model: &Model,
    condition: SyntaxNode<'t>,
) -> Option<Cow<'t, str>> {
    compared_to_constant(model, condition, &[BinaryOperator::Equal])
}

/// The column that a condition compares with a constant by one of these operators.
fn compared_to_constant<'t>(
    model: &Model,
    condition: SyntaxNode<'t>,
    operators: &[BinaryOperator],
) -> Option<Cow<'t, str>> {
    let comparison = BinaryExpression::cast(condition)?;
    if !operators.contains(&comparison.operator()?) {
        return None;
    }
    let (left, right) = (comparison.left()?.syntax(), comparison.right()?.syntax());
    let is_constant = |it: SyntaxNode<'_>| model.constant(it.id()).is_some();
    match name(left).filter(|_| is_constant(right)) {
        None => name(right).filter(|_| is_constant(left)),
        found => found,
    }
}

/// The column that a condition chooses by constants, and how many: `A == "x"`, `A in ("x", "y")`.
pub(crate) fn chosen_by<'t>(
    model: &Model,
    condition: SyntaxNode<'t>,
) -> Option<(Cow<'t, str>, usize)> {
    let Some(list) = InExpression::cast(condition) else {
        const EQUAL: [BinaryOperator; 2] = [BinaryOperator::Equal, BinaryOperator::EqualTilde];
        return Some((compared_to_constant(model, condition, &EQUAL)?, 1));
    };
    if !matches!(list.operator()?, InOperator::In | InOperator::InTilde) {
        return None;
    }
    let values = || {
        list.expression_list()
            .into_iter()
            .flat_map(|it| it.expressions())
    };
    let count = |it: Expression<'_>| {
        let value = bare(it.syntax());
        match model.constant(value.id()) {
            Some(Constant::List(list)) => Some(list.elements().len()),
            Some(_) => Some(1),
            None => (value.kind() == NodeKind::LiteralExpression).then_some(1),
        }
    };
    let column = name(list.subject()?.syntax())?;
    let counts: Option<Vec<usize>> = values().map(count).collect();
    Some((column, counts?.into_iter().sum()))
}

/// Takes the columns out of a set that have one value in all rows: they tell no row from another.
fn unpin(set: &mut Vec<&str>, pinned: &[&str]) {
    set.retain(|name| !pinned.contains(name));
}

/// Takes the columns out of a set that are computed from others of it, or from nothing.
fn drop_derived(model: &Model, step: SyntaxNode<'_>, set: &mut Vec<&str>) {
    let is_derived = |name: &str, set: &[&str]| {
        let Origin::Computed(id) = model.input(step.id())?.column(name)?.origin() else {
            return None;
        };
        let reads = names_read(step.tree().node(id).map(value)?)?;
        let is_known = |read: &Cow<'_, str>| *read != name && set.contains(&read.as_ref());
        Some(reads.iter().all(is_known))
    };
    let mut at = 0;
    while let Some(name) = set.get(at) {
        match is_derived(name, set) {
            Some(true) => drop(set.remove(at)),
            _ => at += 1,
        }
    }
}
