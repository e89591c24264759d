//! Which rules run, and how serious their findings are.

use kqlint_diagnostics::Level;

use crate::{
    registry::rules,
    rule::{Group, Rule},
};

/// For each rule, the level of its findings; `None` where it is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    levels: Vec<Option<Level>>,
}

impl Default for Settings {
    fn default() -> Self {
        let levels = rules()
            .iter()
            .map(|rule| (!rule.preview).then_some(rule.level))
            .collect();
        Self { levels }
    }
}

impl Settings {
    /// No rule runs.
    pub fn none() -> Self {
        Self {
            levels: vec![None; rules().len()],
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
