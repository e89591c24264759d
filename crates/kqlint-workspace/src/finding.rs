//! Findings in bytes of the document, and how they come from those in a query.

use std::sync::Arc;

use kqlint_diagnostics::{Diagnostic, Fix, Label, Level, Place, Safety};
use kqlint_embed::Fragment;
use text_size::TextRange;

/// One finding; all ranges count bytes of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How serious it is.
    pub level: Level,
    /// What is wrong, understandable alone.
    pub message: String,
    /// Where.
    pub range: TextRange,
    /// A few words on that place.
    pub label: Option<String>,
    /// Other places that it talks about.
    pub related: Vec<HostLabel>,
    /// Facts that explain it.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Changes that cure it, best first.
    pub fixes: Vec<HostFix>,
    /// The query that it is about, or the beginning of a very long one; `None`
    /// where it is about the document itself.
    pub query: Option<Arc<str>>,
}

impl Finding {
    /// A finding about the document itself.
    pub(crate) const fn new(
        rule: &'static str,
        level: Level,
        message: String,
        range: TextRange,
    ) -> Self {
        Self {
            rule,
            level,
            message,
            range,
            label: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fixes: Vec::new(),
            query: None,
        }
    }
}

/// Another place that a finding talks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostLabel {
    /// Where.
    pub range: TextRange,
    /// What this piece is.
    pub text: String,
}

/// A change of the document that cures a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFix {
    /// The menu entry.
    pub title: String,
    /// Whether it may be applied without looking.
    pub safety: Safety,
    /// The edits, in the order of the document; no two overlap.
    pub edits: Vec<HostEdit>,
}

/// Replaces the text of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostEdit {
    /// What to replace; an empty range inserts.
    pub range: TextRange,
    /// What to put there.
    pub text: String,
}

/// Moves a diagnostic to the document `text` that its query stands in.
///
/// A place that is not in the document becomes the first line of the query; other
/// places and fixes that are not are left out, and so are fixes that change nothing.
pub(crate) fn to_finding(
    diagnostic: &Diagnostic,
    query: Arc<str>,
    fragment: &Fragment,
    text: &str,
) -> Finding {
    let range = fragment.map.host_range(diagnostic.range);
    let related = diagnostic
        .related
        .iter()
        .filter_map(|it| to_host_label(it, fragment));
    let fixes = diagnostic
        .fixes
        .iter()
        .filter_map(|it| to_host_fix(it, fragment, text));
    Finding {
        rule: diagnostic.rule,
        level: diagnostic.level,
        message: diagnostic.message.clone(),
        range: range.unwrap_or_else(|| first_line(fragment, text)),
        label: diagnostic.label.clone(),
        related: related.collect(),
        notes: diagnostic.notes.clone(),
        help: diagnostic.help.clone(),
        fixes: fixes.collect(),
        query: Some(query),
    }
}

fn to_host_label(label: &Label, fragment: &Fragment) -> Option<HostLabel> {
    let range = match label.place {
        Place::Query(range) => fragment.map.host_range(range)?,
        Place::Host(range) => range,
    };
    Some(HostLabel {
        range,
        text: label.text.clone(),
    })
}

fn to_host_fix(fix: &Fix, fragment: &Fragment, text: &str) -> Option<HostFix> {
    let edits = fix.edits.iter().map(|edit| {
        let (range, text) = match edit.place {
            Place::Query(range) => fragment.map.edit(range, &edit.text)?,
            Place::Host(range) => (range, edit.text.clone()),
        };
        Some(HostEdit { range, text })
    });
    let mut edits: Vec<_> = edits.collect::<Option<_>>()?;
    edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    let before = |edit: &HostEdit| text.get(std::ops::Range::<usize>::from(edit.range));
    let fits = edits.iter().all(|edit| before(edit).is_some())
        && edits.is_sorted_by(|a, b| a.range.end() <= b.range.start());
    let changes = edits
        .iter()
        .any(|edit| before(edit) != Some(edit.text.as_str()));
    (fits && changes).then(|| HostFix {
        title: fix.title.clone(),
        safety: fix.safety,
        edits,
    })
}

