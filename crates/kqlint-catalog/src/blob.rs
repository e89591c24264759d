//! The binary form of a catalog, and how it is read in place.
//!
//! ```text
//! header    magic, then offset and length of each section (u32, little-endian)
//! strings   length (varint) and UTF-8 bytes of each; offset 0 is the empty string
//! data      records, lists of strings, arrays of columns; offset 0 is "nothing"
//! indexes   one per kind of name: 8 bytes an entry (name, record), sorted by name
//!           ignoring ASCII case, then by bytes
//! ```
//!
//! Every read is checked: a damaged blob yields nothing, never a panic.

use std::cmp::Ordering;

/// The first bytes of a blob; the last of them is the version of the format.
pub(crate) const MAGIC: [u8; 8] = *b"KQLCAT\0\x01";

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
}

impl Section {
    pub(crate) const COUNT: usize = 7;
}

/// The length of the header.
pub(crate) const HEADER: usize = MAGIC.len() + Section::COUNT * 8;

/// A blob, borrowed.
#[derive(Clone, Copy)]
pub(crate) struct Blob<'c> {
    bytes: &'c [u8],
}

impl<'c> Blob<'c> {
    pub(crate) const fn new(bytes: &'c [u8]) -> Self {
        Self { bytes }
    }

    /// The bytes of a section; empty when the header is wrong.
    fn section(self, section: Section) -> &'c [u8] {
        let entry = MAGIC.len() + section as usize * 8;
        let range = || {
            let start = usize::try_from(u32_at(self.bytes, entry)?).ok()?;
            let len = usize::try_from(u32_at(self.bytes, entry + 4)?).ok()?;
            self.bytes.get(start..start.checked_add(len)?)
        };
        range().unwrap_or_default()
    }

    /// The bytes of the string at that offset.
    pub(crate) fn string_bytes(self, offset: u32) -> &'c [u8] {
        let read = || {
            let mut cursor = Cursor::at(self.section(Section::Strings), offset)?;
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
        Cursor::at(self.section(Section::Data), offset).unwrap_or(Cursor { bytes: &[] })
    }

    /// The strings of the list at that offset.
    pub(crate) fn list(self, offset: u32) -> impl Iterator<Item = &'c str> {
        let mut cursor = self.data(offset);
        let count = cursor.varint().unwrap_or(0);
        (0..count).map_while(move |_| cursor.varint().map(|it| self.string(it)))
    }

    pub(crate) fn index(self, section: Section) -> Index<'c> {
        Index {
            blob: self,
            entries: self.section(section),
        }
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
    compare_ignoring_case(a, b).then_with(|| a.cmp(b))
}

/// The order of names that ignores ASCII case.
pub(crate) fn compare_ignoring_case(a: &[u8], b: &[u8]) -> Ordering {
    a.iter()
        .zip(b)
        .find_map(|(a, b)| {
            let order = a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase());
            order.is_ne().then_some(order)
        })
        .unwrap_or_else(|| a.len().cmp(&b.len()))
}

/// The sorted names of one section.
#[derive(Clone, Copy)]
pub(crate) struct Index<'c> {
    blob: Blob<'c>,
    entries: &'c [u8],
}

impl<'c> Index<'c> {
    pub(crate) const ENTRY: usize = 8;

    pub(crate) const fn len(self) -> usize {
        self.entries.len() / Self::ENTRY
    }

    pub(crate) fn name_bytes(self, at: usize) -> &'c [u8] {
        let name = u32_at(self.entries, at * Self::ENTRY).unwrap_or(NOTHING);
        self.blob.string_bytes(name)
    }

    /// The entry at that place: the blob and the offset of the record.
    pub(crate) fn get(self, at: usize) -> Option<Entry<'c>> {
        let record = u32_at(self.entries, at.checked_mul(Self::ENTRY)? + 4)?;
        Some(Entry {
            blob: self.blob,
            name: u32_at(self.entries, at * Self::ENTRY)?,
            record,
        })
    }

    /// The entries with exactly that name.
    pub(crate) fn find(self, name: &str) -> impl Iterator<Item = Entry<'c>> {
        let name = name.as_bytes();
        let start = self.lower_bound(|it| compare_names(it, name));
        (start..self.len())
            .take_while(move |&at| self.name_bytes(at) == name)
            .filter_map(move |at| self.get(at))
    }

    /// The entries with that name in any ASCII case.
    pub(crate) fn find_ignoring_case(self, name: &str) -> impl Iterator<Item = Entry<'c>> {
        let name = name.as_bytes();
        let start = self.lower_bound(|it| compare_ignoring_case(it, name));
        (start..self.len())
            .take_while(move |&at| self.name_bytes(at).eq_ignore_ascii_case(name))
            .filter_map(move |at| self.get(at))
    }

    /// The first place whose name isn't less.
    fn lower_bound(self, compare: impl Fn(&[u8]) -> Ordering) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if compare(self.name_bytes(middle)).is_lt() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// One entry of an index.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'c> {
    pub(crate) blob: Blob<'c>,
    pub(crate) name: u32,
    pub(crate) record: u32,
}
