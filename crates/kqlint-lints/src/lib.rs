//! The rules and the engine that runs them in one walk.
//!
//! A *rule* is one file in `rules/`: what it finds, its page for the user and its check.
//! The engine sorts the nodes of a tree by kind and hands each to the rules that asked for its kind; rules ask the semantic model and never walk the whole tree themselves.
//! *Prose* is what the author says about a query: comments in it, and texts of the host around it.

mod ages;
mod alert;
mod bins;
mod comparison;
mod context;
mod cost;
mod custom;
mod durations;
mod elsewhere;
mod engine;
mod few_values;
mod guesses;
mod lineage;
mod list_lengths;
mod literal;
mod names;
mod nearest;
mod nodes;
mod options;
mod patterns;
mod placeholders;
mod plans;
pub mod prose;
mod push_down;
mod query;
mod readings;
mod registry;
mod report;
mod rule;
mod rules;
mod saved;
mod scopes;
mod settings;
mod text_work;
mod times;
mod type_words;
mod unique;
mod unknown;
mod uses;
mod variables;

pub use self::{
    context::Input,
    custom::{BadName, CustomRule, Pattern},
    engine::Linter,
    nearest::nearest,
    options::{DefaultValue, OptionValue, RuleOption},
    registry::{rule, rules},
    rule::{Group, Rule},
    settings::Settings,
};

/// Where the page of a rule is, given its name. Rules of a team's own share one.
pub fn page(name: &str) -> String {
    const DOCS: &str = "https://github.com/kqlint/kqlint/blob/main/docs";
    match rule(name) {
        Some(rule) => format!("{DOCS}/rules/{}.md", rule.name),
        None => format!("{DOCS}/configuration.md#rules-of-your-own"),
    }
}
