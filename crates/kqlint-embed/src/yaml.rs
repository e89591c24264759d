//! YAML: rules of Microsoft Sentinel and other files with a query under a key.

mod align;

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::fragment::{Extraction, PlaceholderStyle, Problem};
use crate::line;
use crate::source_map::SourceMap;
use crate::span::text_range;
use crate::structured::{self, Dialect, MAX_DEPTH, Node, Scalar, Style, Tree};

const DIALECT: Dialect = Dialect {
    has_bracket_expressions: false,
    placeholders: &[PlaceholderStyle::Braces, PlaceholderStyle::DoubleBraces],
};

pub(crate) fn extract(text: &str) -> Extraction {
    structured::extract(text, DIALECT, read)
}

/// The documents of a file; what stands before an error is kept.
fn read(text: &str) -> Tree<'_> {
    let mut reader = Reader {
        offsets: Offsets::new(text),
        open: Vec::new(),
        skipped: 0,
        documents: Vec::new(),
    };
    let mut problem = None;
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => reader.event(event, span),
            Err(error) => {
                let at = reader.offsets.byte(error.marker().index());
                let end = line::end(text, at).start.max(at);
                problem = Some(Problem {
                    range: text_range(&(at..end)),
                    message: format!("YAML cannot be read: {}", error.info()),
                });
                break;
            }
        }
    }
    reader.close_all();
    Tree {
        root: Some(Node::List(reader.documents)),
        problem,
    }
}

/// The text of a value and where each byte of it stands.
pub(crate) fn mapped(host: &str, scalar: &Scalar<'_>) -> Option<(String, SourceMap)> {
    align::mapped(host, scalar)
}

/// Builds the tree from the parser's events.
struct Reader<'a> {
    offsets: Offsets<'a>,
    open: Vec<Open<'a>>,
    /// How many levels are open that lie too deep to be kept.
    skipped: usize,
    documents: Vec<Node<'a>>,
}

/// A map or list that is not complete.
enum Open<'a> {
    List(Vec<Node<'a>>),
    Map {
        entries: Vec<(Cow<'a, str>, Node<'a>)>,
        key: Option<Cow<'a, str>>,
    },
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::SequenceStart(..) => self.open(Open::List(Vec::new())),
            Event::MappingStart(..) => self.open(Open::Map {
                entries: Vec::new(),
                key: None,
            }),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Scalar(value, style, ..) => {
                let start = self.offsets.byte(span.start.index());
                let end = self.offsets.byte(span.end.index());
                self.add(Node::Scalar(Scalar {
                    value,
                    range: start..end.max(start),
                    style: style_of(style),
                }));
            }
            Event::Alias(_) => self.add(Node::List(Vec::new())),
            _ => {}
        }
    }

    fn open(&mut self, open: Open<'a>) {
        if self.skipped > 0 || self.open.len() >= MAX_DEPTH {
            self.skipped += 1;
        } else {
            self.open.push(open);
        }
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped == 0 {
                self.add(Node::List(Vec::new()));
            }
            return;
        }
        match self.open.pop() {
            Some(Open::List(items)) => self.add(Node::List(items)),
            Some(Open::Map { entries, .. }) => self.add(Node::Map(entries)),
            None => {}
        }
    }

    /// Completes what a broken file leaves open.
    fn close_all(&mut self) {
        self.skipped = 0;
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn add(&mut self, node: Node<'a>) {
        if self.skipped > 0 {
            return;
        }
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map { entries, key }) => match (key.take(), node) {
                (Some(key), node) => entries.push((key, node)),
                (None, Node::Scalar(scalar)) => *key = Some(scalar.value),
                (None, _) => *key = Some(Cow::Borrowed("")),
            },
            None => self.documents.push(node),
        }
    }
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
