//! How often a query uses what it declares.

use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::{NodeId, NodeKind, SyntaxTree};

use crate::nodes::Nodes;

/// For each declaration, how many names mean it.
#[derive(Debug)]
pub(crate) struct Uses {
    counts: Vec<u32>,
}

impl Uses {
    /// Counts them.
    pub(crate) fn collect(nodes: &Nodes<'_>, tree: &SyntaxTree, model: &Model) -> Self {
        let mut counts = vec![0; tree.node_count()];
        for node in nodes.of(NodeKind::NameReference) {
            let Some(Resolution::Variable(declaration)) = model.resolution(node.id()) else {
                continue;
            };
            if let Some(count) = counts.get_mut(declaration.index()) {
                *count += 1;
            }
        }
        Self { counts }
    }

    /// How many names mean a declaration, given the node of its name.
    pub(crate) fn of(&self, declaration: NodeId) -> u32 {
        self.counts
            .get(declaration.index())
            .copied()
            .unwrap_or_default()
    }
}
