//! Writes a schema file.

use jsonc_parser::{ParseOptions, cst::CstInputValue, cst::CstRootNode};
use kqlint_catalog::{ScalarType, TablePlan};

use crate::{
    model::{Column, Function, Parameter, ParameterType, SchemaFile, Table},
    read::TABLE_TYPE,
};

type Entries = Vec<(String, CstInputValue)>;

impl SchemaFile {
    /// The text of the file. What it doesn't say is left out.
    #[must_use]
    pub fn write(&self) -> String {
        let mut root = Entries::new();
        put_text(&mut root, "$schema", self.schema.as_deref());
        if !self.environments.is_empty() {
            let names = self.environments.iter().map(|it| it.name());
            root.push(("environments".to_owned(), list(names)));
        }
        let tables = self.tables.iter().map(|it| (it.name.clone(), table(it)));
        put_object(&mut root, "tables", tables.collect());
        let functions = self.functions.iter();
        let functions = functions.map(|it| (it.name.clone(), function(it)));
        put_object(&mut root, "functions", functions.collect());
        let Ok(file) = CstRootNode::parse("", &ParseOptions::default()) else {
            // An empty text is read by every parser.
            return String::new();
        };
        file.set_value(CstInputValue::Object(root));
        let mut text = file.to_string();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }
}

fn table(table: &Table) -> CstInputValue {
    let mut out = Entries::new();
    put_text(&mut out, "description", table.description.as_deref());
    put_text(&mut out, "note", table.note.as_deref());
    put_text(&mut out, "source", table.source.as_deref());
    put_flag(&mut out, "keep", table.keep);
    put_flag(&mut out, "open", table.open);
    put_text(&mut out, "plan", table.plan.map(TablePlan::name));
    put_text(&mut out, "time_column", table.time_column.as_deref());
    put_text(&mut out, "deprecated", table.deprecated.as_deref());
    out.push(("columns".to_owned(), columns(&table.columns)));
    CstInputValue::Object(out)
}

fn columns(columns: &[Column]) -> CstInputValue {
    let columns = columns.iter().map(|it| (it.name.clone(), column(it)));
    CstInputValue::Object(columns.collect())
}

fn column(column: &Column) -> CstInputValue {
    let ty = column.ty.name();
    if *column == Column::new(column.name.as_str(), column.ty) {
        return ty.into();
    }
    let mut out = Entries::new();
    put_text(&mut out, "type", Some(ty));
    put_text(&mut out, "description", column.description.as_deref());
    put_text(&mut out, "note", column.note.as_deref());
    if !column.values.is_empty() {
        let values = list(column.values.iter().map(String::as_str));
        out.push(("values".to_owned(), values));
    }
    put_flag(&mut out, "closed", column.closed);
    put_flag(&mut out, "keep", column.keep);
    put_text(&mut out, "deprecated", column.deprecated.as_deref());
    CstInputValue::Object(out)
}

fn function(function: &Function) -> CstInputValue {
    let mut out = Entries::new();
    put_text(&mut out, "description", function.description.as_deref());
    put_text(&mut out, "note", function.note.as_deref());
    put_text(&mut out, "source", function.source.as_deref());
    put_flag(&mut out, "keep", function.keep);
    if let Some(parameters) = &function.parameters {
        let parameters = parameters.iter();
        let parameters = parameters.map(|it| (it.name.clone(), parameter(it)));
        out.push(("parameters".to_owned(), object(parameters.collect())));
    }
    put_text(&mut out, "body", function.body.as_deref());
    if let Some(known) = &function.columns {
        out.push(("columns".to_owned(), columns(known)));
    }
    put_text(&mut out, "returns", function.returns.map(ScalarType::name));
    CstInputValue::Object(out)
}

fn parameter(parameter: &Parameter) -> CstInputValue {
    let mut out = Entries::new();
    match &parameter.ty {
        ParameterType::Scalar(ty) => put_text(&mut out, "type", Some(ty.name())),
        ParameterType::Table(columns) => {
            put_text(&mut out, "type", Some(TABLE_TYPE));
            let columns = columns.iter();
            let columns = columns.map(|(name, ty)| (name.clone(), ty.name().into()));
            put_object(&mut out, "columns", columns.collect());
        }
    }
    put_text(&mut out, "default", parameter.default.as_deref());
    put_flag(&mut out, "optional", parameter.optional);
    match out.as_slice() {
        [(_, ty)] => ty.clone(),
        _ => CstInputValue::Object(out),
    }
}

fn put_text(out: &mut Entries, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        out.push((key.to_owned(), text.into()));
    }
}

fn put_flag(out: &mut Entries, key: &str, flag: bool) {
    if flag {
        out.push((key.to_owned(), true.into()));
    }
}

fn put_object(out: &mut Entries, key: &str, entries: Entries) {
    if !entries.is_empty() {
        out.push((key.to_owned(), object(entries)));
    }
}

const fn object(entries: Entries) -> CstInputValue {
    CstInputValue::Object(entries)
}

fn list<'s>(texts: impl Iterator<Item = &'s str>) -> CstInputValue {
    CstInputValue::Array(texts.map(CstInputValue::from).collect())
}
