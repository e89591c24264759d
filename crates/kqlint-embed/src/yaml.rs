//! YAML: rules of Microsoft Sentinel and other files with a query under a key.

mod align;

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::fragment::{Extraction, PlaceholderStyle, Problem};
use crate::line;
use crate::source_map::SourceMap;
use crate::span::text_range;
use crate::structured::{self, Dialect, Node, Scalar, Style, Tree, TreeBuilder};

const DIALECT: Dialect = Dialect {
    has_bracket_expressions: false,
    placeholders: &[PlaceholderStyle::Braces, PlaceholderStyle::DoubleBraces],
    comment_marks: &["#"],
};

pub(crate) fn extract(text: &str) -> Extraction {
    structured::extract(text, DIALECT, read)
}

/// The documents of a file; what stands before an error is kept.
fn read(text: &str) -> Tree<'_> {
    let mut offsets = Offsets::new(text);
    let mut out = TreeBuilder::default();
    let mut problem = None;
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => push(event, span, &mut offsets, &mut out),
            Err(error) => {
                let at = offsets.byte(error.marker().index());
                let end = line::end(text, at).start.max(at);
                problem = Some(Problem {
                    range: text_range(&(at..end)),
                    message: format!("YAML cannot be read: {}", error.info()),
                });
                break;
            }
        }
    }
    Tree {
        root: Some(out.finish()),
        problem,
    }
}

/// The text of a value and where each byte of it stands.
pub(crate) fn mapped(host: &str, scalar: &Scalar<'_>) -> Option<(String, SourceMap)> {
    align::mapped(host, scalar)
}

/// Takes one event of the parser. A value ends the key that it stands under.
fn push<'a>(event: Event<'a>, span: Span, offsets: &mut Offsets<'a>, out: &mut TreeBuilder<'a>) {
    match event {
        Event::SequenceStart(..) => out.open_list(),
        Event::MappingStart(..) => out.open_map(),
        Event::SequenceEnd | Event::MappingEnd => {
            out.close();
            end_entry(out);
        }
        Event::Scalar(value, ..) if out.needs_key() => out.set_key(Some(value)),
        Event::Scalar(value, style, ..) => {
            let start = offsets.byte(span.start.index());
            let end = offsets.byte(span.end.index());
            out.add(Node::Scalar(Scalar {
                value,
                range: start..end.max(start),
                style: style_of(style),
            }));
            out.set_key(None);
        }
        Event::Alias(_) => end_entry(out),
        _ => {}
    }
}

/// Ends a value that is no scalar, or takes it as a key without a name.
fn end_entry(out: &mut TreeBuilder<'_>) {
    let key = out.needs_key().then_some(Cow::Borrowed(""));
    out.set_key(key);
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::SingleQuoted => Style::YamlSingleQuoted,
        ScalarStyle::DoubleQuoted => Style::YamlDoubleQuoted,
        ScalarStyle::Literal => Style::YamlLiteral,
        ScalarStyle::Folded => Style::YamlFolded,
        _ => Style::YamlPlain,
    }
}

/// Bytes for the characters that the parser counts in.
struct Offsets<'a> {
    text: &'a str,
    is_ascii: bool,
    /// The last place asked for, in characters and in bytes.
    last: (usize, usize),
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Offsets<'a> {
        Offsets {
            text,
            is_ascii: text.is_ascii(),
            last: (0, 0),
        }
    }

    /// The byte of a character. Places come in ascending order but for a few
    /// steps back, so that the whole text is counted once.
    fn byte(&mut self, character: usize) -> usize {
        if self.is_ascii {
            return character.min(self.text.len());
        }
        let (mut characters, mut bytes) = self.last;
        while characters > character && bytes > 0 {
            bytes = self.text.floor_char_boundary(bytes - 1);
            characters -= 1;
        }
        let rest = self.text.get(bytes..).unwrap_or_default();
        let skipped = rest.chars().take(character - characters.min(character));
        bytes += skipped.map(char::len_utf8).sum::<usize>();
        self.last = (character, bytes);
        bytes
    }
}
