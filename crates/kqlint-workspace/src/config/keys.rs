//! The keys of the file, each declared once.

use super::{custom_rules, overrides, per_file, rules};

/// A key of the file or of a table in it.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub docs: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether it may differ from file to file.
    pub per_file: bool,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// `true` or `false`.
    Boolean,
    /// A string.
    Text,
    /// A string or a list of strings.
    Texts,
    /// One of some names.
    OneOf(Names),
    /// A list of some names.
    ListOf(Names),
    /// One of some names, or a list of them.
    SomeOf(Names),
    /// A table with these keys, all of which it needs.
    Table(&'static [Key]),
    /// The table of groups and rules, with these levels.
    Rules(Names),
    /// Tables, each with settings for some of the files.
    Overrides(&'static [Key]),
    /// Tables, each with a rule: these keys, and one of the others.
    CustomRules(&'static [Key], &'static [Key]),
}

/// The names that a value can be.
pub type Names = fn() -> Vec<&'static str>;

/// All keys at the top of the file.
pub const KEYS: &[Key] = &[
    Key::new(
        "custom-rules",
        Shape::CustomRules(custom_rules::KEYS, custom_rules::PATTERNS),
        "Rules of your own: a pattern, a message and a level.",
    ),
    Key::new(
        "environment",
        Shape::OneOf(per_file::environment_names),
        "Where the queries run, which decides what tables and functions there are.",
    )
    .per_file(),
    Key::new(
        "exclude",
        Shape::Texts,
        "Files and folders that are not checked, as in `.gitignore`.",
    ),
    Key::new(
        "extends",
        Shape::Texts,
        "Files whose settings apply below the ones of this file.",
    ),
    Key::new(
        "functions",
        Shape::Texts,
        "Files with functions of your own: queries, or exports that hold functions.",
    ),
    Key::new(
        "include",
        Shape::Texts,
        "The only files and folders that are checked, as in `.gitignore`.",
    ),
    Key::new(
        "kind",
        Shape::OneOf(per_file::kind_names),
        "What the queries are for, where their file doesn't say it.",
    )
    .per_file(),
    Key::new(
        "overrides",
        Shape::Overrides(overrides::KEYS),
        "Settings for some of the files.",
    ),
    Key::new(
        "placeholders",
        Shape::ListOf(per_file::placeholder_names),
        "How values that are put in later are written, besides what the kind of file says.",
    )
    .per_file(),
    Key::new(
        "preview",
        Shape::Boolean,
        "Whether the rules run that run only when asked for.",
    )
    .per_file(),
    Key::new(
        "rules",
        Shape::Rules(rules::level_names),
        "The level of each group and rule, and the options of rules.",
    )
    .per_file(),
    Key::new(
        "schema",
        Shape::Texts,
        "Schema files with tables and functions of your own.",
    ),
    Key::new(
        "scope",
        Shape::OneOf(per_file::scope_names),
        "Whether the queries run in the scope of a workspace or of a resource.",
    )
    .per_file(),
];

impl Key {
    /// A key that is the same for all files.
    pub(super) const fn new(name: &'static str, shape: Shape, docs: &'static str) -> Self {
        Self {
            name,
            docs,
            shape,
            per_file: false,
        }
    }

    /// The same, but one that may differ from file to file.
    const fn per_file(self) -> Self {
        Self {
            per_file: true,
            ..self
        }
    }
}

/// The names of keys.
pub(super) fn names(keys: &[Key]) -> impl Iterator<Item = &'static str> + Clone {
    keys.iter().map(|key| key.name)
}

/// The names of the keys that may differ from file to file.
pub(super) fn per_file_names() -> impl Iterator<Item = &'static str> + Clone {
    KEYS.iter().filter(|key| key.per_file).map(|key| key.name)
}

/// Whether a key is known and is the same for all files.
pub(super) fn is_whole_project(name: &str) -> bool {
    KEYS.iter().any(|key| key.name == name && !key.per_file)
}
