//! Names as numbers: two names of one query are the same when their numbers are.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// A name of one [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(u32);

/// The names of one query, each stored once.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    text: String,
    /// Where each name ends; it starts where the one before ends.
    ends: Vec<u32>,
    table: HashTable<u32>,
}

impl Default for Names {
    fn default() -> Self {
        // A query that names one table has that many names.
        Self {
            text: String::with_capacity(1 << 10),
            ends: Vec::with_capacity(1 << 7),
            table: HashTable::with_capacity(1 << 7),
        }
    }
}

impl Names {
    /// The number of a name; a new one where it is new.
    pub(crate) fn intern(&mut self, name: &str) -> Name {
        let hash = hash(name);
        let Self { text, ends, table } = self;
        if let Some(&found) = table.find(hash, |&it| get(text, ends, it) == name) {
            return Name(found);
        }
        let number = ends.len() as u32;
        text.push_str(name);
        ends.push(text.len() as u32);
        table.insert_unique(hash, number, |&it| self::hash(get(text, ends, it)));
        Name(number)
    }

    /// The number of a name that is there.
    pub(crate) fn find(&self, name: &str) -> Option<Name> {
        let found = self
            .table
            .find(hash(name), |&it| get(&self.text, &self.ends, it) == name);
        found.copied().map(Name)
    }

    /// The text of a name.
    pub(crate) fn text(&self, name: Name) -> &str {
        get(&self.text, &self.ends, name.0)
    }
}

fn get<'n>(text: &'n str, ends: &[u32], number: u32) -> &'n str {
    let at = number as usize;
    let end = ends.get(at).copied().unwrap_or(0) as usize;
    let start = match at.checked_sub(1) {
        Some(before) => ends.get(before).copied().unwrap_or(0) as usize,
        None => 0,
    };
    text.get(start..end).unwrap_or_default()
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}
