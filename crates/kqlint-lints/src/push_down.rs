//! Filters that could stand before the steps above them.

use std::borrow::Cow;

use kqlint_diagnostics::Edit;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{
        AstNode, ByClause, FilterOperator, LiteralExpression, NameAndTypeDeclaration,
        NameDeclaration, NameReference, SummarizeOperator,
    },
};

use crate::{
    guesses::LOOKING,
    literal::{edit, holds_comment},
    query::{call, call_name, conditions, name, steps_behind, value},
};

/// Functions that work on the order of the rows.
pub(crate) const BY_ORDER: [&str; 8] = [
    "next",
    "prev",
    "row_cumsum",
    "row_number",
    "row_rank",
    "row_rank_dense",
    "row_rank_min",
    "row_window_session",
];

/// Whether a call's value depends on which other rows there are, or on chance.
fn is_by_row(call: &str) -> bool {
    !BY_ORDER.contains(&call) && !matches!(call, "rand" | "new_guid" | "cursor_after")
}

/// The steps directly before a filter that it could stand before, in order, where it reads nothing that they make;
/// none where no step that it gains by is among those that work row by row.
pub(crate) fn passed(
    filter: SyntaxNode<'_>,
    gains: impl Fn(SyntaxNode<'_>) -> bool,
) -> Vec<SyntaxNode<'_>> {
    let by_row = steps_behind(filter).take_while(|step| {
        matches!(
            step.kind(),
            NodeKind::ExtendOperator
                | NodeKind::FilterOperator
                | NodeKind::MvExpandOperator
                | NodeKind::ParseOperator
        )
    });
    if !by_row.clone().any(gains) {
        return Vec::new();
    }
    let Some(reads) = predicate(filter).and_then(names_read) else {
        return Vec::new();
    };
    let mut steps: Vec<_> = by_row.take_while(|&step| is_free(step, &reads)).collect();
    steps.reverse();
    steps
}

fn predicate(filter: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    FilterOperator::cast(filter)?
        .predicate()
        .map(|it| it.syntax())
}

/// Whether a step works row by row and makes none of the names.
fn is_free(step: SyntaxNode<'_>, reads: &[Cow<'_, str>]) -> bool {
    made_by(step).is_some_and(|made| !made.iter().any(|name| reads.contains(name)))
        && step
            .descendants()
            .filter_map(call_name)
            .all(|name| is_by_row(&name))
}

/// The columns that a step which works row by row makes or changes; `None` for other steps, and where a name is not known.
pub(crate) fn made_by(step: SyntaxNode<'_>) -> Option<Vec<Cow<'_, str>>> {
    match step.kind() {
        NodeKind::FilterOperator => Some(Vec::new()),
        NodeKind::ExtendOperator => step
            .children()
            .map(|column| match column.kind() {
                NodeKind::NamedExpression => {
                    let name = column.child(NodeKind::NameDeclaration)?;
                    NameDeclaration::cast(name)?.name()
                }
                _ => None,
            })
            .collect(),
        NodeKind::ParseOperator => step
            .children()
            .filter_map(NameAndTypeDeclaration::cast)
            .map(|column| column.name()?.name())
            .collect(),
        NodeKind::MvExpandOperator => expanded(step),
        _ => None,
    }
}

/// The columns that `mv-expand` makes or changes.
fn expanded(step: SyntaxNode<'_>) -> Option<Vec<Cow<'_, str>>> {
    let mut out = Vec::new();
    for child in step.children() {
        match child.kind() {
            NodeKind::MvExpandItem => {
                let item = child.children().next()?;
                let name = match item.child(NodeKind::NameDeclaration) {
                    Some(name) => NameDeclaration::cast(name)?.name()?,
                    None => name(item)?,
                };
                out.push(name);
            }
            NodeKind::RowLimitClause => {}
            // `with_itemindex = i` makes a column too.
            _ => out.push(Cow::Borrowed(child.children().next()?.text())),
        }
    }
    Some(out)
}

/// The names that an expression reads; `None` where names may mean something else than columns of these rows, or where its value is not the row's alone.
pub(crate) fn names_read(node: SyntaxNode<'_>) -> Option<Vec<Cow<'_, str>>> {
    let mut out = Vec::new();
    for node in node.descendants() {
        match node.kind() {
            NodeKind::PipeExpression | NodeKind::ToScalarExpression | NodeKind::StarExpression => {
                return None;
            }
            NodeKind::FunctionCallExpression => {
                let call = call(node)?;
                match call.name.as_ref() {
                    // All columns.
                    "pack_all" => return None,
                    name if LOOKING.contains(&name) => {
                        let looked_for = LiteralExpression::cast(*call.arguments.first()?)?;
                        out.push(looked_for.string_value()?);
                    }
                    name if !is_by_row(name) => return None,
                    _ => {}
                }
            }
            NodeKind::NameReference => {
                let is_callee = node
                    .parent()
                    .is_some_and(|it| it.kind() == NodeKind::FunctionCallExpression);
                if !is_callee {
                    out.push(NameReference::cast(node)?.name()?);
                }
            }
            _ => {}
        }
    }
    Some(out)
}

/// A condition behind `summarize` that reads its plain keys and nothing else.
pub(crate) struct OnKeys<'t> {
    pub(crate) summarize: SyntaxNode<'t>,
    pub(crate) condition: SyntaxNode<'t>,
    /// Whether it is all of the filter.
    pub(crate) is_whole: bool,
}

/// The first condition of a filter that could stand before the `summarize` above.
pub(crate) fn on_keys(filter: SyntaxNode<'_>) -> Option<OnKeys<'_>> {
    let mut before = steps_behind(filter);
    let summarize = before.find(|step| step.kind() != NodeKind::FilterOperator)?;
    let operator = SummarizeOperator::cast(summarize)?;
    // What only lists its keys may be meant to make the filter cheap.
    operator.aggregates().next()?;
    let keys = plain_keys(operator.by_clause()?);
    let predicate = predicate(filter)?;
    let all = conditions(predicate);
    let fits = |condition: &SyntaxNode<'_>| {
        names_read(*condition)
            .is_some_and(|reads| !reads.is_empty() && reads.iter().all(|it| keys.contains(it)))
    };
    let condition = *all.iter().find(|it| fits(it))?;
    Some(OnKeys {
        summarize,
        condition,
        is_whole: all.iter().all(fits),
    })
}

/// The keys that are columns as they were before.
fn plain_keys(clause: ByClause<'_>) -> Vec<Cow<'_, str>> {
    let keys = clause.keys().map(|key| key.syntax());
    keys.filter(|&key| value(key) == key)
        .filter_map(name)
        .collect()
}

/// The edits that move a step to a place before others.
pub(crate) fn moved(step: SyntaxNode<'_>, before: SyntaxNode<'_>) -> Option<Vec<Edit>> {
    let start = step.prev_sibling()?.text_range().end();
    let range = TextRange::new(start, step.text_range().end());
    let target: TextSize = before.prev_sibling()?.text_range().end();
    let text = step.tree().text();
    // A comment at the end of the line speaks of the step, and would stay behind.
    let after = text
        .get(usize::from(range.end())..)?
        .trim_start_matches([' ', '\t']);
    if holds_comment(step, range) || after.starts_with("//") {
        return None;
    }
    let text = text.get(std::ops::Range::<usize>::from(range))?;
    Some(vec![
        edit(TextRange::empty(target), text),
        edit(range, String::new()),
    ])
}
