//! Which columns a table of the catalog has.

use kqlint_catalog::Column;

use crate::{
    binder::Binder,
    model::Model,
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
        if table.column_count() == 0 {
            return Some(self.schema(&[], table.is_open()));
        }
        let Model { names, schemas, .. } = &mut self.model;
        let columns = table.columns().map(|it| ColumnData {
            name: names.of_column(it),
            origin,
            ty: Type::from(it.ty()),
        });
        Some(schemas.add_each(columns, table.is_open()))
    }

    /// The name of a column of the catalog.
    pub(crate) fn column_name(&mut self, column: Column<'_>) -> Name {
        self.model.names.of_column(column)
    }
}
