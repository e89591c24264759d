//! What is known of small queries: columns, problems, constants.

mod columns;
mod constants;
mod declared;
mod functions;
mod problems;
mod robustness;

use kqlint_catalog::{Catalog, ScalarType};
use kqlint_semantics::{DeclaredTable, Model, Options, analyze};
use kqlint_syntax::{SyntaxTree, parse};

/// `T` and `U` are the tables of these queries.
fn analyzed(text: &str) -> (SyntaxTree, Model) {
    use ScalarType as S;
    let column = |name: &str, ty| (name.to_owned(), ty);
    let mut options = Options::default();
    options.tables = vec![
        DeclaredTable::new(
            "T",
            vec![
                column("Time", S::DateTime),
                column("Name", S::String),
                column("Size", S::Long),
                column("Tags", S::Dynamic),
            ],
        ),
        DeclaredTable::new(
            "U",
            vec![
                column("Name", S::String),
                column("Owner", S::String),
                column("Size", S::Real),
            ],
        ),
    ];
    let tree = parse(text);
    assert!(tree.errors().is_empty(), "{:?}", tree.errors());
    let model = analyze(&tree, &Catalog::builtin(), &options);
    (tree, model)
}
