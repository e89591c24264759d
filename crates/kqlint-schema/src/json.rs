//! JSON values with their places, and what can be asked of them.

use std::borrow::Cow;

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, ObjectProp},
    common::Ranged,
    parse_to_ast,
};
use kqlint_catalog::ScalarType;

pub(crate) use jsonc_parser::ast::Value;

use crate::error::{SchemaError, quoted};

/// A value and how it is reached.
#[derive(Clone, Copy)]
pub(crate) struct At<'v, 'a> {
    pub(crate) value: &'v Value<'a>,
    parent: Option<&'v At<'v, 'a>>,
    key: &'v str,
}

/// The value of a text. Comments and what else isn't JSON are errors.
pub(crate) fn parse(text: &str) -> Result<Value<'_>, SchemaError> {
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = parse_to_ast(text, &CollectOptions::default(), &options);
    match parsed {
        Ok(result) => result
            .value
            .ok_or_else(|| SchemaError::new(0, "the file is empty")),
        Err(error) => Err(SchemaError::new(
            error.range().start,
            format!("JSON cannot be read: {}", error.kind()),
        )),
    }
}

impl<'v, 'a> At<'v, 'a> {
    /// The value of a whole text.
    pub(crate) fn root(value: &'v Value<'a>) -> Self {
        Self {
            value,
            parent: None,
            key: "",
        }
    }

    /// A value inside.
    pub(crate) fn inside(&'v self, key: &'v str, value: &'v Value<'a>) -> Self {
        Self {
            value,
            parent: Some(self),
            key,
        }
    }

    /// An error about this value, with the keys that lead to it.
    pub(crate) fn error(&self, message: impl std::fmt::Display) -> SchemaError {
        self.error_at(self.value.start(), message)
    }

    fn error_at(&self, at: usize, message: impl std::fmt::Display) -> SchemaError {
        let mut keys = vec![self.key];
        let mut parent = self.parent;
        while let Some(up) = parent {
            keys.push(up.key);
            parent = up.parent;
        }
        keys.retain(|it| !it.is_empty());
        keys.reverse();
        let path: String = keys
            .join(".")
            .chars()
            .flat_map(char::escape_debug)
            .collect();
        SchemaError {
            at,
            message: match path.is_empty() {
                true => message.to_string(),
                false => format!("`{path}`: {message}"),
            },
        }
    }

    fn wrong(&self, expected: &str) -> SchemaError {
        let found = match self.value {
            Value::StringLit(_) => "a string",
            Value::NumberLit(_) => "a number",
            Value::BooleanLit(_) => "`true` or `false`",
            Value::Object(_) => "an object",
            Value::Array(_) => "a list",
            Value::NullKeyword(_) => "`null`",
        };
        self.error(format_args!("expected {expected}, found {found}"))
    }

    pub(crate) fn string(&self) -> Result<&'v str, SchemaError> {
        match self.value {
            Value::StringLit(string) => Ok(&string.value),
            _ => Err(self.wrong("a string")),
        }
    }

    pub(crate) fn boolean(&self) -> Result<bool, SchemaError> {
        match self.value {
            Value::BooleanLit(it) => Ok(it.value),
            _ => Err(self.wrong("`true` or `false`")),
        }
    }

    pub(crate) fn list(&self) -> Result<&'v [Value<'a>], SchemaError> {
        match self.value {
            Value::Array(list) => Ok(&list.elements),
            _ => Err(self.wrong("a list")),
        }
    }

    /// The entries of an object in their order; one name twice is an error.
    pub(crate) fn entries(&self) -> Result<&'v [ObjectProp<'a>], SchemaError> {
        let Value::Object(object) = self.value else {
            return Err(self.wrong("an object"));
        };
        let mut seen = std::collections::HashSet::new();
        for entry in &object.properties {
            let name = entry.name.as_str();
            if !seen.insert(name) {
                let error = format_args!("{} is there twice", quoted(name));
                return Err(self.error_at(entry.range.start, error));
            }
        }
        Ok(&object.properties)
    }

    /// An error about a key that nobody knows.
    pub(crate) fn unknown_key(&self, entry: &ObjectProp<'_>, known: &[&str]) -> SchemaError {
        let name = quoted(entry.name.as_str());
        let known: Vec<_> = known.iter().map(|it| format!("`{it}`")).collect();
        self.error_at(
            entry.range.start,
            format_args!("there is no key {name}; known are {}", known.join(", ")),
        )
    }

    /// The type that a string names.
    pub(crate) fn scalar_type(&self) -> Result<ScalarType, SchemaError> {
        let name = self.string()?;
        scalar_type(name).ok_or_else(|| {
            let known = ScalarType::ALL.iter().map(|it| it.name());
            let known: Vec<_> = known
                .filter(|it| *it != ScalarType::Unknown.name())
                .map(|it| format!("`{it}`"))
                .collect();
            self.error(format_args!(
                "there is no type {}; known are {}",
                quoted(name),
                known.join(", ")
            ))
        })
    }

    /// The value under one of these names, in any case of letters.
    pub(crate) fn field(&'v self, names: &'v [&'v str]) -> Option<At<'v, 'a>> {
        let object = self.value.as_object()?;
        names.iter().find_map(|name| {
            let found = property(object, name)?;
            Some(self.inside(name, &found.value))
        })
    }

    /// The text under one of these names, where it is one and isn't blank.
    pub(crate) fn text(&self, names: &[&str]) -> Option<String> {
        let object = self.value.as_object()?;
        let found = names.iter().find_map(|name| property(object, name))?;
        let text = found.value.as_string_lit()?.value.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The list under a name; nothing where there is none.
    pub(crate) fn items(&self, name: &str) -> &'v [Value<'a>] {
        let found = self.value.as_object().and_then(|it| property(it, name));
        match found.map(|it| &it.value) {
            Some(Value::Array(list)) => &list.elements,
            _ => &[],
        }
    }

    /// Whether there is a list of that name.
    pub(crate) fn has_list(&self, name: &str) -> bool {
        let found = self.value.as_object().and_then(|it| property(it, name));
        found.is_some_and(|it| it.value.as_array().is_some())
    }

    /// Whether there is an object of that name.
    pub(crate) fn has_object(&self, name: &str) -> bool {
        let found = self.value.as_object().and_then(|it| property(it, name));
        found.is_some_and(|it| it.value.as_object().is_some())
    }
}

/// The type of that name, a known one.
pub(crate) fn scalar_type(name: &str) -> Option<ScalarType> {
    ScalarType::from_name(name).filter(|it| *it != ScalarType::Unknown)
}

/// What a value says as text: a string or a number.
pub(crate) fn as_text<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    match value {
        Value::StringLit(string) => Some(Cow::Borrowed(&*string.value)),
        Value::NumberLit(number) => Some(Cow::Borrowed(number.value)),
        _ => None,
    }
}

fn property<'v, 'a>(object: &'v Object<'a>, name: &str) -> Option<&'v ObjectProp<'a>> {
    let mut entries = object.properties.iter();
    entries.find(|it| it.name.as_str().eq_ignore_ascii_case(name))
}
