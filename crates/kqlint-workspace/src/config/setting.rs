//! One setting that may differ from file to file, and its place.

use std::{fmt, path::Path, sync::Arc};

use kqlint_catalog::Environment;
use kqlint_diagnostics::Level;
use kqlint_embed::RuleKind;
use kqlint_lints::{CustomRule, Group, OptionValue, Rule, RuleOption};
use kqlint_syntax::PlaceholderStyles;

use super::FileSettings;
use crate::{line_index::Position, paths::shown};

/// Where something is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The configuration file.
    pub path: Arc<Path>,
    /// Where in the file.
    pub at: Position,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", shown(&self.path), self.at.line)
    }
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The key with the tables around it: `rules.no-time-filter`.
    pub key: String,
    /// The value as it is written.
    pub value: String,
    /// Where it is set.
    pub origin: Origin,
    pub(super) change: Change,
}

/// What a setting changes.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Environment(Environment),
    Placeholders(PlaceholderStyles),
    Preview(bool),
    Kind(RuleKind),
    /// Whether the scope is that of a resource.
    Scope(bool),
    Group(Group, Option<Level>),
    Rule(&'static Rule, Option<Level>),
    Option(&'static Rule, &'static RuleOption, OptionValue),
    Custom(CustomRule),
    CustomLevel(&'static str, Option<Level>),
}

impl Setting {
    /// The rule of a team's own that it adds.
    pub(super) fn custom_rule(&self) -> Option<&'static str> {
        match &self.change {
            Change::Custom(rule) => Some(rule.name()),
            _ => None,
        }
    }

    /// Applies what doesn't depend on other settings.
    pub(super) fn apply(&self, out: &mut FileSettings) {
        match &self.change {
            Change::Environment(environment) => out.environment = Some(*environment),
            Change::Placeholders(styles) => out.placeholders = *styles,
            Change::Preview(preview) => out.preview = *preview,
            Change::Kind(kind) => out.kind = Some(*kind),
            Change::Scope(is_resource) => out.is_resource_scope = *is_resource,
            Change::Option(rule, option, value) => {
                out.rules.set_option(rule, option, value.clone());
            }
            Change::Custom(rule) => out.rules.add(rule.clone()),
            Change::Group(..) | Change::Rule(..) | Change::CustomLevel(..) => {}
        }
    }

    /// Applies what comes on top of the levels that rules have by themselves.
    pub(super) fn apply_level(&self, out: &mut FileSettings) {
        match self.change {
            Change::Group(group, level) => out.rules.set_group(group, level),
            Change::Rule(rule, level) => out.rules.set(rule, level),
            Change::CustomLevel(name, level) => out.rules.set_custom(name, level),
            _ => {}
        }
    }
}
