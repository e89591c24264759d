//! Where the rows of a step come from: the steps before it, through names of `let`.

use std::borrow::Cow;

use kqlint_semantics::{Column, Model, Origin, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, BinaryExpression, BinaryOperator, ByClause, LetStatement, PipeExpression},
};

use crate::{
    push_down::names_read,
    query::{
        bare, call_of, column, conditions, keeps_rows, name, named, number, steps_before, value,
    },
    times::is_filter,
};

/// How many names and brackets are looked through.
const DEPTH: usize = 8;

/// So many rows are read, and worked on, in no time.
pub(crate) const FEW: f64 = 10_000.0;

/// The source of the rows that reach a step and all steps that they pass, in order.
pub(crate) fn lineage<'t>(model: &Model, step: SyntaxNode<'t>) -> Vec<SyntaxNode<'t>> {
    opened(model, steps_before(step).collect())
}

/// The source of the rows that an expression yields and all steps that they pass, in order.
pub(crate) fn rows_of<'t>(model: &Model, rows: SyntaxNode<'t>) -> Vec<SyntaxNode<'t>> {
    opened(model, vec![rows])
}

/// The steps, with what their source stands for in its place.
fn opened<'t>(model: &Model, mut out: Vec<SyntaxNode<'t>>) -> Vec<SyntaxNode<'t>> {
    for _ in 0..DEPTH {
        let Some(inner) = out
            .first()
            .and_then(|source| stands_for(model, bare(*source)))
        else {
            break;
        };
        let inner = bare(inner);
        let mut steps = match PipeExpression::cast(inner) {
            Some(_) => inner.children().collect(),
            None => vec![inner],
        };
        steps.extend(out.drain(1..));
        out = steps;
    }
    out
}

/// What a source stands for: what is in `materialize()`, or what a `let` names.
fn stands_for<'t>(model: &Model, source: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    match source.kind() {
        NodeKind::PipeExpression => Some(source),
        NodeKind::MaterializeExpression => source.children().next(),
        NodeKind::NameReference => {
            let Resolution::Variable(name) = model.resolution(source.id())? else {
                return None;
            };
            let declaration = source.tree().node(name)?.parent()?;
            Some(LetStatement::cast(declaration)?.value()?.syntax())
        }
        _ => None,
    }
}

/// Whether the query itself says that few rows reach a step: it writes them out, or takes so many.
pub(crate) fn are_few(model: &Model, step: SyntaxNode<'_>) -> bool {
    let mut are_few = false;
    for step in lineage(model, step) {
        match step.kind() {
            NodeKind::DatatableExpression | NodeKind::PrintOperator | NodeKind::RangeOperator => {
                are_few = true;
            }
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator => {
                are_few |= row_count(model, step).is_some_and(|count| count <= FEW);
            }
            NodeKind::JoinOperator
            | NodeKind::UnionOperator
            | NodeKind::MvExpandOperator
            | NodeKind::MvApplyOperator => are_few = false,
            _ => {}
        }
    }
    are_few
}

/// How many rows `take`, `top` or `sample` leaves, where the query says it.
pub(crate) fn row_count(model: &Model, step: SyntaxNode<'_>) -> Option<f64> {
    step.children().find_map(|child| number(model, child))
}

