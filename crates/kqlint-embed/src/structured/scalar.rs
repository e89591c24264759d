//! One value with its place, mapped on demand.

use std::borrow::Cow;
use std::ops::Range;

use crate::json;
use crate::source_map::SourceMap;
use crate::yaml;

/// A string, a number or another single value.
#[derive(Debug)]
pub(crate) struct Scalar<'a> {
    /// What the host understands.
    pub(crate) value: Cow<'a, str>,
    /// Where it is written, with its quotes.
    pub(crate) range: Range<usize>,
    pub(crate) style: Style,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A string of JSON.
    Json,
    /// A number or word of JSON, which is no text.
    Bare,
    YamlPlain,
    YamlSingleQuoted,
    YamlDoubleQuoted,
    YamlLiteral,
    YamlFolded,
}

impl Scalar<'_> {
    /// The text and where each byte of it stands, or `None` if it is no text.
    pub(crate) fn mapped(&self, host: &str) -> Option<(String, SourceMap)> {
        match self.style {
            Style::Json => json::mapped(host, self.range.clone()),
            Style::Bare => None,
            _ => yaml::mapped(host, self),
        }
    }
}
