//! `kqlint.toml`: what a team asks for.
//!
//! ```toml
//! environment = "sentinel"
//! preview = true
//! placeholders = ["braces"]
//!
//! [rules]
//! cost = "off"
//! no-time-filter = "warning"
//! ```
//!
//! The file is read key by key, so that each error names the line and the key that
//! was probably meant.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use kqlint_catalog::Environment;
use kqlint_diagnostics::Level;
use kqlint_lints::{Group, Settings, nearest};
use kqlint_syntax::PlaceholderStyles;
use text_size::TextSize;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    line_index::{LineIndex, Position},
    project::{did_you_mean, rule_names},
    read::{ReadError, read_document},
};

/// The name of the file.
pub const CONFIG_FILE: &str = "kqlint.toml";

/// The keys at the top of the file.
const KEYS: [&str; 4] = ["environment", "placeholders", "preview", "rules"];

/// The styles of placeholders, and what one looks like.
const PLACEHOLDERS: [(&str, PlaceholderStyles); 6] = [
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

/// The levels that a rule can have.
const LEVELS: [(&str, Option<Level>); 4] = [
    ("off", None),
    ("hint", Some(Level::Hint)),
    ("warning", Some(Level::Warning)),
    ("error", Some(Level::Error)),
];

/// What applies to the files below a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Config {
    /// Where the queries run.
    pub environment: Environment,
    /// How values that are put in later are written, besides what the kind of file says.
    pub placeholders: PlaceholderStyles,
    /// The rules and their levels.
    pub rules: Settings,
}

/// Why a configuration can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Something in it is wrong.
    #[error("{}:{}:{}: {message}", path.display(), at.line, at.column)]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where in the file.
        at: Position,
        /// What is wrong, and the name that was probably meant.
        message: String,
    },
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    ///
    /// See [`ConfigError`].
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = read_document(path)?;
        Self::parse(&text).map_err(|error| ConfigError::Invalid {
            path: path.to_owned(),
            at: LineIndex::new(&text).position(TextSize::try_from(error.at).unwrap_or_default()),
            message: error.message,
        })
    }

    fn parse(text: &str) -> Result<Self, Invalid> {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let shift = text.len() - body.len();
        Self::parse_body(body).map_err(|error| Invalid {
            at: error.at + shift,
            ..error
        })
    }

    fn parse_body(text: &str) -> Result<Self, Invalid> {
        let document = DeTable::parse(text).map_err(|error| Invalid {
            at: error.span().map_or(0, |span| span.start),
            message: error.message().replace('\n', ", "),
        })?;
        let mut out = Self::default();
        let table = document.get_ref();
        if let Some(value) = table.get("preview")
            && boolean(value)?
        {
            out.rules.enable_preview();
        }
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "environment" => out.environment = environment(value)?,
                "placeholders" => out.placeholders = placeholders(value)?,
                "rules" => set_rules(&mut out.rules, value)?,
                "preview" => {}
                name => return Err(unknown(key.span(), "setting", name, KEYS.into_iter())),
            }
        }
        Ok(out)
    }
}

/// The configuration file that applies to a folder: its own, or that of the
/// nearest folder around it.
pub(crate) fn find_config(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    })
    .ok()?;
    let files = folder.ancestors().map(|it| it.join(CONFIG_FILE));
    files.into_iter().find(|file| file.is_file())
}

/// Something wrong at a byte of the file.
#[derive(Debug)]
struct Invalid {
    at: usize,
    message: String,
}

type Value<'i> = Spanned<DeValue<'i>>;

fn environment(value: &Value<'_>) -> Result<Environment, Invalid> {
    let name = string(value)?;
    let names = Environment::ALL.iter().map(|it| it.name());
    Environment::from_name(name).ok_or_else(|| unknown(value.span(), "environment", name, names))
}

fn placeholders(value: &Value<'_>) -> Result<PlaceholderStyles, Invalid> {
    let DeValue::Array(styles) = value.get_ref() else {
        return Err(wrong_type(value, "a list"));
    };
    let mut out = PlaceholderStyles::NONE;
    for style in styles {
        let name = string(style)?;
        let known = PLACEHOLDERS.iter().find(|(known, _)| *known == name);
        let names = PLACEHOLDERS.iter().map(|(name, _)| *name);
        let (_, style) =
            known.ok_or_else(|| unknown(style.span(), "style of placeholders", name, names))?;
        out = out.with(*style);
    }
    Ok(out)
}

/// Groups come first, so that a rule can differ from its group.
fn set_rules(settings: &mut Settings, value: &Value<'_>) -> Result<(), Invalid> {
    let DeValue::Table(table) = value.get_ref() else {
        return Err(wrong_type(value, "a table"));
    };
    for (key, value) in table {
        let group = Group::ALL.into_iter().find(|it| it.name() == key.get_ref());
        if let Some(group) = group {
            settings.set_group(group, level(value)?);
        }
    }
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if let Some(rule) = kqlint_lints::rule(name) {
            settings.set(rule, level(value)?);
        } else if !Group::ALL.iter().any(|it| it.name() == name) {
            return Err(unknown(key.span(), "rule", name, rule_names()));
        }
    }
    Ok(())
}

