//! Walks the indexes of several layers as one sorted list.

use std::cmp::Ordering;

use crate::index::{Entry, Index, compare_names};

/// Entries by name, each name once: the first layer that has it wins.
pub(crate) struct Merged<'c, F> {
    sources: Vec<(Index<'c>, usize)>,
    visible: F,
}

impl<'c, F: Fn(Entry<'c>) -> bool> Merged<'c, F> {
    pub(crate) fn new(indexes: impl Iterator<Item = Index<'c>>, visible: F) -> Self {
        Self {
            sources: indexes.map(|index| (index, 0)).collect(),
            visible,
        }
    }

    /// The least name that any layer is at.
    fn least(&self) -> Option<&'c str> {
        let names = self.sources.iter().filter(|(index, at)| *at < index.len());
        names
            .map(|(index, at)| index.name(*at))
            .min_by(|a, b| compare_names(a, b))
    }
}

impl<'c, F: Fn(Entry<'c>) -> bool> Iterator for Merged<'c, F> {
    type Item = Entry<'c>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let name = self.least()?;
            let mut found = None;
            for (index, at) in &mut self.sources {
                while *at < index.len() && compare_names(index.name(*at), name) == Ordering::Equal {
                    if found.is_none() {
                        found = index.get(*at).filter(|entry| (self.visible)(*entry));
                    }
                    *at += 1;
                }
            }
            if found.is_some() {
                return found;
            }
        }
    }
}
