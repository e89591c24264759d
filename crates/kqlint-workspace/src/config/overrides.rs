//! `[[overrides]]`: settings for some of the files.

use std::path::Path;

use kqlint_embed::{HostKind, RuleKind};

use super::{
    globs::Globs,
    keys::{self, Key, Shape, per_file_names},
    per_file,
    setting::Setting,
    value::{Invalid, Source, Value, invalid, list, one_of, one_or_more, table, unknown},
};

/// What a query stands in: a kind of file, or what the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    File(HostKind),
    Rule(RuleKind),
}

/// The names of hosts.
pub(super) const HOSTS: [(&str, Host); 18] = [
    ("query", Host::File(HostKind::Query)),
    ("markdown", Host::File(HostKind::Markdown)),
    ("json", Host::File(HostKind::Json)),
    ("yaml", Host::File(HostKind::Yaml)),
    ("bicep", Host::File(HostKind::Bicep)),
    ("terraform", Host::File(HostKind::Terraform)),
    ("notebook", Host::File(HostKind::Notebook)),
    ("scheduled", Host::Rule(RuleKind::Scheduled)),
    ("near-real-time", Host::Rule(RuleKind::NearRealTime)),
    ("hunting", Host::Rule(RuleKind::Hunting)),
    ("log-alert", Host::Rule(RuleKind::LogAlert)),
    ("workbook", Host::Rule(RuleKind::Workbook)),
    ("dashboard", Host::Rule(RuleKind::Dashboard)),
    ("saved-search", Host::Rule(RuleKind::SavedSearch)),
    ("function", Host::Rule(RuleKind::Function)),
    ("connector", Host::Rule(RuleKind::Connector)),
    ("transformation", Host::Rule(RuleKind::Transformation)),
    ("summary-rule", Host::Rule(RuleKind::SummaryRule)),
];

/// The keys that say what an override is about.
pub(super) const KEYS: &[Key] = &[
    Key::new(
        "files",
        Shape::Texts,
        "The files and folders that it is about, as in `.gitignore`.",
    ),
    Key::new(
        "hosts",
        Shape::SomeOf(host_names),
        "What the queries that it is about stand in.",
    ),
];

fn host_names() -> Vec<&'static str> {
    HOSTS.iter().map(|(name, _)| *name).collect()
}

/// Settings for the files and hosts that it names.
#[derive(Debug, Clone)]
pub(crate) struct Override {
    /// All files when `None`.
    files: Option<Globs>,
    /// All hosts when `None`.
    hosts: Option<Vec<Host>>,
    pub(super) settings: Vec<Setting>,
}

impl Override {
    /// Whether it is about a file. The path is normalized; `None` for a text that
    /// isn't a file.
    pub(super) fn names(&self, path: Option<&Path>) -> bool {
        self.files
            .as_ref()
            .is_none_or(|files| path.is_some_and(|path| files.matches(path)))
    }

    /// Whether it is about a query, given what it stands in.
    pub(super) fn holds_for(&self, kind: HostKind, rule: Option<RuleKind>) -> bool {
        let is_host = |host: &Host| match host {
            Host::File(file) => *file == kind,
            Host::Rule(wanted) => rule == Some(*wanted),
        };
        self.hosts
            .as_ref()
            .is_none_or(|hosts| hosts.iter().any(is_host))
    }

    /// The kinds of rule that it tells apart.
    pub(super) fn rule_kinds(&self) -> impl Iterator<Item = RuleKind> {
        self.hosts.iter().flatten().filter_map(|host| match host {
            Host::Rule(kind) => Some(*kind),
            Host::File(_) => None,
        })
    }
}

/// Reads all overrides.
pub(super) fn read(
    folder: &Path,
    value: &Value<'_>,
    source: &Source<'_>,
    custom: &[&'static str],
) -> Result<Vec<Override>, Invalid> {
    let tables = list(value)?.iter();
    tables
        .map(|value| read_one(folder, value, source, custom))
        .collect()
}

fn read_one(
    folder: &Path,
    value: &Value<'_>,
    source: &Source<'_>,
    custom: &[&'static str],
) -> Result<Override, Invalid> {
    let table = table(value)?;
    let known = || keys::names(KEYS).chain(per_file_names());
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if keys::is_whole_project(name) {
            return Err(Invalid {
                at: key.span().start,
                message: format!("`{name}` can't differ from file to file"),
            });
        }
        if !known().any(|it| it == name) {
            return Err(unknown(key.span(), "setting of an override", name, known()));
        }
    }
    let files = table.get("files").map(|it| Globs::read(folder, it));
    let hosts = table.get("hosts").map(hosts);
    if files.is_none() && hosts.is_none() {
        return Err(invalid(value, "an override needs `files` or `hosts`"));
    }
    Ok(Override {
        files: files.transpose()?,
        hosts: hosts.transpose()?,
        settings: per_file::read(table, source, custom)?,
    })
}

fn hosts(value: &Value<'_>) -> Result<Vec<Host>, Invalid> {
    let hosts = one_or_more(value)?.iter();
    hosts.map(|it| one_of(it, "host", &HOSTS)).collect()
}
