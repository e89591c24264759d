//! Which configuration applies to which file.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use kqlint_lints::{Group, Rule, Settings, nearest};

use crate::{
    analyzer::Analyzer,
    config::{Config, ConfigError, find_config},
};

/// The analyzers of a project, one for each configuration file.
#[derive(Debug, Default)]
pub struct Project {
    filter: RuleFilter,
    /// By configuration file; the default one has none.
    analyzers: HashMap<Option<PathBuf>, Arc<Analyzer>>,
    /// The configuration file of each folder that was asked about.
    folders: HashMap<PathBuf, Option<PathBuf>>,
}

impl Project {
    /// A project in which the rules are narrowed further.
    pub fn new(filter: RuleFilter) -> Self {
        Self {
            filter,
            ..Self::default()
        }
    }

    /// What a file is to be analysed with: the nearest `kqlint.toml` decides.
    ///
    /// # Errors
    ///
    /// When that `kqlint.toml` can't be used.
    pub fn analyzer(&mut self, path: &Path) -> Result<Arc<Analyzer>, ConfigError> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let config = match self.folders.get(folder) {
            Some(known) => known.clone(),
            None => {
                let found = find_config(folder);
                self.folders.insert(folder.to_owned(), found.clone());
                found
            }
        };
        if let Some(analyzer) = self.analyzers.get(&config) {
            return Ok(Arc::clone(analyzer));
        }
        let settings = match &config {
            Some(file) => Config::read(file)?,
            None => Config::default(),
        };
        let analyzer = Arc::new(Analyzer::new(&settings, &self.filter));
        self.analyzers.insert(config, Arc::clone(&analyzer));
        Ok(analyzer)
    }
}

/// What the command line says about rules; it comes after the configuration.
#[derive(Debug, Clone, Default)]
pub struct RuleFilter {
    /// Only these run, whatever the configuration says; all when `None`.
    select: Option<Vec<&'static Rule>>,
    /// These don't.
    ignore: Vec<&'static Rule>,
}

/// A name that is neither that of a rule nor that of a group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{name}`{}", did_you_mean(*nearest))]
pub struct RuleFilterError {
    /// The name.
    pub name: String,
    /// The name that was probably meant.
    pub nearest: Option<&'static str>,
}

impl RuleFilter {
    /// Reads names of rules and groups. An empty `select` selects all that the
    /// configuration turns on.
    ///
    /// # Errors
    ///
    /// When a name is unknown.
    pub fn new(select: &[String], ignore: &[String]) -> Result<Self, RuleFilterError> {
        let selected = rules_named(select)?;
        Ok(Self {
            select: (!select.is_empty()).then_some(selected),
            ignore: rules_named(ignore)?,
        })
    }

    /// The levels after what the command line says. A selected rule that the
    /// configuration turns off runs at its own level.
    pub(crate) fn apply(&self, settings: &Settings) -> Settings {
        let mut out = match &self.select {
            None => settings.clone(),
            Some(selected) => {
                let mut out = Settings::none();
                for rule in selected {
                    out.set(rule, settings.level(rule).or(Some(rule.level)));
                }
                out
            }
        };
        for rule in &self.ignore {
            out.set(rule, None);
        }
        out
    }
}

fn rules_named(names: &[String]) -> Result<Vec<&'static Rule>, RuleFilterError> {
    let mut out = Vec::new();
    for name in names {
        if let Some(rule) = kqlint_lints::rule(name) {
            out.push(rule);
        } else if let Some(group) = Group::ALL.iter().find(|it| it.name() == name) {
            out.extend(kqlint_lints::rules().iter().filter(|it| it.group == *group));
        } else {
            return Err(RuleFilterError {
                name: name.clone(),
                nearest: nearest(name, rule_names()),
            });
        }
    }
    Ok(out)
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
        let filter = RuleFilter::new(&names(&["syntax-error"]), &[]).unwrap();
        let settings = filter.apply(&Settings::none());
        for rule in kqlint_lints::rules() {
            let expected = (rule.name == "syntax-error").then_some(rule.level);
            assert_eq!(settings.level(rule), expected, "{}", rule.name);
        }
    }

    #[test]
    fn ignored_rules_do_not_run() {
        let filter = RuleFilter::new(&[], &names(&["correctness"])).unwrap();
        let settings = filter.apply(&Settings::default());
        let rule = kqlint_lints::rule("syntax-error").unwrap();
        assert_eq!(settings.level(rule), None);
    }

    #[test]
    fn an_unknown_name_comes_with_the_nearest_one() {
        let error = RuleFilter::new(&names(&["syntax-eror"]), &[]).unwrap_err();
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
                .analyzer(path)
                .unwrap()
                .catalog()
                .environment()
                .name()
        };
        assert_eq!(environment(&folder.path().join("a.kql")), "adx");
        assert_eq!(environment(&inner.join("a.kql")), "defender");
    }
}
