//! What every feature works with.

use kqlint_catalog::Catalog;
use kqlint_semantics::Model;
use kqlint_syntax::SyntaxTree;

/// One text with everything that is known of it.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The syntax tree.
    pub tree: &'a SyntaxTree,
    /// What its names mean.
    pub model: &'a Model,
    /// The tables and functions that it was analysed with.
    pub catalog: &'a Catalog,
}

impl std::fmt::Debug for Cx<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Cx")
            .field("tree", self.tree)
            .finish_non_exhaustive()
    }
}
