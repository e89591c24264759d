//! Tables that describe a table: what `getschema` returns, in its several wrappings.

use super::{ImportSource, Parts, Shape, columns_of, database};
use crate::{
    error::{SchemaError, quoted},
    json::{self, At, Value, as_text, scalar_type},
    model::{Column, Table},
};

/// A description of one column: of which table, where that is said, its name, its type.
struct Row<'r> {
    table: Option<&'r str>,
    name: &'r str,
    ty: &'r str,
}

/// The columns of such a table, by name in any case.
struct Header {
    table: Option<usize>,
    name: usize,
    /// The type of Kusto; that of .NET where there is no other.
    ty: usize,
}

impl Header {
    fn find<'h>(names: impl Iterator<Item = &'h str> + Clone) -> Option<Self> {
        let position = |wanted: &str| {
            let mut names = names.clone();
            names.position(|it| it.trim().eq_ignore_ascii_case(wanted))
        };
        Some(Self {
            table: position("TableName"),
            name: position("ColumnName")?,
            ty: position("ColumnType").or_else(|| position("DataType"))?,
        })
    }
}

/// `getschema` as CSV.
pub(super) fn csv(
    text: &str,
    source: ImportSource<'_>,
    out: &mut Parts,
) -> Result<(), SchemaError> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let wrong = |error: &csv::Error| {
        let at = error.position().map_or(0, |it| it.byte());
        let message = format!("the table cannot be read: {error}");
        SchemaError::new(usize::try_from(at).unwrap_or(0), message)
    };
    let header = reader.headers().map_err(|error| wrong(&error))?;
    let Some(header) = Header::find(header.iter()) else {
        return Err(SchemaError::new(
            0,
            "this is neither JSON nor a command nor a table with the columns `ColumnName` and \
             `ColumnType`; `kqlint schema import --help` lists what kqlint can read",
        ));
    };
    for record in reader.records() {
        let record = record.map_err(|error| wrong(&error))?;
        let at = record.position().map_or(0, |it| it.byte());
        let at = usize::try_from(at).unwrap_or(0);
        let cell = |index: usize| record.get(index).map(str::trim);
        let (Some(name), Some(ty)) = (cell(header.name), cell(header.ty)) else {
            return Err(SchemaError::new(at, "the row lacks a name or a type"));
        };
        let table = header.table.and_then(cell);
        add(out, source, Row { table, name, ty }).map_err(|it| SchemaError::new(at, it))?;
    }
    Ok(())
}

/// The rows of `getschema` as objects.
pub(super) fn rows(
    at: &At<'_, '_>,
    items: &[Value<'_>],
    source: ImportSource<'_>,
    out: &mut Parts,
) -> Result<(), SchemaError> {
    out.tables.push(Table {
        name: source.table.to_owned(),
        columns: columns_of(at, items)?,
        ..Table::default()
    });
    Ok(())
}

/// The answer of a query service: `{"tables": [{"columns": […], "rows": […]}]}`.
pub(super) fn response(
    at: &At<'_, '_>,
    source: ImportSource<'_>,
    out: &mut Parts,
) -> Result<Shape, SchemaError> {
    let mut shape = None;
    // Tables after the first say how the query ran.
    for item in at.items("tables") {
        let at = at.inside("tables", item);
        match shape {
            None => shape = Some(answer(&at, source, out)?),
            Some(_) => break,
        }
    }
    shape.ok_or_else(|| at.error("the answer has no table"))
}

/// The answer of a cluster in the newer form: a list of frames.
pub(super) fn frames(
    at: &At<'_, '_>,
    items: &[Value<'_>],
    source: ImportSource<'_>,
    out: &mut Parts,
) -> Result<Shape, SchemaError> {
    for item in items {
        let at = at.inside("", item);
        let kind = at.text(&["TableKind"]);
        if at.has_list("Rows") && kind.is_none_or(|it| it == "PrimaryResult") {
            return answer(&at, source, out);
        }
    }
    Err(at.error("the answer has no table"))
}

/// One table of an answer.
fn answer(
    at: &At<'_, '_>,
    source: ImportSource<'_>,
    out: &mut Parts,
) -> Result<Shape, SchemaError> {
    let columns: Vec<_> = at
        .items("columns")
        .iter()
        .map(|it| at.inside("", it).text(&["name", "ColumnName"]))
        .map(Option::unwrap_or_default)
        .collect();
    let is_schema = |it: &String| it.eq_ignore_ascii_case("DatabaseSchema");
    if let Some(index) = columns.iter().position(is_schema) {
        for row in at.items("rows") {
            let at = at.inside("rows", row);
            nested_schema(&at, index, out)?;
        }
        return Ok(Shape::DatabaseSchemaResponse);
    }
    let Some(header) = Header::find(columns.iter().map(String::as_str)) else {
        return Err(at.error(
            "the answer has neither the column `DatabaseSchema` nor `ColumnName` and `ColumnType`",
        ));
    };
    for row in at.items("rows") {
        let at = at.inside("rows", row);
        let cells = at.list()?;
        let cell = |index: usize| cells.get(index).and_then(|it| as_text(it));
        let (Some(name), Some(ty)) = (cell(header.name), cell(header.ty)) else {
            return Err(at.error("the row lacks a name or a type"));
        };
        let table = header.table.and_then(cell);
        let (table, name, ty) = (table.as_deref(), &name, &ty);
        add(out, source, Row { table, name, ty }).map_err(|it| at.error(it))?;
    }
    Ok(Shape::GetSchemaResponse)
}

/// A schema that is JSON inside a cell.
fn nested_schema(at: &At<'_, '_>, index: usize, out: &mut Parts) -> Result<(), SchemaError> {
    let Some(cell) = at.list()?.get(index) else {
        return Err(at.error("the row lacks its cell"));
    };
    let at = at.inside("", cell);
    let text = at.string()?;
    let mut read = |text: &str| {
        let value = json::parse(text)?;
        database::read(&At::root(&value), out)
    };
    // Places inside the text aren't places of the file.
    read(text).map_err(|error| at.error(error.message))
}

fn add(out: &mut Parts, source: ImportSource<'_>, row: Row<'_>) -> Result<(), String> {
    // Such tables have a row for the table itself, without a column.
    if row.name.is_empty() {
        return Ok(());
    }
    let Some(ty) = scalar_type(row.ty) else {
        return Err(format!(
            "column {}: there is no type {}",
            quoted(row.name),
            quoted(row.ty)
        ));
    };
    let table = row.table.unwrap_or(source.table);
    let column = Column::new(row.name, ty);
    match out.tables.iter_mut().find(|it| it.name == table) {
        Some(found) => found.columns.push(column),
        None => out.tables.push(Table {
            name: table.to_owned(),
            columns: vec![column],
            ..Table::default()
        }),
    }
    Ok(())
}
