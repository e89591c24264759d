//! What every analysis reports: diagnostics, places, fixes and edits.
//!
//! A *diagnostic* is one finding in one query.
//! Its *place* is a range of the query's own text, or of the host document that the query lives in (a Markdown page, say): prose that contradicts a query stands outside of it.
//! All ranges count bytes.

pub use text_size::{TextRange, TextSize};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Shown in editors; in the terminal only when asked for.
    Hint,
    /// Very likely wrong.
    Warning,
    /// Cannot run, or cannot return rows.
    Error,
}

impl Level {
    /// The word for this level in output and configuration.
    pub fn name(self) -> &'static str {
        match self {
            Level::Hint => "hint",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A range of bytes and the text it counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the text of the query.
    Query(TextRange),
    /// In the document that holds the query.
    Host(TextRange),
}

/// Another place that a diagnostic talks about, with a few words on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What this piece is.
    pub text: String,
}

/// Whether a fix may be applied without looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// The query returns the same rows, or it could not run before.
    Safe,
    /// Results may change; a person decides.
    Unsafe,
    /// One of several ways; never applied by `--fix`.
    Choice,
}

impl Safety {
    /// The word for this safety in output.
    pub fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
            Safety::Choice => "choice",
        }
    }
}

/// Replaces the text at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What to replace; an empty range inserts.
    pub place: Place,
    /// What to put there.
    pub text: String,
}

/// A change that cures a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The menu entry, a capitalized imperative.
    pub title: String,
    /// Whether it may be applied without looking.
    pub safety: Safety,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name, in kebab case.
    pub rule: &'static str,
    /// How serious it is.
    pub level: Level,
    /// What is wrong: lower case, no full stop, understandable alone.
    pub message: String,
    /// Where, in the query.
    pub range: TextRange,
    /// A few words on that place, shown under it.
    pub label: Option<String>,
    /// Other places that it talks about.
    pub related: Vec<Label>,
    /// Facts that explain it.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Changes that cure it, best first.
    pub fixes: Vec<Fix>,
}
