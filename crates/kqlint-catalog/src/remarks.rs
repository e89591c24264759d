//! Names of columns that the facts remark upon: a few among tens of thousands.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{Catalog, Column, Table, blob::Section, index::Index, layer};

static DEPRECATED: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| names(|column| column.deprecation().is_some()));
static NOTED: LazyLock<FxHashSet<&str>> = LazyLock::new(|| names(|column| column.note().is_some()));

impl Catalog {
    /// Whether a column of that name may be deprecated in some table of some environment.
    ///
    /// Tells most names apart without a look into any table.
    #[must_use]
    pub fn may_deprecate_column(&self, name: &str) -> bool {
        self.has_own_schema() || DEPRECATED.contains(name)
    }

    /// Whether a column of that name may have a note in some table of some environment.
    ///
    /// Tells most names apart without a look into any table.
    #[must_use]
    pub fn may_note_column(&self, name: &str) -> bool {
        self.has_own_schema() || NOTED.contains(name)
    }
}

/// The names of the built-in columns that a condition holds of.
fn names(is_one: impl Fn(Column<'static>) -> bool) -> FxHashSet<&'static str> {
    let index = Index::new(layer::builtin(), Section::Tables);
    let tables = (0..index.len()).filter_map(|at| index.get(at));
    tables
        .flat_map(|it| Table::read(it).columns())
        .filter(|it| is_one(*it))
        .map(Column::name)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::Catalog;

    #[test]
    fn names_that_no_table_remarks_upon_are_told_apart() {
        let catalog = Catalog::builtin();
        assert!(!catalog.may_deprecate_column("TimeGenerated"));
        assert!(!catalog.may_note_column("NoSuchColumn"));
        for table in catalog.tables() {
            for column in table.columns() {
                let (name, note) = (column.name(), column.note());
                assert!(note.is_none() || catalog.may_note_column(name));
                assert!(column.deprecation().is_none() || catalog.may_deprecate_column(name));
            }
        }
    }
}
