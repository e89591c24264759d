//! Compiles `crates/kqlint-catalog/data/*.json` into the blob of the catalog.
//!
//! | file | holds |
//! |---|---|
//! | `tables/*.json` | tables of one service: columns as `Name: type, …`, where they exist |
//! | `details.json` | standard columns; meanings, values and traps of tables and columns |
//! | `deprecations.json` | what is deprecated and what takes its place |
//! | `functions.json` | signatures of functions, aggregates and plug-ins |
//! | `summaries/*.json` | a sentence and an example for each of them |
//! | `workspace_functions.json` | functions of ASIM, watchlists and scopes |

mod functions;
mod tables;
mod workspace_functions;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use kqlint_catalog::{
    ScalarType,
    encode::{Column, Encoded, Schema},
};
use serde::de::DeserializeOwned;

use super::Generated;

/// The folder of the data, relative to the project.
const DATA: &str = "crates/kqlint-catalog/data";

/// The compiled catalog.
pub(super) fn compile(root: &Path) -> anyhow::Result<Encoded> {
    Ok(schema(&root.join(DATA))?.encode())
}

/// The files that hold it.
pub(super) fn files_of(compiled: Encoded) -> [Generated; 2] {
    let file = |name, contents| Generated {
        path: Path::new("crates/kqlint-catalog/src").join(name),
        contents,
    };
    [
        file("catalog.bin", compiled.bytes),
        file("catalog.txt", compiled.text.into_bytes()),
    ]
}

/// Everything that the data holds.
fn schema(data: &Path) -> anyhow::Result<Schema> {
    let (tables, standard_columns) = tables::load(data)?;
    Ok(Schema {
        tables,
        standard_columns: vec![standard_columns],
        functions: functions::load(data)?,
        workspace_functions: workspace_functions::load(data)?,
    })
}

/// The JSON of a file.
fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not as expected", path.display()))
}

/// The JSON files of a folder, in the order of their names.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let paths: Result<Vec<_>, _> = entries.map(|it| it.map(|it| it.path())).collect();
    let mut paths = paths?;
    paths.retain(|it| it.extension().is_some_and(|it| it == "json"));
    paths.sort();
    Ok(paths)
}

/// The columns of a list such as `Name: string, Age: long`.
fn columns(list: &str) -> anyhow::Result<Vec<Column>> {
    let items = list.split(',').map(str::trim).filter(|it| !it.is_empty());
    items
        .map(|item| {
            let (name, ty) = item
                .split_once(':')
                .with_context(|| format!("`{item}` is not a column"))?;
            Ok(Column::new(name.trim(), scalar_type(ty.trim())?))
        })
        .collect()
}

/// The type of that name, spelled as Kusto prints it.
fn scalar_type(name: &str) -> anyhow::Result<ScalarType> {
    ScalarType::from_exact_name(name).ok_or_else(|| anyhow!("`{name}` is not a type"))
}

/// Fails when a sentence of ours doesn't read as one.
fn check_sentence(owner: &str, sentence: Option<&str>) -> anyhow::Result<()> {
    match sentence {
        Some(text) if !text.ends_with('.') || text.contains('\n') => {
            bail!("the text of `{owner}` is not one sentence: {text}")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blob_is_what_the_data_compiles_to() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for file in files_of(compile(root).unwrap()) {
            let found = fs::read(root.join(file.path)).unwrap();
            assert!(found == file.contents, "run `cargo xtask codegen`");
        }
    }
}
