//! YAML as the values that JSON has, so that what reads one reads the other.

use std::borrow::Cow;

use jsonc_parser::{
    ast::{Array, BooleanLit, NullKeyword, Object, ObjectProp, ObjectPropName, StringLit, Value},
    common::Range,
};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::error::SchemaError;

/// How many lists and maps may be inside each other.
const DEEPEST: usize = 128;

/// The documents of a text.
pub(crate) fn parse(text: &str) -> Result<Vec<Value<'_>>, SchemaError> {
    let places = Places::new(text);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut documents = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = places.byte(error.marker().index());
            SchemaError::new(at, format!("YAML cannot be read: {}", error.info()))
        })?;
        let range = places.range(span);
        let value = match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST => {
                return Err(SchemaError::new(range.start, "this is nested too deeply"));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(range, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(range, None, Vec::new()));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(inner) => inner.closed(range.end),
                None => continue,
            },
            Event::Scalar(value, style, ..) => scalar(value, style, range),
            Event::Alias(_) => Value::NullKeyword(NullKeyword { range }),
            _ => continue,
        };
        match open.last_mut() {
            Some(around) => around.add(value),
            None => documents.push(value),
        }
    }
    Ok(documents)
}

/// A list or a map whose end wasn't met yet; a map with the key that is to get a value.
enum Open<'a> {
    List(Range, Vec<Value<'a>>),
    Map(Range, Option<StringLit<'a>>, Vec<ObjectProp<'a>>),
}

impl<'a> Open<'a> {
    fn add(&mut self, value: Value<'a>) {
        match self {
            Self::List(_, elements) => elements.push(value),
            Self::Map(_, key, properties) => match key.take() {
                Some(name) => {
                    let range = Range {
                        start: name.range.start,
                        end: range_of(&value).end,
                    };
                    let name = ObjectPropName::String(name);
                    properties.push(ObjectProp { range, name, value });
                }
                None => {
                    let range = range_of(&value);
                    let value = match value {
                        Value::StringLit(text) => text.value,
                        _ => Cow::Borrowed(""),
                    };
                    *key = Some(StringLit { range, value });
                }
            },
        }
    }

    fn closed(self, end: usize) -> Value<'a> {
        match self {
            Self::List(range, elements) => Value::Array(Array {
                range: Range { end, ..range },
                elements,
            }),
            Self::Map(range, _, properties) => Value::Object(Object {
                range: Range { end, ..range },
                properties,
            }),
        }
    }
}

/// Numbers stay texts: nothing that is read from YAML counts.
fn scalar(value: Cow<'_, str>, style: ScalarStyle, range: Range) -> Value<'_> {
    let is_plain = style == ScalarStyle::Plain;
    match value.as_ref() {
        "" | "~" | "null" if is_plain => Value::NullKeyword(NullKeyword { range }),
        "true" | "false" if is_plain => Value::BooleanLit(BooleanLit {
            range,
            value: value == "true",
        }),
        _ => Value::StringLit(StringLit { range, value }),
    }
}

fn range_of(value: &Value<'_>) -> Range {
    use jsonc_parser::common::Ranged;
    value.range()
}

/// Where each character of a text begins, in bytes.
struct Places {
    bytes: Vec<usize>,
    end: usize,
}

impl Places {
    fn new(text: &str) -> Self {
        Self {
            bytes: text.char_indices().map(|(at, _)| at).collect(),
            end: text.len(),
        }
    }

    fn byte(&self, character: usize) -> usize {
        self.bytes.get(character).copied().unwrap_or(self.end)
    }

    fn range(&self, span: Span) -> Range {
        let start = self.byte(span.start.index());
        Range {
            start,
            end: self.byte(span.end.index()).max(start),
        }
    }
}
