//! A limit on texts that are copied to the queries that they are about.
//!
//! One paragraph may stand above thousands of queries. The limit is far above
//! what a real host needs, and keeps a hostile one from filling the memory.

use crate::fragment::IntentText;

/// How many bytes of text may still be copied.
#[derive(Debug)]
pub(crate) struct Budget(usize);

impl Budget {
    /// The budget of a host with `len` bytes.
    pub(crate) fn of(len: usize) -> Budget {
        Budget(len.saturating_mul(16).saturating_add(1 << 16))
    }

    /// Whether anything is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.0 == 0
    }

    /// Pays for texts with `len` bytes.
    pub(crate) fn pay(&mut self, len: usize) {
        self.0 = self.0.saturating_sub(len);
    }
}

/// How many bytes `texts` have.
pub(crate) fn len_of(texts: &[IntentText]) -> usize {
    texts.iter().map(|intent| intent.text.len()).sum()
}
