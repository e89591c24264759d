//! Names of the built-in columns as numbers, for who compares many of them.

use crate::{NameHash, layer};

/// The name of a built-in column; two are the same when their numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownName(u32);

impl KnownName {
    /// All numbers are below this.
    pub const LIMIT: u32 = 1 << 31;

    /// The name that is written exactly so.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::find_hashed(name, NameHash::of(name))
    }

    /// As [`KnownName::find`], for who has the hash of the name.
    #[must_use]
    pub fn find_hashed(name: &str, hash: NameHash) -> Option<Self> {
        Self::of(layer::builtin().column_name(name, hash)?)
    }

    /// The name of that number, as [`KnownName::number`] told it.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// How it is written; empty where the number is none of a name.
    #[must_use]
    pub fn text(self) -> &'static str {
        layer::builtin().string(self.0)
    }

    pub(crate) fn of(number: u32) -> Option<Self> {
        (number < Self::LIMIT).then_some(Self(number))
    }
}
