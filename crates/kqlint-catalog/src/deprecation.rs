//! What is deprecated, since when, and what takes its place.

use crate::{
    blob::{Blob, NOTHING},
    named::named_enum,
};

named_enum! {
    /// How far a deprecation has gone.
    pub enum DeprecationStatus {
        /// It is deprecated.
        Deprecated = "deprecated",
        /// It will be deprecated.
        Announced = "announced",
        /// It works on, but there is a better way where the service offers it.
        Legacy = "legacy",
    }
}

/// The deprecation of a table or a column.
#[derive(Clone, Copy)]
pub struct Deprecation<'c> {
    status: DeprecationStatus,
    since: Option<&'c str>,
    retires: Option<&'c str>,
    note: Option<&'c str>,
    blob: Blob<'c>,
    replacements: u32,
}

impl<'c> Deprecation<'c> {
    pub(crate) fn read(blob: Blob<'c>, offset: u32) -> Option<Self> {
        if offset == NOTHING {
            return None;
        }
        let mut cursor = blob.data(offset);
        Some(Self {
            status: DeprecationStatus::from_number(cursor.varint()?)?,
            since: blob.text(cursor.varint()?),
            retires: blob.text(cursor.varint()?),
            note: blob.text(cursor.varint()?),
            replacements: cursor.varint()?,
            blob,
        })
    }

    /// How far it has gone.
    #[must_use]
    pub const fn status(&self) -> DeprecationStatus {
        self.status
    }

    /// The month or day since when it is deprecated: `2022-02`.
    #[must_use]
    pub const fn since(&self) -> Option<&'c str> {
        self.since
    }

    /// The day on which it stops working: `2026-09-30`.
    #[must_use]
    pub const fn retires(&self) -> Option<&'c str> {
        self.retires
    }

    /// The names that take its place.
    pub fn replacements(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.blob.list(self.replacements)
    }

    /// What else is worth knowing, in one sentence.
    #[must_use]
    pub const fn note(&self) -> Option<&'c str> {
        self.note
    }
}

impl std::fmt::Debug for Deprecation<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Deprecation")
            .field("status", &self.status)
            .field("since", &self.since)
            .field("retires", &self.retires)
            .field("replacements", &self.replacements().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
