//! Finds the file that applies to a folder.

use std::path::{Path, PathBuf};

use super::CONFIG_FILE;

/// The configuration file that applies to a folder: its own, or that of the
/// nearest folder around it. The path is normalized.
pub(crate) fn find_config(folder: &Path) -> Option<PathBuf> {
    let mut files = folder.ancestors().map(|it| it.join(CONFIG_FILE));
    files.find(|file| file.is_file())
}
