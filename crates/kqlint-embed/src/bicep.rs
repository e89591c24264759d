//! Bicep: alert rules, saved searches and variables with a query.
//!
//! What matters here are strings, the names that they stand under, and the
//! brackets around them. These are read in one pass that never gives up, so
//! that a file is read while it is being written. Interpolations such as
//! `${window}` stay in the query as placeholders.

mod reader;

use std::ops::Range;

use crate::fragment::{Extraction, PlaceholderStyle};
use crate::line;
use crate::source_map::{Escape, SourceMap, SourceMapBuilder};
use crate::span::text_range;
use crate::structured::{self, Dialect, Tree, interpolation};

const DIALECT: Dialect = Dialect {
    has_bracket_expressions: false,
    placeholders: &[PlaceholderStyle::DollarBraces],
    comment_marks: &["//"],
};

pub(crate) fn extract(text: &str) -> Extraction {
    structured::extract(text, DIALECT, read)
}

fn read(text: &str) -> Tree<'_> {
    Tree {
        root: Some(reader::read(text)),
        problem: None,
    }
}

/// The text between `'''`, without the line breaks after and before them.
pub(crate) fn block(host: &str, range: Range<usize>) -> Option<(String, SourceMap)> {
    let source = host.get(range.clone())?;
    let body = source.strip_prefix("'''")?.strip_suffix("'''")?;
    let rest = body.strip_prefix("\r\n").or(body.strip_prefix('\n'));
    let start = range.start + 3 + body.len() - rest.unwrap_or(body).len();
    let ending = match host.get(line::end(host, start)) {
        Some("\r\n") => "\r\n",
        _ => "\n",
    };
    let mut out = SourceMapBuilder::with_escape(ending, Escape::BicepBlock);
    out.verbatim(host, text_range(&(start..range.end - 3)));
    out.drop_last_line_ending();
    Some(out.finish())
}

/// The text of the string in single quotes at `range`.
pub(crate) fn quoted(host: &str, range: Range<usize>) -> Option<(String, SourceMap)> {
    let source = host.get(range.clone())?;
    let body = source.strip_prefix('\'')?.strip_suffix('\'')?;
    let start = range.start + 1;
    let mut out = SourceMapBuilder::with_escape("\n", Escape::BicepQuoted);
    out.verbatim(host, text_range(&(start..start)));
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let run = interpolation::find(rest, &["\\", "${"]).unwrap_or(rest.len());
        out.verbatim(host, text_range(&(start + at..start + at + run)));
        at += run;
        let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) else {
            break;
        };
        let len = if rest.starts_with('\\') {
            let (character, len) = unescape(rest)?;
            let range = text_range(&(start + at..start + at + len));
            out.escaped(&character.to_string(), range);
            len
        } else {
            let len = interpolation::len(rest, '\'')?;
            let range = text_range(&(start + at..start + at + len));
            out.fixed(rest.get(..len)?, range);
            len
        };
        at += len;
    }
    Some(out.finish())
}

fn unescape(rest: &str) -> Option<(char, usize)> {
    let character = match rest.as_bytes().get(1)? {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'\'' => '\'',
        b'\\' => '\\',
        b'$' => '$',
        b'u' => {
            let digits = rest.strip_prefix("\\u{")?;
            let digits = digits.get(..digits.find('}')?)?;
            let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            return Some((character, "\\u{}".len() + digits.len()));
        }
        _ => return None,
    };
    Some((character, 2))
}
