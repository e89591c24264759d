//! Functions as YAML: the parsers of Microsoft Sentinel's repository.

use jsonc_parser::ast::Value;

use crate::{
    error::SchemaError,
    json::At,
    model::{Function, Parameter, ParameterType},
    saved::parameters_of,
    yaml,
};

/// The keys of a name, a body and parameters.
const NAMES: &[&str] = &["ParserName", "FunctionAlias", "FunctionName"];
const BODIES: &[&str] = &["ParserQuery", "FunctionQuery"];
const PARAMETERS: &[&str] = &["ParserParams", "FunctionParameters"];

/// `FunctionName: …` and `FunctionQuery: …`, or `ParserName: …`, `ParserQuery: …` and
/// `ParserParams: …`, in each document of the file.
pub(crate) fn read(text: &str) -> Result<Vec<Function>, SchemaError> {
    let documents = yaml::parse(text)?;
    let functions: Vec<_> = documents
        .iter()
        .map(|it| function(&At::root(it)))
        .collect::<Result<_, _>>()?;
    match functions.is_empty() {
        true => Err(SchemaError::new(0, "there is no function in the file")),
        false => Ok(functions),
    }
}

fn function(at: &At<'_, '_>) -> Result<Function, SchemaError> {
    let lacks = |keys: &[&str]| {
        let keys: Vec<_> = keys.iter().map(|it| format!("`{it}`")).collect();
        at.error(format_args!("expected a text under {}", keys.join(" or ")))
    };
    let Some(name) = at.text(NAMES) else {
        return Err(lacks(NAMES));
    };
    let Some(body) = at.text(BODIES) else {
        return Err(lacks(BODIES));
    };
    let parameters = match at.field(PARAMETERS) {
        Some(found) => match found.value {
            Value::StringLit(text) => parameters_of(&text.value).map_err(|it| found.error(it))?,
            Value::NullKeyword(_) => Vec::new(),
            _ => {
                let list = found.list()?.iter();
                list.map(|it| parameter(&found.inside("", it)))
                    .collect::<Result<_, _>>()?
            }
        },
        None => Vec::new(),
    };
    Ok(Function {
        name,
        parameters: Some(parameters),
        body: Some(body),
        description: at.text(&["Description"]),
        ..Function::default()
    })
}

/// `Name: starttime`, `Type: datetime`, `Default: datetime(null)`
fn parameter(at: &At<'_, '_>) -> Result<Parameter, SchemaError> {
    let (Some(name), Some(ty)) = (at.text(&["Name"]), at.text(&["Type"])) else {
        return Err(at.error("expected a parameter with a `Name` and a `Type`"));
    };
    let declared = parameters_of(&format!("['{name}']: {ty}")).map_err(|it| at.error(it))?;
    let Some(declared) = declared.into_iter().next() else {
        return Err(at.error("expected a parameter with a `Name` and a `Type`"));
    };
    let default = at.field(&["Default"]);
    Ok(Parameter {
        default: default.and_then(|it| default_of(&declared.ty, it.value)),
        ..declared
    })
}

/// A default as a query writes it: texts stand without their quotes in YAML.
fn default_of(ty: &ParameterType, value: &Value<'_>) -> Option<String> {
    let text = match value {
        Value::StringLit(text) => text.value.to_string(),
        Value::BooleanLit(it) => it.value.to_string(),
        _ => return None,
    };
    let is_text = *ty == ParameterType::Scalar(kqlint_catalog::ScalarType::String);
    let is_quoted = text.len() > 1 && text.starts_with(['\'', '"']);
    Some(match is_text && !is_quoted {
        true => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        false => text,
    })
}
