//! One compiled schema: the built-in one, or one of the user's.

use std::sync::{Arc, LazyLock};

use crate::{
    blob::{Blob, Compiled, HEADER, MAGIC, Section},
    encode::Encoded,
    index::Index,
};

/// The built-in facts, compiled from `data/*.json`; only the header is read here.
static BUILTIN: LazyLock<Compiled> =
    LazyLock::new(|| Compiled::builtin(include_str!("catalog.txt"), include_bytes!("catalog.bin")));

/// Why bytes are not a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayerError {
    /// They are too short, or don't begin as the encoder's output does.
    NotACatalog,
}

impl std::fmt::Display for LayerError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("the bytes are not a compiled catalog of this version")
    }
}

impl std::error::Error for LayerError {}

/// A compiled schema; a clone shares the bytes.
#[derive(Clone)]
pub struct Layer {
    compiled: Arc<Compiled>,
}

impl Layer {
    /// A layer over what [`encode::Schema::encode`](crate::encode::Schema::encode) made.
    ///
    /// # Errors
    ///
    /// When the bytes are something else.
    pub fn new(encoded: Encoded) -> Result<Self, LayerError> {
        let bytes = &encoded.bytes;
        if bytes.len() < HEADER || !bytes.starts_with(&MAGIC) {
            return Err(LayerError::NotACatalog);
        }
        Ok(Self::from_encoder(encoded))
    }

    /// A layer over what is known to come from the encoder.
    pub(crate) fn from_encoder(encoded: Encoded) -> Self {
        let compiled = Compiled::new(encoded.text, encoded.bytes);
        Self {
            compiled: Arc::new(compiled),
        }
    }

    pub(crate) fn index(&self, section: Section) -> Index<'_> {
        Index::new(Blob::new(&self.compiled), section)
    }
}

impl std::fmt::Debug for Layer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Layer({} bytes)", self.compiled.len())
    }
}

/// The built-in layer.
pub(crate) fn builtin() -> Blob<'static> {
    Blob::new(&BUILTIN)
}
