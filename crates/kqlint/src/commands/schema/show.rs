//! `kqlint schema show`

use std::{
    fmt::{self, Write as _},
    io::Write as _,
    path::Path,
};

use anyhow::bail;
use kqlint_catalog::{Column, Deprecation, Table};
use kqlint_lints::nearest;
use kqlint_workspace::{CONFIG_FILE, HostKind, Project};

use crate::Outcome;

pub(crate) fn run(name: &str) -> anyhow::Result<Outcome> {
    let analyzer = Project::default().analyzer(Path::new(CONFIG_FILE), HostKind::Query)?;
    let catalog = analyzer.default_catalog();
    let Some(table) = catalog.table_ignoring_case(name) else {
        let hint = match nearest(name, catalog.tables().map(|it| it.name())) {
            Some(name) => format!("; did you mean `{name}`?"),
            None => String::new(),
        };
        bail!(
            "there is no table `{name}` in `{}`{hint}",
            catalog.environment().name()
        );
    };
    let mut out = String::new();
    write_table(&mut out, table)?;
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(Outcome::Clean)
}

fn write_table(out: &mut String, table: Table<'_>) -> fmt::Result {
    writeln!(out, "{}", table.name())?;
    for line in [table.description(), table.note()].into_iter().flatten() {
        writeln!(out, "  {line}")?;
    }
    if let Some(deprecation) = table.deprecation() {
        writeln!(out, "  {}", deprecation_text(&deprecation))?;
    }
    if table.is_open() {
        writeln!(out, "  Rows may have columns that are not listed here.")?;
    }
    writeln!(out)?;
    let columns = || table.columns().filter(|it| !it.is_hidden());
    let width = columns().map(|it| it.name().len()).max().unwrap_or(0);
    for column in columns() {
        write_column(out, column, width)?;
    }
    Ok(())
}

fn write_column(out: &mut String, column: Column<'_>, width: usize) -> fmt::Result {
    let indent = width + 14;
    let meaning = column.meaning().unwrap_or_default();
    let line = format!(
        "  {:width$}  {:8}  {meaning}",
        column.name(),
        column.ty().name()
    );
    writeln!(out, "{}", line.trim_end())?;
    if let Some(note) = column.note() {
        writeln!(out, "{:indent$}{note}", "")?;
    }
    let values: Vec<_> = column.values().map(|it| format!("\"{it}\"")).collect();
    if !values.is_empty() {
        let title = if column.values_are_closed() {
            "Values"
        } else {
            "Known values"
        };
        writeln!(out, "{:indent$}{title}: {}", "", values.join(", "))?;
    }
    if let Some(deprecation) = column.deprecation() {
        writeln!(out, "{:indent$}{}", "", deprecation_text(&deprecation))?;
    }
    Ok(())
}

/// `Deprecated since 2022-02, retires 2026-09-30; use X. Why.`
fn deprecation_text(deprecation: &Deprecation<'_>) -> String {
    let mut out = match deprecation.status().name() {
        "announced" => "Will be deprecated".to_owned(),
        "legacy" => "Legacy".to_owned(),
        _ => "Deprecated".to_owned(),
    };
    if let Some(since) = deprecation.since() {
        out.push_str(&format!(" since {since}"));
    }
    if let Some(retires) = deprecation.retires() {
        out.push_str(&format!(", retires {retires}"));
    }
    let replacements: Vec<_> = deprecation.replacements().collect();
    if !replacements.is_empty() {
        out.push_str(&format!("; use {}", replacements.join(" or ")));
    }
    out.push('.');
    if let Some(note) = deprecation.note() {
        out.push_str(&format!(" {note}"));
    }
    out
}
