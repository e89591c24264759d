//! What `let`, `as` and parameters name, innermost first.
//!
//! Scopes are a list that only grows at its head: a function keeps the head at its
//! declaration, which is all that its body may see.

use kqlint_syntax::NodeId;

use super::value::Value;
use crate::{names::Name, schema::SchemaId};

/// A place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head(Option<u32>);

impl Head {
    /// Before the first name.
    pub(crate) const OUTERMOST: Self = Self(None);
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Local {
    /// A value or rows.
    Value(Value),
    /// A parameter's value.
    Parameter(Value),
    /// A function of the query, by its number.
    Function(usize),
    /// The rows of a step of `scan`, or of an element of a graph pattern: `x.Column`.
    Element(SchemaId),
    /// A pattern, by its number.
    Pattern(usize),
    /// An entity group, a pattern without bodies, a database: nothing is known behind them.
    Opaque,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    name: Name,
    declaration: NodeId,
    local: Local,
    outer: Head,
}

/// All names of a query.
#[derive(Debug)]
pub(crate) struct Locals {
    entries: Vec<Entry>,
    head: Head,
}

impl Locals {
    pub(crate) const fn new() -> Self {
        Self {
            entries: Vec::new(),
            head: Head(None),
        }
    }

    /// The innermost scope at this point.
    pub(crate) const fn head(&self) -> Head {
        self.head
    }

    /// Goes back to a scope.
    pub(crate) const fn restore(&mut self, head: Head) {
        self.head = head;
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.head = Head(None);
    }

    /// Declares a name.
    pub(crate) fn add(&mut self, name: Name, declaration: NodeId, local: Local) {
        let outer = self.head;
        self.head = Head(Some(self.entries.len() as u32));
        self.entries.push(Entry {
            name,
            declaration,
            local,
            outer,
        });
    }

    /// What a name stands for, and where it is declared.
    pub(crate) fn find(&self, name: Name) -> Option<(Local, NodeId)> {
        let mut head = self.head;
        loop {
            let entry = self.entries.get(head.0? as usize)?;
            if entry.name == name {
                return Some((entry.local, entry.declaration));
            }
            head = entry.outer;
        }
    }

    /// What a name stands for that was declared after a point.
    pub(crate) fn find_since(&self, name: Name, start: Head) -> Option<Local> {
        let mut head = self.head;
        while head != start {
            let entry = self.entries.get(head.0? as usize)?;
            if entry.name == name {
                return Some(entry.local);
            }
            head = entry.outer;
        }
        None
    }

    /// Everything that can be named, innermost first.
    pub(crate) fn visible(&self) -> impl Iterator<Item = (Name, Local)> {
        let mut head = self.head;
        std::iter::from_fn(move || {
            let entry = self.entries.get(head.0? as usize)?;
            head = entry.outer;
            Some((entry.name, entry.local))
        })
    }
}
