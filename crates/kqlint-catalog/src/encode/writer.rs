//! Puts strings, records and indexes together into one blob.

use std::{hash::Hash, ops::BitOr};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Encoded;
use crate::{
    blob::{HEADER, MAGIC, NOTHING, Section},
    hash::{NameHash, Places},
    index::compare_names,
    letters::Letters,
};

/// The parts of a blob while they grow.
#[derive(Default)]
pub(super) struct Writer {
    strings: Strings,
    data: Data,
    /// The numbers of the strings that are names of columns, each once.
    column_names: Vec<u32>,
    is_column_name: FxHashSet<u32>,
    indexes: [Vec<Name>; Section::COUNT],
}

/// A name, which string it is, and its record.
struct Name {
    text: String,
    string: u32,
    record: u32,
}

/// A growing text in which equal strings are stored once.
struct Strings {
    text: String,
    ends: Vec<u32>,
    numbers: FxHashMap<String, u32>,
}

impl Default for Strings {
    /// The first string is the empty one.
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: vec![0],
            numbers: std::iter::once((String::new(), NOTHING)).collect(),
        }
    }
}

impl Strings {
    /// The number of the string; of the empty one when the text outgrew 32 bits.
    fn add(&mut self, string: &str) -> u32 {
        if let Some(&number) = self.numbers.get(string) {
            return number;
        }
        let number = u32::try_from(self.ends.len());
        let end = u32::try_from(self.text.len() + string.len());
        let (Ok(number), Ok(end)) = (number, end) else {
            return NOTHING;
        };
        self.text.push_str(string);
        self.ends.push(end);
        self.numbers.insert(string.to_owned(), number);
        number
    }
}

/// A growing run of bytes in which equal pieces are stored once.
struct Data {
    bytes: Vec<u8>,
    offsets: FxHashMap<Vec<u8>, u32>,
}

impl Default for Data {
    /// The byte at offset zero belongs to "nothing".
    fn default() -> Self {
        Self {
            bytes: vec![0],
            offsets: FxHashMap::default(),
        }
    }
}

impl Data {
    /// The offset of the piece; of "nothing" when the run outgrew 32 bits.
    fn add(&mut self, piece: Vec<u8>) -> u32 {
        if let Some(&offset) = self.offsets.get(&piece) {
            return offset;
        }
        let Ok(offset) = u32::try_from(self.bytes.len()) else {
            return NOTHING;
        };
        self.bytes.extend_from_slice(&piece);
        self.offsets.insert(piece, offset);
        offset
    }
}

impl Writer {
    /// The number of the string.
    pub(super) fn string(&mut self, text: &str) -> u32 {
        self.strings.add(text)
    }

    /// The number of the string, which names a column.
    pub(super) fn column_name(&mut self, name: &str) -> u32 {
        let number = self.string(name);
        if number != NOTHING && self.is_column_name.insert(number) {
            self.column_names.push(number);
        }
        number
    }

    /// The number of the string, or of "nothing".
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

    /// The text and the blob.
    pub(super) fn finish(self) -> Encoded {
        let names = self.column_names.iter().map(|number| {
            let at = *number as usize;
            let ends = &self.strings.ends[at - 1..=at];
            let name = &self.strings.text[ends[0] as usize..ends[1] as usize];
            (NameHash::of(name).in_any_case(), *number)
        });
        let names = Places::<4>::encode(names);
        let ends = self.strings.ends.into_iter().flat_map(u32::to_le_bytes);
        let mut sections = vec![ends.collect(), self.data.bytes, names];
        let indexes = self.indexes.into_iter().skip(sections.len());
        sections.extend(indexes.map(index_bytes));

        let mut bytes = MAGIC.to_vec();
        let mut start = HEADER;
        for section in &sections {
            bytes.extend_from_slice(&length(start).to_le_bytes());
            bytes.extend_from_slice(&length(section.len()).to_le_bytes());
            start += section.len();
        }
        bytes.extend(sections.concat());
        Encoded {
            text: self.strings.text,
            bytes,
        }
    }
}

/// An index, where equal names stay in the order given.
fn index_bytes(mut names: Vec<Name>) -> Vec<u8> {
    names.sort_by(|a, b| compare_names(&a.text, &b.text));
    let entries = names.iter().flat_map(|it| [it.string, it.record]);
    let letters = names.iter().map(|it| Letters::of(&it.text).bits());
    let count = length(names.len());
    let numbers = std::iter::once(count).chain(entries).chain(letters);
    let hashes = names.iter().map(|it| NameHash::of(&it.text).in_any_case());
    let mut bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
    bytes.extend(Places::<4>::encode(hashes.zip(0..count)));
    bytes
}

/// A length as it is stored; zero when it doesn't fit.
pub(super) fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(0)
}

/// The set of items as bits.
pub(super) fn flags<T: Copy + Default + BitOr<Output = T>>(items: &[(bool, T)]) -> T {
    let set = items.iter().filter(|(is_set, _)| *is_set);
    set.fold(T::default(), |bits, (_, bit)| bits | *bit)
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
}

/// The first of the items under each key, in their order.
pub(super) fn first_of_each<'a, T, K: Hash + Eq>(
    items: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<&'a T> {
    let mut seen = rustc_hash::FxHashSet::default();
    items.iter().filter(|it| seen.insert(key(it))).collect()
}
