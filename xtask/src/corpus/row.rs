//! One query of a corpus.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::Deserialize;

/// A query and what Microsoft's engine says of it.
#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) text: String,
    /// The kind of file that it stands in.
    #[serde(default)]
    pub(crate) form: String,
    #[serde(default)]
    pub(crate) templated: bool,
    #[serde(default)]
    pub(crate) syntax: Vec<Diagnostic>,
    /// What Microsoft's binder says; absent where the text isn't plain and accepted.
    #[serde(default)]
    pub(crate) semantic: Option<Vec<Diagnostic>>,
    /// The columns of the last statement, at most 60, where the binder accepts it.
    #[serde(default)]
    pub(crate) columns: Option<Vec<(String, Option<String>)>>,
    /// Texts and fields found beside the query.
    #[serde(default)]
    pub(crate) context: serde_json::Map<String, serde_json::Value>,
    #[serde(skip)]
    pub(crate) file: String,
}

/// Code, severity, start and end in UTF-16 units.
#[derive(Deserialize)]
pub(crate) struct Diagnostic(
    pub(crate) String,
    pub(crate) String,
    pub(crate) i64,
    pub(crate) i64,
);

impl Row {
    /// Whether Microsoft's binder accepts it as well.
    pub(crate) fn is_bound_clean(&self) -> bool {
        let semantic = self.semantic.as_ref();
        !self.templated
            && semantic.is_some_and(|found| !found.iter().any(|diagnostic| diagnostic.1 == "Error"))
    }

    /// Whether Microsoft's parser accepts it.
    pub(crate) fn is_accepted(&self) -> bool {
        !self.syntax.iter().any(|diagnostic| diagnostic.1 == "Error")
    }
}

/// Reads every `*.jsonl` file of a folder.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Vec<Row>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read `{}`", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
        })
        .collect();
    paths.sort();
    let mut rows = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        let file = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let mut row: Row = serde_json::from_str(line)
                .with_context(|| format!("`{}` line {}", path.display(), number + 1))?;
            row.file.clone_from(&file);
            rows.push(row);
        }
    }
    Ok(rows)
}
