//! Values that a compared column is known to hold.

use kqlint_catalog::Column;

use super::{
    Gatherer,
    item::{Item, ItemKind},
    rank::Rank,
    site::Comparison,
};

/// Known values where the quotes are there already.
pub(super) fn in_string(gatherer: &mut Gatherer<'_, '_>, comparison: Comparison<'_>) {
    for value in known(gatherer, comparison) {
        let escaped = escape(&value);
        let insert = (escaped != value).then_some(escaped);
        let item = Item {
            insert,
            ..Item::new(value, ItemKind::Value)
        };
        gatherer.add(Rank::Value, item);
    }
}

/// Known values with quotes around them.
pub(super) fn quoted(gatherer: &mut Gatherer<'_, '_>, comparison: Comparison<'_>) {
    for value in known(gatherer, comparison) {
        let text = format!("\"{}\"", escape(&value));
        let item = Item {
            filter: Some(value),
            ..Item::new(text, ItemKind::Value)
        };
        gatherer.add(Rank::Value, item);
    }
}

/// The values of the column that is compared.
fn known(gatherer: &Gatherer<'_, '_>, comparison: Comparison<'_>) -> Vec<String> {
    if matches!(
        comparison.operator,
        "between" | "!between" | "matches regex"
    ) {
        return Vec::new();
    }
    let sides = [gatherer.scope.columns, gatherer.scope.right];
    let name = comparison.subject.text();
    let found = sides.into_iter().flatten().find_map(|it| it.column(name));
    let Some((table, name)) = found.and_then(kqlint_semantics::Column::source) else {
        return Vec::new();
    };
    let table = gatherer.cx.catalog.table_ignoring_case(table);
    let column = table.and_then(|it| it.column_ignoring_case(name));
    let values = column.into_iter().flat_map(Column::values);
    values.map(str::to_owned).collect()
}

/// A value as it stands between double quotes.
fn escape(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"")
}
