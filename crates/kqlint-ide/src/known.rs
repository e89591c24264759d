//! Which column of the catalog a column of the query holds.

use kqlint_catalog::{Column as CatalogColumn, Table};
use kqlint_semantics::Column;

use crate::Cx;

/// The column of a table whose values a column holds unchanged, through renames
/// and copies such as `project Kind = EventType`.
pub(crate) fn known<'a>(cx: &Cx<'a>, column: Column<'a>) -> Option<(Table<'a>, CatalogColumn<'a>)> {
    let (table, name) = column.source()?;
    let table = cx.catalog.table_ignoring_case(table)?;
    Some((table, table.column_ignoring_case(name)?))
}
