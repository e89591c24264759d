//! How often each name of a text is read.
//!
//! Collected once for a text and shared by the rules that ask.

use kqlint_syntax::{
    NodeKind, SyntaxTree,
    ast::{AstNode, NameReference},
};
use rustc_hash::FxHashMap;

/// How often each name is read, wherever it stands.
#[derive(Debug, Default)]
pub(crate) struct Readings(FxHashMap<Box<str>, u32>);

impl Readings {
    /// Counts them in one walk.
    pub(crate) fn collect(tree: &SyntaxTree) -> Self {
        let mut counts: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let references = tree
            .root()
            .descendants()
            .filter(|node| node.kind() == NodeKind::NameReference)
            .filter_map(NameReference::cast);
        for name in references.filter_map(NameReference::name) {
            *counts.entry(name.as_ref().into()).or_default() += 1;
        }
        Self(counts)
    }

    /// How often a name is read.
    pub(crate) fn of(&self, name: &str) -> u32 {
        self.0.get(name).copied().unwrap_or_default()
    }
}
