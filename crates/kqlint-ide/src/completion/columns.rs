//! Columns in scope.

use kqlint_semantics::{Column, Schema};

use super::{
    Gatherer,
    item::{Item, ItemKind},
    rank::Rank,
};
use crate::{Topic, hover, known};

/// The columns of the rows at hand; of `$left` in the conditions of a join.
pub(super) fn in_scope(gatherer: &mut Gatherer<'_, '_>) {
    if let Some(schema) = gatherer.scope.columns {
        add(gatherer, schema, |_| true);
    }
}

/// The columns that both sides of a join have; all of the left side where the
/// right one isn't known.
pub(super) fn common(gatherer: &mut Gatherer<'_, '_>) {
    let Some(left) = gatherer.scope.columns else {
        return;
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

fn add<'a>(gatherer: &mut Gatherer<'_, 'a>, schema: Schema<'a>, fits: impl Fn(Column<'a>) -> bool) {
    for column in schema.columns().filter(|it| fits(*it)) {
        let (rank, item) = item(gatherer, column);
        gatherer.add(rank, item);
    }
}

fn item<'a>(gatherer: &Gatherer<'_, 'a>, column: Column<'a>) -> (Rank, Item) {
    let item = Item::name(column.name(), ItemKind::Column).detail(column.ty().name());
    let known = known::known(gatherer.cx, column);
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
