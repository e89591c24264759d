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
use crate::structured::{self, Dialect, MAX_DEPTH, Node, Scalar, Style};

const DIALECT: Dialect = Dialect {
    has_bracket_expressions: true,
    placeholders: &[
        PlaceholderStyle::Braces,
        PlaceholderStyle::DollarBraces,
        PlaceholderStyle::DollarMacro,
    ],
};

pub(crate) fn extract(text: &str) -> Extraction {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - body.len();
    let outer = SourceMap::identity(text_range(&(mark..text.len())));
    match parse_to_ast(body, &CollectOptions::default(), &ParseOptions::default()) {
        Ok(result) => {
            let root = result.value.map(|value| node(value, 0));
            let fragments = root.map(|root| structured::fragments(body, &root, DIALECT));
            let mut fragments = fragments.unwrap_or_default();
            if mark > 0 {
                for fragment in &mut fragments {
                    fragment.move_outside(&outer);
                }
            }
            Extraction {
                fragments,
                problems: Vec::new(),
            }
        }
        Err(_) if body.trim().is_empty() => Extraction::default(),
        Err(error) => {
            let range = error.range();
            Extraction {
                fragments: Vec::new(),
                problems: vec![Problem {
                    range: text_range(&(mark + range.start..mark + range.end)),
                    message: format!("JSON cannot be read: {}", error.kind()),
                }],
            }
        }
    }
}

/// The tree of a text, if it is JSON.
pub(crate) fn read(text: &str) -> Option<Node<'_>> {
    let options = CollectOptions::default();
    let result = parse_to_ast(text, &options, &ParseOptions::default()).ok()?;
    result.value.map(|value| node(value, 0))
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
    let source = host.get(range.clone())?;
    let quote = source.chars().next()?;
    let body = source.strip_prefix(quote)?.strip_suffix(quote)?;
    if quote != '"' {
        return None;
    }
    let ending = if body.contains("\\r\\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut out = SourceMapBuilder::with_escape(ending, Escape::DoubleQuoted);
    let start = range.start + 1;
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
    if out.text().is_empty() {
        out.verbatim(host, text_range(&(start..start)));
    }
    Some(out.finish())
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
