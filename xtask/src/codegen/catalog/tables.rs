//! Reads tables, their details and deprecations.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, anyhow, ensure};
use kqlint_catalog::{
    DeprecationStatus, Environment, ScalarType,
    encode::{Column, Deprecation, Table},
};
use serde::Deserialize;

use super::{check_sentence, columns, files, read, scalar_type};

/// A file of tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    /// Where the tables exist.
    environments: Vec<String>,
    /// Whether the tables also have the standard columns.
    standard_columns: bool,
    /// The column that says when a row was made, in the tables that have it.
    time_column: Option<String>,
    tables: BTreeMap<String, TableRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableRow {
    columns: String,
    description: Option<String>,
    note: Option<String>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    basic_plan: bool,
    #[serde(default)]
    lake_only: bool,
    /// Whether Defender has the table as well, with `Timestamp`.
    #[serde(default)]
    advanced_hunting: bool,
    /// The columns that are of another type there.
    defender_types: Option<String>,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    resource_types: Vec<String>,
}

/// What is known beyond names and types.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DetailFile {
    /// In the order in which they stand after a table's own columns.
    standard_columns: serde_json::Map<String, serde_json::Value>,
    tables: BTreeMap<String, TableDetail>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StandardColumn {
    #[serde(rename = "type")]
    ty: String,
    meaning: String,
    note: Option<String>,
    #[serde(default)]
    hidden: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableDetail {
    description: Option<String>,
    note: Option<String>,
    columns: BTreeMap<String, ColumnDetail>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnDetail {
    meaning: Option<String>,
    note: Option<String>,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    closed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeprecationFile {
    tables: BTreeMap<String, DeprecationRow>,
    columns: BTreeMap<String, BTreeMap<String, DeprecationRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeprecationRow {
    status: String,
    since: Option<String>,
    retires: Option<String>,
    #[serde(default)]
    replacements: Vec<String>,
    note: Option<String>,
}

/// The tables of all files, then the columns that a workspace adds to each.
pub(super) fn load(data: &Path) -> anyhow::Result<(Vec<Table>, Table)> {
    let details: DetailFile = read(&data.join("details.json"))?;
    let standard = standard_columns(details.standard_columns)?;
    let mut tables = Vec::new();
    for path in files(&data.join("tables"))? {
        let file: TableFile = read(&path)?;
        for (name, row) in file.tables.iter() {
            let table = table(name, row, &file, &standard);
            let mut table = table.with_context(|| format!("table `{name}`"))?;
            tables.extend(add_defenders(&mut table, row)?);
            tables.push(table);
        }
    }
    for (name, detail) in &details.tables {
        let found = tables_named(&mut tables, name)?;
        for table in found {
            add_details(table, detail).with_context(|| format!("details of `{name}`"))?;
        }
    }
    add_deprecations(&mut tables, &read(&data.join("deprecations.json"))?)?;
    let standard = Table {
        name: "workspace".to_owned(),
        columns: standard,
        environments: vec![Environment::LogAnalytics, Environment::Sentinel],
        ..Table::default()
    };
    Ok((tables, standard))
}

fn standard_columns(
    rows: serde_json::Map<String, serde_json::Value>,
) -> anyhow::Result<Vec<Column>> {
    rows.into_iter()
        .map(|(name, row)| {
            let row: StandardColumn = serde_json::from_value(row)?;
            check_sentence(&name, Some(&row.meaning))?;
            Ok(Column {
                standard: true,
                hidden: row.hidden,
                meaning: Some(row.meaning),
                note: row.note,
                ..Column::new(name, scalar_type(&row.ty)?)
            })
        })
        .collect()
}

fn table(
    name: &str,
    row: &TableRow,
    file: &TableFile,
    standard: &[Column],
) -> anyhow::Result<Table> {
    check_sentence(name, row.description.as_deref())?;
    let mut columns = columns(&row.columns)?;
    if file.standard_columns {
        add_standard(&mut columns, standard);
    }
    let has = |name: &String| columns.iter().any(|it| it.name == *name);
    let environments = file.environments.iter().map(|name| {
        Environment::from_name(name).ok_or_else(|| anyhow!("`{name}` is not an environment"))
    });
    Ok(Table {
        name: name.to_owned(),
        description: row.description.clone(),
        note: row.note.clone(),
        open: row.open,
        basic_plan: row.basic_plan,
        lake_only: row.lake_only,
        documented: false,
        plan: None,
        time_column: file.time_column.clone().filter(has),
        deprecation: None,
        categories: row.categories.clone(),
        resource_types: row.resource_types.clone(),
        environments: environments.collect::<anyhow::Result<_>>()?,
        columns,
    })
}

/// Says what a table's own columns mean where they are standard, and adds the rest.
fn add_standard(columns: &mut Vec<Column>, standard: &[Column]) {
    for column in standard {
        match columns.iter_mut().find(|it| it.name == column.name) {
            Some(own) => {
                let ty = own.ty;
                *own = Column {
                    ty,
                    ..column.clone()
                };
            }
            None => columns.push(column.clone()),
        }
    }
}

/// The same table in Defender, where that has it, with the types that columns have there.
fn add_defenders(table: &mut Table, row: &TableRow) -> anyhow::Result<Option<Table>> {
    if !row.advanced_hunting {
        let types = row.defender_types.is_none();
        ensure!(types, "`{}` is not a table of Defender", table.name);
        return Ok(None);
    }
    let mut there = advanced_hunting(table);
    for other in columns(row.defender_types.as_deref().unwrap_or_default())? {
        column_named(&mut there, &other.name)?.ty = other.ty;
        let own = column_named(table, &other.name)?;
        ensure!(own.ty != other.ty, "`{}` is of the same type", own.name);
        own.varies = true;
    }
    Ok(Some(there))
}

/// The same table in Defender: rows are dated by `Timestamp`, and what a workspace
/// adds isn't listed.
fn advanced_hunting(table: &Table) -> Table {
    let timestamp = Column {
        meaning: Some("UTC time at which the event was recorded.".to_owned()),
        ..Column::new("Timestamp", ScalarType::DateTime)
    };
    let own = table.columns.iter().filter(|it| it.name != timestamp.name);
    let own = own.map(|it| Column {
        hidden: it.hidden || it.standard,
        ..it.clone()
    });
    Table {
        time_column: Some(timestamp.name.clone()),
        columns: std::iter::once(timestamp.clone()).chain(own).collect(),
        environments: vec![Environment::Defender],
        ..table.clone()
    }
}

/// The tables of that name, one for each group of environments.
fn tables_named<'t>(tables: &'t mut [Table], name: &str) -> anyhow::Result<Vec<&'t mut Table>> {
    let found: Vec<_> = tables.iter_mut().filter(|it| it.name == name).collect();
    ensure!(!found.is_empty(), "`{name}` is not a table");
    Ok(found)
}

fn column_named<'t>(table: &'t mut Table, name: &str) -> anyhow::Result<&'t mut Column> {
    let mut columns = table.columns.iter_mut();
    let found = columns.find(|it| it.name == name);
    found.ok_or_else(|| anyhow!("`{name}` is not a column"))
}

