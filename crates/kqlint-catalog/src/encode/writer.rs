//! Puts strings, records and indexes together into one blob.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::{
    blob::{HEADER, MAGIC, Section, compare_names},
    hash,
    letters::Letters,
};

/// The parts of a blob while they grow.
#[derive(Default)]
pub(super) struct Writer {
    strings: Interned,
    data: Interned,
    indexes: [Vec<Name>; Section::COUNT],
}

/// A name, where its string is, and its record.
struct Name {
    text: String,
    string: u32,
    record: u32,
}

/// A growing run of bytes in which equal pieces are stored once.
struct Interned {
    bytes: Vec<u8>,
    offsets: FxHashMap<Vec<u8>, u32>,
}

impl Default for Interned {
    /// The byte at offset zero belongs to "nothing".
    fn default() -> Self {
        Self {
            bytes: vec![0],
            offsets: FxHashMap::default(),
        }
    }
}

impl Interned {
    /// The offset of the piece; of "nothing" when the run outgrew 32 bits.
    fn add(&mut self, piece: Vec<u8>) -> u32 {
        if let Some(&offset) = self.offsets.get(&piece) {
            return offset;
        }
        let Ok(offset) = u32::try_from(self.bytes.len()) else {
            return 0;
        };
        self.bytes.extend_from_slice(&piece);
        self.offsets.insert(piece, offset);
        offset
    }
}

impl Writer {
    /// The offset of the string.
    pub(super) fn string(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let mut piece = Record::default();
        piece.number(length(text.len()));
        piece.bytes.extend_from_slice(text.as_bytes());
        self.strings.add(piece.bytes)
    }

    /// The offset of the string, or of "nothing".
    pub(super) fn text(&mut self, text: Option<&str>) -> u32 {
        text.map_or(0, |text| self.string(text))
    }

    /// The offset of the list, or of "nothing" when it is empty.
    pub(super) fn list(&mut self, items: &[String]) -> u32 {
        if items.is_empty() {
            return 0;
        }
        let mut record = Record::default();
        record.number(length(items.len()));
        for item in items {
            record.number(self.string(item));
        }
        self.record(record)
    }

    /// The offset of the record.
    pub(super) fn record(&mut self, record: Record) -> u32 {
        self.data.add(record.bytes)
    }

    /// Lists the record in a section under a name.
    pub(super) fn name(&mut self, section: Section, name: &str, record: Record) {
        let name = Name {
            text: name.to_owned(),
            string: self.string(name),
            record: self.record(record),
        };
        if let Some(index) = self.indexes.get_mut(section as usize) {
            index.push(name);
        }
    }

    /// The blob.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut sections = vec![self.strings.bytes, self.data.bytes];
        let indexes = self.indexes.into_iter().skip(sections.len());
        sections.extend(indexes.map(index_bytes));

        let mut out = MAGIC.to_vec();
        let mut start = HEADER;
        for section in &sections {
            out.extend_from_slice(&length(start).to_le_bytes());
            out.extend_from_slice(&length(section.len()).to_le_bytes());
            start += section.len();
        }
        out.extend(sections.concat());
        out
    }
}

/// The entries of an index in their order, where equal names stay in the order
/// given, then their places, then their letters.
fn index_bytes(mut names: Vec<Name>) -> Vec<u8> {
    names.sort_by(|a, b| compare_names(a.text.as_bytes(), b.text.as_bytes()));
    let entries = names.iter().map(|it| (it.string, it.record));
    let hashes = names.iter().map(|it| hash::of_name(it.text.as_bytes()));
    let mut places: Vec<(u32, u32)> = hashes.zip(0..).collect();
    places.sort_unstable();
    let pairs = entries.chain(places).flat_map(|(a, b)| [a, b]);
    let letters = names.iter().map(|it| Letters::of(&it.text).bits());
    pairs.chain(letters).flat_map(u32::to_le_bytes).collect()
}

/// A length as it is stored; zero when it doesn't fit.
pub(super) fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(0)
}

/// The set of items as bits.
pub(super) fn flags(items: &[(bool, u32)]) -> u32 {
    let set = items.iter().filter(|(is_set, _)| *is_set);
    set.fold(0, |bits, (_, bit)| bits | bit)
}

/// A record while it is written.
#[derive(Default)]
pub(super) struct Record {
    pub(super) bytes: Vec<u8>,
}

impl Record {
    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Four bytes.
    pub(super) fn fixed(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    /// Another record, with its length before it.
    pub(super) fn nested(&mut self, record: &Self) {
        self.number(length(record.bytes.len()));
        self.bytes.extend_from_slice(&record.bytes);
    }
}

/// The first of the items under each key, in their order.
pub(super) fn first_of_each<'a, T, K: Hash + Eq>(
    items: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<&'a T> {
    let mut seen = rustc_hash::FxHashSet::default();
    items.iter().filter(|it| seen.insert(key(it))).collect()
}
