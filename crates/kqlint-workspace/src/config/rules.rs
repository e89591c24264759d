//! `[rules]`: the level of each group and rule, and the options of rules.

use kqlint_diagnostics::Level;
use kqlint_lints::{DefaultValue, Group, OptionValue, Rule, RuleOption};
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{
    setting::{Change, Setting},
    value::{Invalid, Source, Value, number, one_of, one_or_more, string, table, unknown},
};
use crate::project::rule_names;

/// The levels that a rule can have.
pub(super) const LEVELS: [(&str, Option<Level>); 4] = [
    ("off", None),
    ("hint", Some(Level::Hint)),
    ("warning", Some(Level::Warning)),
    ("error", Some(Level::Error)),
];

/// The names of the levels.
pub(crate) fn level_names() -> Vec<&'static str> {
    LEVELS.iter().map(|(name, _)| *name).collect()
}

type Key<'i> = Spanned<DeString<'i>>;

/// Reads the table. Groups come first, so that a rule can differ from its group.
/// `custom` has the names of the team's own rules.
pub(super) fn read(
    value: &Value<'_>,
    source: &Source<'_>,
    custom: &[&'static str],
    out: &mut Vec<Setting>,
) -> Result<(), Invalid> {
    let mut of_rules = Vec::new();
    for (key, value) in table(value)? {
        let name = key.get_ref().as_ref();
        if let Some(group) = Group::ALL.into_iter().find(|it| it.name() == name) {
            let change = Change::Group(group, level(value)?);
            out.push(setting(name, key, value, source, change));
        } else if let Some(rule) = kqlint_lints::rule(name) {
            match value.get_ref() {
                DeValue::Table(table) => read_rule(rule, table, source, &mut of_rules)?,
                _ => {
                    let change = Change::Rule(rule, level(value)?);
                    of_rules.push(setting(name, key, value, source, change));
                }
            }
        } else if let Some(name) = custom.iter().find(|it| **it == name) {
            let change = Change::CustomLevel(name, level(value)?);
            of_rules.push(setting(name, key, value, source, change));
        } else {
            let known = rule_names().chain(custom.iter().copied());
            return Err(unknown(key.span(), "rule", name, known));
        }
    }
    out.append(&mut of_rules);
    Ok(())
}

/// Reads `[rules.NAME]`: a level and options.
fn read_rule(
    rule: &'static Rule,
    table: &DeTable<'_>,
    source: &Source<'_>,
    out: &mut Vec<Setting>,
) -> Result<(), Invalid> {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if name == "level" {
            let change = Change::Rule(rule, level(value)?);
            out.push(setting(rule.name, key, value, source, change));
            continue;
        }
        let Some(option) = rule.option(name) else {
            let options = rule.options.iter().map(|it| it.name);
            let known = std::iter::once("level").chain(options);
            let what = format!("option of `{}`", rule.name);
            return Err(unknown(key.span(), &what, name, known));
        };
        let change = Change::Option(rule, option, option_value(option, value)?);
        let path = format!("{}.{name}", rule.name);
        out.push(setting(&path, key, value, source, change));
    }
    Ok(())
}

fn setting(
    name: &str,
    key: &Key<'_>,
    value: &Value<'_>,
    source: &Source<'_>,
    change: Change,
) -> Setting {
    Setting {
        key: format!("rules.{name}"),
        value: source.written(value.span()),
        origin: source.origin(key.span().start),
        change,
    }
}

fn option_value(option: &RuleOption, value: &Value<'_>) -> Result<OptionValue, Invalid> {
    Ok(match option.default {
        DefaultValue::Number(_) => OptionValue::Number(number(value)?),
        DefaultValue::Names => {
            let names = one_or_more(value)?.iter();
            let names: Result<_, _> = names.map(|it| string(it).map(str::to_owned)).collect();
            OptionValue::Names(names?)
        }
    })
}

fn level(value: &Value<'_>) -> Result<Option<Level>, Invalid> {
    one_of(value, "level", &LEVELS)
}
