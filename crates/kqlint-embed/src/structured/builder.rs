//! Builds a tree from what a parser reports one after the other.

use std::borrow::Cow;

use super::{MAX_DEPTH, Node};

/// The maps and lists that are open, outermost first. What lies too deep is
/// left out.
#[derive(Debug, Default)]
pub(crate) struct TreeBuilder<'a> {
    open: Vec<Open<'a>>,
    /// How many levels are open that lie too deep to be kept.
    skipped: usize,
    roots: Vec<Node<'a>>,
}

/// A map or list that is not complete.
#[derive(Debug)]
enum Open<'a> {
    List(Vec<Node<'a>>),
    Map {
        entries: Vec<(Cow<'a, str>, Node<'a>)>,
        key: Option<Cow<'a, str>>,
    },
}

impl<'a> TreeBuilder<'a> {
    pub(crate) fn open_map(&mut self) {
        self.push(Open::Map {
            entries: Vec::new(),
            key: None,
        });
    }

    pub(crate) fn open_list(&mut self) {
        self.push(Open::List(Vec::new()));
    }

    fn push(&mut self, open: Open<'a>) {
        if self.skipped > 0 || self.open.len() >= MAX_DEPTH {
            self.skipped += 1;
        } else {
            self.open.push(open);
        }
    }

    /// Completes the innermost map or list.
    pub(crate) fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped == 0 {
                self.add(Node::List(Vec::new()));
            }
            return;
        }
        match self.open.pop() {
            Some(Open::List(items)) => self.add(Node::List(items)),
            Some(Open::Map { entries, .. }) => self.add(Node::Map(entries)),
            None => {}
        }
    }

    /// How many levels are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len() + self.skipped
    }

    /// Whether the next scalar is a key: in a map that has none.
    pub(crate) fn needs_key(&self) -> bool {
        self.skipped == 0 && matches!(self.open.last(), Some(Open::Map { key: None, .. }))
    }

    /// Sets the key of what comes next in the innermost map.
    pub(crate) fn set_key(&mut self, new: Option<Cow<'a, str>>) {
        if self.skipped == 0
            && let Some(Open::Map { key, .. }) = self.open.last_mut()
        {
            *key = new;
        }
    }

    /// Adds a value to the innermost level.
    pub(crate) fn add(&mut self, node: Node<'a>) {
        if self.skipped > 0 {
            return;
        }
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map { entries, key }) => {
                entries.push((key.clone().unwrap_or_default(), node));
            }
            None => self.roots.push(node),
        }
    }

    /// The tree, with everything completed that a broken file leaves open.
    pub(crate) fn finish(mut self) -> Node<'a> {
        while self.depth() > 0 {
            self.close();
        }
        Node::List(self.roots)
    }
}
