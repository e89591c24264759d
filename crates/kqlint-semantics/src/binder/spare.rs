//! Lists that are empty again, to be filled anew.
//!
//! Operators and calls stand inside each other, so that there is no one list for all of
//! them; but those of a query are soon so many that no more are needed.

/// How many items a list has room for at first.
const ROOM: usize = 8;

/// Empty lists.
#[derive(Debug)]
pub(crate) struct Spare<T> {
    lists: Vec<T>,
}

impl<T> Default for Spare<T> {
    fn default() -> Self {
        Self { lists: Vec::new() }
    }
}

impl<T> Spare<T> {
    /// An empty list; a new one where there is none.
    pub(crate) fn take_or(&mut self, new: impl FnOnce() -> T) -> T {
        self.lists.pop().unwrap_or_else(new)
    }

    /// Takes an empty list back.
    pub(crate) fn give(&mut self, list: T) {
        self.lists.push(list);
    }
}

impl<T> Spare<Vec<T>> {
    /// An empty list.
    pub(crate) fn take(&mut self) -> Vec<T> {
        self.take_or(|| Vec::with_capacity(ROOM))
    }
}
