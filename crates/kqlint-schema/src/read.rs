//! Reads a schema file.

use kqlint_catalog::{Catalog, Environment, RefusedName, ScalarType, TablePlan};

use crate::{
    error::{SchemaError, quoted},
    json::{self, At, Value},
    model::{Column, Function, Parameter, ParameterType, SchemaFile, Table},
};

/// How a parameter that takes rows is typed.
pub(crate) const TABLE_TYPE: &str = "table";

const FILE_KEYS: &[&str] = &["$schema", "environments", "tables", "functions"];
const TABLE_KEYS: &[&str] = &[
    "description",
    "note",
    "source",
    "keep",
    "open",
    "plan",
    "time_column",
    "deprecated",
    "columns",
];
const COLUMN_KEYS: &[&str] = &[
    "type",
    "description",
    "note",
    "values",
    "closed",
    "keep",
    "deprecated",
];
const FUNCTION_KEYS: &[&str] = &[
    "description",
    "note",
    "source",
    "keep",
    "parameters",
    "body",
    "columns",
    "returns",
];
const PARAMETER_KEYS: &[&str] = &["type", "columns", "default", "optional"];

impl SchemaFile {
    /// Reads the text of a schema file.
    ///
    /// # Errors
    ///
    /// When it isn't JSON, or has a key or a value that the format doesn't know.
    ///
    /// ```
    /// use kqlint_schema::SchemaFile;
    ///
    /// let text = r#"{ "tables": { "Jobs": { "columns": { "Start": "datetime" } } } }"#;
    /// let file = SchemaFile::read(text).expect("a schema");
    /// assert_eq!(file.tables[0].columns[0].name, "Start");
    /// let error = SchemaFile::read(r#"{ "tables": { "Jobs": 1 } }"#).expect_err("no schema");
    /// assert_eq!(error.message, "`tables.Jobs`: expected an object, found a number");
    /// ```
    pub fn read(text: &str) -> Result<Self, SchemaError> {
        let body = without_mark(text);
        let shift = text.len() - body.len();
        Self::read_body(body).map_err(|error| error.moved(shift))
    }

    fn read_body(text: &str) -> Result<Self, SchemaError> {
        let value = json::parse(text)?;
        let root = At::root(&value);
        let mut out = Self::default();
        for entry in root.entries()? {
            let key = entry.name.as_str();
            let at = root.inside(key, &entry.value);
            match key {
                "$schema" => out.schema = Some(at.string()?.to_owned()),
                "environments" => out.environments = environments(&at)?,
                "tables" => out.tables.extend(named(&at, table)?),
                "functions" => out.functions.extend(named(&at, function)?),
                _ => return Err(root.unknown_key(entry, FILE_KEYS)),
            }
        }
        if out.is_of_workspaces() {
            check_function_names(&root, &out.functions)?;
        }
        Ok(out)
    }
}

/// Refuses names that a workspace takes for no function, where they were written by hand.
fn check_function_names(root: &At<'_, '_>, functions: &[Function]) -> Result<(), SchemaError> {
    let Some(at) = root.field(&["functions"]) else {
        return Ok(());
    };
    for (entry, function) in at.entries()?.iter().zip(functions) {
        let name = function.name.as_str();
        let inside = at.inside(entry.name.as_str(), &entry.value);
        let reason = match RefusedName::of(name).filter(|_| function.source.is_none()) {
            None => continue,
            Some(RefusedName::Reserved) => "names that begin with `_` are reserved in a workspace",
            Some(RefusedName::Characters) => {
                "a function of a workspace is named by letters, digits and `_`"
            }
        };
        return Err(inside.error(reason));
    }
    Ok(())
}

/// A text without the byte order mark of an editor.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The entries of an object, each read with its name.
fn named<T>(
    at: &At<'_, '_>,
    read: fn(&str, &At<'_, '_>) -> Result<T, SchemaError>,
) -> Result<Vec<T>, SchemaError> {
    let entries = at.entries()?.iter();
    entries
        .map(|entry| {
            let name = entry.name.as_str();
            read(name, &at.inside(name, &entry.value))
        })
        .collect()
}

