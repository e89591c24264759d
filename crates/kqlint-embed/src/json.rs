//! JSON: workbooks, templates of Azure Resource Manager, dashboards.
//!
//! Comments and trailing commas are allowed, since editors write them.

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::fragment::{Extraction, PlaceholderStyle, Problem};
use crate::source_map::{Escape, SourceMap, SourceMapBuilder};
use crate::span::text_range;
use crate::structured::{self, Dialect, MAX_DEPTH, Node, Scalar, Style, Tree};

const DIALECT: Dialect = Dialect {
    has_bracket_expressions: true,
    placeholders: &[
        PlaceholderStyle::DoubleBraces,
        PlaceholderStyle::Braces,
        PlaceholderStyle::DollarBraces,
        PlaceholderStyle::DollarMacro,
    ],
    comment_marks: &["//"],
};

pub(crate) fn extract(text: &str) -> Extraction {
    structured::extract(text, DIALECT, read)
}

/// The tree of a text.
pub(crate) fn read(text: &str) -> Tree<'_> {
    match parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()) {
        Ok(result) => Tree {
            root: result.value.map(|value| node(value, 0)),
            problem: None,
        },
        Err(error) => {
            let range = error.range();
            Tree {
                root: None,
                problem: Some(Problem {
                    range: text_range(&(range.start..range.end)),
                    message: format!("JSON cannot be read: {}", error.kind()),
                }),
            }
        }
    }
}

fn node(value: Value<'_>, depth: usize) -> Node<'_> {
    match value {
        Value::Object(object) if depth < MAX_DEPTH => {
            let entries = object.properties.into_iter();
            Node::Map(
                entries
                    .map(|entry| (name(entry.name), node(entry.value, depth + 1)))
                    .collect(),
            )
        }
        Value::Array(array) if depth < MAX_DEPTH => {
            let items = array.elements.into_iter();
            Node::List(items.map(|item| node(item, depth + 1)).collect())
        }
        Value::StringLit(string) => Node::Scalar(Scalar {
            value: string.value,
            range: string.range.start..string.range.end,
            style: Style::Json,
        }),
        Value::NumberLit(number) => Node::Scalar(Scalar {
            value: Cow::Borrowed(number.value),
            range: number.range.start..number.range.end,
            style: Style::Bare,
        }),
        Value::BooleanLit(literal) => Node::Scalar(Scalar {
            value: Cow::Borrowed(if literal.value { "true" } else { "false" }),
            range: literal.range.start..literal.range.end,
            style: Style::Bare,
        }),
        _ => Node::List(Vec::new()),
    }
}

fn name(name: ObjectPropName<'_>) -> Cow<'_, str> {
    match name {
        ObjectPropName::String(string) => string.value,
        ObjectPropName::Word(word) => Cow::Borrowed(word.value),
    }
}

/// The text of the string at `range`, which includes its quotes.
pub(crate) fn mapped(host: &str, range: Range<usize>) -> Option<(String, SourceMap)> {
    concatenated(host, [range])
}

/// The text of several strings, one after the other.
pub(crate) fn concatenated(
    host: &str,
    strings: impl IntoIterator<Item = Range<usize>>,
) -> Option<(String, SourceMap)> {
    let mut out = SourceMapBuilder::with_escape("\n", Escape::DoubleQuoted);
    for range in strings {
        append(host, range, &mut out)?;
    }
    if out.text().contains("\r\n") {
        out.set_line_ending("\r\n");
    }
    Some(out.finish())
}

fn append(host: &str, range: Range<usize>, out: &mut SourceMapBuilder) -> Option<()> {
    let source = host.get(range.clone())?;
    let body = source.strip_prefix('"')?.strip_suffix('"')?;
    let start = range.start + 1;
    // An empty string has a place as well.
    out.verbatim(host, text_range(&(start..start)));
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let run = rest.find('\\').unwrap_or(rest.len());
        if run > 0 {
            out.verbatim(host, text_range(&(start + at..start + at + run)));
            at += run;
            continue;
        }
        let (character, len) = unescape(rest)?;
        let mut buffer = [0; 4];
        let range = start + at..start + at + len;
        out.escaped(character.encode_utf8(&mut buffer), text_range(&range));
        at += len;
    }
    Some(())
}

/// The character that the escape at the start of `text` stands for, and the
/// escape's length in bytes.
fn unescape(text: &str) -> Option<(char, usize)> {
    let character = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unescape_unicode(text),
        _ => return None,
    };
    Some((character, 2))
}

/// `\u00e4`, or the two escapes of a character outside the first plane.
fn unescape_unicode(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let escape = text.get(at..at + 6)?;
        u16::from_str_radix(escape.strip_prefix("\\u")?, 16).ok()
    };
    let first = unit(0)?;
    if let Some(character) = char::from_u32(u32::from(first)) {
        return Some((character, 6));
    }
    let pair = [first, unit(6)?];
    let character = char::decode_utf16(pair).next()?.ok()?;
    Some((character, 12))
}
