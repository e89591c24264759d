//! Bicep: alert rules, saved searches and variables with a query.
//!
//! Interpolations such as `${window}` stay in the query as placeholders.

use std::borrow::Cow;
use std::ops::Range;

use tree_sitter::{Node as Syntax, Parser};

use crate::fragment::{Extraction, PlaceholderStyle};
use crate::line;
use crate::source_map::{Escape, SourceMap, SourceMapBuilder};
use crate::span::text_range;
use crate::structured::{self, Dialect, MAX_DEPTH, Node, Scalar, Style, Tree, interpolation};

const DIALECT: Dialect = Dialect {
    has_bracket_expressions: false,
    placeholders: &[PlaceholderStyle::DollarBraces],
};

pub(crate) fn extract(text: &str) -> Extraction {
    structured::extract(text, DIALECT, read)
}

/// The tree of a file. The parser reads on after an error, and files of other
/// versions of the language have errors, so that none is reported.
fn read(text: &str) -> Tree<'_> {
    let mut parser = Parser::new();
    let language = tree_sitter_bicep::LANGUAGE.into();
    if parser.set_language(&language).is_err() {
        return Tree::default();
    }
    let tree = parser.parse(text, None);
    Tree {
        root: tree.map(|tree| container(text, tree.root_node(), 0)),
        problem: None,
    }
}

/// The named values in a node: properties of an object, declarations of a file.
fn container<'t>(text: &'t str, syntax: Syntax<'_>, depth: usize) -> Node<'t> {
    if depth >= MAX_DEPTH {
        return Node::List(Vec::new());
    }
    let mut entries = Vec::new();
    let mut cursor = syntax.walk();
    for child in syntax.named_children(&mut cursor) {
        let value = value_of(child).unwrap_or(child);
        let name = name_of(text, child);
        entries.push((name, node(text, value, depth + 1)));
    }
    Node::Map(entries)
}

fn node<'t>(text: &'t str, syntax: Syntax<'_>, depth: usize) -> Node<'t> {
    match syntax.kind() {
        "string" => string(text, syntax),
        "array" => {
            let mut cursor = syntax.walk();
            let items = syntax.named_children(&mut cursor);
            if depth >= MAX_DEPTH {
                return Node::List(Vec::new());
            }
            Node::List(items.map(|item| node(text, item, depth + 1)).collect())
        }
        _ => container(text, syntax, depth),
    }
}

/// The value of a property or a declaration, which is its last part.
fn value_of(syntax: Syntax<'_>) -> Option<Syntax<'_>> {
    let has_value = matches!(
        syntax.kind(),
        "object_property"
            | "parameter_declaration"
            | "variable_declaration"
            | "resource_declaration"
            | "module_declaration"
            | "output_declaration"
    );
    let last = u32::try_from(syntax.named_child_count())
        .ok()?
        .checked_sub(1)?;
    has_value.then(|| syntax.named_child(last)).flatten()
}

/// The name before the value. A variable counts as a query by its name, so
/// that `failedJobsQuery` is one.
fn name_of<'t>(text: &'t str, syntax: Syntax<'_>) -> Cow<'t, str> {
    let Some(first) = syntax.named_child(0) else {
        return Cow::Borrowed("");
    };
    let name = text.get(first.byte_range()).unwrap_or_default();
    let name = name.trim_matches('\'');
    let is_declaration = matches!(
        syntax.kind(),
        "variable_declaration" | "parameter_declaration"
    );
    if is_declaration && name.to_ascii_lowercase().ends_with("query") {
        return Cow::Borrowed("query");
    }
    Cow::Borrowed(name)
}

fn string<'t>(text: &'t str, syntax: Syntax<'_>) -> Node<'t> {
    let range = syntax.byte_range();
    let source = text.get(range.clone()).unwrap_or_default();
    let (quotes, style) = if source.starts_with("'''") {
        ("'''", Style::BicepBlock)
    } else {
        ("'", Style::BicepQuoted)
    };
    let body = source
        .strip_prefix(quotes)
        .and_then(|body| body.strip_suffix(quotes))
        .unwrap_or_default();
    Node::Scalar(Scalar {
        value: Cow::Borrowed(body),
        range,
        style,
    })
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
