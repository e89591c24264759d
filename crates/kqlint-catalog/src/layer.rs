//! One compiled schema: the built-in one, or one of the user's.

use std::sync::Arc;

use crate::blob::{HEADER, Index, MAGIC, Section};

/// The built-in facts, compiled from `data/*.json`.
static BUILTIN: &[u8] = include_bytes!("catalog.bin");

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
    bytes: Arc<[u8]>,
}

impl Layer {
    /// A layer over bytes that [`encode::Schema::encode`](crate::encode::Schema::encode) made.
    ///
    /// # Errors
    ///
    /// When the bytes are something else.
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Result<Self, LayerError> {
        let bytes = bytes.into();
        if bytes.len() < HEADER || !bytes.starts_with(&MAGIC) {
            return Err(LayerError::NotACatalog);
        }
        Ok(Self { bytes })
    }

    /// A layer over bytes that are known to come from the encoder.
    pub(crate) fn from_encoder(bytes: Vec<u8>) -> Self {
        Self {
            bytes: bytes.into(),
        }
    }

    /// The bytes, as given to [`Layer::from_bytes`].
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn index(&self, section: Section) -> Index<'_> {
        Index::new(&self.bytes, section)
    }
}

impl std::fmt::Debug for Layer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Layer({} bytes)", self.bytes.len())
    }
}

/// A section of the built-in layer.
pub(crate) fn builtin(section: Section) -> Index<'static> {
    Index::new(BUILTIN, section)
}
