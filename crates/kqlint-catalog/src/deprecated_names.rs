//! Names of columns that are deprecated somewhere: a few among tens of thousands.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{Catalog, KnownName, Table, blob::Section, index::Index, layer};

static DEPRECATED: LazyLock<FxHashSet<KnownName>> = LazyLock::new(|| {
    let index = Index::new(layer::builtin(), Section::Tables);
    let tables = (0..index.len()).filter_map(|at| index.get(at));
    let columns = tables.flat_map(|it| Table::read(it).columns());
    let deprecated = columns.filter(|it| it.deprecation().is_some());
    deprecated.filter_map(|it| it.known_name()).collect()
});

impl Catalog {
    /// Whether a column of that name may be deprecated in some table of some environment;
    /// the name is `None` where no built-in column is called so.
    ///
    /// Tells most names apart without a look into any table.
    #[must_use]
    pub fn may_deprecate_column(&self, name: Option<KnownName>) -> bool {
        self.has_own_schema() || name.is_some_and(|it| DEPRECATED.contains(&it))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Catalog, KnownName};

    #[test]
    fn deprecated_names_are_told_apart() {
        let catalog = Catalog::builtin();
        assert!(!catalog.may_deprecate_column(None));
        assert!(!catalog.may_deprecate_column(KnownName::find("TimeGenerated")));
        for column in catalog.tables().flat_map(|it| it.columns()) {
            let is_deprecated = column.deprecation().is_some();
            assert!(!is_deprecated || catalog.may_deprecate_column(column.known_name()));
        }
    }
}