fn add_details(table: &mut Table, detail: &TableDetail) -> anyhow::Result<()> {
    check_sentence(&table.name, detail.description.as_deref())?;
    check_sentence(&table.name, detail.note.as_deref())?;
    table.description = detail.description.clone().or(table.description.take());
    table.note = detail.note.clone().or(table.note.take());
    for (name, detail) in &detail.columns {
        check_sentence(name, detail.meaning.as_deref())?;
        check_sentence(name, detail.note.as_deref())?;
        let column = column_named(table, name)?;
        column.meaning = detail.meaning.clone().or(column.meaning.take());
        column.note = detail.note.clone().or(column.note.take());
        column.values.clone_from(&detail.values);
        column.values_are_closed = detail.closed;
    }
    Ok(())
}

fn add_deprecations(tables: &mut [Table], file: &DeprecationFile) -> anyhow::Result<()> {
    for (name, row) in &file.tables {
        for table in tables_named(tables, name)? {
            table.deprecation = Some(deprecation(row)?);
        }
    }
    for (name, columns) in &file.columns {
        for table in tables_named(tables, name)? {
            for (column, row) in columns {
                let column = column_named(table, column)
                    .with_context(|| format!("deprecations of `{name}`"))?;
                column.deprecation = Some(deprecation(row)?);
            }
        }
    }
    Ok(())
}

fn deprecation(row: &DeprecationRow) -> anyhow::Result<Deprecation> {
    let status = DeprecationStatus::from_exact_name(&row.status);
    Ok(Deprecation {
        status: status.ok_or_else(|| anyhow!("`{}` is not a status", row.status))?,
        since: row.since.clone(),
        retires: row.retires.clone(),
        replacements: row.replacements.clone(),
        note: row.note.clone(),
    })
}
