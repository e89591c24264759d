//! Terraform: rules and saved searches with a query in quotes or in a heredoc.
//!
//! Interpolations such as `${var.window}` stay in the query as placeholders.

use std::borrow::Cow;
use std::ops::Range;

use hcl_edit::Span;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::parser::parse_body;
use hcl_edit::structure::{Body, Structure};

use crate::fragment::{Extraction, PlaceholderStyle, Problem};
use crate::line;
use crate::source_map::{Escape, SourceMap, SourceMapBuilder};
use crate::span::text_range;
use crate::structured::{self, Dialect, MAX_DEPTH, Node, Scalar, Style, Tree, interpolation};

const DIALECT: Dialect = Dialect {
    has_bracket_expressions: false,
    placeholders: &[PlaceholderStyle::DollarBraces],
    comment_marks: &["#", "//"],
};

pub(crate) fn extract(text: &str) -> Extraction {
    structured::extract(text, DIALECT, read)
}

fn read(text: &str) -> Tree<'_> {
    match parse_body(text) {
        Ok(root) => Tree {
            root: Some(body(text, &root, 0)),
            problem: None,
        },
        Err(error) => {
            let at = text.floor_char_boundary(error.location().offset());
            Tree {
                root: None,
                problem: Some(Problem {
                    range: text_range(&(at..line::end(text, at).start.max(at))),
                    message: format!("Terraform cannot be read: {}", error.message()),
                }),
            }
        }
    }
}

fn body<'t>(text: &'t str, body: &Body, depth: usize) -> Node<'t> {
    if depth >= MAX_DEPTH {
        return Node::List(Vec::new());
    }
    let entries = body.iter().map(|structure| match structure {
        Structure::Attribute(attribute) => (
            Cow::Owned(attribute.key.as_str().to_owned()),
            expression(text, &attribute.value, depth + 1),
        ),
        Structure::Block(block) => (
            Cow::Owned(block.ident.as_str().to_owned()),
            self::body(text, &block.body, depth + 1),
        ),
    });
    Node::Map(entries.collect())
}

fn expression<'t>(text: &'t str, value: &Expression, depth: usize) -> Node<'t> {
    if depth >= MAX_DEPTH {
        return Node::List(Vec::new());
    }
    match value {
        Expression::String(_) | Expression::StringTemplate(_) => {
            scalar(text, value.span(), Style::HclQuoted)
        }
        Expression::HeredocTemplate(heredoc) => {
            let indentation = heredoc.indent().unwrap_or_default();
            let style = Style::HclHeredoc { indentation };
            scalar(text, heredoc.template.span(), style)
        }
        Expression::Object(object) => {
            let entries = object.iter().map(|(key, value)| {
                let name = match key {
                    ObjectKey::Ident(name) => name.as_str().to_owned(),
                    ObjectKey::Expression(Expression::String(name)) => name.as_str().to_owned(),
                    ObjectKey::Expression(_) => String::new(),
                };
                (Cow::Owned(name), expression(text, value.expr(), depth + 1))
            });
            Node::Map(entries.collect())
        }
        Expression::Array(array) => {
            let items = array.iter();
            Node::List(
                items
                    .map(|item| expression(text, item, depth + 1))
                    .collect(),
            )
        }
        Expression::Parenthesis(inner) => expression(text, inner.inner(), depth + 1),
        Expression::FuncCall(call) => {
            let arguments = call.args.iter();
            Node::List(
                arguments
                    .map(|argument| expression(text, argument, depth + 1))
                    .collect(),
            )
        }
        _ => Node::List(Vec::new()),
    }
}

fn scalar(text: &str, span: Option<Range<usize>>, style: Style) -> Node<'_> {
    let range = span.unwrap_or_default();
    let source = text.get(range.clone()).unwrap_or_default();
    let value = match style {
        Style::HclQuoted => source.trim_matches('"'),
        _ => source,
    };
    Node::Scalar(Scalar {
        value: Cow::Borrowed(value),
        range,
        style,
    })
}

/// The text of a heredoc, whose lines stand at `range`.
pub(crate) fn heredoc(host: &str, range: Range<usize>, indentation: usize) -> (String, SourceMap) {
    let ending = match host.get(line::end(host, range.start)) {
        Some("\r\n") => "\r\n",
        _ => "\n",
    };
    let mut out = SourceMapBuilder::with_lines(ending, &" ".repeat(indentation));
    let mut start = range.start;
    while start < range.end {
        let end = line::end(host, start).end.min(range.end);
        let line = host.get(start..end).unwrap_or_default();
        let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
        let cut = spaces.min(indentation);
        if cut < indentation {
            out.odd_line();
        } else if indentation > 0 {
            out.line();
        }
        push_template(host, start + cut..end, &mut out);
        start = end;
    }
    out.drop_last_line_ending();
    out.finish()
}

/// The text of a heredoc's line, where `$${` stands for `${`.
fn push_template(host: &str, range: Range<usize>, out: &mut SourceMapBuilder) {
    let mut at = range.start;
    while let Some(rest) = host.get(at..range.end).filter(|rest| !rest.is_empty()) {
        let mark = interpolation::find(rest, &["$${", "%%{"]);
        let run = mark.unwrap_or(rest.len());
        out.verbatim(host, text_range(&(at..at + run)));
        at += run;
        if mark.is_some() {
            let escaped = rest.get(run + 1..run + 3).unwrap_or_default();
            out.escaped(escaped, text_range(&(at..at + 3)));
            at += 3;
        }
    }
}

/// What begins an escape or an expression in a quoted string.
const SPECIAL: &[&str] = &["\\", "$${", "%%{", "${", "%{"];

/// The text of the quoted string at `range`.
pub(crate) fn quoted(host: &str, range: Range<usize>) -> Option<(String, SourceMap)> {
    let source = host.get(range.clone())?;
    let body = source.strip_prefix('"')?.strip_suffix('"')?;
    let start = range.start + 1;
    let mut out = SourceMapBuilder::with_escape("\n", Escape::DoubleQuoted);
    out.verbatim(host, text_range(&(start..start)));
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let run = interpolation::find(rest, SPECIAL).unwrap_or(rest.len());
        out.verbatim(host, text_range(&(start + at..start + at + run)));
        at += run;
        let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) else {
            break;
        };
        let len = special(rest)?;
        let range = text_range(&(start + at..start + at + len));
        if rest.starts_with('\\') {
            out.escaped(&unescape(rest)?.to_string(), range);
        } else if rest.starts_with("$$") || rest.starts_with("%%") {
            out.escaped(rest.get(1..3)?, range);
        } else {
            out.fixed(rest.get(..len)?, range);
        }
        at += len;
    }
    Some(out.finish())
}

/// The length of an escape or of an expression.
fn special(rest: &str) -> Option<usize> {
    if rest.starts_with('\\') {
        return match rest.as_bytes().get(1)? {
            b'u' => Some(6),
            b'U' => Some(10),
            _ => Some(2),
        };
    }
    if rest.starts_with("$${") || rest.starts_with("%%{") {
        return Some(3);
    }
    interpolation::len(rest, '"')
}

fn unescape(rest: &str) -> Option<char> {
    match rest.as_bytes().get(1)? {
        b'n' => Some('\n'),
        b'r' => Some('\r'),
        b't' => Some('\t'),
        b'"' => Some('"'),
        b'\\' => Some('\\'),
        b'u' => char::from_u32(u32::from_str_radix(rest.get(2..6)?, 16).ok()?),
        b'U' => char::from_u32(u32::from_str_radix(rest.get(2..10)?, 16).ok()?),
        _ => None,
    }
}
