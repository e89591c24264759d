//! `kqlint schema list`

use std::{fmt::Write as _, io::Write as _, path::Path};

use kqlint_workspace::{CONFIG_FILE, HostKind, Project};

use crate::Outcome;

/// Prints the tables of the environment that the nearest `kqlint.toml` names, with
/// those of its schemas: a line for each, sorted by name.
pub(crate) fn run() -> anyhow::Result<Outcome> {
    let analyzer = Project::default().analyzer(Path::new(CONFIG_FILE), HostKind::Query)?;
    let tables = analyzer.default_catalog().tables();
    let mut tables: Vec<_> = tables.collect();
    tables.sort_by(|a, b| a.name().cmp(b.name()));
    let width = tables.iter().map(|it| it.name().len()).max().unwrap_or(0);
    let mut out = String::new();
    for table in tables {
        let description = table.description().unwrap_or_default();
        let line = format!("{:width$}  {description}", table.name());
        writeln!(out, "{}", line.trim_end())?;
    }
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(Outcome::Clean)
}
