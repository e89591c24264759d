//! The syntax tree: flat, lossless, a value.
//!
//! A tree is two arrays: all tokens in order, trivia included, and all nodes in pre-order.
//! A node knows its range of tokens and the size of its subtree, so children, siblings and descendants are index arithmetic.
//! Chains are flat, so the depth of a tree is bounded by the brackets of its text.

mod iterate;

use std::fmt;

use text_size::{TextRange, TextSize};

pub use self::iterate::{Ancestors, Children, Descendants, Elements, OwnTokens, Tokens};
use crate::{
    error::SyntaxError, lexer::Token, node_kind::NodeKind, placeholder::PlaceholderStyles,
    token::TokenKind,
};

/// A parsed text.
#[derive(Clone)]
pub struct SyntaxTree {
    pub(crate) text: Box<str>,
    pub(crate) tokens: Box<[Token]>,
    /// The indices of the comments in `tokens`.
    pub(crate) comments: Vec<u32>,
    pub(crate) nodes: Box<[NodeData]>,
    pub(crate) errors: Vec<SyntaxError>,
    pub(crate) placeholders: PlaceholderStyles,
}

/// What the tree stores for a node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NodeData {
    pub(crate) kind: NodeKind,
    /// Index of the first token.
    pub(crate) first: u32,
    /// One past the index of the last token.
    pub(crate) end: u32,
    /// The node and everything below it.
    pub(crate) size: u32,
    pub(crate) parent: u32,
}

impl SyntaxTree {
    /// Whether a host puts a value into a part of the text, such as a string.
    pub fn holds_placeholder(&self, part: &str) -> bool {
        self.placeholders.occur_in(part)
    }

    /// Parses another text with the same placeholders.
    pub(crate) fn parse_alike(&self, text: &str) -> Self {
        crate::parse_template(text, self.placeholders)
    }

    /// The text that was parsed, every byte of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole file.
    pub fn root(&self) -> SyntaxNode<'_> {
        SyntaxNode {
            tree: self,
            index: 0,
        }
    }

    /// All comments, in the order of the text.
    pub fn comments(&self) -> impl Iterator<Item = SyntaxToken<'_>> {
        self.comments
            .iter()
            .map(|&index| SyntaxToken { tree: self, index })
    }

    /// What is wrong, in the order of the text.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// Whether a syntax error touches `range`.
    pub fn has_error_in(&self, range: TextRange) -> bool {
        let first = self
            .errors
            .partition_point(|error| error.range.end() < range.start());
        self.errors
            .get(first)
            .is_some_and(|error| error.range.start() <= range.end())
    }

    /// The token that contains the byte at `offset`; the last one at the end of the text.
    pub fn token_at(&self, offset: TextSize) -> SyntaxToken<'_> {
        let after = self
            .tokens
            .partition_point(|token| token.start <= u32::from(offset));
        // The end of file starts where the last real token ends.
        SyntaxToken {
            tree: self,
            index: after.saturating_sub(1) as u32,
        }
    }

    /// The innermost node that contains all of `range`.
    pub fn covering_node(&self, range: TextRange) -> SyntaxNode<'_> {
        let mut node = self.root();
        while let Some(child) = node
            .children()
            .find(|child| child.text_range().contains_range(range))
        {
            node = child;
        }
        node
    }

    /// The node with an id that this tree gave out.
    pub fn node(&self, id: NodeId) -> Option<SyntaxNode<'_>> {
        ((id.0 as usize) < self.nodes.len()).then_some(SyntaxNode {
            tree: self,
            index: id.0,
        })
    }

    /// How many nodes there are; ids count from 0 up to it.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    fn token_start(&self, index: u32) -> u32 {
        self.tokens
            .get(index as usize)
            .map_or(self.text.len() as u32, |token| token.start)
    }
}

impl fmt::Debug for SyntaxTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.root(), f)
    }
}

/// A node's number within its tree, in pre-order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The number, for arrays beside the tree.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct SyntaxNode<'t> {
    tree: &'t SyntaxTree,
    index: u32,
}

