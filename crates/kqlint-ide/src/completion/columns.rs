//! Columns in scope.

use kqlint_semantics::{Column, Schema};

use super::{
    Gatherer,
    item::{Item, ItemKind},
    rank::Rank,
};
use crate::{Topic, hover};

/// The columns of the rows at hand; of `$left` in the conditions of a join.
pub(super) fn in_scope(gatherer: &mut Gatherer<'_, '_>) {
    if let Some(schema) = gatherer.scope.columns {
        add(gatherer, schema, |_| true);
    }
}

/// The columns of `$right`.
pub(super) fn right(gatherer: &mut Gatherer<'_, '_>) {
    if let Some(schema) = gatherer.scope.right {
        add(gatherer, schema, |_| true);
    }
}

/// The columns that both sides of a join have; all of the left side where the
/// right one isn't known.
pub(super) fn common(gatherer: &mut Gatherer<'_, '_>) {
    let Some(left) = gatherer.scope.columns else {
        return right(gatherer);
    };
    match gatherer.scope.right {
        Some(right) if !right.is_open() => {
            add(gatherer, left, |column| {
                right.column(column.name()).is_some()
            });
        }
        _ => add(gatherer, left, |_| true),
    }
}

fn add(gatherer: &mut Gatherer<'_, '_>, schema: Schema<'_>, fits: impl Fn(Column<'_>) -> bool) {
    for column in schema.columns().filter(|it| fits(*it)) {
        let (rank, item) = item(gatherer, column);
        gatherer.add(rank, item);
    }
}

fn item(gatherer: &Gatherer<'_, '_>, column: Column<'_>) -> (Rank, Item) {
    let item = Item::name(column.name(), ItemKind::Column).detail(column.ty().name());
    let catalog = gatherer.cx.catalog;
    let known = column.source().and_then(|(table, name)| {
        let table = catalog.table_ignoring_case(table)?;
        Some((table, table.column_ignoring_case(name)?))
    });
    let Some((table, known)) = known else {
        let documentation = Some(hover::column(gatherer.cx, column));
        return (
            Rank::Near,
            Item {
                documentation,
                ..item
            },
        );
    };
    let rank = if known.is_hidden() || known.deprecation().is_some() {
        Rank::Last
    } else if known.is_standard() && known.name() != "TimeGenerated" {
        Rank::Common
    } else {
        Rank::Near
    };
    let topic = Topic::Column(table.name().to_owned(), known.name().to_owned());
    let is_deprecated = known.deprecation().is_some();
    (
        rank,
        Item {
            is_deprecated,
            ..item.topic(topic)
        },
    )
}
