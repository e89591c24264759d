//! A query with a cursor, written as `$0`.

use kqlint_catalog::Catalog;
use kqlint_semantics::{Model, Options};
use kqlint_syntax::SyntaxTree;
use text_size::TextSize;

use crate::Cx;

/// An analysed query and the cursor in it.
pub(crate) struct Fixture {
    pub(crate) text: String,
    pub(crate) offset: TextSize,
    tree: SyntaxTree,
    model: Model,
    catalog: Catalog,
}

impl Fixture {
    /// Takes the `$0` out of a query and analyses the rest.
    pub(crate) fn new(fixture: &str) -> Self {
        let at = fixture.find("$0").expect("a cursor");
        let text = fixture.replacen("$0", "", 1);
        let tree = kqlint_syntax::parse(&text);
        let catalog = Catalog::builtin();
        let model = kqlint_semantics::analyze(&tree, &catalog, &Options::default());
        Self {
            offset: TextSize::try_from(at).expect("a short text"),
            text,
            tree,
            model,
            catalog,
        }
    }

    pub(crate) fn cx(&self) -> Cx<'_> {
        Cx {
            tree: &self.tree,
            model: &self.model,
            catalog: &self.catalog,
        }
    }
}
