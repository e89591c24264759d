//! The keys of the file, each declared once.

/// A key at the top of the file, or of a table in `[[overrides]]`.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub docs: &'static str,
    /// Whether it may differ from file to file.
    pub per_file: bool,
}

/// All keys at the top of the file.
pub const KEYS: &[Key] = &[
    Key {
        name: "custom-rules",
        docs: "Rules of your own: a pattern, a message and a level.",
        per_file: false,
    },
    Key {
        name: "environment",
        docs: "Where the queries run, which decides what tables and functions there are.",
        per_file: true,
    },
    Key {
        name: "exclude",
        docs: "Files and folders that are not checked, as in `.gitignore`.",
        per_file: false,
    },
    Key {
        name: "extends",
        docs: "Files whose settings apply below the ones of this file.",
        per_file: false,
    },
    Key {
        name: "functions",
        docs: "Files with functions of your own: queries, or exports that hold functions.",
        per_file: false,
    },
    Key {
        name: "include",
        docs: "The only files and folders that are checked, as in `.gitignore`.",
        per_file: false,
    },
    Key {
        name: "overrides",
        docs: "Settings for some of the files.",
        per_file: false,
    },
    Key {
        name: "placeholders",
        docs: "How values that are put in later are written, besides what the kind of file says.",
        per_file: true,
    },
    Key {
        name: "preview",
        docs: "Whether the rules run that run only when asked for.",
        per_file: true,
    },
    Key {
        name: "rules",
        docs: "The level of each group and rule.",
        per_file: true,
    },
    Key {
        name: "schema",
        docs: "Schema files with tables and functions of your own.",
        per_file: false,
    },
];

/// The names of the keys.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    KEYS.iter().map(|key| key.name)
}

/// The names of the keys that may differ from file to file.
pub(super) fn per_file_names() -> impl Iterator<Item = &'static str> + Clone {
    KEYS.iter().filter(|key| key.per_file).map(|key| key.name)
}

/// Whether a key is known and is the same for all files.
pub(super) fn is_whole_project(name: &str) -> bool {
    KEYS.iter().any(|key| key.name == name && !key.per_file)
}
