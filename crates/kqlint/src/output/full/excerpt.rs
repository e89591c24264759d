//! The lines around a finding, and the places in them that are underlined.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Origin, Snippet};
use kqlint_workspace::{Finding, LineIndex, Position};
use text_size::TextRange;

use crate::terminal::escaped;

/// Places further apart than this many lines are shown as excerpts of their own.
const NEAR: usize = 30;

/// Of a place with more lines than this, the first one is underlined.
const MAX_LINES: usize = 12;

/// Lines that are longer than this many bytes altogether are cut to what is around
/// the place.
const MAX_BYTES: usize = 4_000;

/// How much of a long line is shown on each side of the place.
const AROUND: usize = 60;

/// A place to underline.
struct Mark<'f> {
    range: Range<usize>,
    /// The lines of its first and its last byte.
    lines: (usize, usize),
    column: usize,
    label: Option<&'f str>,
    kind: AnnotationKind,
}

impl<'f> Mark<'f> {
    fn new(
        range: TextRange,
        label: Option<&'f str>,
        kind: AnnotationKind,
        lines: &LineIndex<'_>,
    ) -> Self {
        let Position { line, column } = lines.position(range.start());
        let (first, last) = (line, lines.position(range.end()).line);
        let range = Range::<usize>::from(range);
        if last - first < MAX_LINES {
            return Self {
                range,
                lines: (first, last),
                column,
                label,
                kind,
            };
        }
        let end = lines.line_start(first) + lines.lines(first, first).len();
        Self {
            range: range.start..end.max(range.start),
            lines: (first, first),
            column,
            label,
            kind,
        }
    }
}

/// The finding's own place with the places near it, then the others.
pub(super) fn excerpts<'f>(
    finding: &'f Finding,
    path: &'f str,
    lines: &LineIndex<'f>,
) -> Vec<Element<'f>> {
    let label = finding.label.as_deref();
    let primary = Mark::new(finding.range, label, AnnotationKind::Primary, lines);
    let related = finding.related.iter();
    let related =
        related.map(|it| Mark::new(it.range, Some(&it.text), AnnotationKind::Context, lines));
    let line = primary.lines.0;
    let (near, far): (Vec<_>, Vec<_>) = related.partition(|it| it.lines.0.abs_diff(line) <= NEAR);
    let mut marks = vec![primary];
    marks.extend(near);
    let mut out = excerpt(marks, path, lines);
    for mark in far {
        out.extend(excerpt(vec![mark], path, lines));
    }
    out
}

/// The lines from the first to the last mark.
fn excerpt<'f>(marks: Vec<Mark<'f>>, path: &'f str, lines: &LineIndex<'f>) -> Vec<Element<'f>> {
    let first = marks.iter().map(|it| it.lines.0).min().unwrap_or(1);
    let last = marks.iter().map(|it| it.lines.1).max().unwrap_or(1);
    let source = lines.lines(first, last);
    let start = lines.line_start(first);
    if source.len() > MAX_BYTES {
        let cut = marks.into_iter().map(|mark| cut(mark, path, lines));
        return cut.flatten().collect();
    }
    // A byte order mark is no part of the line.
    let shown = source.trim_start_matches('\u{feff}');
    let start = start + (source.len() - shown.len());
    let marks = marks.into_iter();
    let annotations = marks.map(|mark| annotation(&mark, start, shown.len()));
    let snippet = Snippet::source(shown)
        .line_start(first)
        .path(path)
        .annotations(annotations);
    vec![snippet.into()]
}

/// What is around a mark in a very long line.
fn cut<'f>(mark: Mark<'f>, path: &'f str, lines: &LineIndex<'f>) -> [Element<'f>; 2] {
    let line = lines.lines(mark.lines.0, mark.lines.0);
    let start = lines.line_start(mark.lines.0);
    let at = mark.range.start.saturating_sub(start);
    let from = line.floor_char_boundary(at.saturating_sub(AROUND));
    let to = line.floor_char_boundary(at.saturating_add(2 * AROUND));
    let shown = line.get(from..to).unwrap_or_default();
    let origin = Origin::path(path)
        .line(mark.lines.0)
        .char_column(mark.column);
    let snippet = Snippet::source(shown)
        .line_start(mark.lines.0)
        .annotation(annotation(&mark, start + from, shown.len()));
    [origin.into(), snippet.into()]
}

fn annotation<'f>(mark: &Mark<'f>, start: usize, length: usize) -> Annotation<'f> {
    let inside = |offset: usize| offset.saturating_sub(start).min(length);
    let span = inside(mark.range.start)..inside(mark.range.end);
    mark.kind.span(span).label(mark.label.map(escaped))
}
