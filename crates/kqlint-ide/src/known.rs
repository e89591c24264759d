//! Which column of the catalog a column of the query holds.

use kqlint_catalog::{Column as CatalogColumn, Table};
use kqlint_semantics::{Column, Origin, Resolution};
use kqlint_syntax::NodeKind;

use crate::Cx;

/// So many copies of copies are followed.
const COPIES: usize = 16;

/// The column of a table whose values a column holds unchanged, through renames
/// and copies such as `project Kind = EventType`.
pub(crate) fn known<'a>(cx: &Cx<'a>, column: Column<'a>) -> Option<(Table<'a>, CatalogColumn<'a>)> {
    let mut column = column;
    for _ in 0..COPIES {
        if let Some((table, name)) = column.source() {
            let table = cx.catalog.table_ignoring_case(table)?;
            return Some((table, table.column_ignoring_case(name)?));
        }
        let Origin::Computed(node) = column.origin() else {
            return None;
        };
        let copied = cx.tree.node(node)?;
        if copied.kind() != NodeKind::NameReference {
            return None;
        }
        match cx.model.resolution(copied.id())? {
            Resolution::Column(from) => column = from,
            _ => return None,
        }
    }
    None
}
