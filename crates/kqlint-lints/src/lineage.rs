//! Where the rows of a step come from: the steps before it, through names of `let`.

use kqlint_semantics::{Column, Model, Origin, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, LetStatement, PipeExpression},
};

use crate::{
    query::{bare, call_of, calls, column, keeps_rows, number, steps_before, value},
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

/// Whether an expression works on rows that the query keeps, those in `materialize()` and of a watchlist, and on no others.
pub(crate) fn are_at_hand(model: &Model, rows: SyntaxNode<'_>) -> bool {
    let adds_rows = |step: SyntaxNode<'_>| {
        matches!(
            step.kind(),
            NodeKind::JoinOperator | NodeKind::LookupOperator | NodeKind::UnionOperator
        )
    };
    let mut source = bare(rows);
    for _ in 0..DEPTH {
        let next = match source.kind() {
            NodeKind::MaterializeExpression => return true,
            NodeKind::FunctionCallExpression => return calls(source, &["_GetWatchlist"]),
            NodeKind::PipeExpression if source.children().any(adds_rows) => None,
            NodeKind::PipeExpression => source.children().next(),
            _ => stands_for(model, source),
        };
        let Some(next) = next else { return false };
        source = bare(next);
    }
    false
}

/// How many rows `take`, `top` or `sample` leaves, where the query says it.
pub(crate) fn row_count(model: &Model, step: SyntaxNode<'_>) -> Option<f64> {
    step.children().find_map(|child| number(model, child))
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
