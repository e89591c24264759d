//! Names by the hashes of their texts.
//!
//! A query asks for its names over and over, and most of them are there: the first place
//! that is looked at holds the name, as a rule.

use super::Name;

/// How many places there are at first; a power of two.
const PLACES: usize = 64;

/// A place; the hash is zero where it is free.
#[derive(Debug, Clone, Copy)]
struct Place {
    hash: u32,
    name: Name,
}

/// A free place.
const FREE: Place = Place {
    hash: 0,
    name: Name(0),
};

/// At most half of the places are taken, each name's the first that was free from its hash
/// on.
#[derive(Debug, Clone)]
pub(super) struct NameTable {
    places: Vec<Place>,
    taken: usize,
}

impl Default for NameTable {
    fn default() -> Self {
        Self {
            places: vec![FREE; PLACES],
            taken: 0,
        }
    }
}

impl NameTable {
    /// The name of that hash that is the one.
    pub(super) fn find(&self, hash: u64, is_same: impl Fn(Name) -> bool) -> Option<Name> {
        let hash = shortened(hash);
        let mut at = hash as usize;
        loop {
            let place = self.places.get(at & (self.places.len() - 1))?;
            if place.hash == hash && is_same(place.name) {
                return Some(place.name);
            }
            if place.hash == 0 {
                return None;
            }
            at += 1;
        }
    }

    /// Adds a name that isn't there.
    pub(super) fn insert(&mut self, hash: u64, name: Name) {
        self.taken += 1;
        if self.taken * 2 > self.places.len() {
            let more = vec![FREE; self.places.len() * 2];
            for place in std::mem::replace(&mut self.places, more) {
                self.put(place);
            }
        }
        self.put(Place {
            hash: shortened(hash),
            name,
        });
    }

    fn put(&mut self, new: Place) {
        if new.hash == 0 {
            return;
        }
        let mask = self.places.len() - 1;
        let mut at = new.hash as usize;
        while let Some(place) = self.places.get_mut(at & mask) {
            if place.hash == 0 {
                *place = new;
                return;
            }
            at += 1;
        }
    }
}

/// As much of a hash as a place has; never zero.
const fn shortened(hash: u64) -> u32 {
    hash as u32 | 1 << 31
}