/// Sets of columns that together have another value in each row which reaches a step, since a step before made it so.
pub(crate) fn unique_keys<'m>(model: &'m Model, step: SyntaxNode<'_>) -> Vec<Vec<&'m str>> {
    let mut keys = Vec::new();
    let mut pinned = Vec::new();
    for step in lineage(model, step) {
        match step.kind() {
            NodeKind::FilterOperator => {
                pinned.extend(pinned_by(model, step));
                keys.iter_mut().for_each(|set| unpin(set, &pinned));
            }
            NodeKind::SortOperator
            | NodeKind::TakeOperator
            | NodeKind::TopOperator
            | NodeKind::SampleOperator
            | NodeKind::AsOperator
            | NodeKind::ProjectReorderOperator => {}
            NodeKind::ExtendOperator
            | NodeKind::SerializeOperator
            | NodeKind::ProjectOperator
            | NodeKind::ProjectAwayOperator
            | NodeKind::ProjectKeepOperator
            | NodeKind::ProjectRenameOperator => {
                keys.retain_mut(|set: &mut Vec<&str>| is_kept(model, step, set));
                keys.extend(row_number(model, step));
            }
            NodeKind::SummarizeOperator => {
                let by = step.child(NodeKind::ByClause).and_then(ByClause::cast);
                let count = by.map_or(0, |by| by.keys().count());
                keys = first_columns(model, step, count);
                for set in &mut keys {
                    unpin(set, &pinned);
                    drop_derived(model, step, set);
                }
            }
            NodeKind::DistinctOperator => keys = first_columns(model, step, usize::MAX),
            NodeKind::CountOperator => keys = vec![Vec::new()],
            _ => keys.clear(),
        }
    }
    keys
}

/// The first columns that a step yields, as one set; no set where they aren't all known.
fn first_columns<'m>(model: &'m Model, step: SyntaxNode<'_>, count: usize) -> Vec<Vec<&'m str>> {
    let output = model.output(step.id());
    let known = output.filter(|it| !it.is_open());
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

/// The columns that a filter leaves with one value.
fn pinned_by<'t>(model: &Model, filter: SyntaxNode<'t>) -> Vec<Cow<'t, str>> {
    let is_pinned = |condition: SyntaxNode<'t>| {
        let comparison = BinaryExpression::cast(condition)?;
        let is_equal = comparison.operator()? == BinaryOperator::Equal;
        let value = model.constant(comparison.right()?.syntax().id());
        name(comparison.left()?.syntax()).filter(|_| is_equal && value.is_some())
    };
    let predicates = filter.children().flat_map(conditions);
    predicates.filter_map(is_pinned).collect()
}

/// Takes the columns out of a set that have one value in all rows: they tell no row from another.
fn unpin(set: &mut Vec<&str>, pinned: &[Cow<'_, str>]) {
    set.retain(|name| !pinned.iter().any(|it| it == name));
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

/// The column in which a step numbers the rows.
fn row_number<'m>(model: &'m Model, step: SyntaxNode<'_>) -> Option<Vec<&'m str>> {
    let output = model.output(step.id())?;
    step.children().find_map(|child| {
        let (name, value) = named(child)?;
        // A third argument starts again from the first number.
        let call = call_of(value, &["row_number", "new_guid"])?;
        let column = output.column(&name)?;
        (call.arguments.len() < 2).then(|| vec![column.name()])
    })
}

/// Whether the index can answer a condition on a text: it decides by itself which rows of a table are read.
pub(crate) fn is_indexed(model: &Model, condition: SyntaxNode<'_>) -> bool {
    let is_stored = condition
        .children()
        .next()
        .and_then(|left| column(model, left))
        .is_some_and(|column| column.ty() == Type::STRING && column.source().is_some());
    let filter = condition
        .ancestors()
        .find(|it| it.kind() == NodeKind::FilterOperator);
    is_stored
        && is_filter(condition)
        && filter.is_some_and(|filter| lineage(model, filter).into_iter().skip(1).all(is_by_row))
}

/// Whether each row that a step yields is a row of its input.
fn is_by_row(step: SyntaxNode<'_>) -> bool {
    keeps_rows(step)
        || matches!(
            step.kind(),
            NodeKind::FilterOperator | NodeKind::ParseOperator
        )
}

/// Whether the values of a column may be dynamic in some rows whatever its type says: one branch of `iff()` or `case()` is.
pub(crate) fn mixes_dynamic(model: &Model, column: Column<'_>, tree: &SyntaxTree) -> bool {
    let Origin::Computed(id) = column.origin() else {
        return false;
    };
    let branches = tree
        .node(id)
        .map(value)
        .and_then(|it| call_of(it, &["iff", "iif", "case", "coalesce"]));
    branches.is_some_and(|call| {
        call.arguments
            .iter()
            .any(|it| model.type_of(it.id()).is_dynamic())
    })
}
