//! The binary form of a catalog, and how it is read in place.
//!
//! ```text
//! header    magic, then offset and length of each section (u32, little-endian)
//! strings   length (varint) and UTF-8 bytes of each; offset 0 is the empty string
//! data      records, lists of strings, arrays of columns; offset 0 is "nothing"
//! indexes   one per kind of name: 8 bytes an entry (name, record), sorted by name
//!           ignoring ASCII case, then by bytes; after them as many places, 8 bytes
//!           each (hash of the name, number of the entry), sorted by hash; after them
//!           the letters of each entry's name, 4 bytes each
//! ```
//!
//! A lookup searches the sorted hashes and then compares one name; see [`crate::hash`].
//! Every read is checked: a damaged blob yields nothing, never a panic.

use std::cmp::Ordering;

use crate::{hash, letters::Letters};

/// The first bytes of a blob; the last of them is the version of the format.
pub(crate) const MAGIC: [u8; 8] = *b"KQLCAT\0\x02";

/// What an offset of zero means, for a string or a record.
pub(crate) const NOTHING: u32 = 0;

/// The parts of a blob.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Section {
    Strings,
    Data,
    Tables,
    Functions,
    Aggregates,
    Plugins,
    WorkspaceFunctions,
    StandardColumns,
}

impl Section {
    pub(crate) const COUNT: usize = 8;
}

/// The length of the header.
pub(crate) const HEADER: usize = MAGIC.len() + Section::COUNT * 8;

/// The bytes of a section; empty when the header is wrong.
fn section(bytes: &[u8], section: Section) -> &[u8] {
    let entry = MAGIC.len() + section as usize * 8;
    let range = || {
        let start = usize::try_from(u32_at(bytes, entry)?).ok()?;
        let len = usize::try_from(u32_at(bytes, entry + 4)?).ok()?;
        bytes.get(start..start.checked_add(len)?)
    };
    range().unwrap_or_default()
}

/// What the entries of an index refer to.
#[derive(Clone, Copy)]
pub(crate) struct Blob<'c> {
    strings: &'c [u8],
    data: &'c [u8],
}

impl<'c> Blob<'c> {
    pub(crate) fn new(bytes: &'c [u8]) -> Self {
        Self {
            strings: section(bytes, Section::Strings),
            data: section(bytes, Section::Data),
        }
    }

    /// The bytes of the string at that offset.
    pub(crate) fn string_bytes(self, offset: u32) -> &'c [u8] {
        let read = || {
            let mut cursor = Cursor::at(self.strings, offset)?;
            let len = usize::try_from(cursor.varint()?).ok()?;
            cursor.rest().get(..len)
        };
        read().unwrap_or_default()
    }

    /// The string at that offset; empty when there is none.
    pub(crate) fn string(self, offset: u32) -> &'c str {
        std::str::from_utf8(self.string_bytes(offset)).unwrap_or_default()
    }

    /// The string at that offset, or `None` for the empty one.
    pub(crate) fn text(self, offset: u32) -> Option<&'c str> {
        Some(self.string(offset)).filter(|text| !text.is_empty())
    }

    /// A reader of the data section from that offset on; at its end for "nothing".
    pub(crate) fn data(self, offset: u32) -> Cursor<'c> {
        if offset == NOTHING {
            return Cursor { bytes: &[] };
        }
        Cursor::at(self.data, offset).unwrap_or(Cursor { bytes: &[] })
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

    /// A number of four bytes.
    pub(crate) fn fixed(&mut self) -> Option<u32> {
        let number = u32_at(self.bytes, 0)?;
        self.skip(4);
        Some(number)
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

/// The order of an index: by name ignoring ASCII case, then by bytes.
pub(crate) fn compare_names(a: &[u8], b: &[u8]) -> Ordering {
    a.iter()
        .map(u8::to_ascii_lowercase)
        .cmp(b.iter().map(u8::to_ascii_lowercase))
        .then_with(|| a.cmp(b))
}

/// The sorted names of one section.
#[derive(Clone, Copy)]
pub(crate) struct Index<'c> {
    blob: Blob<'c>,
    len: usize,
    entries: &'c [u8],
    /// The entries in the order of the hashes of their names.
    places: &'c [u8],
    /// The letters of the entries' names.
    letters: &'c [u8],
}

impl<'c> Index<'c> {
    /// The size of an entry, and of a place.
    const SIZE: usize = 8;

    /// The size of the letters of a name.
    const LETTERS_SIZE: usize = 4;

    pub(crate) fn new(bytes: &'c [u8], section: Section) -> Self {
        let index = self::section(bytes, section);
        let len = index.len() / (2 * Self::SIZE + Self::LETTERS_SIZE);
        let (entries, rest) = index.split_at(len * Self::SIZE);
        let (places, letters) = rest.split_at(len * Self::SIZE);
        Self {
            blob: Blob::new(bytes),
            len,
            entries,
            places,
            letters,
        }
    }

    pub(crate) const fn len(self) -> usize {
        self.len
    }

    pub(crate) fn name_bytes(self, at: usize) -> &'c [u8] {
        self.get(at)
            .map(|it| self.blob.string_bytes(it.name))
            .unwrap_or_default()
    }

    /// The entry at that place: the blob and the offset of the record.
    pub(crate) fn get(self, at: usize) -> Option<Entry<'c>> {
        let at = at.checked_mul(Self::SIZE)?;
        Some(Entry {
            blob: self.blob,
            name: u32_at(self.entries, at)?,
            record: u32_at(self.entries, at + 4)?,
        })
    }

    /// The entries with exactly that name.
    pub(crate) fn find(self, name: &str) -> impl Iterator<Item = Entry<'c>> {
        let name = name.as_bytes();
        self.with_hash(hash::of_name(name))
            .filter(move |it| it.blob.string_bytes(it.name) == name)
    }

    /// The entries with that name in any ASCII case.
    pub(crate) fn find_ignoring_case(self, name: &str) -> impl Iterator<Item = Entry<'c>> {
        let name = name.as_bytes();
        self.with_hash(hash::of_name(name)).filter(move |it| {
            let found = it.blob.string_bytes(it.name);
            found.eq_ignore_ascii_case(name)
        })
    }

    /// The entries whose names may be within that many edits of one with these letters.
    pub(crate) fn alike(self, letters: Letters, edits: usize) -> impl Iterator<Item = Entry<'c>> {
        let all = self.letters.chunks_exact(Self::LETTERS_SIZE).enumerate();
        let near = all.filter(move |(_, bytes)| {
            let bits = u32_at(bytes, 0).unwrap_or(0);
            Letters::from_bits(bits).apart(letters) <= edits
        });
        near.filter_map(move |(at, _)| self.get(at))
    }

    fn with_hash(self, hash: u32) -> impl Iterator<Item = Entry<'c>> {
        let place = move |rank: usize, field: usize| {
            u32_at(
                self.places,
                rank.checked_mul(Self::SIZE)?.checked_add(field)?,
            )
        };
        let start = hash::lower_bound(self.len, |rank| place(rank, 0) < Some(hash));
        (start..self.len)
            .take_while(move |&rank| place(rank, 0) == Some(hash))
            .filter_map(move |rank| self.get(usize::try_from(place(rank, 4)?).ok()?))
    }
}

/// One entry of an index.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'c> {
    pub(crate) blob: Blob<'c>,
    pub(crate) name: u32,
    pub(crate) record: u32,
}
