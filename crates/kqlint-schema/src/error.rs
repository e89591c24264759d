//! What is wrong with a text that is to be a schema.

/// Something wrong at a byte of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// The byte.
    pub at: usize,
    /// What is wrong, with the key that it is about.
    pub message: String,
}

impl SchemaError {
    pub(crate) fn new(at: usize, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
        }
    }

    /// The same, seen from a text in which this one begins at `shift`.
    pub(crate) fn moved(self, shift: usize) -> Self {
        Self {
            at: self.at + shift,
            ..self
        }
    }
}

impl std::fmt::Display for SchemaError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for SchemaError {}

/// A text of the user's in a message: in backticks, cut, with escapes.
pub(crate) fn quoted(text: &str) -> String {
    let cut: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    format!("`{cut}`")
}