fn environments(at: &At<'_, '_>) -> Result<Vec<Environment>, SchemaError> {
    let names = at.list()?.iter().map(|value| {
        let at = at.inside("", value);
        let name = at.string()?;
        Environment::from_name(name).ok_or_else(|| {
            let known = Environment::ALL.iter().map(|it| format!("`{}`", it.name()));
            let known = known.collect::<Vec<_>>().join(", ");
            let name = quoted(name);
            at.error(format_args!(
                "there is no environment {name}; known are {known}"
            ))
        })
    });
    names.collect()
}

fn table(name: &str, at: &At<'_, '_>) -> Result<Table, SchemaError> {
    let mut out = Table {
        name: name.to_owned(),
        ..Table::default()
    };
    let mut refused = None;
    for entry in at.entries()? {
        let key = entry.name.as_str();
        let inside = at.inside(key, &entry.value);
        match key {
            "description" => out.description = text(&inside)?,
            "note" => out.note = text(&inside)?,
            "source" => out.source = text(&inside)?,
            "keep" => out.keep = inside.boolean()?,
            "open" => out.open = inside.boolean()?,
            "plan" => {
                let plan = plan(&inside)?;
                refused = refused_plan(name, plan).map(|reason| inside.error(reason));
                out.plan = Some(plan);
            }
            "time_column" => out.time_column = text(&inside)?,
            "deprecated" => out.deprecated = text(&inside)?,
            "columns" => out.columns = named(&inside, column)?,
            _ => return Err(at.unknown_key(entry, TABLE_KEYS)),
        }
    }
    // What a service says of its tables is so.
    if let Some(refused) = refused.filter(|_| out.source.is_none()) {
        return Err(refused);
    }
    if let Some(time) = &out.time_column
        && !out.columns.iter().any(|it| it.name == *time)
    {
        let time = quoted(time);
        return Err(at.error(format_args!("`time_column` {time} is none of the columns")));
    }
    Ok(out)
}

fn plan(at: &At<'_, '_>) -> Result<TablePlan, SchemaError> {
    let name = at.string()?;
    TablePlan::from_name(name).ok_or_else(|| {
        let known = TablePlan::ALL.iter().map(|it| format!("`{}`", it.name()));
        let (name, known) = (quoted(name), known.collect::<Vec<_>>().join(", "));
        at.error(format_args!("there is no plan {name}; known are {known}"))
    })
}

/// Why a table of Azure can't be on a plan.
fn refused_plan(name: &str, plan: TablePlan) -> Option<String> {
    let catalog = Catalog::builtin();
    let table = catalog.table(name)?;
    let is_refused = match plan {
        TablePlan::Analytics => false,
        TablePlan::Basic => !table.basic_plan(),
        TablePlan::Auxiliary => true,
    };
    let plan = plan.name();
    is_refused.then(|| format!("`{}` can't be on the {plan} plan", table.name()))
}

fn column(name: &str, at: &At<'_, '_>) -> Result<Column, SchemaError> {
    if let Value::StringLit(_) = at.value {
        return Ok(Column::new(name, at.scalar_type()?));
    }
    let mut ty = None;
    let mut out = Column::new(name, ScalarType::Unknown);
    for entry in at.entries()? {
        let key = entry.name.as_str();
        let inside = at.inside(key, &entry.value);
        match key {
            "type" => ty = Some(inside.scalar_type()?),
            "description" => out.description = text(&inside)?,
            "note" => out.note = text(&inside)?,
            "values" => out.values = strings(&inside)?,
            "closed" => out.closed = inside.boolean()?,
            "keep" => out.keep = inside.boolean()?,
            "deprecated" => out.deprecated = text(&inside)?,
            _ => return Err(at.unknown_key(entry, COLUMN_KEYS)),
        }
    }
    out.ty = ty.ok_or_else(|| at.error("a column needs a `type`"))?;
    Ok(out)
}

