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
    names: Vec<Stored>,
    table: HashTable<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Stored {
    start: u32,
    end: u32,
    hash: u64,
}

impl Default for Names {
    fn default() -> Self {
        // A query that names a few tables has that many names.
        Self {
            text: String::with_capacity(1 << 12),
            names: Vec::with_capacity(1 << 8),
            table: HashTable::with_capacity(1 << 8),
        }
    }
}

impl Names {
    /// The number of a name; a new one where it is new.
    pub(crate) fn intern(&mut self, name: &str) -> Name {
        let hash = hash(name);
        let Self { text, names, table } = self;
        if let Some(&found) = table.find(hash, |&it| is_same(text, names, it, hash, name)) {
            return Name(found);
        }
        let number = names.len() as u32;
        let start = text.len() as u32;
        text.push_str(name);
        names.push(Stored {
            start,
            end: text.len() as u32,
            hash,
        });
        let hash_of = |&it: &u32| names.get(it as usize).map_or(0, |it| it.hash);
        table.insert_unique(hash, number, hash_of);
        Name(number)
    }

    /// The number of a name that is there.
    pub(crate) fn find(&self, name: &str) -> Option<Name> {
        let hash = hash(name);
        let found = self
            .table
            .find(hash, |&it| is_same(&self.text, &self.names, it, hash, name));
        found.copied().map(Name)
    }

    /// The text of a name.
    pub(crate) fn text(&self, name: Name) -> &str {
        let stored = self.names.get(name.0 as usize);
        let range = stored.map(|it| it.start as usize..it.end as usize);
        range.and_then(|it| self.text.get(it)).unwrap_or_default()
    }
}

fn is_same(text: &str, names: &[Stored], number: u32, hash: u64, name: &str) -> bool {
    let Some(stored) = names.get(number as usize).filter(|it| it.hash == hash) else {
        return false;
    };
    let bytes = text.as_bytes();
    bytes.get(stored.start as usize..stored.end as usize) == Some(name.as_bytes())
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}
