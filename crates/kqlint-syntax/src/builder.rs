//! Collects nodes and slips while the grammar runs, and makes the tree of them.
//!
//! Nodes are appended when they close, after everything below them, so a node around what is already there costs nothing.
//! The builder is chumsky's state: a rewind cuts it back.

use chumsky::{
    input::{Checkpoint, Cursor},
    inspector::Inspector,
};
use text_size::TextRange;

use crate::{
    error::{SyntaxError, SyntaxErrorKind},
    lexer::Lexed,
    node_kind::NodeKind,
    token::TokenKind,
    tree::NodeData,
};

/// More errors than this in one text help nobody.
const MAX_ERRORS: usize = 128;

/// So many tokens behind a slip, what is wrong has a cause of its own.
const STRANGE: usize = 64;

/// Brackets inside each other.
pub(crate) const MAX_DEPTH: u16 = 256;

/// A closed node. Positions count significant tokens.
#[derive(Debug, Clone, Copy)]
struct ClosedNode {
    kind: NodeKind,
    first: u32,
    end: u32,
    size: u32,
}

/// A syntax error while it counts significant tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slip {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) kind: SyntaxErrorKind,
}

/// Where a node may begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    first: u32,
    nodes: u32,
}

/// Nodes and slips so far.
pub(crate) struct Builder<'t> {
    pub(crate) lexed: &'t Lexed<'t>,
    nodes: Vec<ClosedNode>,
    slips: Vec<Slip>,
    /// Expressions inside each other.
    pub(crate) depth: u16,
    /// Brackets that are open.
    pub(crate) brackets: u16,
    /// Nodes that were begun, those that came to nothing included: what the work is measured in.
    pub(crate) steps: usize,
    /// The first token of data that is no KQL, which goes on to the end.
    pub(crate) data: Option<usize>,
    /// Whether commands follow each other, each on a line of its own.
    pub(crate) script: bool,
}

impl<'t> Inspector<'t, &'t [TokenKind]> for Builder<'t> {
    type Checkpoint = (usize, usize, u16, u16);

    fn on_token(&mut self, _: &TokenKind) {}

    fn on_save<'p>(&self, _: &Cursor<'t, 'p, &'t [TokenKind]>) -> Self::Checkpoint {
        (
            self.nodes.len(),
            self.slips.len(),
            self.depth,
            self.brackets,
        )
    }

    fn on_rewind<'p>(&mut self, to: &Checkpoint<'t, 'p, &'t [TokenKind], Self::Checkpoint>) {
        let &(nodes, slips, depth, brackets) = to.inspector();
        self.nodes.truncate(nodes);
        self.slips.truncate(slips);
        self.depth = depth;
        self.brackets = brackets;
    }
}

impl<'t> Builder<'t> {
    pub(crate) fn new(lexed: &'t Lexed<'t>) -> Self {
        Self {
            lexed,
            nodes: Vec::with_capacity(lexed.kinds.len() + 8),
            slips: Vec::new(),
            depth: 0,
            brackets: 0,
            steps: 0,
            data: None,
            script: false,
        }
    }

    pub(crate) fn mark(&mut self, position: usize) -> Mark {
        self.steps += 1;
        Mark {
            first: position as u32,
            nodes: self.nodes.len() as u32,
        }
    }

    /// Closes a node that began at `mark` and ends before the token at `position`.
    pub(crate) fn close(&mut self, mark: Mark, position: usize, kind: NodeKind) {
        let size = self.nodes.len() as u32 - mark.nodes + 1;
        self.nodes.push(ClosedNode {
            kind,
            first: mark.first,
            end: position as u32,
            size,
        });
    }

    /// Notes what is wrong, unless it follows from a slip that is noted: only the first one up to a pipe or the end of a statement counts.
    pub(crate) fn slip(&mut self, first: usize, end: usize, kind: SyntaxErrorKind) {
        let Some(last) = self.slips.last() else {
            self.push_slip(first, end, kind);
            return;
        };
        if self.slips.len() >= MAX_ERRORS {
            return;
        }
        if last.first as usize + STRANGE < first {
            self.push_slip(first, end, kind);
            return;
        }
        let between = self.lexed.kinds.get(last.first as usize..first);
        let recovered = between.is_some_and(|kinds| {
            kinds
                .iter()
                .any(|kind| matches!(kind, TokenKind::Pipe | TokenKind::Semicolon))
        });
        if recovered {
            self.push_slip(first, end, kind);
        }
    }

    /// Notes that the bracket at a place isn't closed up to the end of the text.
    pub(crate) fn slip_before_end(&mut self, open: usize, kind: SyntaxErrorKind) {
        let nothing_since = self
            .slips
            .last()
            .is_none_or(|last| (last.first as usize) < open);
        if nothing_since {
            self.push_slip(open, open + 1, kind);
        }
    }

