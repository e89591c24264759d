//! Names of rules that a team writes, which live as long as the program.
//!
//! A finding names its rule by a text that nobody has to own. Each name is kept
//! once, however often the configuration is read.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// The same name, for good.
pub(super) fn kept(name: &str) -> &'static str {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.get(name) {
        return known;
    }
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    kept.insert(name);
    name
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn a_name_is_kept_once() {
        assert!(std::ptr::eq(kept("no-old-table"), kept("no-old-table")));
    }
}
