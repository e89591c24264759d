//! Custom tables and functions of the content hub of Sentinel.

use kqlint_catalog::ScalarType;

use super::{Parts, columns_of};
use crate::{
    error::SchemaError,
    json::At,
    model::{Function, Parameter, ParameterType, Table},
};

/// `{"Name": …, "Properties": [{"name": …, "type": …}]}`
pub(super) fn table(at: &At<'_, '_>, out: &mut Parts) -> Result<(), SchemaError> {
    out.tables.push(Table {
        name: at.text(&["Name"]).unwrap_or_default(),
        columns: columns_of(at, at.items("Properties"))?,
        ..Table::default()
    });
    Ok(())
}

/// `{"FunctionName": …, "FunctionParameters": […], "FunctionResultColumns": […]}`
pub(super) fn function(at: &At<'_, '_>, out: &mut Parts) -> Result<(), SchemaError> {
    let parameters = at.items("FunctionParameters").iter();
    let parameters: Vec<_> = parameters
        .map(|it| parameter(&at.inside("FunctionParameters", it)))
        .collect::<Result<_, _>>()?;
    let results = columns_of(at, at.items("FunctionResultColumns"))?;
    out.functions.push(Function {
        name: at.text(&["FunctionName"]).unwrap_or_default(),
        parameters: Some(parameters),
        columns: (!results.is_empty()).then_some(results),
        ..Function::default()
    });
    Ok(())
}

fn parameter(at: &At<'_, '_>) -> Result<Parameter, SchemaError> {
    let Some(name) = at.text(&["Name"]) else {
        return Err(at.error("expected a parameter with a `Name`"));
    };
    let ty = match at.text(&["Type"]) {
        Some(ty) if is_rows(&ty) => ParameterType::Table(Vec::new()),
        Some(_) => match at.field(&["Type"]) {
            Some(ty) => ParameterType::Scalar(ty.scalar_type()?),
            None => ParameterType::Scalar(ScalarType::Dynamic),
        },
        None => return Err(at.error("expected a parameter with a `Type`")),
    };
    let required = at.field(&["IsRequired"]).map(|it| it.boolean());
    Ok(Parameter {
        name,
        ty,
        default: None,
        optional: !required.transpose()?.unwrap_or(true),
    })
}

fn is_rows(ty: &str) -> bool {
    ty.starts_with('(') || ty.eq_ignore_ascii_case("table")
}
