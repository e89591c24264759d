//! Which rules run, and how serious their findings are.

use kqlint_diagnostics::Level;

use crate::{
    custom::CustomRule,
    options::{OptionValue, Options, RuleOption},
    registry::rules,
    rule::{Group, Rule},
};

/// What a team says of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// For each rule, the level of its findings; `None` where it is off.
    levels: Vec<Option<Level>>,
    options: Options,
    /// The team's own rules, by name.
    custom: Vec<CustomRule>,
}

impl Default for Settings {
    fn default() -> Self {
        let levels = rules()
            .iter()
            .map(|rule| (!rule.preview).then_some(rule.level))
            .collect();
        Self {
            levels,
            options: Options::default(),
            custom: Vec::new(),
        }
    }
}

impl Settings {
    /// No rule runs.
    pub fn none() -> Self {
        let mut out = Self::default();
        out.turn_all_off();
        out
    }

    /// Turns all rules off; what else is said of them stays.
    pub fn turn_all_off(&mut self) {
        self.levels.fill(None);
        for rule in &mut self.custom {
            rule.level = None;
        }
    }

    /// The level of a rule's findings; `None` where it is off.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        self.level_at(index(rule)?)
    }

    pub(crate) fn level_at(&self, index: usize) -> Option<Level> {
        self.levels.get(index).copied().flatten()
    }

    /// Sets one rule; `None` turns it off.
    pub fn set(&mut self, rule: &Rule, level: Option<Level>) {
        if let Some(slot) = index(rule).and_then(|index| self.levels.get_mut(index)) {
            *slot = level;
        }
    }

    /// Turns a rule on at its own level.
    pub fn enable(&mut self, rule: &Rule) {
        self.set(rule, Some(rule.level));
    }

    /// Sets all rules of a group; `None` turns them off.
    pub fn set_group(&mut self, group: Group, level: Option<Level>) {
        for rule in rules().iter().filter(|rule| rule.group == group) {
            self.set(rule, level);
        }
    }

    /// Adds a rule of a team's own, in place of one of the same name.
    pub fn add(&mut self, rule: CustomRule) {
        self.custom.retain(|it| it.name != rule.name);
        self.custom.push(rule);
    }

    /// The team's own rules.
    pub fn custom(&self) -> &[CustomRule] {
        &self.custom
    }

    /// The level of a rule of a team's own.
    pub fn custom_level(&self, name: &str) -> Option<Level> {
        let rule = self.custom.iter().find(|it| it.name == name);
        rule.and_then(|rule| rule.level)
    }

    /// Sets the level of a rule of a team's own.
    pub fn set_custom(&mut self, name: &str, level: Option<Level>) {
        for rule in self.custom.iter_mut().filter(|it| it.name == name) {
            rule.level = level;
        }
    }

    /// Sets an option of a rule.
    pub fn set_option(&mut self, rule: &Rule, option: &RuleOption, value: OptionValue) {
        self.options.set(rule.name, option.name, value);
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Turns the rules on that run only when asked for.
    pub fn enable_preview(&mut self) {
        for rule in rules().iter().filter(|rule| rule.preview) {
            self.enable(rule);
        }
    }
}

fn index(rule: &Rule) -> Option<usize> {
    rules().iter().position(|other| other.name == rule.name)
}
