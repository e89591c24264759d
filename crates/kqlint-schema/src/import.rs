//! Makes tables and functions from what services export. The shape is told from the
//! content.

mod commands;
mod database;
mod flows;
mod rows;
mod sentinel;
mod workspace;

pub(crate) use self::commands::docstring;

use crate::{
    error::SchemaError,
    json::{self, At, Value},
    model::{Column, Function, Table},
    read::without_mark,
};

/// How deep lists of resources are looked through.
const DEEPEST: usize = 8;

/// What an export is called.
#[derive(Debug, Clone, Copy)]
pub struct ImportSource<'s> {
    /// The name of the file, which is kept as the source of what is read.
    pub name: &'s str,
    /// The name of the table, for shapes that don't say it.
    pub table: &'s str,
}

/// What an export holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What it was read as.
    pub shape: Shape,
    /// The tables.
    pub tables: Vec<Table>,
    /// The functions.
    pub functions: Vec<Function>,
}

/// The shapes that exports have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// The metadata of a workspace: tables with columns, functions with bodies.
    WorkspaceMetadata,
    /// The table that `getschema` returns, as CSV.
    GetSchemaCsv,
    /// The same as a list of rows.
    GetSchemaRows,
    /// The same as the answer of a query service.
    GetSchemaResponse,
    /// What `.show database schema as json` returns.
    DatabaseSchema,
    /// The same inside the answer of a cluster.
    DatabaseSchemaResponse,
    /// `.create table` and `.create function` commands.
    Commands,
    /// A template that deploys tables.
    Template,
    /// A table as the management service returns it.
    TableResource,
    /// Tables as the command line of Azure lists them.
    TableList,
    /// A custom table of the content hub of Sentinel.
    SentinelTable,
    /// A custom function of the content hub of Sentinel.
    SentinelFunction,
    /// A data collection rule.
    DataCollectionRule,
}

impl Shape {
    /// The shape in a few words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WorkspaceMetadata => "metadata of a workspace",
            Self::GetSchemaCsv => "`getschema` as CSV",
            Self::GetSchemaRows => "rows of `getschema`",
            Self::GetSchemaResponse => "answer to `getschema`",
            Self::DatabaseSchema => "`.show database schema as json`",
            Self::DatabaseSchemaResponse => "answer to `.show database schema as json`",
            Self::Commands => "commands that create tables and functions",
            Self::Template => "template that deploys tables",
            Self::TableResource => "table resource",
            Self::TableList => "list of tables",
            Self::SentinelTable => "custom table of Sentinel",
            Self::SentinelFunction => "custom function of Sentinel",
            Self::DataCollectionRule => "data collection rule",
        }
    }
}

/// What is read so far.
#[derive(Default)]
struct Parts {
    tables: Vec<Table>,
    functions: Vec<Function>,
}

/// Reads an export.
///
/// # Errors
///
/// When nothing in it looks like a schema, or something in it is wrong.
///
/// ```
/// use kqlint_schema::{ImportSource, Shape, import};
///
/// let source = ImportSource { name: "orders.csl", table: "orders" };
/// let found = import(".create table Orders (Amount: real)", source).expect("a schema");
/// assert_eq!(found.shape, Shape::Commands);
/// assert_eq!(found.tables[0].name, "Orders");
/// ```
pub fn import(text: &str, source: ImportSource<'_>) -> Result<Imported, SchemaError> {
    let body = without_mark(text);
    let shift = text.len() - body.len();
    let mut parts = Parts::default();
    let shape = read(body, source, &mut parts).map_err(|error| error.moved(shift))?;
    if parts.tables.is_empty() && parts.functions.is_empty() {
        let message = format!("this {} has no tables and no functions", shape.name());
        return Err(SchemaError::new(0, message));
    }
    for table in &mut parts.tables {
        table.source = Some(source.name.to_owned());
        table.time_column = time_column(table);
        drop_duplicates(&mut table.columns);
    }
    for function in &mut parts.functions {
        function.source = Some(source.name.to_owned());
    }
    Ok(Imported {
        shape,
        tables: parts.tables,
        functions: parts.functions,
    })
}

fn read(text: &str, source: ImportSource<'_>, out: &mut Parts) -> Result<Shape, SchemaError> {
    match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => {
            let value = json::parse(text)?;
            value_of(&At::root(&value), source, 0, out)
        }
        Some(b'.' | b'/') => {
            commands::read(text, out)?;
            Ok(Shape::Commands)
        }
        _ => {
            rows::csv(text, source, out)?;
            Ok(Shape::GetSchemaCsv)
        }
    }
}

