//! Lists that are empty again, to be filled anew.
//!
//! Operators and calls stand inside each other, so that there is no one list for all of
//! them; but those of a query are soon so many that no more are needed.

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

impl<T: Default> Spare<T> {
    /// An empty list.
    pub(crate) fn take(&mut self) -> T {
        self.lists.pop().unwrap_or_default()
    }

    /// Takes an empty list back.
    pub(crate) fn give(&mut self, list: T) {
        self.lists.push(list);
    }
}
