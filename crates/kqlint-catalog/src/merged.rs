//! Walks the indexes of several layers as one sorted list.

use std::ops::Range;

use crate::index::{Entry, Index, compare_names};

/// Entries by name, each name once: the first layer that has it wins.
pub(crate) struct Merged<'c, F> {
    /// What is left of each layer.
    sources: Vec<(Index<'c>, Range<usize>)>,
    visible: F,
}

impl<'c, F: Fn(Entry<'c>) -> bool> Merged<'c, F> {
    pub(crate) fn new(indexes: impl Iterator<Item = Index<'c>>, visible: F) -> Self {
        Self::with_prefix(indexes, "", visible)
    }

    /// Only those whose names begin so in any case.
    pub(crate) fn with_prefix(
        indexes: impl Iterator<Item = Index<'c>>,
        prefix: &str,
        visible: F,
    ) -> Self {
        Self {
            sources: indexes
                .map(|index| (index, index.with_prefix(prefix)))
                .collect(),
            visible,
        }
    }

    /// The least name that any layer is at.
    fn least(&self) -> Option<&'c str> {
        let names = self
            .sources
            .iter()
            .filter(|(_, left)| left.start < left.end);
        names
            .map(|(index, left)| index.name(left.start))
            .min_by(|a, b| compare_names(a, b))
    }
}

impl<'c, F: Fn(Entry<'c>) -> bool> Iterator for Merged<'c, F> {
    type Item = Entry<'c>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let name = self.least()?;
            let mut found = None;
            for (index, left) in &mut self.sources {
                while left.start < left.end && index.name(left.start) == name {
                    if found.is_none() {
                        found = index.get(left.start).filter(|it| (self.visible)(*it));
                    }
                    left.start += 1;
                }
            }
            if found.is_some() {
                return found;
            }
        }
    }
}
