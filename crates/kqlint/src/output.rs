//! Ways to print what was found, and what was done about it.

pub(crate) mod concise;
pub(crate) mod diff;
pub(crate) mod fixed;
pub(crate) mod full;
pub(crate) mod json;
pub(crate) mod summary;

use std::path::Path;

use crate::terminal::escaped;

/// A path on one line.
pub(crate) fn path_text(path: &Path) -> String {
    escaped(&path.to_string_lossy())
}

/// `1 file`, `2 files`
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