impl<'t> SyntaxNode<'t> {
    fn data(self) -> NodeData {
        self.tree.nodes[self.index as usize]
    }

    /// What the node is.
    pub fn kind(self) -> NodeKind {
        self.data().kind
    }

    /// The tree that the node belongs to.
    pub fn tree(self) -> &'t SyntaxTree {
        self.tree
    }

    /// The node's number within its tree.
    pub fn id(self) -> NodeId {
        NodeId(self.index)
    }

    /// From the first byte of its first token to the last of its last one: without the trivia around it.
    /// The root's range is the whole text.
    pub fn text_range(self) -> TextRange {
        let data = self.data();
        let start = self.tree.token_start(data.first);
        let end = if data.end > data.first {
            self.tree.token_start(data.end)
        } else {
            start
        };
        TextRange::new(start.into(), end.max(start).into())
    }

    /// The text of its range.
    pub fn text(self) -> &'t str {
        self.tree
            .text
            .get(std::ops::Range::<usize>::from(self.text_range()))
            .unwrap_or_default()
    }

    /// The node around it.
    pub fn parent(self) -> Option<Self> {
        (self.index > 0).then(|| SyntaxNode {
            tree: self.tree,
            index: self.data().parent,
        })
    }

    /// The node itself, then its parent and so on.
    pub fn ancestors(self) -> Ancestors<'t> {
        Ancestors::new(self)
    }

    /// The nodes directly below, in order.
    pub fn children(self) -> Children<'t> {
        Children::new(self)
    }

    /// The node itself and everything below it, in pre-order.
    pub fn descendants(self) -> Descendants<'t> {
        Descendants::new(self)
    }

    /// Child nodes and the tokens between them, trivia included, in order.
    pub fn elements(self) -> Elements<'t> {
        Elements::new(self)
    }

    /// All tokens of its range, trivia included.
    pub fn tokens(self) -> Tokens<'t> {
        let data = self.data();
        Tokens::new(self.tree, data.first, data.end)
    }

    /// The first child of a kind.
    pub fn child(self, kind: NodeKind) -> Option<Self> {
        self.children().find(|child| child.kind() == kind)
    }

    /// The first token of a kind that is its own, not one of a child's.
    pub fn token(self, kind: TokenKind) -> Option<SyntaxToken<'t>> {
        self.own_tokens().find(|token| token.kind() == kind)
    }

    /// Tokens that are its own, without trivia.
    pub fn own_tokens(self) -> OwnTokens<'t> {
        OwnTokens::new(self)
    }

    /// Its token, where it is nothing but one.
    pub(crate) fn only_token(self) -> Option<SyntaxToken<'t>> {
        let data = self.data();
        (data.size == 1 && data.end - data.first == 1).then_some(SyntaxToken {
            tree: self.tree,
            index: data.first,
        })
    }

    /// Whether the node of that id is it or below it.
    pub fn contains(self, id: NodeId) -> bool {
        (self.index..self.index + self.data().size).contains(&id.0)
    }

    /// Its first token, where it has one.
    pub fn first_token(self) -> Option<SyntaxToken<'t>> {
        let data = self.data();
        (data.first < data.end).then_some(SyntaxToken {
            tree: self.tree,
            index: data.first,
        })
    }

    /// Its last token, where it has one.
    pub fn last_token(self) -> Option<SyntaxToken<'t>> {
        let data = self.data();
        (data.first < data.end).then(|| SyntaxToken {
            tree: self.tree,
            index: data.end - 1,
        })
    }

    /// The node after it below the same parent.
    pub fn next_sibling(self) -> Option<Self> {
        let parent = self.parent()?;
        let next = self.index + self.data().size;
        (next < parent.index + parent.data().size).then_some(SyntaxNode {
            tree: self.tree,
            index: next,
        })
    }

    /// The node before it below the same parent.
    pub fn prev_sibling(self) -> Option<Self> {
        let parent = self.parent()?.index;
        let mut index = self.index - 1;
        if index == parent {
            return None;
        }
        // The node before it in pre-order is the last one below its sibling, or the sibling.
        while self.tree.nodes[index as usize].parent != parent {
            index = self.tree.nodes[index as usize].parent;
        }
        Some(SyntaxNode {
            tree: self.tree,
            index,
        })
    }

    /// Whether a syntax error touches it.
    pub fn has_error(self) -> bool {
        !self.tree.errors.is_empty() && self.tree.has_error_in(self.text_range())
    }

    /// Whether the text lacks it.
    pub fn is_missing(self) -> bool {
        self.kind() == NodeKind::Missing
    }
}

