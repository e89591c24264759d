//! Why a name is no column: each reading belongs to one rule, so that one mistake is one finding.

use kqlint_catalog::{Catalog, Environment};
use kqlint_semantics::{Model, Problem, ProblemKind, Schema, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, BinaryExpression, BinaryOperator},
};

use crate::context::Cx;

/// What a name that is no column most likely is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading<'p> {
    /// A column that an earlier step dropped or renamed.
    Dropped(&'p str),
    /// A custom field, which a workspace may have.
    CustomField,
    /// `null`
    Null,
    /// Text that lacks its quotes.
    Unquoted(&'p str),
    /// A column that `union` split by type.
    Split(&'p str, Vec<String>),
    /// Something else.
    Unknown(&'p str),
}

/// An unknown column, and what it most likely is.
#[derive(Debug, Clone)]
pub(crate) struct Unknown<'p> {
    pub(crate) problem: &'p Problem,
    pub(crate) reading: Reading<'p>,
}

/// All unknown columns of a text, in its order.
pub(crate) fn collect<'p>(cx: &Cx<'p, '_>) -> Vec<Unknown<'p>> {
    // These split a column by its types.
    const SPLITTING: [NodeKind; 3] = [
        NodeKind::FindOperator,
        NodeKind::SearchOperator,
        NodeKind::UnionOperator,
    ];
    let (tree, model) = (cx.tree(), cx.model());
    let splits = SPLITTING.iter().any(|it| cx.nodes().has(*it));
    let read = |problem| {
        let reading = reading(tree, model, problem, splits)?;
        Some(Unknown { problem, reading })
    };
    cx.problems().filter_map(read).collect()
}

/// Reads an unknown column, given whether columns may be split; `None` for other problems.
fn reading<'p>(
    tree: &SyntaxTree,
    model: &Model,
    problem: &'p Problem,
    splits: bool,
) -> Option<Reading<'p>> {
    let ProblemKind::UnknownColumn { name } = &problem.kind else {
        return None;
    };
    let name: &str = name;
    if name.ends_with("_CF") {
        return Some(Reading::CustomField);
    }
    if name == "null" {
        return Some(Reading::Null);
    }
    if model.dropped(tree, problem.node, name).is_some() {
        return Some(Reading::Dropped(name));
    }
    let schema = schema_at(tree, model, problem);
    let split = schema.filter(|_| splits);
    let split = split.map_or_else(Vec::new, |schema| split_names(schema, name));
    if split.len() > 1 {
        return Some(Reading::Split(name, split));
    }
    let node = tree.node(problem.node)?;
    // Parameters of functions that were saved without their declaration begin in lower case.
    let is_capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    if is_capital && schema.is_some_and(|schema| is_unquoted(model, node, name, schema)) {
        return Some(Reading::Unquoted(name));
    }
    Some(Reading::Unknown(name))
}

/// How sure it is that rows have no other columns than those that are known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// The query made them, or a schema of the user's lists them.
    Made,
    /// They are a table's, as it was documented some day: a service may have gone on.
    Documented,
    /// They are a table's that Microsoft Defender has with more columns. The query may be written for it, and only its environment isn't configured.
    Defenders,
    /// The same, and there the table has the column.
    OnlyInDefender,
}

impl Rows {
    /// What the rows at a place are, seen from the name of a column that they lack.
    pub(crate) fn of(catalog: &Catalog, tables: &[(&str, usize)], name: &str) -> Self {
        let defender = catalog.clone().with_environment(Environment::Defender);
        // `Timestamp1` is the `Timestamp` of a join's right side.
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let mut out = Self::Made;
        for &(table, kept) in tables {
            let Some(known) = catalog
                .table(table)
                .filter(|_| !catalog.is_own_table(table))
            else {
                continue;
            };
            let defenders = defender.table(table);
            if defenders.is_some_and(|it| it.column(name).or(it.column(stem)).is_some()) {
                return Self::OnlyInDefender;
            }
            // Behind `project`, `summarize` and the like the columns are the query's own.
            if kept * 2 < known.columns().count() {
                continue;
            }
            match defenders {
                Some(_) => return Self::Defenders,
                None => out = Self::Documented,
            }
        }
        out
    }
}

/// The columns in scope at a problem.
pub(crate) fn schema_at<'m>(
    tree: &SyntaxTree,
    model: &'m Model,
    problem: &Problem,
) -> Option<Schema<'m>> {
    tree.node(problem.node)?
        .ancestors()
        .find_map(|node| model.input(node.id()))
}

/// `Code_long` and `Code_string` for `Code`.
fn split_names(schema: Schema<'_>, name: &str) -> Vec<String> {
    schema
        .columns()
        .filter(|column| {
            !column.ty().is_unknown()
                && column
                    .name()
                    .strip_prefix(name)
                    .and_then(|rest| rest.strip_prefix('_'))
                    .is_some_and(|suffix| suffix == column.ty().name())
        })
        .map(|column| column.name().to_owned())
        .collect()
}

/// Whether a name stands where text is compared with a column, and is no misspelt column.
fn is_unquoted(model: &Model, node: SyntaxNode<'_>, name: &str, schema: Schema<'_>) -> bool {
    let Some(comparison) = node.parent().and_then(BinaryExpression::cast) else {
        return false;
    };
    let (Some(left), Some(right)) = (comparison.left(), comparison.right()) else {
        return false;
    };
    let compares_text = matches!(
        comparison.operator(),
        Some(
            BinaryOperator::Equal
                | BinaryOperator::NotEqual
                | BinaryOperator::EqualTilde
                | BinaryOperator::NotEqualTilde
                | BinaryOperator::Text(_)
        )
    );
    let names = schema.columns().map(|column| column.name());
    compares_text
        && right.syntax() == node
        && model.type_of(left.syntax().id()) == Type::STRING
        && crate::nearest(name, names).is_none()
}
