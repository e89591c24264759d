//! A finding while a rule writes it.

use kqlint_diagnostics::{Diagnostic, Edit, Fix, Label, Level, Place, Safety};
use kqlint_syntax::TextRange;

/// A finding that is being written.
pub(crate) struct Report<'o> {
    diagnostic: &'o mut Diagnostic,
}

impl<'o> Report<'o> {
    /// Goes on with a finding.
    pub(crate) fn on(diagnostic: &'o mut Diagnostic) -> Self {
        Self { diagnostic }
    }

    /// Reports it at this level, where it would be a more serious one.
    pub(crate) fn at_most(self, level: Level) -> Self {
        self.diagnostic.level = self.diagnostic.level.min(level);
        self
    }

    /// A few words on the place itself.
    pub(crate) fn label(self, text: impl Into<String>) -> Self {
        self.diagnostic.label = Some(text.into());
        self
    }

    /// Another place that explains this one.
    pub(crate) fn related(self, place: Place, text: impl Into<String>) -> Self {
        self.diagnostic.related.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    /// A fact that explains it.
    pub(crate) fn note(self, text: impl Into<String>) -> Self {
        self.diagnostic.notes.push(text.into());
        self
    }

    /// What to do.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        self.diagnostic.help = Some(text.into());
        self
    }

    /// The name that was clearly meant by the one `written` at a range, and the change to it, written as `text`.
    /// The query could not run before, so the change is safe.
    pub(crate) fn did_you_mean(
        self,
        range: TextRange,
        written: &str,
        meant: &str,
        text: impl AsRef<str>,
    ) -> Self {
        self.did_you_mean_at(std::iter::once(range), written, meant, text.as_ref())
    }

    /// The same where the name is written in several places.
    pub(crate) fn did_you_mean_at(
        self,
        ranges: impl Iterator<Item = TextRange>,
        written: &str,
        meant: &str,
        text: &str,
    ) -> Self {
        let report = if written.eq_ignore_ascii_case(meant) {
            self.note("upper and lower case make different names")
        } else {
            self
        };
        let edits = ranges.map(|range| Edit {
            place: Place::Query(range),
            text: text.to_owned(),
        });
        let title = format!("Change to `{meant}`");
        report
            .help(format!("did you mean `{meant}`?"))
            .fix(title, Safety::Safe, edits.collect())
    }

    /// A change that cures it.
    pub(crate) fn fix(self, title: impl Into<String>, safety: Safety, edits: Vec<Edit>) -> Self {
        self.diagnostic.fixes.push(Fix {
            title: title.into(),
            safety,
            edits,
        });
        self
    }

    /// A change of one range of the query.
    pub(crate) fn replace(
        self,
        title: impl Into<String>,
        safety: Safety,
        range: TextRange,
        text: impl Into<String>,
    ) -> Self {
        self.fix(
            title,
            safety,
            vec![Edit {
                place: Place::Query(range),
                text: text.into(),
            }],
        )
    }
}