fn function(name: &str, at: &At<'_, '_>) -> Result<Function, SchemaError> {
    let mut out = Function {
        name: name.to_owned(),
        ..Function::default()
    };
    for entry in at.entries()? {
        let key = entry.name.as_str();
        let inside = at.inside(key, &entry.value);
        match key {
            "description" => out.description = text(&inside)?,
            "note" => out.note = text(&inside)?,
            "source" => out.source = text(&inside)?,
            "keep" => out.keep = inside.boolean()?,
            "parameters" => out.parameters = Some(named(&inside, parameter)?),
            "body" => out.body = text(&inside)?,
            "columns" => out.columns = Some(named(&inside, column)?),
            "returns" => out.returns = Some(inside.scalar_type()?),
            _ => return Err(at.unknown_key(entry, FUNCTION_KEYS)),
        }
    }
    let parameters = out.parameters.iter().flatten();
    let is_given = |it: &Parameter| it.default.is_none() && !it.optional;
    let behind_default = parameters
        .skip_while(|it| is_given(it))
        .find(|it| is_given(it));
    if let Some(late) = behind_default.filter(|_| out.source.is_none()) {
        let late = quoted(&late.name);
        return Err(at.error(format_args!(
            "{late} has no default, and stands behind a parameter that has one"
        )));
    }
    if out.returns.is_some() && out.columns.is_some() {
        return Err(at.error("a function has `columns` or `returns`, not both"));
    }
    Ok(out)
}

fn parameter(name: &str, at: &At<'_, '_>) -> Result<Parameter, SchemaError> {
    let mut out = Parameter {
        name: name.to_owned(),
        ty: ParameterType::Scalar(ScalarType::Unknown),
        default: None,
        optional: false,
    };
    if let Value::StringLit(_) = at.value {
        out.ty = parameter_type(at)?;
        return Ok(out);
    }
    let mut ty = None;
    let mut rows = None;
    for entry in at.entries()? {
        let key = entry.name.as_str();
        let inside = at.inside(key, &entry.value);
        match key {
            "type" => ty = Some(parameter_type(&inside)?),
            "columns" => {
                let columns = named(&inside, column)?.into_iter();
                rows = Some(columns.map(|it| (it.name, it.ty)).collect());
            }
            "default" => out.default = text(&inside)?,
            "optional" => out.optional = inside.boolean()?,
            _ => return Err(at.unknown_key(entry, PARAMETER_KEYS)),
        }
    }
    out.ty = match (ty, rows) {
        (Some(ParameterType::Table(_)), Some(rows)) => ParameterType::Table(rows),
        (Some(ty), None) => ty,
        (_, Some(_)) => return Err(at.error("only a parameter of type `table` has `columns`")),
        (None, None) => return Err(at.error("a parameter needs a `type`")),
    };
    Ok(out)
}

fn parameter_type(at: &At<'_, '_>) -> Result<ParameterType, SchemaError> {
    match at.string()? == TABLE_TYPE {
        true => Ok(ParameterType::Table(Vec::new())),
        false => Ok(ParameterType::Scalar(at.scalar_type()?)),
    }
}

/// A text; a blank one says nothing.
fn text(at: &At<'_, '_>) -> Result<Option<String>, SchemaError> {
    let text = at.string()?;
    Ok((!text.trim().is_empty()).then(|| text.to_owned()))
}

