//! `schema` and `functions`: files that say what there is.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use ignore::{WalkBuilder, overrides::OverrideBuilder};
use kqlint_schema::SchemaFile;
use toml::de::DeTable;

use super::{
    ConfigError,
    value::{Invalid, Source, Value, invalid, one_or_more, quoted, string},
};
use crate::{
    paths::normalized,
    schema::{SchemaFileError, read_functions, read_schema},
};

/// What starts a part of a path that is a pattern.
const PATTERN: [char; 4] = ['*', '?', '[', '{'];

/// Reads the files that a configuration names. They are noted even where one of
/// them can't be used.
pub(super) fn read(
    table: &DeTable<'_>,
    folder: &Path,
    source: &Source<'_>,
    files: &mut BTreeSet<PathBuf>,
) -> Result<Vec<SchemaFile>, ConfigError> {
    let mut out = Vec::new();
    let named = |key: &str| match table.get(key) {
        Some(value) => named(value, folder).map_err(|invalid| source.error(invalid)),
        None => Ok(Vec::new()),
    };
    let of_file = |error: SchemaFileError| ConfigError::Schema(error);
    for path in named("schema")? {
        files.insert(path.clone());
        out.push(read_schema(&path).map_err(of_file)?);
    }
    let mut saved = SchemaFile::default();
    for path in named("functions")? {
        files.insert(path.clone());
        saved
            .functions
            .extend(read_functions(&path).map_err(of_file)?);
    }
    if !saved.functions.is_empty() {
        out.push(saved);
    }
    Ok(out)
}

/// The files that a list of patterns names, in the order of the list, then of paths.
fn named(value: &Value<'_>, folder: &Path) -> Result<Vec<PathBuf>, Invalid> {
    let mut out = Vec::new();
    for value in one_or_more(value)? {
        let pattern = string(value)?;
        let found = find(pattern, folder).map_err(|error| {
            let reason = error.to_string().replace('\n', " ");
            invalid(
                value,
                format!("{} is not a pattern: {reason}", quoted(pattern)),
            )
        })?;
        if found.is_empty() {
            return Err(invalid(
                value,
                format!("no file is named {}", quoted(pattern)),
            ));
        }
        out.extend(found);
    }
    Ok(out)
}

fn find(pattern: &str, folder: &Path) -> Result<Vec<PathBuf>, ignore::Error> {
    let parts: Vec<_> = pattern.split('/').collect();
    let plain = parts.iter().take_while(|it| !it.contains(PATTERN)).count();
    let (plain, rest) = parts.split_at_checked(plain).unwrap_or_default();
    let root = normalized(&folder.join(plain.join("/")));
    if rest.is_empty() {
        return Ok(Vec::from_iter(root.is_file().then_some(root)));
    }
    let mut globs = OverrideBuilder::new(&root);
    globs.add(&format!("/{}", rest.join("/")))?;
    let mut walk = WalkBuilder::new(&root);
    walk.standard_filters(false).overrides(globs.build()?);
    if !rest.contains(&"**") {
        walk.max_depth(Some(rest.len()));
    }
    // A folder that can't be read has no files for us.
    let entries = walk.build().filter_map(Result::ok);
    let is_file = |it: &ignore::DirEntry| it.file_type().is_some_and(|it| it.is_file());
    let mut out: Vec<_> = entries
        .filter(is_file)
        .map(ignore::DirEntry::into_path)
        .collect();
    out.sort();
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn patterns_name_files_below_their_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = normalized(folder.path());
        for name in [
            "schema/b.json",
            "schema/a.json",
            "schema/deep/c.json",
            "f/x/y.kql",
        ] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        let check = |folder: &str, pattern: &str, expected: &[&str]| {
            let found = find(pattern, &root.join(folder)).unwrap();
            let expected: Vec<_> = expected.iter().map(|it| root.join(it)).collect();
            assert_eq!(found, expected, "{pattern}");
        };
        check("", "schema/*.json", &["schema/a.json", "schema/b.json"]);
        check("", "schema/a.json", &["schema/a.json"]);
        check("", "schema/x.json", &[]);
        check("", "**/*.kql", &["f/x/y.kql"]);
        check("f", "../schema/**/c.json", &["schema/deep/c.json"]);
    }
}
