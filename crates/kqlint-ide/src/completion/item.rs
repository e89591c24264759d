//! One thing that can be written.

use crate::Topic;

/// One thing that can be written at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// A few words beside the label: a type, a signature.
    pub detail: Option<String>,
    /// What is written, where it isn't the label.
    pub insert: Option<String>,
    /// The same with places to fill in, for editors that know them: `ago($1)$0`.
    pub snippet: Option<String>,
    /// What letters are compared with, where it isn't the label.
    pub filter: Option<String>,
    /// What explains it.
    pub topic: Option<Topic>,
    /// What explains it where no topic does: something of the query.
    pub documentation: Option<String>,
    /// Whether something better took its place.
    pub is_deprecated: bool,
}

/// What an [`Item`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// A table.
    Table,
    /// A column.
    Column,
    /// A variable or a parameter of the query.
    Variable,
    /// A function, an aggregate or a plug-in.
    Function,
    /// A tabular operator.
    Operator,
    /// An operator between two values.
    ScalarOperator,
    /// A word of the language.
    Keyword,
    /// A value that a column is known to hold, or a parameter takes.
    Value,
    /// A type.
    Type,
}

impl Item {
    /// An item that is written as it is shown.
    pub(super) fn new(label: impl Into<String>, kind: ItemKind) -> Self {
        Self {
            label: label.into(),
            kind,
            detail: None,
            insert: None,
            snippet: None,
            filter: None,
            topic: None,
            documentation: None,
            is_deprecated: false,
        }
    }

    pub(super) fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    pub(super) fn topic(self, topic: Topic) -> Self {
        Self {
            topic: Some(topic),
            ..self
        }
    }

    /// Writes a name, in brackets and quotes where it needs them.
    pub(super) fn name(name: &str, kind: ItemKind) -> Self {
        let written = crate::names::written(name);
        Self {
            insert: (written != name).then(|| written.into_owned()),
            ..Self::new(name, kind)
        }
    }

    /// Writes a call, the cursor between its brackets.
    pub(super) fn call(name: &str, takes_arguments: bool) -> Self {
        let snippet = if takes_arguments {
            format!("{name}($0)")
        } else {
            format!("{name}()")
        };
        Self {
            snippet: Some(snippet),
            ..Self::new(name, ItemKind::Function)
        }
    }
}
