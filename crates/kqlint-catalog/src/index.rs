//! The names of one kind that a blob lists, and how they are looked up.
//!
//! ```text
//! count     of the entries (u32)
//! entries   8 bytes each (number of the name, offset of the record), sorted by name
//!           ignoring ASCII case, then by bytes
//! letters   of each entry's name, 4 bytes each
//! places    the entries by hash of their names
//! ```

use std::{cmp::Ordering, ops::Range};

use crate::{
    blob::{Blob, Section, u32_at},
    hash::{NameHash, Places},
    letters::Letters,
};

/// The order of an index: by name ignoring ASCII case, then by bytes.
pub(crate) fn compare_names(a: &str, b: &str) -> Ordering {
    folded(a).cmp(folded(b)).then_with(|| a.cmp(b))
}

fn folded(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|it| it.to_ascii_lowercase())
}

/// The sorted names of one section.
#[derive(Clone, Copy)]
pub(crate) struct Index<'c> {
    blob: Blob<'c>,
    len: usize,
    entries: &'c [u8],
    letters: &'c [u8],
    places: Places<'c, 4>,
}

impl<'c> Index<'c> {
    /// The size of an entry.
    const ENTRY: usize = 8;

    /// The size of the letters of a name.
    const LETTERS: usize = 4;

    pub(crate) fn new(blob: Blob<'c>, section: Section) -> Self {
        let bytes = blob.section(section);
        let count = u32_at(bytes, 0).and_then(|it| usize::try_from(it).ok());
        let rest = bytes.get(4..).unwrap_or_default();
        let len = count
            .unwrap_or(0)
            .min(rest.len() / (Self::ENTRY + Self::LETTERS));
        let (entries, rest) = rest.split_at(len * Self::ENTRY);
        let (letters, places) = rest.split_at(len * Self::LETTERS);
        Self {
            blob,
            len,
            entries,
            letters,
            places: Places::new(places),
        }
    }

    pub(crate) const fn len(self) -> usize {
        self.len
    }

    pub(crate) fn name(self, at: usize) -> &'c str {
        self.get(at).map(Entry::name).unwrap_or_default()
    }

    /// The entry at that place: the blob and the offset of the record.
    pub(crate) fn get(self, at: usize) -> Option<Entry<'c>> {
        let at = at.checked_mul(Self::ENTRY)?;
        Some(Entry {
            blob: self.blob,
            name: u32_at(self.entries, at)?,
            record: u32_at(self.entries, at + 4)?,
        })
    }

    /// The places of the entries whose names begin so in any ASCII case.
    pub(crate) fn with_prefix(self, prefix: &str) -> Range<usize> {
        let bound = |is_before: fn(Ordering) -> bool| {
            let (mut start, mut end) = (0, self.len);
            while start < end {
                let middle = start.midpoint(end);
                let beginning = folded(self.name(middle)).take(prefix.len());
                match is_before(beginning.cmp(folded(prefix))) {
                    true => start = middle + 1,
                    false => end = middle,
                }
            }
            start
        };
        bound(Ordering::is_lt)..bound(Ordering::is_le)
    }

    /// The entries with exactly that name.
    pub(crate) fn find(self, name: &str) -> impl Iterator<Item = Entry<'c>> {
        self.with_hash(name).filter(move |it| it.name() == name)
    }

    /// The entries with that name in any ASCII case.
    pub(crate) fn find_ignoring_case(self, name: &str) -> impl Iterator<Item = Entry<'c>> {
        self.with_hash(name)
            .filter(move |it| it.name().eq_ignore_ascii_case(name))
    }

    /// The entries whose names begin with the same letter as a name, in either case, and
    /// may be within that many edits of it.
    pub(crate) fn alike(
        self,
        name: &str,
        edits: usize,
    ) -> impl Iterator<Item = Entry<'c>> + use<'c> {
        let letters = Letters::of(name);
        let first = name.chars().next().map_or(0, char::len_utf8);
        let places = self.with_prefix(name.get(..first).unwrap_or_default());
        let (all, _) = self.letters.as_chunks();
        let near = places.clone().zip(all.get(places).unwrap_or_default());
        let near = near.filter(move |(_, bits)| {
            Letters::from_bits(u32::from_le_bytes(**bits)).may_be_within(edits, letters)
        });
        near.filter_map(move |(at, _)| self.get(at))
    }

    fn with_hash(self, name: &str) -> impl Iterator<Item = Entry<'c>> + use<'c> {
        self.places
            .find(NameHash::of(name).in_any_case())
            .filter_map(move |it| self.get(usize::try_from(it).ok()?))
    }
}

/// One entry of an index.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'c> {
    pub(crate) blob: Blob<'c>,
    pub(crate) name: u32,
    pub(crate) record: u32,
}

impl<'c> Entry<'c> {
    fn name(self) -> &'c str {
        self.blob.string(self.name)
    }
}
