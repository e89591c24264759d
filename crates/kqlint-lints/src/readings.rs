//! Where a text reads which names.
//!
//! Collected once for a text and shared by the rules that ask.

use std::borrow::Cow;

use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode,
    ast::{AstNode, NameReference},
};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::{
    nodes::Nodes,
    placeholders::{is_filled_in, may_read_columns, may_read_variables},
};

/// Where each name is read.
#[derive(Debug)]
pub(crate) struct Readings<'t> {
    /// The place of the last reading of each name in `all`, and how many there are.
    last: FxHashMap<Cow<'t, str>, (usize, u32)>,
    /// Every reading in the order of the text, with the place of the one of the same name before it.
    all: Vec<(NodeId, Option<usize>)>,
    /// Nodes that may read any column: `*`, `pack_all()`, and what is filled in.
    of_any: Vec<NodeId>,
    /// The last node that is filled in and may read any variable.
    last_filled_in: Option<NodeId>,
}

impl<'t> Readings<'t> {
    /// Collects them.
    pub(crate) fn collect(nodes: &Nodes<'t>) -> Self {
        let names = nodes.of(NodeKind::NameReference);
        let mut readings = Self {
            last: FxHashMap::with_capacity_and_hasher(names.len(), FxBuildHasher),
            all: Vec::with_capacity(names.len()),
            of_any: Vec::new(),
            last_filled_in: None,
        };
        for kind in [NodeKind::StarExpression, NodeKind::PackExpression] {
            readings
                .of_any
                .extend(nodes.of(kind).iter().map(|it| it.id()));
        }
        for &placeholder in nodes.of(NodeKind::Placeholder) {
            readings.add_filled_in(placeholder);
        }
        for &name in names {
            readings.add(name);
            let first = name.first_token().and_then(|it| it.text().bytes().next());
            if matches!(first, Some(b'{' | b'$')) {
                readings.add_filled_in(name);
            }
        }
        readings.of_any.sort_unstable();
        readings
    }

    fn add(&mut self, node: SyntaxNode<'t>) {
        let Some(reference) = NameReference::cast(node) else {
            return;
        };
        let Some(name) = reference.name() else {
            if reference.is_wildcard() {
                self.of_any.push(node.id());
            }
            return;
        };
        if matches!(name.as_ref(), "pack_all" | "column_ifexists") {
            self.of_any.push(node.id());
        }
        let last = self.last.entry(name).or_default();
        let before = (last.1 > 0).then_some(last.0);
        *last = (self.all.len(), last.1 + 1);
        self.all.push((node.id(), before));
    }

    fn add_filled_in(&mut self, node: SyntaxNode<'t>) {
        if !is_filled_in(node) {
            return;
        }
        if may_read_columns(node) {
            self.of_any.push(node.id());
        }
        if may_read_variables(node) {
            self.last_filled_in = self.last_filled_in.max(Some(node.id()));
        }
    }

    /// Whether something behind a node is filled in that may read any variable.
    pub(crate) fn may_be_read_behind(&self, node: SyntaxNode<'_>) -> bool {
        self.last_filled_in > Some(node.id())
    }

    /// How often a name is read.
    pub(crate) fn of(&self, name: &str) -> u32 {
        self.last.get(name).map_or(0, |last| last.1)
    }

    /// Whether the steps from one to another read a name, or all names, apart from one part of theirs.
    pub(crate) fn has_from(
        &self,
        first: SyntaxNode<'_>,
        last: SyntaxNode<'_>,
        but: SyntaxNode<'_>,
        name: &str,
    ) -> bool {
        let is_inside = |id: NodeId| id < last.id() || last.contains(id);
        let begin = self.of_any.partition_point(|id| *id < first.id());
        let of_any = self.of_any.iter().skip(begin).copied();
        let mut of_any = of_any.take_while(|id| is_inside(*id));
        let mut readings = self.backwards(name, first.id());
        of_any.any(|id| !but.contains(id)) || readings.any(|id| is_inside(id) && !but.contains(id))
    }

    /// Where the text reads a name, from its last place back to one.
    pub(crate) fn backwards(&self, name: &str, first: NodeId) -> impl Iterator<Item = NodeId> {
        let last = self.last.get(name).and_then(|last| self.all.get(last.0));
        std::iter::successors(last, |it| self.all.get(it.1?))
            .map(|it| it.0)
            .take_while(move |id| *id >= first)
    }
}
