//! The nodes of a text, those of one kind side by side.

use std::borrow::Cow;

use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxTree};

use crate::query::call_name;

/// All nodes of a tree by kind.
#[derive(Debug)]
pub(crate) struct Nodes<'t> {
    all: Vec<SyntaxNode<'t>>,
    /// Where the nodes of each kind end in `all`.
    ends: [u32; NodeKind::COUNT],
    /// Which function each call names.
    call_names: Vec<Option<Cow<'t, str>>>,
}

impl<'t> Nodes<'t> {
    /// Sorts them in two walks.
    pub(crate) fn of_tree(tree: &'t SyntaxTree) -> Self {
        let root = tree.root();
        let mut ends = [0_u32; NodeKind::COUNT];
        for node in root.descendants() {
            ends[node.kind() as usize] += 1;
        }
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut all = vec![root; start as usize];
        for node in root.descendants() {
            let end = &mut ends[node.kind() as usize];
            all[*end as usize] = node;
            *end += 1;
        }
        let mut nodes = Self {
            all,
            ends,
            call_names: Vec::new(),
        };
        let calls = nodes.of(NodeKind::FunctionCallExpression).iter();
        nodes.call_names = calls.map(|it| call_name(*it)).collect();
        nodes
    }

    /// The calls and the names of their functions, in the order of the text.
    pub(crate) fn calls(&self) -> impl Iterator<Item = (SyntaxNode<'t>, &str)> {
        let calls = self.of(NodeKind::FunctionCallExpression).iter();
        let named = calls.zip(&self.call_names);
        named.filter_map(|(call, name)| Some((*call, name.as_deref()?)))
    }

    /// Those of each kind that the text has.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (NodeKind, &[SyntaxNode<'t>])> {
        let mut rest = self.all.as_slice();
        std::iter::from_fn(move || {
            let kind = rest.first()?.kind();
            let (nodes, behind) = rest.split_at_checked(self.of(kind).len())?;
            rest = behind;
            Some((kind, nodes))
        })
    }

    /// Those of a kind, in the order of the text.
    pub(crate) fn of(&self, kind: NodeKind) -> &[SyntaxNode<'t>] {
        let end = |kind: usize| self.ends.get(kind).map_or(0, |&end| end as usize);
        let kind = kind as usize;
        let start = kind.checked_sub(1).map_or(0, end);
        self.all.get(start..end(kind)).unwrap_or_default()
    }

    /// Those of a kind in a part of the text, in order.
    pub(crate) fn within(&self, kind: NodeKind, part: SyntaxNode<'_>) -> &[SyntaxNode<'t>] {
        let all = self.of(kind);
        let start = all.partition_point(|it| it.id() < part.id());
        let behind = all.get(start..).unwrap_or_default();
        let count = behind.partition_point(|it| part.contains(it.id()));
        behind.get(..count).unwrap_or_default()
    }

    /// How many of its kind stand before a node.
    pub(crate) fn position(&self, node: SyntaxNode<'_>) -> Option<usize> {
        let id = node.id();
        self.of(node.kind())
            .binary_search_by_key(&id, |it| it.id())
            .ok()
    }

    /// Whether there is one of a kind.
    pub(crate) fn has(&self, kind: NodeKind) -> bool {
        !self.of(kind).is_empty()
    }
}
