//! Names in an order, each found fast.
//!
//! Most lists are those of a table's columns, and read through eight names at a time
//! sooner than an index is made; only long ones that are asked often get one.

use rustc_hash::FxHashMap;

use super::Name;

/// How many names are compared at once.
const STRIDE: usize = 8;

/// How many names a list has that is never indexed.
const SHORT: usize = 16 * STRIDE;

/// How often a long list is read through before an index pays.
const LOOKUPS_BEFORE_INDEX: usize = 24;

/// A list of names.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameList {
    names: Vec<Name>,
    index: Option<FxHashMap<Name, usize>>,
    lookups: usize,
}

impl NameList {
    /// An empty list with room for some names.
    pub(crate) fn with_room(count: usize) -> Self {
        Self {
            names: Vec::with_capacity(count),
            ..Self::default()
        }
    }

    /// The names.
    pub(crate) fn as_slice(&self) -> &[Name] {
        &self.names
    }

    /// The place of a name, the last where it occurs again.
    pub(crate) fn position(&mut self, name: Name) -> Option<usize> {
        if self.names.len() <= SHORT {
            return last_position(&self.names, name);
        }
        if self.index.is_none() {
            self.lookups += 1;
            if self.lookups < LOOKUPS_BEFORE_INDEX {
                return last_position(&self.names, name);
            }
            let places = self.names.iter().enumerate();
            self.index = Some(places.map(|(at, name)| (*name, at)).collect());
        }
        self.index.as_ref()?.get(&name).copied()
    }

    /// Whether a name is there.
    pub(crate) fn contains(&mut self, name: Name) -> bool {
        self.position(name).is_some()
    }

    /// Adds a name at the end.
    pub(crate) fn push(&mut self, name: Name) {
        if let Some(index) = &mut self.index {
            index.insert(name, self.names.len());
        }
        self.names.push(name);
    }

    /// Adds names at the end.
    pub(crate) fn extend(&mut self, names: impl Iterator<Item = Name>) {
        self.index = None;
        self.names.extend(names);
    }

    /// Adds a name at the end that isn't there; whether it wasn't.
    pub(crate) fn insert(&mut self, name: Name) -> bool {
        let is_new = !self.contains(name);
        if is_new {
            self.push(name);
        }
        is_new
    }

    /// Puts a name in the place of another.
    pub(crate) fn replace(&mut self, at: usize, name: Name) {
        let Some(place) = self.names.get_mut(at) else {
            return;
        };
        let old = std::mem::replace(place, name);
        if let Some(index) = &mut self.index {
            index.remove(&old);
            index.insert(name, at);
        }
    }

    /// Takes all names out.
    pub(crate) fn clear(&mut self) {
        self.names.clear();
        self.index = None;
        self.lookups = 0;
    }
}

impl FromIterator<Name> for NameList {
    fn from_iter<T: IntoIterator<Item = Name>>(names: T) -> Self {
        Self {
            names: names.into_iter().collect(),
            ..Self::default()
        }
    }
}

/// The place of the first of these names that is a name.
pub(crate) fn first_position(names: &[Name], name: Name) -> Option<usize> {
    let (chunks, rest) = names.as_chunks::<STRIDE>();
    let found = chunks.iter().position(|it| has(it, name));
    let start = found.unwrap_or(chunks.len()) * STRIDE;
    let part = match found {
        Some(at) => chunks.get(at).map_or(rest, |it| it.as_slice()),
        None => rest,
    };
    let within = part.iter().position(|it| *it == name)?;
    Some(start + within)
}

/// The place of the last of these names that is a name.
fn last_position(names: &[Name], name: Name) -> Option<usize> {
    let (rest, chunks) = names.as_rchunks::<STRIDE>();
    let (start, part) = match chunks.iter().rposition(|it| has(it, name)) {
        Some(at) => (rest.len() + at * STRIDE, chunks.get(at)?.as_slice()),
        None => (0, rest),
    };
    let within = part.iter().rposition(|it| *it == name)?;
    Some(start + within)
}

/// Looks at all names, which is one step for several of them.
fn has(names: &[Name; STRIDE], name: Name) -> bool {
    names.iter().fold(false, |found, it| found | (*it == name))
}

#[cfg(test)]
mod tests {
    use super::{NameList, first_position};
    use crate::names::{Name, Names};

    fn names(count: usize) -> Vec<Name> {
        let mut names = Names::default();
        let texts = (0..count).map(|it| format!("a{it}"));
        texts.map(|it| names.intern(&it)).collect()
    }

    #[test]
    fn names_are_found_in_short_and_long_lists() {
        for count in [0, 1, 15, 16, 17, 40, 500] {
            let all = names(count + 1);
            let (missing, present) = all.split_last().unwrap();
            let mut list: NameList = present.iter().copied().collect();
            for (at, name) in present.iter().enumerate() {
                assert_eq!(list.position(*name), Some(at));
                assert_eq!(first_position(present, *name), Some(at));
            }
            assert!(list.insert(*missing));
            assert!(!list.insert(*missing));
            assert_eq!(list.position(*missing), Some(count));
            assert_eq!(first_position(present, *missing), None);
        }
    }

    #[test]
    fn the_last_of_several_counts_and_a_replaced_one_is_gone() {
        for count in [4, 500] {
            let all = names(count);
            let mut list: NameList = all.iter().chain(&all).copied().collect();
            for _ in 0..30 {
                assert_eq!(list.position(all[1]), Some(count + 1));
            }
            let other = names(count + 1)[count];
            list.replace(count + 1, other);
            assert_eq!(list.position(other), Some(count + 1));
        }
    }
}