fn strings(at: &At<'_, '_>) -> Result<Vec<String>, SchemaError> {
    let values = at.list()?.iter();
    values
        .map(|value| Ok(at.inside("", value).string()?.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fails(text: &str, at: &str, message: &str) {
        let error = SchemaFile::read(text).unwrap_err();
        let found = text.get(error.at..).unwrap_or_default();
        assert!(found.starts_with(at), "at {found}");
        assert_eq!(error.message, message);
    }

    #[test]
    fn everything_that_can_be_said_is_read_back() {
        let text = r#"{
  "$schema": "schema-file.json",
  "environments": ["adx"],
  "tables": {
    "Jobs": {
      "description": "Jobs of the factory.",
      "note": "Late by an hour.",
      "source": "export.json",
      "keep": true,
      "open": true,
      "plan": "basic",
      "time_column": "Start",
      "deprecated": "use Jobs2",
      "columns": {
        "Start": "datetime",
        "State": {
          "type": "string",
          "description": "What became of it.",
          "note": "Lower case.",
          "values": ["done", "failed"],
          "closed": true,
          "keep": true,
          "deprecated": "use Status"
        }
      }
    }
  },
  "functions": {
    "Recent": {
      "parameters": {
        "T": {
          "type": "table",
          "columns": {
            "Start": "datetime"
          }
        },
        "since": "datetime",
        "n": {
          "type": "int",
          "default": "10"
        },
        "U": {
          "type": "string",
          "optional": true
        }
      },
      "body": "T | take n"
    },
    "Half": {
      "parameters": {},
      "returns": "real"
    }
  }
}
"#;
        let file = SchemaFile::read(text).unwrap();
        assert_eq!(file.write(), text);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_key() {
        fails("", "", "the file is empty");
        fails(
            r#"{"tables": {"Jobs": {"columns": {"a": "strin"}}}}"#,
            "\"strin\"",
            "`tables.Jobs.columns.a`: there is no type `strin`; known are `bool`, `datetime`, \
             `decimal`, `dynamic`, `guid`, `int`, `long`, `real`, `string`, `timespan`",
        );
        fails(
            r#"{"tables": {"Jobs": {"column": {}}}}"#,
            "\"column\"",
            "`tables.Jobs`: there is no key `column`; known are `description`, `note`, `source`, \
             `keep`, `open`, `plan`, `time_column`, `deprecated`, `columns`",
        );
        fails(
            r#"{"tables": {"Jobs": {}, "Jobs": {}}}"#,
            "\"Jobs\": {}}}",
            "`tables`: `Jobs` is there twice",
        );
        fails(
            r#"{"environments": ["azure"]}"#,
            "\"azure\"",
            "`environments`: there is no environment `azure`; known are `log-analytics`, \
             `sentinel`, `defender`, `resource-graph`, `adx`",
        );
    }

    #[test]
    fn plans_are_those_that_a_table_can_be_on() {
        let table = |name: &str, rest: &str| format!(r#"{{"tables": {{"{name}": {{{rest}}}}}}}"#);
        fails(
            &table("Jobs", r#""plan": "gold""#),
            "\"gold\"",
            "`tables.Jobs.plan`: there is no plan `gold`; known are `analytics`, `basic`, `auxiliary`",
        );
        fails(
            &table("AmlComputeJobEvent", r#""plan": "basic""#),
            "\"basic\"",
            "`tables.AmlComputeJobEvent.plan`: `AmlComputeJobEvent` can't be on the basic plan",
        );
        fails(
            &table("ContainerLogV2", r#""plan": "auxiliary""#),
            "\"auxiliary\"",
            "`tables.ContainerLogV2.plan`: `ContainerLogV2` can't be on the auxiliary plan",
        );
        let imported = table(
            "AmlComputeJobEvent",
            r#""plan": "Basic", "source": "export.json""#,
        );
        for text in [table("ContainerLogV2", r#""plan": "basic""#), imported] {
            let file = SchemaFile::read(&text).unwrap();
            assert_eq!(file.tables[0].plan, Some(TablePlan::Basic));
        }
    }

    #[test]
    fn functions_of_a_workspace_have_its_names() {
        let file = |functions: &str| {
            format!(r#"{{"environments": ["log-analytics"], "functions": {{{functions}}}}}"#)
        };
        fails(
            &file(r#""_Recent": {}"#),
            "{}",
            "`functions._Recent`: names that begin with `_` are reserved in a workspace",
        );
        fails(
            &file(r#""my jobs": {}"#),
            "{}",
            "`functions.my jobs`: a function of a workspace is named by letters, digits and `_`",
        );
        let late = r#""F": {"parameters": {"a": {"type": "int", "default": "1"}, "b": "int"}}"#;
        fails(
            &file(late),
            "{\"parameters",
            "`functions.F`: `b` has no default, and stands behind a parameter that has one",
        );
        for text in [
            file(r#""_Im_Dns": {"source": "workspace.json"}"#),
            r#"{"environments": ["adx"], "functions": {"_own": {}}}"#.to_owned(),
        ] {
            assert!(SchemaFile::read(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_named_with_its_place() {
        let error = SchemaFile::read("{\n \"tables\": {},\n}").unwrap_err();
        assert!(
            error.message.starts_with("JSON cannot be read: "),
            "{error}"
        );
        assert_eq!(SchemaFile::read("\u{feff}{}"), Ok(SchemaFile::default()));
    }
}
