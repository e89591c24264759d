//! What the services of Log Analytics export.

use kqlint_catalog::TablePlan;

use super::{Parts, columns_of};
use crate::{
    error::SchemaError,
    json::At,
    model::{Function, Table},
    saved::parameters_of,
};

/// The metadata of a workspace.
pub(super) fn metadata(at: &At<'_, '_>, out: &mut Parts) -> Result<(), SchemaError> {
    for item in at.items("tables") {
        let at = at.inside("tables", item);
        let Some(name) = at.text(&["name"]) else {
            return Err(at.error("expected a table with a `name`"));
        };
        out.tables.push(Table {
            name,
            description: at.text(&["description"]),
            time_column: at.text(&["timespanColumn"]),
            columns: columns_of(&at, at.items("columns"))?,
            ..Table::default()
        });
    }
    for item in at.items("functions") {
        let at = at.inside("functions", item);
        let Some(name) = at.text(&["name"]) else {
            return Err(at.error("expected a function with a `name`"));
        };
        let parameters = at.text(&["parameters"]).unwrap_or_default();
        let parameters = parameters_of(&parameters).map_err(|message| at.error(message))?;
        out.functions.push(Function {
            name,
            description: at.text(&["description"]),
            parameters: Some(parameters),
            body: at.text(&["body"]),
            ..Function::default()
        });
    }
    Ok(())
}

/// A table as it is deployed, returned or listed; whether it is one.
pub(super) fn table_resource(at: &At<'_, '_>, out: &mut Parts) -> Result<bool, SchemaError> {
    let properties = at.field(&["properties"]);
    let inner = properties.as_ref().unwrap_or(at);
    let Some(schema) = inner.field(&["schema"]) else {
        return Ok(false);
    };
    let Some(name) = schema.text(&["name"]).or_else(|| last_part(at)) else {
        return Err(at.error("expected a table with a `name`"));
    };
    let standard = schema.items("standardColumns");
    let mut columns = columns_of(&schema, standard)?;
    let is_time = |it: &crate::model::Column| it.name == "TimeGenerated";
    // Rows begin with their own columns, except for the time.
    let time = columns
        .iter()
        .position(is_time)
        .map(|it| columns.remove(it));
    let own = columns_of(&schema, schema.items("columns"))?;
    let all = time.into_iter().chain(own).chain(columns);
    out.tables.push(Table {
        name,
        description: schema.text(&["description"]),
        plan: inner
            .text(&["plan"])
            .and_then(|it| TablePlan::from_name(&it)),
        columns: all.collect(),
        ..Table::default()
    });
    Ok(true)
}

/// A search that is saved under an alias is a function.
pub(super) fn saved_search(at: &At<'_, '_>, out: &mut Parts) -> Result<(), SchemaError> {
    let Some(properties) = at.field(&["properties"]) else {
        return Ok(());
    };
    let Some(name) = properties.text(&["functionAlias"]) else {
        return Ok(());
    };
    let parameters = properties.text(&["functionParameters"]).unwrap_or_default();
    let parameters = parameters_of(&parameters).map_err(|message| properties.error(message))?;
    out.functions.push(Function {
        name,
        description: properties.text(&["displayName"]),
        parameters: Some(parameters),
        body: properties.text(&["query"]),
        ..Function::default()
    });
    Ok(())
}

/// `Orders_CL` of `demo/Orders_CL` and of `[concat(parameters('workspace'), '/Orders_CL')]`.
fn last_part(at: &At<'_, '_>) -> Option<String> {
    let name = at.text(&["name"])?;
    let last = name.rsplit('/').next().unwrap_or(&name);
    let last = last.trim_end_matches([')', ']', '\'', ' ']);
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let is_name = !last.is_empty() && last.chars().all(is_name);
    is_name.then(|| last.to_owned())
}
