//! Why a name is no column: each reading belongs to one rule, so that one mistake is one finding.

use kqlint_semantics::{Model, Problem, ProblemKind, Schema, Type};
use kqlint_syntax::{
    SyntaxNode, SyntaxTree,
    ast::{AstNode, BinaryExpression, BinaryOperator},
};

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

/// Reads an unknown column; `None` for other problems.
pub(crate) fn reading<'p>(
    tree: &SyntaxTree,
    model: &Model,
    problem: &'p Problem,
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
    let split = schema.map_or_else(Vec::new, |schema| split_names(schema, name));
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
