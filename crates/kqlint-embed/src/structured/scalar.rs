//! One value with its place, mapped on demand.

use std::borrow::Cow;
use std::ops::Range;

use crate::source_map::SourceMap;
use crate::{bicep, json, terraform, yaml};

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
    HclQuoted,
    /// The lines of a heredoc, without its marks.
    HclHeredoc {
        /// How many columns of each line are not part of it.
        indentation: usize,
    },
    BicepQuoted,
    /// A string of Bicep between `'''`.
    BicepBlock,
}

impl Scalar<'_> {
    /// The text and where each byte of it stands, or `None` if it is no text.
    pub(crate) fn mapped(&self, host: &str) -> Option<(String, SourceMap)> {
        match self.style {
            Style::Json => json::mapped(host, self.range.clone()),
            Style::Bare => None,
            Style::YamlPlain
            | Style::YamlSingleQuoted
            | Style::YamlDoubleQuoted
            | Style::YamlLiteral
            | Style::YamlFolded => yaml::mapped(host, self),
            Style::HclQuoted => terraform::quoted(host, self.range.clone()),
            Style::HclHeredoc { indentation } => {
                Some(terraform::heredoc(host, self.range.clone(), indentation))
            }
            Style::BicepQuoted => bicep::quoted(host, self.range.clone()),
            Style::BicepBlock => bicep::block(host, self.range.clone()),
        }
    }
}
