//! Patterns for files, as in `.gitignore`.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::value::{Invalid, Value, invalid, one_or_more, quoted, string};
use crate::paths::relative;

/// Patterns, and the folder that they are relative to.
#[derive(Debug, Clone)]
pub(crate) struct Globs {
    /// The folder of the file that has them.
    folder: Box<Path>,
    matcher: Gitignore,
}

impl Globs {
    /// Reads a pattern or a list of them.
    pub(super) fn read(folder: &Path, value: &Value<'_>) -> Result<Self, Invalid> {
        // Paths are made relative to the folder before they are matched.
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        for value in one_or_more(value)? {
            let pattern = string(value)?;
            let added = builder.add_line(None, pattern);
            added.map_err(|error| bad_pattern(value, pattern, &error))?;
        }
        let matcher = builder.build();
        let matcher = matcher.map_err(|error| bad_pattern(value, "", &error))?;
        Ok(Self {
            folder: folder.into(),
            matcher,
        })
    }

    /// Whether the patterns name a file or a folder around it. The path is normalized.
    pub(crate) fn matches(&self, path: &Path) -> bool {
        self.match_path(path, false)
    }

    /// Whether the patterns name all that is in a folder. The path is normalized.
    pub(crate) fn match_folder(&self, path: &Path) -> bool {
        // A pattern with `!` may name some of it again.
        self.matcher.num_whitelists() == 0 && self.match_path(path, true)
    }

    fn match_path(&self, path: &Path, is_folder: bool) -> bool {
        let path = relative(&self.folder, path);
        // A path on another drive stays absolute.
        !path.has_root()
            && self
                .matcher
                .matched_path_or_any_parents(&path, is_folder)
                .is_ignore()
    }
}

fn bad_pattern(value: &Value<'_>, pattern: &str, error: &ignore::Error) -> Invalid {
    let reason = error.to_string().replace('\n', " ");
    invalid(
        value,
        format!("{} is not a pattern: {reason}", quoted(pattern)),
    )
}
