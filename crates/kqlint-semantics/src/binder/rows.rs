//! The columns of rows: those in scope, those of tables, and those that a query names on
//! rows of which not all columns are known.

use super::Binder;
use crate::{
    names::Name,
    schema::{ColumnData, SchemaId},
    ty::Type,
};

impl Binder<'_, '_> {
    /// The columns of a schema, with those that the query named on it while it was open.
    pub(crate) fn columns(&self, schema: SchemaId) -> Vec<ColumnData> {
        [
            self.model.schemas.columns(schema),
            self.inferred_columns(schema),
        ]
        .concat()
    }

    /// The columns that the query named on rows while they were open.
    pub(crate) fn inferred_columns(&self, schema: SchemaId) -> &[ColumnData] {
        let inferred = self.inferred.get(&schema);
        inferred.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether there may be other columns.
    pub(crate) fn is_open(&self, schema: SchemaId) -> bool {
        self.model.schemas.is_open(schema)
    }

    /// The column of that name; on open rows one is made up.
    pub(crate) fn column(&mut self, schema: SchemaId, name: Name) -> Option<ColumnData> {
        let found = self.known_column(schema, name);
        if found.is_some() || !self.is_open(schema) {
            return found;
        }
        let ty = match self.every_table.contains(&schema) {
            true => self.type_everywhere(name),
            false => Type::Unknown,
        };
        let column = ColumnData {
            name,
            origin: self.unknown_origin,
            ty,
        };
        self.inferred.entry(schema).or_default().push(column);
        Some(column)
    }

    /// The column of that name, where it is known.
    pub(crate) fn known_column(&self, schema: SchemaId, name: Name) -> Option<ColumnData> {
        let declared = self.model.schemas.column(schema, name);
        declared.or_else(|| {
            let inferred = self.inferred_columns(schema);
            inferred.iter().find(|it| it.name == name).copied()
        })
    }

    /// The rows in scope with the columns that the query named on them while they were
    /// open: what an operator yields that changes no column.
    pub(crate) fn passed_rows(&mut self) -> SchemaId {
        let Some(rows) = self.rows else {
            return self.open;
        };
        if !self.inferred.contains_key(&rows) {
            return rows;
        }
        let columns = self.columns(rows);
        let passed = self.schema(&columns, true);
        if self.every_table.contains(&rows) {
            self.every_table.push(passed);
        }
        passed
    }

    /// Remembers that rows are those of all tables.
    pub(crate) fn note_every_table(&mut self, rows: SchemaId) {
        self.every_table.push(rows);
    }

    /// Whether rows are those of all tables.
    pub(crate) fn is_every_table(&self, rows: SchemaId) -> bool {
        self.every_table.contains(&rows)
    }

    /// The type of a column in all the tables that have it, where they agree.
    fn type_everywhere(&self, name: Name) -> Type {
        let ty = self.catalog.column_type(self.text(name));
        ty.map_or(Type::Unknown, Type::from)
    }

    /// The columns in scope.
    pub(crate) fn input_columns(&self) -> Vec<ColumnData> {
        self.rows.map(|it| self.columns(it)).unwrap_or_default()
    }

    /// The columns in scope without those that the operator itself named first.
    pub(crate) fn known_input(&self) -> Vec<ColumnData> {
        let columns = self.rows.map(|it| self.model.schemas.columns(it));
        columns.unwrap_or_default().to_vec()
    }

    /// Whether the rows in scope may have other columns.
    pub(crate) fn input_is_open(&self) -> bool {
        self.rows.is_none_or(|it| self.is_open(it))
    }

    /// The columns of a table of the options or the catalog.
    pub(crate) fn table(&mut self, name: Name) -> Option<SchemaId> {
        if let Some(found) = self.tables.get(&name) {
            return Some(*found);
        }
        let schema = self.read_table(name)?;
        self.tables.insert(name, schema);
        Some(schema)
    }
}
