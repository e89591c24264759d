//! What applies to a file, and where each value comes from.

use std::collections::BTreeMap;

use kqlint_diagnostics::Level;
use kqlint_embed::RuleKind;
use kqlint_lints::{DefaultValue, rules};

use super::{
    FileConfig, FileSettings,
    overrides::{HOSTS, Host},
    setting::{Change, Origin, Setting},
};

/// A key, its value, and where that comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedSetting {
    /// The key with the tables around it: `rules.no-time-filter`.
    pub key: String,
    /// The value, as TOML.
    pub value: String,
    /// `None` where nothing is said, so that the default applies.
    pub origin: Option<Origin>,
}

impl FileConfig<'_> {
    /// Every value that applies to the queries of the file, sorted by key.
    pub fn applied(&self) -> Vec<AppliedSetting> {
        let mut out = self.applied_to(None);
        out.extend(self.config.whole.iter().cloned());
        out.sort_by(|a, b| a.key.cmp(&b.key));
        out
    }

    /// The kinds of rule whose queries are treated in another way: the name of each,
    /// and the values that differ.
    pub fn applied_by_host(&self) -> Vec<(&'static str, Vec<AppliedSetting>)> {
        let common = self.applied_to(None);
        let mut out: Vec<(&'static str, Vec<AppliedSetting>)> = Vec::new();
        for kind in self.rule_kinds() {
            let name = HOSTS.iter().find(|(_, host)| *host == Host::Rule(kind));
            let Some((name, _)) = name.filter(|(name, _)| out.iter().all(|it| it.0 != *name))
            else {
                continue;
            };
            let mut applied = self.applied_to(Some(kind));
            applied.retain(|it| !common.contains(it));
            out.push((name, applied));
        }
        out
    }

    fn applied_to(&self, rule: Option<RuleKind>) -> Vec<AppliedSetting> {
        let values = self.values(rule);
        let mut out = defaults(&values);
        let mut apply = |key: &str, setting: &Setting, value: Option<&str>| {
            let entry = out.entry(key.to_owned()).or_default();
            entry.1 = Some(setting.origin.clone());
            if let Some(value) = value {
                value.clone_into(&mut entry.0);
            }
        };
        // The levels of rules come from the values, whatever the setting says.
        for setting in self.settings(rule) {
            match setting.change {
                Change::Preview(_) => {
                    apply(&setting.key, setting, Some(&setting.value));
                    for rule in rules().iter().filter(|it| it.preview) {
                        apply(&rule_key(rule.name), setting, None);
                    }
                }
                // A group stands for its rules.
                Change::Group(..) => {}
                _ => apply(&setting.key, setting, Some(&setting.value)),
            }
        }
        for setting in self.settings(rule) {
            match setting.change {
                Change::Group(group, _) => {
                    for rule in rules().iter().filter(|it| it.group == group) {
                        apply(&rule_key(rule.name), setting, None);
                    }
                }
                Change::Rule(rule, _) => apply(&rule_key(rule.name), setting, None),
                _ => {}
            }
        }
        let out = out.into_iter();
        let mut out: Vec<_> = out
            .map(|(key, (value, origin))| AppliedSetting { key, value, origin })
            .collect();
        for applied in &mut out {
            let name = applied.key.strip_prefix("rules.");
            if let Some(rule) = name.and_then(kqlint_lints::rule) {
                applied.value = level(values.rules.level(rule));
            }
        }
        out
    }
}

/// Every key with the value that it has where nothing is said.
fn defaults(values: &FileSettings) -> BTreeMap<String, (String, Option<Origin>)> {
    let default = FileSettings::default();
    let mut out = BTreeMap::new();
    let mut insert = |key: String, value: String| {
        out.insert(key, (value, None));
    };
    let environment = default.environment.unwrap_or_default().name();
    insert("environment".to_owned(), format!("\"{environment}\""));
    insert("placeholders".to_owned(), "[]".to_owned());
    insert("scope".to_owned(), "\"workspace\"".to_owned());
    insert("preview".to_owned(), default.preview.to_string());
    for rule in rules() {
        insert(rule_key(rule.name), level(values.rules.level(rule)));
        for option in rule.options {
            let value = match option.default {
                DefaultValue::Number(value) => value.to_string(),
                DefaultValue::Names => "[]".to_owned(),
            };
            insert(format!("rules.{}.{}", rule.name, option.name), value);
        }
    }
    out
}

fn rule_key(rule: &str) -> String {
    format!("rules.{rule}")
}

fn level(level: Option<Level>) -> String {
    format!("\"{}\"", level.map_or("off", |it| it.name()))
}