/// The first line of a query in the document, without the line break.
fn first_line(fragment: &Fragment, text: &str) -> TextRange {
    let bounds = fragment.map.host_bounds();
    let inside = text
        .get(std::ops::Range::<usize>::from(bounds))
        .unwrap_or_default();
    let line = inside.lines().next().unwrap_or_default();
    TextRange::at(bounds.start(), text_size::TextSize::of(line))
}

#[cfg(test)]
mod tests {
    use kqlint_diagnostics::Edit;
    use kqlint_embed::{HostKind, SourceMap, extract};

    use super::*;

    const PAGE: &str = "# Title\n\n- Item:\n\n  ```kql\n  T\n  | take 1\n  ```\n";

    fn diagnostic(start: u32, end: u32, edits: Vec<Edit>) -> Diagnostic {
        Diagnostic {
            rule: "rule",
            level: Level::Warning,
            message: "message".to_owned(),
            range: TextRange::new(start.into(), end.into()),
            label: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fixes: vec![Fix {
                title: "Fix".to_owned(),
                safety: Safety::Safe,
                edits,
            }],
        }
    }

    fn replace(start: u32, end: u32, text: &str) -> Edit {
        Edit {
            place: Place::Query(TextRange::new(start.into(), end.into())),
            text: text.to_owned(),
        }
    }

    fn on_page(diagnostic: &Diagnostic) -> Finding {
        let extraction = extract(HostKind::Markdown, None, PAGE);
        to_finding(diagnostic, "T".into(), &extraction.fragments[0], PAGE)
    }

    #[track_caller]
    fn covers(range: TextRange, expected: &str) {
        assert_eq!(&PAGE[std::ops::Range::<usize>::from(range)], expected);
    }

    #[test]
    fn a_range_of_the_query_is_found_in_the_page() {
        let finding = on_page(&diagnostic(4, 8, vec![replace(9, 10, "2\n| count")]));
        covers(finding.range, "take");
        let edit = &finding.fixes[0].edits[0];
        covers(edit.range, "1");
        assert_eq!(edit.text, "2\n  | count");
    }

    #[test]
    fn places_of_the_page_stay_where_they_are() {
        let mut diagnostic = diagnostic(0, 1, Vec::new());
        let place = Place::Host(TextRange::new(2.into(), 7.into()));
        let text = "the title".to_owned();
        diagnostic.related.push(Label { place, text });
        let edit = Edit {
            place,
            text: "Name".to_owned(),
        };
        diagnostic.fixes[0].edits.push(edit);
        let finding = on_page(&diagnostic);
        covers(finding.related[0].range, "Title");
        covers(finding.fixes[0].edits[0].range, "Title");
    }

    #[test]
    fn what_is_not_in_the_page_is_left_out() {
        let mut diagnostic = diagnostic(90, 99, vec![replace(0, 1, "U"), replace(90, 99, "x")]);
        let place = Place::Query(TextRange::new(90.into(), 99.into()));
        diagnostic.related.push(Label {
            place,
            text: String::new(),
        });
        let finding = on_page(&diagnostic);
        covers(finding.range, "T");
        assert!(finding.related.is_empty());
        assert!(finding.fixes.is_empty());
    }

    #[test]
    fn a_query_without_a_place_is_shown_at_the_start() {
        let mut fragment = extract(HostKind::Query, None, "T").fragments.remove(0);
        fragment.map = SourceMap::empty();
        let finding = to_finding(&diagnostic(0, 1, Vec::new()), "T".into(), &fragment, "T");
        assert_eq!(finding.range, TextRange::default());
    }

    #[test]
    fn a_fix_that_changes_nothing_is_left_out() {
        let edits = vec![replace(4, 8, "take")];
        assert!(on_page(&diagnostic(4, 8, edits)).fixes.is_empty());
    }

    #[test]
    fn a_fix_whose_edits_overlap_is_left_out() {
        let edits = vec![replace(0, 1, "U"), replace(0, 1, "V")];
        assert!(on_page(&diagnostic(0, 1, edits)).fixes.is_empty());
    }
}
