//! `kqlint schema import`

use std::io::Write as _;

use anyhow::bail;
use kqlint_catalog::Environment;
use kqlint_schema::{Change, ChangeKind, SchemaFile};
use kqlint_workspace::{import_schema, read_schema, write_atomically};

use crate::{Outcome, arguments::SchemaImportArguments, terminal::escaped};

pub(crate) fn run(arguments: &SchemaImportArguments) -> anyhow::Result<Outcome> {
    let mut file = match &arguments.output {
        Some(path) if path.exists() => read_schema(path)?,
        _ => SchemaFile::default(),
    };
    if !arguments.environment.is_empty() {
        file.environments = environments(&arguments.environment)?;
    }
    let mut report = String::new();
    for path in &arguments.files {
        let imported = import_schema(path, arguments.table.as_deref())?;
        let shape = imported.shape.name();
        let changes = file.merge(imported);
        report.push_str(&format!("{}: {shape}\n", path.display()));
        if changes.is_empty() {
            report.push_str("  nothing changed\n");
        }
        for change in &changes {
            report.push_str(&line(change));
        }
    }
    let text = file.write();
    match &arguments.output {
        Some(path) => write_atomically(path, &text)?,
        None => std::io::stdout().write_all(text.as_bytes())?,
    }
    // What was asked for is the file; what changed is news.
    anstream::stderr().write_all(report.as_bytes())?;
    Ok(Outcome::Clean)
}

fn line(change: &Change) -> String {
    let (color, word) = match change.kind {
        ChangeKind::Added => ("32", "added"),
        ChangeKind::Changed => ("33", "changed"),
        ChangeKind::Gone => ("31", "gone"),
        ChangeKind::Kept => ("36", "kept"),
    };
    let what = escaped(&change.what);
    let detail = match &change.detail {
        Some(detail) => format!(": {}", escaped(detail)),
        None => String::new(),
    };
    format!("  \x1b[{color}m{word:<7}\x1b[0m {what}{detail}\n")
}

fn environments(names: &[String]) -> anyhow::Result<Vec<Environment>> {
    let mut out = Vec::new();
    for name in names {
        let Some(environment) = Environment::from_name(name) else {
            let known: Vec<_> = Environment::ALL.iter().map(|it| it.name()).collect();
            bail!(
                "there is no environment `{name}`; known are {}",
                known.join(", ")
            );
        };
        out.push(environment);
    }
    Ok(out)
}
