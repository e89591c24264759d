//! Typed views over the nodes of a tree.
//!
//! A view is a node with accessors; any of them may return `None`, since the text may lack anything.

mod generated;
mod names;
mod operators;

pub use self::{
    generated::*,
    names::string_value,
    operators::{BinaryOperator, InOperator, TextOperator, TextSearch},
};
use crate::{node_kind::NodeKind, tree::SyntaxNode};

/// A typed view.
pub trait AstNode<'t>: Copy + Sized {
    /// Whether nodes of a kind have this view.
    fn can_cast(kind: NodeKind) -> bool;
    /// The view of a node, if it has this one.
    fn cast(node: SyntaxNode<'t>) -> Option<Self>;
    /// The node behind the view.
    fn syntax(self) -> SyntaxNode<'t>;
}
