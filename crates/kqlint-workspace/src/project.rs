//! Which configuration applies to which file.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kqlint_diagnostics::Level;
use kqlint_embed::HostKind;
use kqlint_lints::{Group, Rule, Settings, nearest};

use crate::{
    analyzer::Analyzer,
    config::{Config, ConfigError, Configs},
    paths::normalized,
};

/// The configurations of a project and the analyzers that they ask for.
#[derive(Debug)]
pub struct Project {
    filter: RuleFilter,
    /// The day that suppressions may have ended before.
    today: Date,
    /// Shared with the walk through folders.
    configs: Arc<Mutex<Configs>>,
    analyzers: HashMap<AnalyzerKey, Arc<Analyzer>>,
}

/// The configuration file, the kind of host, and the overrides that name the file.
type AnalyzerKey = (Option<PathBuf>, HostKind, Vec<usize>);

impl Default for Project {
    fn default() -> Self {
        Self::new(RuleFilter::default())
    }
}

impl Project {
    /// A project in which the rules are narrowed further. Suppressions end by the
    /// calendar of UTC, so that they end everywhere at once.
    pub fn new(filter: RuleFilter) -> Self {
        Self {
            filter,
            today: Timestamp::now().to_zoned(TimeZone::UTC).date(),
            configs: Arc::default(),
            analyzers: HashMap::new(),
        }
    }

    /// The same on another day.
    #[must_use]
    pub fn with_today(self, today: Date) -> Self {
        Self { today, ..self }
    }

    /// The same with one configuration file for all files.
    #[must_use]
    pub fn with_config(self, path: PathBuf) -> Self {
        Self {
            configs: Arc::new(Mutex::new(Configs::fixed(path))),
            ..self
        }
    }

    /// What a file is to be analysed with: the nearest `kqlint.toml` decides.
    ///
    /// # Errors
    ///
    /// When that `kqlint.toml` can't be used.
    pub fn analyzer(&mut self, path: &Path, kind: HostKind) -> Result<Arc<Analyzer>, ConfigError> {
        let path = normalized(path);
        let file = self.configs().file_of(&path);
        self.analyzer_of(file, Some(&path), kind)
    }

    /// What a text that isn't a file is to be analysed with.
    ///
    /// # Errors
    ///
    /// When the configuration for all files can't be used.
    pub fn analyzer_without_file(&mut self, kind: HostKind) -> Result<Arc<Analyzer>, ConfigError> {
        let file = self.configs().fixed_file();
        self.analyzer_of(file, None, kind)
    }

    /// What a text is to be analysed with where no configuration can be used.
    pub fn default_analyzer(&mut self) -> Arc<Analyzer> {
        let config = Config::default();
        let key = (None, HostKind::Query, Vec::new());
        let analyzer = self.analyzers.entry(key).or_insert_with(|| {
            let of_file = config.of_file(None, HostKind::Query);
            Arc::new(Analyzer::new(&of_file, &self.filter, self.today))
        });
        Arc::clone(analyzer)
    }

    /// Whether the configuration leaves a file out.
    ///
    /// # Errors
    ///
    /// When it can't be used.
    pub fn excludes(&self, path: &Path) -> Result<bool, ConfigError> {
        let path = normalized(path);
        Ok(self.configs().of_file(&path)?.excludes(&path))
    }

    /// Whether a folder need not be looked into, since the configuration leaves out
    /// all that is in it.
    pub(crate) fn folder_filter(&self) -> impl Fn(&Path) -> bool + Send + Sync + 'static {
        let configs = Arc::clone(&self.configs);
        move |folder| {
            let folder = normalized(folder);
            // What is wrong with a configuration is said of the files.
            let config = locked(&configs).of_folder(&folder);
            config.is_ok_and(|it| it.excludes_folder(&folder))
        }
    }

    /// The configuration of a file, with what it says of others.
    ///
    /// # Errors
    ///
    /// When it can't be used.
    pub fn config_of(&self, path: &Path) -> Result<Arc<Config>, ConfigError> {
        self.configs().of_file(&normalized(path))
    }

    /// Whether every rule that the command line names is one that comes with kqlint,
    /// or one of the configurations that were read so far.
    ///
    /// # Errors
    ///
    /// The first one that isn't.
    pub fn check_filter(&self) -> Result<(), RuleFilterError> {
        self.filter.check(&self.configs().custom_rules())
    }

    /// The files that configurations were read from so far.
    pub fn config_files(&self) -> BTreeSet<PathBuf> {
        self.configs().files().clone()
    }

    fn analyzer_of(
        &mut self,
        file: Option<PathBuf>,
        path: Option<&Path>,
        kind: HostKind,
    ) -> Result<Arc<Analyzer>, ConfigError> {
        let config = self.configs().read(file.clone())?;
        let of_file = config.of_file(path, kind);
        let key = (file, kind, of_file.overrides.clone());
        let analyzer = self.analyzers.entry(key);
        let analyzer =
            analyzer.or_insert_with(|| Arc::new(Analyzer::new(&of_file, &self.filter, self.today)));
        Ok(Arc::clone(analyzer))
    }

    fn configs(&self) -> MutexGuard<'_, Configs> {
        locked(&self.configs)
    }
}

