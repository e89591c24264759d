//! Reads a configuration file and those that it extends.

use std::{
    collections::{BTreeSet, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use toml::de::DeTable;

use super::{
    AppliedSetting, Config, ConfigError, Setting, custom_rules,
    globs::Globs,
    keys, overrides, per_file, schemas,
    value::{Invalid, Source, invalid, one_or_more, string, unknown},
};
use crate::{
    paths::{normalized, shown},
    read::read_document,
};

/// More files than this don't extend each other.
const LONGEST_CHAIN: usize = 32;

/// Reads a file and those that it extends, theirs first. The files are noted even
/// where one of them can't be used.
pub(super) fn read(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<Config, ConfigError> {
    let path = normalized(path);
    files.insert(path.clone());
    let text = read_document(&path)?;
    let mut reader = Reader {
        out: Config::default(),
        files,
        chain: Vec::new(),
        done: HashSet::new(),
    };
    reader.file(path, &text)?;
    Ok(reader.out)
}

/// What was read so far.
struct Reader<'f> {
    out: Config,
    files: &'f mut BTreeSet<PathBuf>,
    /// The files that extend each other down to the one that is being read.
    chain: Vec<PathBuf>,
    /// All files that were read; each counts once.
    done: HashSet<PathBuf>,
}

impl Reader<'_> {
    /// Reads a file whose path is normalized.
    fn file(&mut self, path: PathBuf, text: &str) -> Result<(), ConfigError> {
        let source = Source::new(Arc::from(path.as_path()), text);
        let document = DeTable::parse(source.body).map_err(|error| {
            source.error(Invalid {
                at: error.span().map_or(0, |span| span.start),
                message: error.message().replace('\n', ", "),
            })
        })?;
        self.chain.push(path.clone());
        self.bases(document.get_ref(), &source)?;
        self.chain.pop();
        let folder = path.parent().unwrap_or(&path);
        self.own(document.get_ref(), folder, &source)
            .map_err(|invalid| source.error(invalid))?;
        let schemas = schemas::read(document.get_ref(), folder, &source, self.files)?;
        self.out.schemas.extend(schemas);
        self.note_whole(document.get_ref(), &source);
        Ok(())
    }

    /// Reads the files that a file extends.
    fn bases(&mut self, table: &DeTable<'_>, source: &Source<'_>) -> Result<(), ConfigError> {
        let Some(value) = table.get("extends") else {
            return Ok(());
        };
        let bases = one_or_more(value).map_err(|error| source.error(error))?;
        for value in bases {
            let name = string(value).map_err(|error| source.error(error))?;
            let folder = source.path.parent().unwrap_or(&source.path);
            let path = normalized(&folder.join(name));
            let fail = |message: String| source.error(invalid(value, message));
            if self.chain.contains(&path) {
                let path = shown(&path);
                return Err(fail(format!("`{path}` extends itself")));
            }
            if self.chain.len() >= LONGEST_CHAIN {
                return Err(fail(format!(
                    "more than {LONGEST_CHAIN} files extend each other"
                )));
            }
            self.files.insert(path.clone());
            if self.done.insert(path.clone()) {
                // A file that can't be read is an error of the one that names it.
                let text = read_document(&path).map_err(|error| fail(error.to_string()))?;
                self.file(path, &text)?;
            }
        }
        Ok(())
    }

    /// Notes what a file says of all files alike. Patterns for files replace those of
    /// the files that it extends, others come on top.
    fn note_whole(&mut self, table: &DeTable<'_>, source: &Source<'_>) {
        for key in ["include", "exclude", "schema", "functions"] {
            let Some(value) = table.get(key) else {
                continue;
            };
            if matches!(key, "include" | "exclude") {
                self.out.whole.retain(|it| it.key != key);
            }
            self.out.whole.push(AppliedSetting {
                key: key.to_owned(),
                value: source.written(value.span()),
                origin: Some(source.origin(value.span().start)),
            });
        }
    }

    /// Reads what a file says itself.
    fn own(
        &mut self,
        table: &DeTable<'_>,
        folder: &Path,
        source: &Source<'_>,
    ) -> Result<(), Invalid> {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            let known = keys::names(keys::KEYS);
            if !known.clone().any(|it| it == name) {
                return Err(unknown(key.span(), "setting", name, known));
            }
        }
        if let Some(value) = table.get("include") {
            self.out.include = Some(Globs::read(folder, value)?);
        }
        if let Some(value) = table.get("exclude") {
            self.out.exclude = Some(Globs::read(folder, value)?);
        }
        if let Some(value) = table.get("custom-rules") {
            let rules = custom_rules::read(value, source)?;
            self.out.settings.extend(rules);
        }
        let custom = self.out.settings.iter();
        let custom: Vec<_> = custom.filter_map(Setting::custom_rule).collect();
        let settings = per_file::read(table, source, &custom)?;
        self.out.settings.extend(settings);
        if let Some(value) = table.get("overrides") {
            let overrides = overrides::read(folder, value, source, &custom)?;
            self.out.overrides.extend(overrides);
        }
        Ok(())
    }
}
