//! Which columns a table of the catalog has.

use kqlint_catalog::Column;

use crate::{
    binder::Binder,
    names::Name,
    schema::{ColumnData, OriginData, SchemaId},
    ty::Type,
};

impl Binder<'_, '_> {
    /// Reads a table. Nothing is read of a table that no query names.
    pub(crate) fn read_table(&mut self, name: Name) -> Option<SchemaId> {
        self.declared_table(name)
            .or_else(|| self.catalog_table(name))
    }

    fn declared_table(&mut self, name: Name) -> Option<SchemaId> {
        let options = self.options;
        let text = self.text(name);
        let table = options.tables.iter().find(|it| it.name == text)?;
        let origin = self.origin(OriginData::Table { table: name });
        let columns: Vec<_> = table
            .columns
            .iter()
            .map(|(name, ty)| ColumnData {
                name: self.name(name),
                origin,
                ty: Type::from(*ty),
            })
            .collect();
        Some(self.schema(&columns, table.is_open))
    }

    fn catalog_table(&mut self, name: Name) -> Option<SchemaId> {
        let catalog = self.catalog;
        let table = catalog.table(self.text(name))?;
        let table_name = self.name(table.name());
        let origin = self.origin(OriginData::Table { table: table_name });
        let mut columns = Vec::with_capacity(table.column_count());
        for column in table.columns() {
            columns.push(ColumnData {
                name: self.column_name(column),
                origin,
                ty: Type::from(column.ty()),
            });
        }
        Some(self.schema(&columns, table.is_open()))
    }

    /// The name of a column of the catalog.
    pub(crate) fn column_name(&mut self, column: Column<'_>) -> Name {
        match column.known_name() {
            Some(name) => name.into(),
            None => self.name(column.name()),
        }
    }
}
