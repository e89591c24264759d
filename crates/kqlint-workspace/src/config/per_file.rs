//! Reads the settings that may differ from file to file.

use kqlint_catalog::Environment;
use kqlint_embed::RuleKind;
use kqlint_syntax::PlaceholderStyles;
use toml::de::DeTable;

use super::{
    overrides::{HOSTS, Host},
    rules,
    setting::{Change, Setting},
    value::{Invalid, Source, Value, boolean, list, one_of},
};

/// The styles of placeholders, and what one looks like.
pub(super) const PLACEHOLDERS: [(&str, PlaceholderStyles); 6] = [
    // `{TimeRange}`
    ("braces", PlaceholderStyles::BRACES),
    // `{{StartTimeISO}}`
    ("double-braces", PlaceholderStyles::DOUBLE_BRACES),
    // `${var.window}`
    ("dollar-braces", PlaceholderStyles::DOLLAR_BRACES),
    // `$__timeFilter(Timestamp)`
    ("dollar-names", PlaceholderStyles::DOLLAR_NAMES),
    // `[parameters('window')]`
    ("brackets", PlaceholderStyles::BRACKETS),
    // `<your workspace>`
    ("angles", PlaceholderStyles::ANGLES),
];

/// The names of the styles.
pub(super) fn placeholder_names() -> Vec<&'static str> {
    PLACEHOLDERS.iter().map(|(name, _)| *name).collect()
}

/// The names of the environments.
pub(super) fn environment_names() -> Vec<&'static str> {
    Environment::ALL.iter().map(|it| it.name()).collect()
}

/// The scopes that queries run in, and whether it is that of a resource.
const SCOPES: [(&str, bool); 2] = [("workspace", false), ("resource", true)];

/// The names of the scopes.
pub(super) fn scope_names() -> Vec<&'static str> {
    SCOPES.iter().map(|(name, _)| *name).collect()
}

/// The names of what queries are for.
pub(super) fn kind_names() -> Vec<&'static str> {
    kinds().map(|(name, _)| name).collect()
}

fn kinds() -> impl Iterator<Item = (&'static str, RuleKind)> {
    HOSTS.iter().filter_map(|(name, host)| match host {
        Host::Rule(kind) => Some((*name, *kind)),
        Host::File(_) => None,
    })
}

/// Reads the keys of a table that may differ from file to file; other keys are
/// the business of the caller. `custom` has the names of the team's own rules.
pub(super) fn read(
    table: &DeTable<'_>,
    source: &Source<'_>,
    custom: &[&'static str],
) -> Result<Vec<Setting>, Invalid> {
    let mut out = Vec::new();
    for (key, value) in table {
        let change = match key.get_ref().as_ref() {
            "environment" => Change::Environment(environment(value)?),
            "placeholders" => Change::Placeholders(placeholders(value)?),
            "kind" => Change::Kind(one_of(value, "kind", &kinds().collect::<Vec<_>>())?),
            "preview" => Change::Preview(boolean(value)?),
            "scope" => Change::Scope(one_of(value, "scope", &SCOPES)?),
            "rules" => {
                rules::read(value, source, custom, &mut out)?;
                continue;
            }
            _ => continue,
        };
        out.push(Setting {
            key: key.get_ref().clone().into_owned(),
            value: source.written(value.span()),
            origin: source.origin(key.span().start),
            change,
        });
    }
    Ok(out)
}

fn environment(value: &Value<'_>) -> Result<Environment, Invalid> {
    let known: Vec<_> = Environment::ALL.iter().map(|it| (it.name(), *it)).collect();
    one_of(value, "environment", &known)
}

fn placeholders(value: &Value<'_>) -> Result<PlaceholderStyles, Invalid> {
    let mut out = PlaceholderStyles::NONE;
    for style in list(value)? {
        out = out.with(one_of(style, "style of placeholders", &PLACEHOLDERS)?);
    }
    Ok(out)
}