/// The configurations, also after a panic elsewhere: each entry is whole.
fn locked(configs: &Mutex<Configs>) -> MutexGuard<'_, Configs> {
    configs.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the command line says about rules; it comes after the configuration.
#[derive(Debug, Clone, Default)]
pub struct RuleFilter {
    /// Only these rules and groups run, whatever the configuration says; all that
    /// it turns on when empty.
    select: Vec<String>,
    /// These don't.
    ignore: Vec<String>,
}

/// A name that is neither that of a rule nor that of a group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{name}`{}", did_you_mean(nearest.as_deref()))]
pub struct RuleFilterError {
    /// The name.
    pub name: String,
    /// The name that was probably meant.
    pub nearest: Option<String>,
}

impl RuleFilter {
    /// Takes names of rules and groups. Which there are depends on the
    /// configuration: see [`Project::check_filter`].
    pub fn new(select: &[String], ignore: &[String]) -> Self {
        Self {
            select: select.to_vec(),
            ignore: ignore.to_vec(),
        }
    }

    /// The levels after what the command line says. A selected rule that the
    /// configuration turns off runs at its own level.
    pub(crate) fn apply(&self, settings: &Settings) -> Settings {
        let mut out = settings.clone();
        if !self.select.is_empty() {
            out.turn_all_off();
        }
        for name in &self.select {
            for rule in rules_named(name) {
                out.set(rule, settings.level(rule).or(Some(rule.level)));
            }
            let level = settings.custom_level(name).unwrap_or(Level::Warning);
            out.set_custom(name, Some(level));
        }
        for name in &self.ignore {
            for rule in rules_named(name) {
                out.set(rule, None);
            }
            out.set_custom(name, None);
        }
        out
    }

    /// The first name that is neither known nor one of `custom`.
    fn check(&self, custom: &BTreeSet<&'static str>) -> Result<(), RuleFilterError> {
        for name in self.select.iter().chain(&self.ignore) {
            let known = || rule_names().chain(custom.iter().copied());
            if !known().any(|it| it == name) {
                return Err(RuleFilterError {
                    name: name.clone(),
                    nearest: nearest(name, known()).map(str::to_owned),
                });
            }
        }
        Ok(())
    }
}

/// The rule of that name, or those of the group.
fn rules_named(name: &str) -> impl Iterator<Item = &'static Rule> {
    let rules = kqlint_lints::rules().iter();
    rules.filter(move |it| it.name == name || it.group.name() == name)
}

/// The names that settings accept: of rules, then of groups.
pub(crate) fn rule_names() -> impl Iterator<Item = &'static str> + Clone {
    let rules = kqlint_lints::rules().iter().map(|rule| rule.name);
    rules.chain(Group::ALL.iter().map(|group| group.name()))
}

/// The end of a message about an unknown name.
pub(crate) fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn selected_rules_run_and_no_others() {
        let filter = RuleFilter::new(&names(&["syntax-error"]), &[]);
        let settings = filter.apply(&Settings::none());
        for rule in kqlint_lints::rules() {
            let expected = (rule.name == "syntax-error").then_some(rule.level);
            assert_eq!(settings.level(rule), expected, "{}", rule.name);
        }
    }

    #[test]
    fn ignored_rules_do_not_run() {
        let filter = RuleFilter::new(&[], &names(&["correctness"]));
        let settings = filter.apply(&Settings::default());
        let rule = kqlint_lints::rule("syntax-error").unwrap();
        assert_eq!(settings.level(rule), None);
    }

    #[test]
    fn an_unknown_name_comes_with_the_nearest_one() {
        let project = Project::new(RuleFilter::new(&names(&["syntax-eror"]), &[]));
        let error = project.check_filter().unwrap_err();
        let message = "there is no rule `syntax-eror`; did you mean `syntax-error`?";
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn the_nearest_configuration_wins() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner/deeper");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(folder.path().join("kqlint.toml"), "environment = \"adx\"").unwrap();
        std::fs::write(
            folder.path().join("inner/kqlint.toml"),
            "environment = \"defender\"",
        )
        .unwrap();
        let mut project = Project::default();
        let mut environment = |path: &Path| {
            project
                .analyzer(path, HostKind::Query)
                .unwrap()
                .default_catalog()
                .environment()
                .name()
        };
        assert_eq!(environment(&folder.path().join("a.kql")), "adx");
        assert_eq!(environment(&inner.join("a.kql")), "defender");
    }
}