impl PartialEq for SyntaxNode<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }
}

impl Eq for SyntaxNode<'_> {}

impl fmt::Debug for SyntaxNode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut depths = vec![self.index + self.data().size];
        for node in self.descendants() {
            while depths.len() > 1 && depths.last().is_some_and(|&end| node.index >= end) {
                depths.pop();
            }
            let indent = "  ".repeat(depths.len() - 1);
            write!(f, "{indent}{:?}@{:?}", node.kind(), node.text_range())?;
            if node.data().size == 1 {
                write!(f, " {:?}", node.text())?;
            }
            writeln!(f)?;
            depths.push(node.index + node.data().size);
        }
        Ok(())
    }
}

/// A token of a tree.
#[derive(Clone, Copy)]
pub struct SyntaxToken<'t> {
    tree: &'t SyntaxTree,
    index: u32,
}

impl<'t> SyntaxToken<'t> {
    /// What the token is.
    pub fn kind(self) -> TokenKind {
        self.tree.tokens[self.index as usize].kind
    }

    /// Its bytes.
    pub fn text_range(self) -> TextRange {
        TextRange::new(
            self.tree.token_start(self.index).into(),
            self.tree.token_start(self.index + 1).into(),
        )
    }

    /// Its text.
    pub fn text(self) -> &'t str {
        self.tree
            .text
            .get(std::ops::Range::<usize>::from(self.text_range()))
            .unwrap_or_default()
    }

    /// The token after it, trivia included.
    pub fn next(self) -> Option<Self> {
        let index = self.index + 1;
        ((index as usize) < self.tree.tokens.len()).then_some(SyntaxToken {
            tree: self.tree,
            index,
        })
    }

    /// The token before it, trivia included.
    pub fn prev(self) -> Option<Self> {
        self.index.checked_sub(1).map(|index| SyntaxToken {
            tree: self.tree,
            index,
        })
    }

    /// The token before it that isn't trivia.
    pub fn prev_significant(self) -> Option<Self> {
        std::iter::successors(self.prev(), |token| token.prev())
            .find(|token| !token.kind().is_trivia())
    }

    /// The token after it that isn't trivia.
    pub fn next_significant(self) -> Option<Self> {
        std::iter::successors(self.next(), |token| token.next())
            .find(|token| !token.kind().is_trivia())
    }

    /// The innermost node that it belongs to.
    pub fn parent(self) -> SyntaxNode<'t> {
        let mut node = self.tree.root();
        loop {
            let inner = node.children().find(|child| {
                let data = child.data();
                data.first <= self.index && self.index < data.end
            });
            match inner {
                Some(child) => node = child,
                None => return node,
            }
        }
    }
}

impl PartialEq for SyntaxToken<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }
}

impl Eq for SyntaxToken<'_> {}

impl fmt::Debug for SyntaxToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?}@{:?} {:?}",
            self.kind(),
            self.text_range(),
            self.text()
        )
    }
}

/// A node or a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxElement<'t> {
    /// A node.
    Node(SyntaxNode<'t>),
    /// A token.
    Token(SyntaxToken<'t>),
}

impl<'t> SyntaxElement<'t> {
    /// The token that it is.
    pub fn into_token(self) -> Option<SyntaxToken<'t>> {
        match self {
            SyntaxElement::Token(token) => Some(token),
            SyntaxElement::Node(_) => None,
        }
    }

    /// The node that it is.
    pub fn into_node(self) -> Option<SyntaxNode<'t>> {
        match self {
            SyntaxElement::Node(node) => Some(node),
            SyntaxElement::Token(_) => None,
        }
    }
}