    fn push_slip(&mut self, first: usize, end: usize, kind: SyntaxErrorKind) {
        self.slips.push(Slip {
            first: first as u32,
            end: end as u32,
            kind,
        });
    }

    /// Whether a slip is noted at or behind a place.
    pub(crate) fn has_slip_since(&self, position: usize) -> bool {
        self.slips
            .last()
            .is_some_and(|slip| slip.first as usize >= position)
    }

    /// The nodes of all that was closed, in pre-order, and what is wrong; the node closed last is the root.
    pub(crate) fn finish(self) -> (Box<[NodeData]>, Vec<SyntaxError>) {
        let errors = self.errors();
        let nodes = pre_order(&self.nodes, self.lexed);
        (nodes.into_boxed_slice(), errors)
    }

    fn errors(&self) -> Vec<SyntaxError> {
        let lexed = self.lexed;
        let mut errors: Vec<SyntaxError> =
            Vec::with_capacity(self.slips.len() + lexed.errors.len());
        let data = self
            .data
            .and_then(|data| lexed.tokens.get(lexed.index(data)));
        let data = data.map_or(u32::MAX, |token| token.start);
        let in_kql = lexed.errors.iter().filter(|error| error.start < data);
        for error in in_kql.take(MAX_ERRORS) {
            errors.push(SyntaxError {
                range: TextRange::new(error.start.into(), error.end.into()),
                kind: error.kind,
            });
        }
        for slip in &self.slips {
            let start = lexed
                .tokens
                .get(lexed.index(slip.first as usize))
                .map_or(0, |token| token.start);
            let last = lexed.index((slip.end.max(slip.first + 1) - 1) as usize);
            let end = lexed
                .tokens
                .get(last + 1)
                .map_or(lexed.text.len() as u32, |token| token.start);
            let range = TextRange::new(start.into(), end.max(start).into());
            if self.is_swallowed(slip, start) {
                continue;
            }
            // What the lexer said of this token is the cause of the slip.
            if !lexed
                .errors
                .iter()
                .any(|error| error.start < u32::from(range.end()) && error.end > start)
            {
                errors.push(SyntaxError {
                    range,
                    kind: slip.kind,
                });
            }
        }
        errors.sort_by_key(|error| (error.range.start(), error.range.end()));
        errors.dedup_by_key(|error| error.range.start());
        errors.truncate(MAX_ERRORS);
        errors
    }

    /// Whether a slip that begins at a byte is there since a string that isn't closed holds what should follow: the bracket that closes, or all that is expected behind the string.
    fn is_swallowed(&self, slip: &Slip, start: u32) -> bool {
        let before = (slip.first as usize).checked_sub(1);
        let before = before.and_then(|it| self.lexed.tokens.get(self.lexed.index(it)));
        let swallows = |string: u32| match slip.kind {
            SyntaxErrorKind::UnclosedBracket(_) => string > start,
            SyntaxErrorKind::Expected(_) => before.is_some_and(|it| it.start == string),
            _ => false,
        };
        let mut errors = self.lexed.errors.iter();
        errors.any(|it| it.kind == SyntaxErrorKind::UnclosedString && swallows(it.start))
    }
}

/// Turns closing order into pre-order, positions into indices of all tokens, and adds parents.
///
/// Before a node come all that closed before everything below it, and those around it.
fn pre_order(closed: &[ClosedNode], lexed: &Lexed<'_>) -> Vec<NodeData> {
    let empty = NodeData {
        kind: NodeKind::SourceFile,
        first: 0,
        end: 0,
        size: 1,
        parent: 0,
    };
    let mut nodes = vec![empty; closed.len()];
    // What closed first below the node around the next one, and that node's place; then
    // the same of those around it.
    let mut inner = (0, 0);
    let mut outer: Vec<(usize, u32)> = Vec::with_capacity(32);
    for (index, node) in closed.iter().enumerate().rev() {
        while index < inner.0 {
            inner = outer.pop().unwrap_or_default();
        }
        let below = index + 1 - node.size as usize;
        let place = below + outer.len();
        let first = lexed.index(node.first as usize) as u32;
        let end = if node.end > node.first {
            lexed.index(node.end as usize - 1) as u32 + 1
        } else {
            first
        };
        nodes[place] = NodeData {
            kind: node.kind,
            first,
            end,
            size: node.size,
            parent: inner.1,
        };
        if node.size > 1 {
            outer.push(std::mem::replace(&mut inner, (below, place as u32)));
        }
    }
    if let Some(root) = nodes.first_mut() {
        root.first = 0;
        root.end = lexed.tokens.len() as u32;
    }
    nodes
}