fn level(value: &Value<'_>) -> Result<Option<Level>, Invalid> {
    let name = string(value)?;
    let known = LEVELS.iter().find(|(known, _)| *known == name);
    let names = LEVELS.iter().map(|(name, _)| *name);
    known
        .map(|(_, level)| *level)
        .ok_or_else(|| unknown(value.span(), "level", name, names))
}

fn string<'v>(value: &'v Value<'_>) -> Result<&'v str, Invalid> {
    value
        .get_ref()
        .as_str()
        .ok_or_else(|| wrong_type(value, "a string"))
}

fn boolean(value: &Value<'_>) -> Result<bool, Invalid> {
    value
        .get_ref()
        .as_bool()
        .ok_or_else(|| wrong_type(value, "`true` or `false`"))
}

fn wrong_type(value: &Value<'_>, expected: &str) -> Invalid {
    Invalid {
        at: value.span().start,
        message: format!("expected {expected}, found {}", described(value.get_ref())),
    }
}

fn described(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// An unknown name, with the nearest known one or, where there are few, all.
fn unknown(
    span: Range<usize>,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'static str> + Clone,
) -> Invalid {
    let hint = match nearest(name, known.clone()) {
        Some(nearest) => did_you_mean(Some(nearest)),
        None if known.clone().count() <= 8 => {
            let names: Vec<_> = known.map(|it| format!("`{it}`")).collect();
            format!("; known are {}", names.join(", "))
        }
        None => String::new(),
    };
    let name: String = name.chars().take(40).flat_map(char::escape_debug).collect();
    Invalid {
        at: span.start,
        message: format!("there is no {what} `{name}`{hint}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fails(text: &str, line: usize, column: usize, message: &str) {
        let error = Config::parse(text).unwrap_err();
        let at = LineIndex::new(text).position(TextSize::try_from(error.at).unwrap());
        assert_eq!(
            (at.line, at.column, error.message.as_str()),
            (line, column, message)
        );
    }

    #[test]
    fn rules_differ_from_their_group() {
        let text = "[rules]\nsyntax-error = \"hint\"\ncorrectness = \"off\"\n";
        let config = Config::parse(text).unwrap();
        for rule in kqlint_lints::rules()
            .iter()
            .filter(|it| it.group == Group::Correctness)
        {
            let expected = (rule.name == "syntax-error").then_some(Level::Hint);
            assert_eq!(config.rules.level(rule), expected);
        }
    }

    #[test]
    fn the_environment_is_read() {
        let config = Config::parse("\u{feff}environment = \"resource-graph\"").unwrap();
        assert_eq!(config.environment, Environment::ResourceGraph);
    }

    #[test]
    fn styles_of_placeholders_are_read() {
        let config = Config::parse("placeholders = [\"braces\", \"angles\"]").unwrap();
        let expected = PlaceholderStyles::BRACES.with(PlaceholderStyles::ANGLES);
        assert_eq!(config.placeholders, expected);
        fails(
            "placeholders = [\"brace\"]",
            1,
            17,
            "there is no style of placeholders `brace`; did you mean `braces`?",
        );
    }

    #[test]
    fn an_unknown_key_comes_with_the_nearest_one() {
        fails(
            "\n enviroment = \"adx\"",
            2,
            2,
            "there is no setting `enviroment`; did you mean `environment`?",
        );
        fails(
            "x = 1",
            1,
            1,
            "there is no setting `x`; known are `environment`, `placeholders`, `preview`, `rules`",
        );
    }

    #[test]
    fn an_unknown_rule_comes_with_the_nearest_one() {
        fails(
            "[rules]\nsyntax-eror = \"off\"",
            2,
            1,
            "there is no rule `syntax-eror`; did you mean `syntax-error`?",
        );
    }

    #[test]
    fn wrong_values_are_named() {
        fails(
            "[rules]\nsyntax-error = \"warn\"",
            2,
            16,
            "there is no level `warn`; known are `off`, `hint`, `warning`, `error`",
        );
        fails("rules = 1", 1, 9, "expected a table, found a number");
        fails(
            "preview = \"yes\"",
            1,
            11,
            "expected `true` or `false`, found a string",
        );
        fails(
            "environment = [1]",
            1,
            15,
            "expected a string, found a list",
        );
    }

    #[test]
    fn what_is_not_toml_is_named_with_its_place() {
        let error = Config::parse("a = 1\nb = \n").unwrap_err();
        assert_eq!(
            LineIndex::new("a = 1\nb = \n")
                .position((error.at as u32).into())
                .line,
            2
        );
    }
}
