//! Functions, aggregates, plug-ins, and functions that the query declares.

use kqlint_catalog::{Catalog, Function, FunctionKind, Returns, ScalarType, WorkspaceFunctionKind};
use kqlint_semantics::VariableKind;

use super::{
    Gatherer,
    item::{Item, ItemKind},
    rank::Rank,
    site::Expects,
};
use crate::Topic;

/// The scalar functions of the catalog.
pub(super) fn scalar(gatherer: &mut Gatherer<'_, '_>) {
    let wanted = wanted_type(gatherer);
    let catalog: &Catalog = gatherer.cx.catalog;
    for function in catalog.functions().filter(|it| !it.is_hidden()) {
        let rank = match wanted {
            _ if function.obsolete() => Rank::Last,
            Some(ty) if yields(function, ty) => Rank::Offered,
            _ => Rank::Other,
        };
        gatherer.add(rank, function_item(function));
    }
}

/// The aggregates of the catalog.
pub(super) fn aggregates(gatherer: &mut Gatherer<'_, '_>) {
    let catalog: &Catalog = gatherer.cx.catalog;
    for function in catalog.aggregates().filter(|it| !it.is_hidden()) {
        let rank = if function.obsolete() {
            Rank::Last
        } else {
            Rank::Next
        };
        gatherer.add(rank, function_item(function));
    }
}

/// The plug-ins of the catalog.
pub(super) fn plugins(gatherer: &mut Gatherer<'_, '_>) {
    let catalog: &Catalog = gatherer.cx.catalog;
    for function in catalog.plugins().filter(|it| !it.is_hidden()) {
        let rank = if function.obsolete() {
            Rank::Last
        } else {
            Rank::Near
        };
        gatherer.add(rank, function_item(function));
    }
}

/// Functions that the query declares.
pub(super) fn of_query(gatherer: &mut Gatherer<'_, '_>) {
    for variable in gatherer.scope.variables.clone() {
        if variable.kind == VariableKind::Function {
            let item = Item::call(variable.name, true).detail("function of the query");
            gatherer.add(Rank::Declared, item);
        }
    }
}

/// Functions of the workspace that make rows.
pub(super) fn of_workspace(gatherer: &mut Gatherer<'_, '_>) {
    let catalog: &Catalog = gatherer.cx.catalog;
    for function in catalog.workspace_functions() {
        if function.kind() == WorkspaceFunctionKind::Scalar {
            continue;
        }
        let takes_arguments = function.parameters().next().is_some();
        let topic = Topic::WorkspaceFunction(function.name().to_owned());
        let item = Item::call(function.name(), takes_arguments).detail("function of the workspace");
        gatherer.add(Rank::Other, item.topic(topic));
    }
}

fn function_item(function: Function<'_>) -> Item {
    let takes_arguments = function.signatures().any(|it| it.max_arguments() > 0);
    let name = function.name().to_owned();
    let (topic, detail) = match function.kind() {
        FunctionKind::Scalar => (Topic::Function(name), "function"),
        FunctionKind::Aggregate => (Topic::Aggregate(name), "aggregate"),
        FunctionKind::Plugin => (Topic::Plugin(name), "plug-in"),
    };
    Item {
        kind: ItemKind::Function,
        is_deprecated: function.obsolete(),
        ..Item::call(function.name(), takes_arguments)
            .topic(topic)
            .detail(detail)
    }
}

/// The type of what is compared with the value that is being written.
fn wanted_type(gatherer: &Gatherer<'_, '_>) -> Option<ScalarType> {
    let Expects::Operand(Some(comparison)) = gatherer.site.expects else {
        return None;
    };
    let columns = gatherer.scope.columns?;
    let ty = columns.column(comparison.subject.text())?.ty().scalar()?;
    (ty != ScalarType::Unknown).then_some(ty)
}

fn yields(function: Function<'_>, ty: ScalarType) -> bool {
    function
        .signatures()
        .any(|it| it.returns() == Returns::Type(ty))
}
