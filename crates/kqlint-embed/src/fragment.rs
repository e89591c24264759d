//! What extraction returns: fragments and the texts that stand around them.

use text_size::{TextRange, TextSize};

use crate::facts::HostFacts;
use crate::source_map::SourceMap;

/// Everything that was found in one host document.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The queries, in the order in which they stand in the host.
    pub fragments: Vec<Fragment>,
    /// What is wrong with the host itself, in the order of the text.
    pub problems: Vec<Problem>,
    /// Comments of the host that may speak of its queries, in the order of the text.
    pub comments: Vec<HostComment>,
}

impl Extraction {
    /// Moves everything found in a text to the host that `outer` found the
    /// text in.
    pub(crate) fn move_outside(&mut self, outer: &SourceMap) {
        for fragment in &mut self.fragments {
            fragment.move_outside(outer);
        }
        for problem in &mut self.problems {
            problem.range = outer.host_range(problem.range).unwrap_or_default();
        }
    }
}

/// Something wrong with the host, such as a fence that is never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the host.
    pub range: TextRange,
    /// What, as a message for the user.
    pub message: String,
}

/// One query, or one file of queries, inside a host.
#[derive(Debug, Clone)]
pub struct Fragment {
    /// The text as Kusto would receive it: indentation of the host cut away,
    /// escapes undone, line endings as they are in the host.
    pub text: String,
    /// Which bytes of [`text`](Self::text) stand where in the host.
    pub map: SourceMap,
    /// What the author said about the query, nearest first.
    pub intents: Vec<IntentText>,
    /// What fields of the host say about the query.
    pub facts: HostFacts,
    /// Ways in which the host writes what it fills in later.
    pub placeholders: &'static [PlaceholderStyle],
}

impl Fragment {
    /// The fragment with a text at a byte of it that the host leaves out, since the
    /// service takes it for granted. Findings there stand where it would be. Nothing
    /// changes where there is no such byte.
    #[must_use]
    pub fn with_implied(mut self, at: TextSize, text: &str) -> Fragment {
        if self.text.is_char_boundary(at.into()) {
            self.text.insert_str(at.into(), text);
            self.map = self.map.with_implied(at, TextSize::of(text));
        }
        self
    }

    /// Moves the fragment of a text to the host that `outer` found the text in.
    pub(crate) fn move_outside(&mut self, outer: &SourceMap) {
        self.map = self.map.inside(outer);
        for intent in &mut self.intents {
            intent.map = intent.map.inside(outer);
        }
        self.facts.move_outside(outer);
    }
}

/// A comment of the host, such as `<!-- kqlint: ignore[rule] reason -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostComment {
    /// The text between the comment marks, without white space around it.
    pub text: String,
    /// Where that text stands in the host.
    pub range: TextRange,
    /// Where the comment stands in the host, with its marks.
    pub whole: TextRange,
    /// The query that it stands directly before, or on whose line it stands: its
    /// index among the fragments.
    pub query: Option<usize>,
}

/// A text in which the author says what a query does.
#[derive(Debug, Clone)]
pub struct IntentText {
    /// Where the text stands relative to the query.
    pub kind: IntentKind,
    /// The text as a reader of the host sees it, markup removed.
    pub text: String,
    /// Which bytes of [`text`](Self::text) stand where in the host; empty for
    /// texts that are not part of it, such as the file's name.
    pub map: SourceMap,
}

/// Where an intent text stands, and so how much it says about the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IntentKind {
    /// The paragraph or list item that stands directly before the query.
    LeadIn,
    /// The heading directly above the query or above its lead-in.
    Heading,
    /// The title that the host gives the query in a field of its own.
    Title,
    /// The description that the host gives the query in a field of its own.
    Description,
    /// The paragraph directly below the query.
    AfterText,
    /// Prose further away under the same heading.
    Paragraph,
    /// A heading with other prose or other queries between it and the query.
    Section,
    /// The name of the file, split into words.
    FileName,
}

impl IntentKind {
    /// Whether such a text is about this query and no other.
    pub fn is_direct(self) -> bool {
        match self {
            IntentKind::LeadIn
            | IntentKind::Heading
            | IntentKind::Title
            | IntentKind::Description => true,
            IntentKind::AfterText
            | IntentKind::Paragraph
            | IntentKind::Section
            | IntentKind::FileName => false,
        }
    }
}

/// How a host writes a value that it fills in before the query runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlaceholderStyle {
    /// `{TimeRange}` and `{TimeRange:query}`
    Braces,
    /// `{{StartTimeISO}}`
    DoubleBraces,
    /// `${var.window}`
    DollarBraces,
    /// `$__timeFilter(Timestamp)`
    DollarMacro,
    /// `[parameters('window')]`
    Brackets,
    /// `<your workspace>`
    Angles,
}
