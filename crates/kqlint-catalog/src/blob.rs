//! The binary form of a catalog, and how it is read in place.
//!
//! ```text
//! text      all strings, one after the other; apart from the rest, so that nobody has
//!           to check it again whenever a string is read
//! header    magic, then offset and length of each section (u32, little-endian)
//! strings   where each string ends in the text (u32); the first one is empty
//! data      records, lists of strings, arrays of columns; offset 0 is "nothing"
//! names     the strings that are names of columns, by hash
//! indexes   one per kind of name; see `index.rs`
//! ```
//!
//! Equal strings are stored once, so that two of them are the same when their numbers
//! are. Every read is checked: a damaged blob yields nothing, never a panic.

use std::{borrow::Cow, ops::Range};

use crate::hash::{NameHash, Places};

/// The first bytes of a blob; the last of them is the version of the format.
pub(crate) const MAGIC: [u8; 8] = *b"KQLCAT\0\x05";

/// What an offset or a number of zero means, for a string or a record.
pub(crate) const NOTHING: u32 = 0;

/// The parts of a blob.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Section {
    Strings,
    Data,
    Names,
    Tables,
    Functions,
    Aggregates,
    Plugins,
    WorkspaceFunctions,
    StandardColumns,
}

impl Section {
    pub(crate) const COUNT: usize = 9;
}

/// The length of the header.
pub(crate) const HEADER: usize = MAGIC.len() + Section::COUNT * 8;

/// A compiled schema as it is kept.
pub(crate) struct Compiled {
    text: Cow<'static, str>,
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; Section::COUNT],
    is_builtin: bool,
}

impl Compiled {
    pub(crate) fn new(text: String, bytes: Vec<u8>) -> Self {
        Self {
            sections: sections(&bytes),
            text: text.into(),
            bytes: bytes.into(),
            is_builtin: false,
        }
    }

    pub(crate) fn builtin(text: &'static str, bytes: &'static [u8]) -> Self {
        Self {
            sections: sections(bytes),
            text: text.into(),
            bytes: bytes.into(),
            is_builtin: true,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len() + self.bytes.len()
    }
}

/// Where the sections are; those that a damaged header places outside are empty.
fn sections(bytes: &[u8]) -> [Range<usize>; Section::COUNT] {
    std::array::from_fn(|section| {
        let entry = MAGIC.len() + section * 8;
        let range = || {
            let start = usize::try_from(u32_at(bytes, entry)?).ok()?;
            let len = usize::try_from(u32_at(bytes, entry + 4)?).ok()?;
            let range = start..start.checked_add(len)?;
            bytes.get(range.clone()).map(|_| range)
        };
        range().unwrap_or_default()
    })
}

/// What the numbers and offsets of a compiled schema refer to.
#[derive(Clone, Copy)]
pub(crate) struct Blob<'c>(&'c Compiled);

impl<'c> Blob<'c> {
    pub(crate) const fn new(compiled: &'c Compiled) -> Self {
        Self(compiled)
    }

    /// Whether it is the built-in one.
    pub(crate) const fn is_builtin(self) -> bool {
        self.0.is_builtin
    }

    pub(crate) fn section(self, section: Section) -> &'c [u8] {
        let range = self.0.sections.get(section as usize);
        range
            .and_then(|it| self.0.bytes.get(it.clone()))
            .unwrap_or_default()
    }

    /// The string of that number; empty when there is none.
    pub(crate) fn string(self, number: u32) -> &'c str {
        let read = || {
            let last = usize::try_from(number).ok()?.checked_sub(1)?;
            let (ends, _) = self.section(Section::Strings).as_chunks::<4>();
            let ends: &[[u8; 4]; 2] = ends.get(last..)?.first_chunk()?;
            let [start, end] = ends.map(|it| u32::from_le_bytes(it) as usize);
            self.0.text.get(start..end)
        };
        read().unwrap_or_default()
    }

    /// The string of that number, or `None` for the empty one.
    pub(crate) fn text(self, number: u32) -> Option<&'c str> {
        Some(self.string(number)).filter(|text| !text.is_empty())
    }

    /// The number of a string that is the name of a column.
    pub(crate) fn column_name(self, name: &str, hash: NameHash) -> Option<u32> {
        let places = Places::<4>::new(self.section(Section::Names));
        let mut found = places.find(hash.in_any_case());
        found.find(|it| self.string(*it) == name)
    }

    /// A reader of the data section from that offset on; at its end for "nothing".
    pub(crate) fn data(self, offset: u32) -> Cursor<'c> {
        if offset == NOTHING {
            return Cursor { bytes: &[] };
        }
        Cursor::at(self.section(Section::Data), offset).unwrap_or(Cursor { bytes: &[] })
    }

    /// The strings of the list at that offset.
    pub(crate) fn list(self, offset: u32) -> impl Iterator<Item = &'c str> {
        let mut cursor = self.data(offset);
        let count = cursor.varint().unwrap_or(0);
        (0..count).map_while(move |_| cursor.varint().map(|it| self.string(it)))
    }
}

/// Reads values one after the other.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'c> {
    bytes: &'c [u8],
}

impl<'c> Cursor<'c> {
    fn at(bytes: &'c [u8], offset: u32) -> Option<Self> {
        let bytes = bytes.get(usize::try_from(offset).ok()?..)?;
        Some(Self { bytes })
    }

    pub(crate) const fn rest(self) -> &'c [u8] {
        self.bytes
    }

    /// Skips bytes; at the end when there are fewer.
    pub(crate) fn skip(&mut self, count: u32) {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        self.bytes = self.bytes.get(count..).unwrap_or_default();
    }

    /// Pieces of `SIZE` bytes each.
    pub(crate) fn pieces<const SIZE: usize>(&mut self, count: u32) -> Option<&'c [[u8; SIZE]]> {
        let length = usize::try_from(count).ok()?.checked_mul(SIZE)?;
        let (bytes, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(bytes.as_chunks().0)
    }

    /// Numbers of four bytes each.
    pub(crate) fn words<const COUNT: usize>(&mut self) -> Option<[u32; COUNT]> {
        let words = self.pieces::<4>(COUNT as u32)?.first_chunk()?;
        Some(words.map(u32::from_le_bytes))
    }

    /// A number of seven bits a byte, the lowest first.
    pub(crate) fn varint(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..32).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// As `varint`, with zero for what is not there.
    pub(crate) fn number(&mut self) -> u32 {
        self.varint().unwrap_or(0)
    }
}

/// The four bytes at that position as a number.
pub(crate) fn u32_at(bytes: &[u8], position: usize) -> Option<u32> {
    let bytes = bytes.get(position..position.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
