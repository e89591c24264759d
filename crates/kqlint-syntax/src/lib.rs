//! The lexer, the grammar and the lossless tree of KQL.
//!
//! [`parse`] turns any text into a [`SyntaxTree`] that contains all of it, together with the syntax errors found.
//! Typed views over the nodes are in [`ast`]; they are generated from `kql.ungram`, the one description of the tree's shape.

pub mod ast;
mod builder;
mod directive;
mod error;
mod grammar;
mod lexer;
mod node_kind;
mod placeholder;
mod token;
mod tree;

pub use text_size::{TextRange, TextSize};

pub use self::{
    directive::Directive,
    error::{SyntaxError, SyntaxErrorKind, SyntaxFix},
    node_kind::NodeKind,
    placeholder::PlaceholderStyles,
    token::TokenKind,
    tree::{
        Ancestors, Children, Descendants, Elements, NodeId, OwnTokens, SyntaxElement, SyntaxNode,
        SyntaxToken, SyntaxTree, Tokens,
    },
};

/// Parses a query file. Never fails: what is wrong is in [`SyntaxTree::errors`].
///
/// The text must be shorter than 4 GiB.
pub fn parse(text: &str) -> SyntaxTree {
    parse_template(text, PlaceholderStyles::NONE)
}

/// Parses a query in which a host puts values in.
pub fn parse_template(text: &str, placeholders: PlaceholderStyles) -> SyntaxTree {
    SyntaxTree {
        placeholders,
        ..grammar::parse(lexer::lex(text, placeholders))
    }
}

/// How many tokens a text has: the lexer alone, for measurements.
#[doc(hidden)]
pub fn count_tokens(text: &str) -> usize {
    lexer::lex(text, PlaceholderStyles::NONE).tokens.len()
}

/// How many nodes the parser begins for a text: its work, for tests of how that grows.
#[doc(hidden)]
pub fn count_steps(text: &str) -> usize {
    grammar::count_steps(&lexer::lex(text, PlaceholderStyles::NONE))
}
