//! Values of TOML with their place, and what is said of wrong ones.

use std::{ops::Range, path::Path, sync::Arc};

use kqlint_lints::nearest;
use text_size::TextSize;
use toml::{Spanned, de::DeValue};

use super::{ConfigError, Origin};
use crate::{line_index::LineIndex, project::did_you_mean};

/// A value and its place in the body of the file.
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// Something wrong at a byte of the body of the file.
#[derive(Debug)]
pub(super) struct Invalid {
    pub(super) at: usize,
    pub(super) message: String,
}

/// One file, to say where in it something stands.
pub(super) struct Source<'t> {
    pub(super) path: Arc<Path>,
    /// The text without a byte order mark.
    pub(super) body: &'t str,
    mark: usize,
    lines: LineIndex<'t>,
}

impl<'t> Source<'t> {
    pub(super) fn new(path: Arc<Path>, text: &'t str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            path,
            body,
            mark: text.len() - body.len(),
            lines: LineIndex::new(text),
        }
    }

    /// The place of a byte of the body.
    pub(super) fn origin(&self, at: usize) -> Origin {
        let offset = TextSize::try_from(at + self.mark).unwrap_or_default();
        Origin {
            path: Arc::clone(&self.path),
            at: self.lines.position(offset),
        }
    }

    /// What is written there, on one line.
    pub(super) fn written(&self, range: Range<usize>) -> String {
        let text = self.body.get(range).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn error(&self, invalid: Invalid) -> ConfigError {
        let Origin { path, at } = self.origin(invalid.at);
        ConfigError::Invalid {
            path: path.to_path_buf(),
            at,
            message: invalid.message,
        }
    }
}

/// One of a few names.
pub(super) fn one_of<T: Copy>(
    value: &Value<'_>,
    what: &str,
    known: &[(&'static str, T)],
) -> Result<T, Invalid> {
    let name = string(value)?;
    let found = known.iter().find(|(known, _)| *known == name);
    let names = known.iter().map(|(name, _)| *name);
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| unknown(value.span(), what, name, names))
}

pub(super) fn string<'v>(value: &'v Value<'_>) -> Result<&'v str, Invalid> {
    let text = value.get_ref().as_str();
    text.ok_or_else(|| wrong_type(value, "a string"))
}

pub(super) fn boolean(value: &Value<'_>) -> Result<bool, Invalid> {
    let answer = value.get_ref().as_bool();
    answer.ok_or_else(|| wrong_type(value, "`true` or `false`"))
}

/// A whole number from 1.
pub(super) fn number(value: &Value<'_>) -> Result<u32, Invalid> {
    let DeValue::Integer(number) = value.get_ref() else {
        return Err(wrong_type(value, "a whole number"));
    };
    let number = u32::from_str_radix(number.as_str(), number.radix()).ok();
    number
        .filter(|number| *number > 0)
        .ok_or_else(|| invalid(value, format!("expected a number from 1 to {}", u32::MAX)))
}

pub(super) fn list<'v, 'i>(value: &'v Value<'i>) -> Result<&'v [Value<'i>], Invalid> {
    match value.get_ref() {
        DeValue::Array(values) => Ok(values),
        _ => Err(wrong_type(value, "a list")),
    }
}

/// A string, or several of them.
pub(super) fn one_or_more<'v, 'i>(value: &'v Value<'i>) -> Result<&'v [Value<'i>], Invalid> {
    match value.get_ref() {
        DeValue::Array(values) => Ok(values),
        DeValue::String(_) => Ok(std::slice::from_ref(value)),
        _ => Err(wrong_type(value, "a string or a list of strings")),
    }
}

pub(super) fn table<'v, 'i>(value: &'v Value<'i>) -> Result<&'v toml::de::DeTable<'i>, Invalid> {
    match value.get_ref() {
        DeValue::Table(table) => Ok(table),
        _ => Err(wrong_type(value, "a table")),
    }
}

pub(super) fn wrong_type(value: &Value<'_>, expected: &str) -> Invalid {
    let found = described(value.get_ref());
    invalid(value, format!("expected {expected}, found {found}"))
}

pub(super) fn invalid(value: &Value<'_>, message: impl Into<String>) -> Invalid {
    Invalid {
        at: value.span().start,
        message: message.into(),
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
pub(super) fn unknown<'n>(
    span: Range<usize>,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'n str> + Clone,
) -> Invalid {
    const FEW: usize = 9;
    let hint = match nearest(name, known.clone()) {
        Some(nearest) => did_you_mean(Some(nearest)),
        None if known.clone().count() <= FEW => {
            let names: Vec<_> = known.map(|it| format!("`{it}`")).collect();
            format!("; known are {}", names.join(", "))
        }
        None => String::new(),
    };
    Invalid {
        at: span.start,
        message: format!("there is no {what} {}{hint}", quoted(name)),
    }
}

/// User text for a message: in backticks, cut, control characters escaped.
pub(super) fn quoted(text: &str) -> String {
    let text: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    format!("`{text}`")
}
