//! `[rules]`: the level of each group and rule.

use kqlint_diagnostics::Level;
use kqlint_lints::Group;

use super::{
    setting::{Change, Setting},
    value::{Invalid, Source, Value, one_of, table, unknown},
};
use crate::project::rule_names;

/// The levels that a rule can have.
pub(super) const LEVELS: [(&str, Option<Level>); 4] = [
    ("off", None),
    ("hint", Some(Level::Hint)),
    ("warning", Some(Level::Warning)),
    ("error", Some(Level::Error)),
];

/// Reads the table. Groups come first, so that a rule can differ from its group.
pub(super) fn read(
    value: &Value<'_>,
    source: &Source<'_>,
    out: &mut Vec<Setting>,
) -> Result<(), Invalid> {
    let mut of_rules = Vec::new();
    for (key, value) in table(value)? {
        let name = key.get_ref().as_ref();
        let setting = |change| Setting {
            key: format!("rules.{name}"),
            value: source.written(value.span()),
            origin: source.origin(key.span().start),
            change,
        };
        if let Some(group) = Group::ALL.into_iter().find(|it| it.name() == name) {
            out.push(setting(Change::Group(group, level(value)?)));
        } else if let Some(rule) = kqlint_lints::rule(name) {
            of_rules.push(setting(Change::Rule(rule, level(value)?)));
        } else {
            return Err(unknown(key.span(), "rule", name, rule_names()));
        }
    }
    out.append(&mut of_rules);
    Ok(())
}

fn level(value: &Value<'_>) -> Result<Option<Level>, Invalid> {
    one_of(value, "level", &LEVELS)
}
