//! What is told of a column.

use kqlint_catalog::{Column, Table};

use super::{deprecation, fence, inline};

/// So many known values are listed.
const SHOWN_VALUES: usize = 12;

pub(super) fn markdown(table: Table<'_>, column: Column<'_>) -> String {
    let mut out = fence(&format!("{}: {}", column.name(), column.ty().name()));
    let mut paragraphs = facts(column);
    paragraphs.push(if column.is_standard() {
        format!("Standard column, in {}", inline(table.name()))
    } else {
        format!("Column of {}", inline(table.name()))
    });
    out.push_str(&paragraphs.join("\n\n"));
    out.push('\n');
    out
}

/// What is known of a column beside its name and type, a paragraph each.
pub(crate) fn facts(column: Column<'_>) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(column.meaning().map(str::to_owned));
    out.extend(column.deprecation().as_ref().map(deprecation));
    out.extend(column.note().map(str::to_owned));
    let values: Vec<_> = column.values().collect();
    if !values.is_empty() {
        let shown: Vec<_> = values
            .iter()
            .take(SHOWN_VALUES)
            .map(|it| inline(it))
            .collect();
        let title = if column.values_are_closed() {
            "Values"
        } else {
            "Known values"
        };
        let more = match values.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        out.push(format!("{title}: {}{more}", shown.join(", ")));
    }
    out
}
