//! What can be named at a place of the text, for completion.

use kqlint_syntax::{NodeId, SyntaxTree, TextSize};

use crate::{model::Model, schema::Schema, ty::Type};

/// One side of a join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// `$left`
    Left,
    /// `$right`
    Right,
}

/// What fits at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The start of a query or of a bracketed one: tables, functions, statements.
    Source,
    /// After a pipe: an operator.
    Operator,
    /// Inside an operator: columns, functions.
    Expression,
    /// After `$left.` or `$right.`: columns of that side only.
    Member(Side),
}

/// What can be named at a byte of the text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Scope<'m> {
    /// What fits there.
    pub place: Place,
    /// The columns in scope; those of `$left` inside the conditions of a join.
    pub columns: Option<Schema<'m>>,
    /// The columns of `$right`, inside the conditions of a join.
    pub right: Option<Schema<'m>>,
    /// What `let`, `as` and parameters name, the innermost first.
    pub variables: Vec<Variable<'m>>,
}

/// A name that the query gives to something.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Variable<'m> {
    /// The name.
    pub name: &'m str,
    /// The node of the name where it is declared.
    pub declaration: NodeId,
    /// What it stands for.
    pub kind: VariableKind,
    /// The type of the value, where it isn't a function.
    pub ty: Type,
    /// The columns, where it stands for rows.
    pub schema: Option<Schema<'m>>,
}

/// What a [`Variable`] stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    /// A value or rows, by `let` or `as`.
    Value,
    /// A function, by `let`.
    Function,
    /// A parameter of a function or of the query.
    Parameter,
}

impl Model {
    /// What can be named at a byte, also where the text lacks something.
    pub fn scope_at(&self, tree: &SyntaxTree, offset: TextSize) -> Scope<'_> {
        let place = place(tree, offset);
        Scope {
            place: place.0,
            columns: place.1.and_then(|it| self.input(it)),
            right: place.1.and_then(|it| self.right(it)),
            variables: self.variables_at(offset),
        }
    }
}
fn place(tree: &SyntaxTree, offset: TextSize) -> (Place, Option<NodeId>) {
    let _ = (tree, offset);
    (Place::Source, None)
}
