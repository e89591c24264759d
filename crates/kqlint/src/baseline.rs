//! A list of findings that are known and not reported: `kqlint check --baseline FILE`.
//!
//! An *entry* is a finding without its line: the rule, the file, the first line of the
//! query and the line of the finding, both without differences in white space. So it
//! stays the same when other lines come and go, and moves with a file that has a new
//! name. A baseline only shrinks: what is new is reported, and what is gone is taken
//! out.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Component, Path, PathBuf},
};

use anyhow::Context as _;
use kqlint_workspace::{Finding, LineIndex, read_document, write_file};
use serde::{Deserialize, Serialize};

use crate::{checking::Checked, fingerprint::Key, output::slashed};

/// What a file begins with.
const HEAD: &str = "\
# Findings that are known and not reported.
# `kqlint check --write-baseline` takes out of this file what is gone.

";

/// The form of the file.
const VERSION: u32 = 1;

/// The findings that are known, counted, by file.
#[derive(Debug)]
pub(crate) struct Baseline {
    path: PathBuf,
    known: BTreeMap<(String, Key), usize>,
}

/// What a baseline made of the findings.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    /// How many findings are known.
    pub(crate) known: usize,
    /// How many of the known findings are gone, in files that were checked or are
    /// gone themselves.
    pub(crate) gone: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    #[serde(default, rename = "finding")]
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    rule: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    query: String,
    text: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// A list without an entry.
    pub(crate) fn empty(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            known: BTreeMap::new(),
        }
    }

    /// Reads the file.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = read_document(path)?;
        let shown = path.display();
        let document: Document = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let at = LineIndex::new(&text).position(u32::try_from(at).unwrap_or_default().into());
            let message = error.message().replace('\n', ", ");
            anyhow::anyhow!("{shown}:{}:{}: {message}", at.line, at.column)
        })?;
        anyhow::ensure!(
            document.version == VERSION,
            "`{shown}` is a baseline of version {}, and this kqlint knows version {VERSION}",
            document.version
        );
        let mut out = Self::empty(path);
        for entry in document.findings {
            let Entry {
                file,
                rule,
                query,
                text,
                count,
            } = entry;
            let key = Key { rule, query, text };
            *out.known.entry((file, key)).or_default() += count;
        }
        Ok(out)
    }

    /// Replaces the file.
    pub(crate) fn write(&self) -> anyhow::Result<()> {
        let entries = self.known.iter().filter(|(_, count)| **count > 0);
        let document = Document {
            version: VERSION,
            findings: entries
                .map(|((file, key), count)| Entry {
                    file: file.clone(),
                    rule: key.rule.clone(),
                    query: key.query.clone(),
                    text: key.text.clone(),
                    count: *count,
                })
                .collect(),
        };
        let text = toml::to_string(&document).context("cannot write the baseline")?;
        Ok(write_file(&self.path, &format!("{HEAD}{text}"))?)
    }

    /// Adds all findings that are reported.
    pub(crate) fn add(&mut self, checked: &[Checked]) {
        for file in checked {
            let name = self.name(&file.path);
            let lines = LineIndex::new(&file.text);
            for finding in &file.findings {
                let entry = (name.clone(), Key::new(finding, &lines));
                *self.known.entry(entry).or_default() += 1;
            }
        }
    }

    /// Takes the findings that are known out of what is reported. Entries of findings
    /// that are gone are taken out of the list, and those of a file that has another
    /// place now go with it.
    pub(crate) fn apply(&mut self, checked: &mut [Checked]) -> Matched {
        let names: Vec<_> = checked.iter().map(|it| self.name(&it.path)).collect();
        let mut left = self.known.clone();
        let known = take_out(checked, &names, |name, key| {
            take(&mut left, &(name.to_owned(), key.clone()))
        });
        let folder = self.folder();
        let mut gone = Vec::new();
        let mut homeless: BTreeMap<Key, Vec<String>> = BTreeMap::new();
        let seen: BTreeSet<_> = names.iter().collect();
        for ((file, key), count) in left {
            if !folder.join(&file).exists() {
                let files = std::iter::repeat_n(file, count);
                homeless.entry(key).or_default().extend(files);
            } else if seen.contains(&file) {
                gone.extend(std::iter::repeat_n((file, key), count));
            }
        }
        let moved = take_out(checked, &names, |name, key| {
            let Some(file) = homeless.get_mut(key).and_then(Vec::pop) else {
                return false;
            };
            take(&mut self.known, &(file, key.clone()));
            let here = (name.to_owned(), key.clone());
            *self.known.entry(here).or_default() += 1;
            true
        });
        let homeless = homeless
            .into_iter()
            .flat_map(|(key, files)| files.into_iter().map(move |file| (file, key.clone())));
        gone.extend(homeless);
        for entry in &gone {
            take(&mut self.known, entry);
        }
        Matched {
            known: known + moved,
            gone: gone.len(),
        }
    }

    /// How a file is called in the list: as seen from the list's folder.
    fn name(&self, path: &Path) -> String {
        let path = absolute(path);
        slashed(path.strip_prefix(self.folder()).unwrap_or(&path))
    }

    fn folder(&self) -> PathBuf {
        let path = absolute(&self.path);
        path.parent().map(Path::to_owned).unwrap_or(path)
    }
}

/// Takes out of each file, by its name in the list, the findings that `is_known`
/// takes; how many those are.
fn take_out(
    checked: &mut [Checked],
    names: &[String],
    mut is_known: impl FnMut(&str, &Key) -> bool,
) -> usize {
    let mut out = 0;
    for (file, name) in checked.iter_mut().zip(names) {
        let lines = LineIndex::new(&file.text);
        let mut stays = |finding: &Finding| {
            let is_known = is_known(name, &Key::new(finding, &lines));
            out += usize::from(is_known);
            !is_known
        };
        file.findings.retain(&mut stays);
        file.hidden.retain(&mut stays);
    }
    out
}

/// Takes one finding of its kind out of what is left; whether there was one.
fn take(left: &mut BTreeMap<(String, Key), usize>, entry: &(String, Key)) -> bool {
    match left.get_mut(entry) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

/// A path from the root, without `..`.
fn absolute(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}