/// Reads a JSON value of any shape.
fn value_of(
    at: &At<'_, '_>,
    source: ImportSource<'_>,
    depth: usize,
    out: &mut Parts,
) -> Result<Shape, SchemaError> {
    if let Value::Array(list) = at.value {
        return list_of(at, &list.elements, source, depth, out);
    }
    if at.has_object("Databases") {
        database::read(at, out)?;
        return Ok(Shape::DatabaseSchema);
    }
    if at.has_list("tables") {
        let first = at.items("tables").first();
        let is_response = first.is_some_and(|it| at.inside("", it).has_list("rows"));
        if is_response {
            return rows::response(at, source, out);
        }
        workspace::metadata(at, out)?;
        return Ok(Shape::WorkspaceMetadata);
    }
    if at.has_list("resources") {
        resources(at, at.items("resources"), depth, out)?;
        return Ok(Shape::Template);
    }
    if at.text(&["FunctionName"]).is_some() {
        sentinel::function(at, out)?;
        return Ok(Shape::SentinelFunction);
    }
    if at.text(&["Name"]).is_some() && at.has_list("Properties") {
        sentinel::table(at, out)?;
        return Ok(Shape::SentinelTable);
    }
    if let Some(properties) = at.field(&["properties"])
        && properties.has_object("streamDeclarations")
    {
        flows::read(&properties, out)?;
        return Ok(Shape::DataCollectionRule);
    }
    if at.has_object("streamDeclarations") {
        flows::read(at, out)?;
        return Ok(Shape::DataCollectionRule);
    }
    if workspace::table_resource(at, out)? {
        return Ok(Shape::TableResource);
    }
    if at.has_list("value") && depth < DEEPEST {
        return list_of(at, at.items("value"), source, depth, out);
    }
    Err(at.error(
        "this is no schema that kqlint can read; `kqlint schema import --help` lists those it can",
    ))
}

fn list_of(
    at: &At<'_, '_>,
    items: &[Value<'_>],
    source: ImportSource<'_>,
    depth: usize,
    out: &mut Parts,
) -> Result<Shape, SchemaError> {
    let Some(first) = items.first() else {
        return Err(at.error("the list is empty"));
    };
    let first = at.inside("", first);
    if first.text(&["FrameType"]).is_some() {
        return rows::frames(at, items, source, out);
    }
    if first.text(&["ColumnName"]).is_some() {
        rows::rows(at, items, source, out)?;
        return Ok(Shape::GetSchemaRows);
    }
    let mut shape = None;
    for item in items {
        let inside = at.inside("", item);
        if depth >= DEEPEST {
            return Err(inside.error("lists are too deep inside each other"));
        }
        shape = Some(value_of(&inside, source, depth + 1, out)?);
    }
    match shape {
        None | Some(Shape::TableResource) => Ok(Shape::TableList),
        Some(shape) => Ok(shape),
    }
}

/// The tables, functions and rules among the resources of a template.
fn resources(
    at: &At<'_, '_>,
    items: &[Value<'_>],
    depth: usize,
    out: &mut Parts,
) -> Result<(), SchemaError> {
    for item in items {
        let at = at.inside("", item);
        let ty = at.text(&["type"]).unwrap_or_default().to_ascii_lowercase();
        match ty.rsplit('/').next().unwrap_or_default() {
            "tables" => {
                workspace::table_resource(&at, out)?;
            }
            "savedsearches" => workspace::saved_search(&at, out)?,
            "datacollectionrules" => {
                if let Some(properties) = at.field(&["properties"]) {
                    flows::read(&properties, out)?;
                }
            }
            "deployments" if depth < DEEPEST => {
                if let Some(properties) = at.field(&["properties"])
                    && let Some(template) = properties.field(&["template"])
                {
                    resources(&template, template.items("resources"), depth + 1, out)?;
                }
            }
            _ => {}
        }
        if depth < DEEPEST {
            resources(&at, at.items("resources"), depth + 1, out)?;
        }
    }
    Ok(())
}

/// The columns of a list of objects with a name and a type.
fn columns_of(at: &At<'_, '_>, items: &[Value<'_>]) -> Result<Vec<Column>, SchemaError> {
    let columns = items.iter().map(|item| {
        let at = at.inside("", item);
        let Some(name) = at.text(&["name", "ColumnName"]) else {
            return Err(at.error("expected a column with a `name`"));
        };
        let Some(ty) = at.field(&["CslType", "ColumnType", "type", "DataType"]) else {
            return Err(at.error("expected a column with a `type`"));
        };
        let ty = ty.scalar_type()?;
        let mut column = Column::new(name, ty);
        column.description = at.text(&["description", "DocString"]);
        Ok(column)
    });
    columns.collect()
}

fn time_column(table: &Table) -> Option<String> {
    let has = |name: &String| table.columns.iter().any(|it| it.name == *name);
    let usual = || Some("TimeGenerated".to_owned());
    table.time_column.clone().or_else(usual).filter(has)
}

/// Keeps the first of several columns with one name.
fn drop_duplicates(columns: &mut Vec<Column>) {
    let mut seen = std::collections::HashSet::new();
    columns.retain(|it| seen.insert(it.name.clone()));
}
