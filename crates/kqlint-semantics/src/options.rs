//! What a host knows of a query beyond its text.

use kqlint_catalog::ScalarType;
use kqlint_syntax::SyntaxTree;

/// The word of a comment that declares a table:
/// `// kqlint: table Jobs(Start: datetime)`.
const TABLE: &str = "table";

/// What the place of a query adds to the catalog.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Tables that the query's file or host declares; they are found before the
    /// catalog's.
    pub tables: Vec<DeclaredTable>,
}

impl Options {
    /// The same with the tables that comments of the text declare before all others;
    /// `None` where there are none. What can't be read declares nothing.
    pub(crate) fn with_declared(&self, tree: &SyntaxTree) -> Option<Self> {
        let comments = tree.directives().filter(|it| it.word == TABLE);
        let declared = comments.filter_map(|it| DeclaredTable::read(it.rest).ok());
        let mut tables: Vec<_> = declared.collect();
        if tables.is_empty() {
            return None;
        }
        tables.extend(self.tables.iter().cloned());
        Some(Self { tables })
    }
}

/// A table that a file or a host declares.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DeclaredTable {
    /// The name.
    pub name: String,
    /// The columns in order.
    pub columns: Vec<(String, ScalarType)>,
    /// Whether there may be other columns.
    pub is_open: bool,
}

impl DeclaredTable {
    /// A table with exactly these columns.
    pub fn new(name: impl Into<String>, columns: Vec<(String, ScalarType)>) -> Self {
        Self {
            name: name.into(),
            columns,
            is_open: false,
        }
    }
}
