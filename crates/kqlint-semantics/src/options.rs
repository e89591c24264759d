//! What a host knows of a query beyond its text.

use kqlint_catalog::ScalarType;

/// What the place of a query adds to the catalog.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Tables that the query's file or host declares; they are found before the
    /// catalog's.
    pub tables: Vec<DeclaredTable>,
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
