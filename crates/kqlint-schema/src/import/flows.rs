//! Data collection rules: a stream has columns, a flow may transform them, and what
//! comes out goes to a table.

use kqlint_catalog::Catalog;
use kqlint_semantics::{DeclaredTable, Options, analyze};

use super::{Parts, columns_of};
use crate::{
    error::SchemaError,
    json::{At, scalar_type},
    model::{Column, Table},
};

/// What the names of streams begin with that go to tables of one's own.
const OWN: &str = "Custom-";

/// The name that a transformation has for its input.
const SOURCE: &str = "source";

/// Reads the properties of a rule.
pub(super) fn read(at: &At<'_, '_>, out: &mut Parts) -> Result<(), SchemaError> {
    let mut streams = Vec::new();
    if let Some(declared) = at.field(&["streamDeclarations"]) {
        for entry in declared.entries()? {
            let name = entry.name.as_str();
            let at = declared.inside(name, &entry.value);
            streams.push((name, columns_of(&at, at.items("columns"))?));
        }
    }
    let mut flowed = Vec::new();
    for flow in at.items("dataFlows") {
        let at = at.inside("dataFlows", flow);
        let output = at.text(&["outputStream"]);
        for stream in at.items("streams") {
            let stream = at.inside("streams", stream);
            let stream = stream.string()?;
            let Some((_, columns)) = streams.iter().find(|it| it.0 == stream) else {
                continue;
            };
            flowed.push(stream.to_owned());
            let table = output.as_deref().unwrap_or(stream).strip_prefix(OWN);
            // Other names are those of tables that exist already.
            let Some(table) = table else { continue };
            let transformed = at.text(&["transformKql"]);
            let transformed = transformed.and_then(|it| columns_after(&it, columns));
            let columns = transformed.unwrap_or_else(|| columns.clone());
            add(out, table, columns);
        }
    }
    for (stream, columns) in &streams {
        if !flowed.iter().any(|it| it == stream)
            && let Some(table) = stream.strip_prefix(OWN)
        {
            add(out, table, columns.clone());
        }
    }
    Ok(())
}

/// Several flows may end in one table.
fn add(out: &mut Parts, table: &str, columns: Vec<Column>) {
    match out.tables.iter_mut().find(|it| it.name == table) {
        Some(found) => found.columns.extend(columns),
        None => out.tables.push(Table {
            name: table.to_owned(),
            columns,
            ..Table::default()
        }),
    }
}

/// The columns that a transformation leaves; `None` where not all can be known.
fn columns_after(query: &str, columns: &[Column]) -> Option<Vec<Column>> {
    let declared = columns.iter().map(|it| (it.name.clone(), it.ty));
    let mut options = Options::default();
    options
        .tables
        .push(DeclaredTable::new(SOURCE, declared.collect()));
    let tree = kqlint_syntax::parse(query);
    let model = analyze(&tree, &Catalog::builtin(), &options);
    let rows = model.queries().last()?.output()?;
    if rows.is_open() || !tree.errors().is_empty() {
        return None;
    }
    let columns = rows.columns().map(|it| {
        let ty = scalar_type(it.ty().name())?;
        Some(Column::new(it.name(), ty))
    });
    columns.collect()
}
