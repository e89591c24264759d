//! Walks over a tree. None of them recurses.

use super::{SyntaxElement, SyntaxNode, SyntaxToken, SyntaxTree};

/// A node, its parent and so on.
#[derive(Debug, Clone)]
pub struct Ancestors<'t> {
    next: Option<SyntaxNode<'t>>,
}

impl<'t> Ancestors<'t> {
    pub(super) fn new(node: SyntaxNode<'t>) -> Self {
        Self { next: Some(node) }
    }
}

impl<'t> Iterator for Ancestors<'t> {
    type Item = SyntaxNode<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        let node = self.next?;
        self.next = node.parent();
        Some(node)
    }
}

/// The nodes directly below a node.
#[derive(Clone)]
pub struct Children<'t> {
    tree: &'t SyntaxTree,
    next: u32,
    end: u32,
}

impl<'t> Children<'t> {
    pub(super) fn new(node: SyntaxNode<'t>) -> Self {
        Self {
            tree: node.tree,
            next: node.index + 1,
            end: node.index + node.data().size,
        }
    }
}

impl<'t> Iterator for Children<'t> {
    type Item = SyntaxNode<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let node = SyntaxNode {
            tree: self.tree,
            index: self.next,
        };
        self.next += node.data().size;
        Some(node)
    }
}

/// A node and everything below it, in pre-order.
#[derive(Clone)]
pub struct Descendants<'t> {
    tree: &'t SyntaxTree,
    next: u32,
    end: u32,
}

impl<'t> Descendants<'t> {
    pub(super) fn new(node: SyntaxNode<'t>) -> Self {
        Self {
            tree: node.tree,
            next: node.index,
            end: node.index + node.data().size,
        }
    }

    /// Leaves out what is below the node that came last.
    pub fn skip_subtree(&mut self, node: SyntaxNode<'t>) {
        self.next = self.next.max(node.index + node.data().size);
    }
}

impl<'t> Iterator for Descendants<'t> {
    type Item = SyntaxNode<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let node = SyntaxNode {
            tree: self.tree,
            index: self.next,
        };
        self.next += 1;
        Some(node)
    }
}

/// A range of tokens.
#[derive(Clone)]
pub struct Tokens<'t> {
    tree: &'t SyntaxTree,
    next: u32,
    end: u32,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(tree: &'t SyntaxTree, first: u32, end: u32) -> Self {
        Self {
            tree,
            next: first,
            end,
        }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = SyntaxToken<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let token = SyntaxToken {
            tree: self.tree,
            index: self.next,
        };
        self.next += 1;
        Some(token)
    }
}

/// Child nodes and the tokens between them.
#[derive(Clone)]
pub struct Elements<'t> {
    tree: &'t SyntaxTree,
    children: std::iter::Peekable<Children<'t>>,
    next: u32,
    end: u32,
}

impl<'t> Elements<'t> {
    pub(super) fn new(node: SyntaxNode<'t>) -> Self {
        let data = node.data();
        Self {
            tree: node.tree,
            children: node.children().peekable(),
            next: data.first,
            end: data.end,
        }
    }
}

impl<'t> Iterator for Elements<'t> {
    type Item = SyntaxElement<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(child) = self
            .children
            .next_if(|child| child.data().first <= self.next || self.next >= self.end)
        {
            self.next = self.next.max(child.data().end);
            return Some(SyntaxElement::Node(child));
        }
        if self.next >= self.end {
            return None;
        }
        let token = SyntaxToken {
            tree: self.tree,
            index: self.next,
        };
        self.next += 1;
        Some(SyntaxElement::Token(token))
    }
}

/// The tokens of a node that none of its children has, without trivia.
#[derive(Clone)]
pub struct OwnTokens<'t> {
    tree: &'t SyntaxTree,
    /// The children after the next one.
    children: Children<'t>,
    next: u32,
    /// Where the next child begins and ends; both at the end where there is none.
    child: (u32, u32),
    end: u32,
}

impl<'t> OwnTokens<'t> {
    pub(super) fn new(node: SyntaxNode<'t>) -> Self {
        let data = node.data();
        let mut tokens = Self {
            tree: node.tree,
            children: node.children(),
            next: data.first,
            child: (data.end, data.end),
            end: data.end,
        };
        tokens.step_to_child();
        tokens
    }

    fn step_to_child(&mut self) {
        self.child = match self.children.next() {
            Some(child) => (child.data().first, child.data().end),
            None => (self.end, self.end),
        };
    }
}

impl<'t> Iterator for OwnTokens<'t> {
    type Item = SyntaxToken<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            while self.next < self.child.0 {
                let token = SyntaxToken {
                    tree: self.tree,
                    index: self.next,
                };
                self.next += 1;
                if !token.kind().is_trivia() {
                    return Some(token);
                }
            }
            if self.next >= self.end {
                return None;
            }
            self.next = self.next.max(self.child.1);
            self.step_to_child();
        }
    }
}
