//! Rows: tables, variables that stand for rows, functions of the workspace.

use kqlint_catalog::{Environment, Table};
use kqlint_semantics::{Type, Variable, VariableKind};

use super::{
    Gatherer, functions,
    item::{Item, ItemKind},
    operators,
    rank::Rank,
};
use crate::{Topic, names};

/// Everything that makes rows.
pub(super) fn all(gatherer: &mut Gatherer<'_, '_>) {
    for variable in gatherer.scope.variables.clone() {
        if variable.kind != VariableKind::Function {
            gatherer.add(Rank::Near, variable_item(variable));
        }
    }
    functions::of_query(gatherer);
    tables(gatherer);
    functions::of_workspace(gatherer);
    operators::at_start(gatherer);
}

/// Variables that stand for a value, or for something not known.
pub(super) fn value_variables(gatherer: &mut Gatherer<'_, '_>) {
    for variable in gatherer.scope.variables.clone() {
        let is_value = variable.kind != VariableKind::Function && variable.ty != Type::Table;
        if is_value {
            gatherer.add(Rank::Declared, variable_item(variable));
        }
    }
}

fn tables(gatherer: &mut Gatherer<'_, '_>) {
    let ignores_case = gatherer.cx.catalog.environment() == Environment::ResourceGraph;
    for table in gatherer.cx.catalog.tables() {
        let rank = if table.deprecation().is_some() {
            Rank::Last
        } else {
            Rank::Offered
        };
        let item = table_item(table);
        // `resources` is how everybody writes it there.
        let item = Item {
            label: if ignores_case {
                item.label.to_lowercase()
            } else {
                item.label.clone()
            },
            ..item
        };
        gatherer.add(rank, item);
    }
}

fn table_item(table: Table<'_>) -> Item {
    let item =
        Item::name(table.name(), ItemKind::Table).topic(Topic::Table(table.name().to_owned()));
    Item {
        detail: Some("table".to_owned()),
        is_deprecated: table.deprecation().is_some(),
        ..item
    }
}

fn variable_item(variable: Variable<'_>) -> Item {
    let written = names::written(variable.name);
    let item = Item {
        insert: (written != variable.name).then(|| written.into_owned()),
        ..Item::new(variable.name, ItemKind::Variable)
    };
    match variable.ty {
        Type::Unknown => item,
        ty => item.detail(ty.name()),
    }
}
