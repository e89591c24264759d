//! `kqlint.toml`: what a team asks for.
//!
//! ```toml
//! extends = "../base.toml"
//! environment = "sentinel"
//! placeholders = ["braces"]
//!
//! [rules]
//! cost = "off"
//! no-time-filter = "warning"
//!
//! [[overrides]]
//! files = ["hunting/"]
//! preview = true
//! ```
//!
//! A *setting* is one key with its value and its place; a file is a list of them.
//! What applies to a file is a fold over the settings of the files that are
//! extended, then those of the file itself, then those of the overrides that name
//! the file. [`keys`] declares every key once.

mod applied;
mod custom_rules;
mod find;
mod globs;
mod keys;
mod overrides;
mod per_file;
mod reading;
mod rules;
mod schemas;
mod setting;
mod value;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use kqlint_catalog::{Catalog, Environment};
use kqlint_embed::{HostKind, RuleKind};
use kqlint_lints::Settings;
use kqlint_schema::{SchemaFile, extend};
use kqlint_syntax::PlaceholderStyles;

use self::{globs::Globs, overrides::Override};
use crate::{
    line_index::Position,
    paths::{normalized, shown},
    read::ReadError,
    schema::SchemaFileError,
};

pub(crate) use self::find::Configs;
pub use self::{
    applied::AppliedSetting,
    keys::{KEYS as CONFIG_KEYS, Key as ConfigKey, Names as ConfigNames, Shape as ConfigShape},
    setting::{Origin, Setting},
};

/// The name of the file.
pub const CONFIG_FILE: &str = "kqlint.toml";

/// All that a configuration file says, together with the files that it extends.
#[derive(Debug, Clone, Default)]
pub struct Config {
    include: Option<Globs>,
    exclude: Option<Globs>,
    settings: Vec<Setting>,
    overrides: Vec<Override>,
    schemas: Vec<SchemaFile>,
    /// What it says of all files alike, to show it.
    whole: Vec<AppliedSetting>,
    /// What there is in each environment, in the order of [`Environment::ALL`]; made
    /// when somebody asks.
    catalogs: [OnceLock<Catalog>; Environment::ALL.len()],
}

/// Why a configuration can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A schema that it names can't be used.
    #[error(transparent)]
    Schema(#[from] SchemaFileError),
    /// Something in it is wrong.
    #[error("{}:{}:{}: {message}", shown(path), at.line, at.column)]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where in the file.
        at: Position,
        /// What is wrong, and the name that was probably meant.
        message: String,
    },
}

impl Config {
    /// Reads a configuration file and those that it extends. What is read is noted in
    /// `files`, for whoever wants to know when it changes.
    ///
    /// # Errors
    ///
    /// See [`ConfigError`].
    pub fn read(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<Self, ConfigError> {
        reading::read(path, files)
    }

    /// The rules of the team's own.
    pub(crate) fn custom_rules(&self) -> impl Iterator<Item = &'static str> {
        self.settings.iter().filter_map(Setting::custom_rule)
    }

    /// What there is in an environment, with the schemas that the file names.
    pub(crate) fn catalog(&self, environment: Environment) -> Catalog {
        let builtin = || Catalog::builtin().with_environment(environment);
        if self.schemas.is_empty() {
            return builtin();
        }
        let at = Environment::ALL.iter().position(|it| *it == environment);
        match at.and_then(|at| self.catalogs.get(at)) {
            Some(slot) => {
                let catalog = slot.get_or_init(|| extend(&builtin(), &self.schemas));
                catalog.clone()
            }
            None => builtin(),
        }
    }

    /// Whether a file is to be left alone. The path is normalized.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        let includes = |globs: &Globs| globs.matches(path);
        self.exclude.as_ref().is_some_and(includes) || !self.include.as_ref().is_none_or(includes)
    }

    /// Whether all that is in a folder is to be left alone. The path is normalized.
    pub(crate) fn excludes_folder(&self, path: &Path) -> bool {
        let exclude = self.exclude.as_ref();
        exclude.is_some_and(|globs| globs.match_folder(path))
    }

    /// What it says of a file.
    pub fn file(&self, path: &Path, kind: HostKind) -> FileConfig<'_> {
        self.of_file(Some(&normalized(path)), kind)
    }

    /// What it says of a file. The path is normalized; `None` for a text that
    /// isn't a file.
    pub(crate) fn of_file(&self, path: Option<&Path>, kind: HostKind) -> FileConfig<'_> {
        let overrides = self.overrides.iter().enumerate();
        let named = overrides.filter(|(_, it)| it.names(path));
        FileConfig {
            config: self,
            kind,
            overrides: named.map(|(index, _)| index).collect(),
        }
    }
}

/// What a configuration says of one file, or of others like it.
#[derive(Debug, Clone)]
pub struct FileConfig<'c> {
    config: &'c Config,
    pub(crate) kind: HostKind,
    /// The overrides that name it, by index.
    pub(crate) overrides: Vec<usize>,
}

impl<'c> FileConfig<'c> {
    /// The settings that apply to queries of one kind, the decisive one of a key last.
    pub fn settings(&self, rule: Option<RuleKind>) -> impl Iterator<Item = &'c Setting> {
        let overrides = self
            .overrides()
            .filter(move |it| it.holds_for(self.kind, rule));
        let overridden = overrides.flat_map(|it| &it.settings);
        // Each list of settings has a group before its rules.
        self.config.settings.iter().chain(overridden)
    }

    /// What there is in an environment.
    pub(crate) fn catalog(&self, environment: Environment) -> Catalog {
        self.config.catalog(environment)
    }

    /// The kinds of rule for which other settings may apply.
    pub(crate) fn rule_kinds(&self) -> impl Iterator<Item = RuleKind> {
        self.overrides().flat_map(Override::rule_kinds)
    }

    /// The values for queries of one kind.
    pub(crate) fn values(&self, rule: Option<RuleKind>) -> FileSettings {
        let mut out = FileSettings::default();
        for setting in self.settings(rule) {
            setting.apply(&mut out);
        }
        if out.preview {
            out.rules.enable_preview();
        }
        for setting in self.settings(rule) {
            setting.apply_level(&mut out);
        }
        out
    }

    fn overrides(&self) -> impl Iterator<Item = &'c Override> {
        let config = self.config;
        let indices = self.overrides.iter();
        indices.filter_map(|index| config.overrides.get(*index))
    }
}

/// The values that apply to queries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FileSettings {
    /// Where the queries run, where the configuration says it.
    pub(crate) environment: Option<Environment>,
    /// What the queries are for, where their file doesn't say it.
    pub(crate) kind: Option<RuleKind>,
    /// Whether they run in the scope of a resource.
    pub(crate) is_resource_scope: bool,
    /// How values that are put in later are written, besides what the kind of file says.
    pub(crate) placeholders: PlaceholderStyles,
    /// Whether the rules run that run only when asked for.
    pub(crate) preview: bool,
    /// The rules and their levels.
    pub(crate) rules: Settings,
}

#[cfg(test)]
mod tests;
