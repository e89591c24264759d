//! Values that a compared column is known to hold.

use super::{
    Gatherer,
    item::{Item, ItemKind},
    rank::Rank,
    site::Comparison,
};
use crate::known;

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
    let known = found.and_then(|column| known::known(gatherer.cx, column));
    let values = known.into_iter().flat_map(|(_, column)| column.values());
    values.map(str::to_owned).collect()
}

/// A value as it stands between double quotes.
fn escape(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"")
}
