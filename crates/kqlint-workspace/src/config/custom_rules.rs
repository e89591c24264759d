//! `[[custom-rules]]`: rules of a team's own.

use kqlint_catalog::{operator, operators};
use kqlint_diagnostics::Level;
use kqlint_lints::{BadName, CustomRule, Group, Pattern};
use regex::Regex;
use toml::de::DeTable;

use super::{
    keys::{Key, Shape, names},
    rules::{LEVELS, level_names},
    setting::{Change, Setting},
    value::{
        Invalid, Source, Value, invalid, list, one_of, one_or_more, quoted, string, table, unknown,
    },
};

/// The keys of every rule.
pub(super) const KEYS: &[Key] = &[
    Key::new(
        "name",
        Shape::Text,
        "The name of the rule: lower-case words with `-` between.",
    ),
    Key::new("message", Shape::Text, "What is wrong."),
    Key::new("help", Shape::Text, "What to do."),
    Key::new(
        "level",
        Shape::OneOf(level_names),
        "How serious it is; `warning` where nothing is said.",
    ),
];

/// The keys that say what is found, of which a rule has one.
pub(super) const PATTERNS: &[Key] = &[
    Key::new(
        "column-names",
        Shape::Text,
        "A regular expression that names of computed columns match.",
    ),
    Key::new(
        "forbid-functions",
        Shape::Texts,
        "Functions, aggregates and plug-ins that aren't called, `*` for any letters.",
    ),
    Key::new(
        "forbid-operators",
        Shape::Texts,
        "Operators that aren't used.",
    ),
    Key::new(
        "forbid-tables",
        Shape::Texts,
        "Tables that aren't read, `*` for any letters.",
    ),
    Key::new(
        "forbid-text",
        Shape::Text,
        "A regular expression that nothing in a query matches.",
    ),
    Key::new(
        "let-names",
        Shape::Text,
        "A regular expression that names of `let` match.",
    ),
    Key::new(
        "require-filter",
        Shape::Table(REQUIRED_FILTER),
        "Tables that are read only with a filter on a column.",
    ),
];

/// The keys of `require-filter`.
const REQUIRED_FILTER: &[Key] = &[
    Key::new("tables", Shape::Texts, "The tables, `*` for any letters."),
    Key::new("column", Shape::Text, "The column."),
];

/// Other words for operators.
const ALIASES: [&str; 3] = ["filter", "limit", "order"];

/// Reads all rules.
pub(super) fn read(value: &Value<'_>, source: &Source<'_>) -> Result<Vec<Setting>, Invalid> {
    let mut out: Vec<Setting> = Vec::new();
    for value in list(value)? {
        let (name, rule) = read_one(value)?;
        let key = format!("custom-rules.{}", rule.name());
        if out.iter().any(|it| it.key == key) {
            let message = format!("there are two rules {}", quoted(rule.name()));
            return Err(invalid(name, message));
        }
        let shown = table(value)?.get("message").unwrap_or(name);
        out.push(Setting {
            key,
            value: source.written(shown.span()),
            origin: source.origin(name.span().start),
            change: Change::Custom(rule),
        });
    }
    Ok(out)
}

/// Reads one rule; returns its name with its place as well.
fn read_one<'v, 'i>(value: &'v Value<'i>) -> Result<(&'v Value<'i>, CustomRule), Invalid> {
    let table = table(value)?;
    let known = || names(KEYS).chain(names(PATTERNS));
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if !known().any(|it| it == name) {
            return Err(unknown(key.span(), "setting of a rule", name, known()));
        }
    }
    let needed = |key| {
        let found = table.get(key);
        found.ok_or_else(|| invalid(value, format!("a rule needs `{key}`")))
    };
    let name = needed("name")?;
    let text = string(name)?;
    if Group::ALL.iter().any(|it| it.name() == text) {
        return Err(invalid(
            name,
            format!("{} is a group of rules", quoted(text)),
        ));
    }
    let message = string(needed("message")?)?.to_owned();
    let help = table.get("help").map(string).transpose()?;
    let level = table.get("level").map(|it| one_of(it, "level", &LEVELS));
    let level = level.transpose()?.unwrap_or(Some(Level::Warning));
    let pattern = pattern(value, table)?;
    let rule = CustomRule::new(text, level, message, help.map(str::to_owned), pattern);
    let rule = rule.map_err(|error| {
        let reason = match error {
            BadName::Form => "is no name of a rule: use lower-case words with `-` between",
            BadName::Taken => "is a rule that comes with kqlint",
        };
        invalid(name, format!("{} {reason}", quoted(text)))
    })?;
    Ok((name, rule))
}

fn pattern(rule: &Value<'_>, table: &DeTable<'_>) -> Result<Pattern, Invalid> {
    let mut found = PATTERNS
        .iter()
        .filter_map(|key| Some((key.name, table.get(key.name)?)));
    let (Some((key, value)), None) = (found.next(), found.next()) else {
        let known: Vec<_> = names(PATTERNS).map(|key| format!("`{key}`")).collect();
        let message = format!("a rule needs one of {}", known.join(", "));
        return Err(invalid(rule, message));
    };
    Ok(match key {
        "forbid-tables" => Pattern::ForbidTable(strings(value)?),
        "forbid-functions" => Pattern::ForbidFunction(strings(value)?),
        "forbid-operators" => Pattern::ForbidOperator(operator_names(value)?),
        "require-filter" => required_filter(value)?,
        "let-names" => Pattern::LetNames(expression(value)?),
        "column-names" => Pattern::ColumnNames(expression(value)?),
        _ => Pattern::ForbidText(expression(value)?),
    })
}

/// `{ tables = "SecurityEvent", column = "EventID" }`
fn required_filter(value: &Value<'_>) -> Result<Pattern, Invalid> {
    let table = table(value)?;
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        let known = names(REQUIRED_FILTER);
        if !known.clone().any(|it| it == name) {
            return Err(unknown(key.span(), "setting", name, known));
        }
    }
    let needed = |key| {
        let found = table.get(key);
        found.ok_or_else(|| invalid(value, format!("`require-filter` needs `{key}`")))
    };
    Ok(Pattern::RequireFilter {
        tables: strings(needed("tables")?)?,
        column: string(needed("column")?)?.to_owned(),
    })
}

fn strings(value: &Value<'_>) -> Result<Vec<String>, Invalid> {
    let values = one_or_more(value)?.iter();
    values.map(|it| string(it).map(str::to_owned)).collect()
}

fn operator_names(value: &Value<'_>) -> Result<Vec<String>, Invalid> {
    for value in one_or_more(value)? {
        let name = string(value)?;
        if operator(name).is_none() && !ALIASES.contains(&name) {
            let known = operators().iter().map(|it| it.name).chain(ALIASES);
            return Err(unknown(value.span(), "operator", name, known));
        }
    }
    strings(value)
}

fn expression(value: &Value<'_>) -> Result<Regex, Invalid> {
    let text = string(value)?;
    Regex::new(text).map_err(|error| {
        let error = error.to_string();
        let reason = error.lines().last().unwrap_or_default();
        let reason = reason.trim_start_matches("error: ");
        invalid(
            value,
            format!("{} is no regular expression: {reason}", quoted(text)),
        )
    })
}
