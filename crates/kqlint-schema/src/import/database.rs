//! `.show database schema as json`

use kqlint_catalog::ScalarType;

use super::{Parts, columns_of};
use crate::{
    error::SchemaError,
    json::At,
    model::{Function, Parameter, ParameterType, Table},
};

/// Where a database lists its tables.
const TABLE_LISTS: [&str; 3] = ["Tables", "ExternalTables", "MaterializedViews"];

pub(super) fn read(at: &At<'_, '_>, out: &mut Parts) -> Result<(), SchemaError> {
    let Some(databases) = at.field(&["Databases"]) else {
        return Err(at.error("expected `Databases`"));
    };
    for database in databases.entries()? {
        let at = databases.inside(database.name.as_str(), &database.value);
        for list in TABLE_LISTS {
            if let Some(tables) = at.field(&[list]) {
                for entry in tables.entries()? {
                    let name = entry.name.as_str();
                    let at = tables.inside(name, &entry.value);
                    out.tables.push(Table {
                        name: at.text(&["Name"]).unwrap_or_else(|| name.to_owned()),
                        description: at.text(&["DocString"]),
                        columns: columns_of(&at, at.items("OrderedColumns"))?,
                        ..Table::default()
                    });
                }
            }
        }
        if let Some(functions) = at.field(&["Functions"]) {
            for entry in functions.entries()? {
                let name = entry.name.as_str();
                let at = functions.inside(name, &entry.value);
                out.functions.push(function(name, &at)?);
            }
        }
    }
    Ok(())
}

fn function(name: &str, at: &At<'_, '_>) -> Result<Function, SchemaError> {
    let parameters = at.items("InputParameters").iter();
    let parameters: Vec<_> = parameters
        .map(|it| parameter(&at.inside("InputParameters", it)))
        .collect::<Result<_, _>>()?;
    let columns = columns_of(at, at.items("OutputColumns"))?;
    let body = at.text(&["Body"]).map(|body| {
        let inner = body.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        inner.unwrap_or(&body).trim().to_owned()
    });
    Ok(Function {
        name: at.text(&["Name"]).unwrap_or_else(|| name.to_owned()),
        description: at.text(&["DocString"]),
        parameters: Some(parameters),
        body,
        columns: (!columns.is_empty()).then_some(columns),
        ..Function::default()
    })
}

fn parameter(at: &At<'_, '_>) -> Result<Parameter, SchemaError> {
    let Some(name) = at.text(&["Name"]) else {
        return Err(at.error("expected a parameter with a `Name`"));
    };
    let ty = match at.field(&["CslType"]) {
        Some(ty) => ParameterType::Scalar(ty.scalar_type()?),
        None if at.has_list("Columns") => {
            let columns = columns_of(at, at.items("Columns"))?.into_iter();
            ParameterType::Table(columns.map(|it| (it.name, it.ty)).collect())
        }
        None => ParameterType::Scalar(ScalarType::Dynamic),
    };
    Ok(Parameter {
        name,
        ty,
        default: at.text(&["CslDefaultValue"]),
        optional: false,
    })
}
