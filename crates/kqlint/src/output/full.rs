//! Findings with the lines that they are about, underlined.

use std::io::{self, Write};

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Shown, Renderer, Snippet,
};
use kqlint_diagnostics::Level;
use kqlint_workspace::{Finding, LineIndex};
use text_size::{TextRange, TextSize};

use crate::{
    checking::Checked,
    output::path_text,
    terminal::{escaped, wants_color},
};

/// Places further apart than this many lines are shown as excerpts of their own.
const NEAR: usize = 30;

/// An excerpt is never longer than this many bytes.
const EXCERPT_LIMIT: usize = 20_000;

/// Writes all findings, one after the other.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    let renderer = match wants_color() {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    for file in checked {
        let lines = LineIndex::new(&file.text);
        let path = path_text(&file.path);
        for finding in &file.findings {
            let group = report(finding, &path, &file.text, &lines);
            writeln!(out, "{}\n", renderer.render(&[group]))?;
        }
    }
    Ok(())
}

fn report<'f>(
    finding: &'f Finding,
    path: &'f str,
    text: &'f str,
    lines: &LineIndex<'f>,
) -> Group<'f> {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Hint => Shown::INFO.with_name(finding.level.name()),
    };
    let title = level
        .primary_title(escaped(&finding.message))
        .id(finding.rule)
        .id_url(kqlint_lints::page(finding.rule));
    let mut out = Group::with_title(title).elements(excerpts(finding, path, text, lines));
    for note in &finding.notes {
        out = out.element(Shown::NOTE.message(escaped(note)));
    }
    if let Some(help) = &finding.help {
        out = out.element(Shown::HELP.message(escaped(help)));
    }
    for fix in &finding.fixes {
        let message = format!("{} ({})", escaped(&fix.title), fix.safety.name());
        out = out.element(Shown::HELP.with_name("fix").message(message));
    }
    out
}

/// A place to underline.
struct Mark<'f> {
    range: TextRange,
    label: Option<&'f str>,
    kind: AnnotationKind,
}

/// The finding's own place with the places near it, then the others.
fn excerpts<'f>(
    finding: &'f Finding,
    path: &'f str,
    text: &'f str,
    lines: &LineIndex<'f>,
) -> Vec<Element<'f>> {
    let line = |range: TextRange| lines.position(range.start()).line;
    let primary = Mark {
        range: finding.range,
        label: finding.label.as_deref(),
        kind: AnnotationKind::Primary,
    };
    let related = finding.related.iter().map(|label| Mark {
        range: label.range,
        label: Some(&label.text),
        kind: AnnotationKind::Context,
    });
    let at = line(primary.range);
    let (near, far): (Vec<_>, Vec<_>) =
        related.partition(|mark| line(mark.range).abs_diff(at) <= NEAR);
    let mut marks = vec![primary];
    marks.extend(near);
    let mut out = Vec::from([excerpt(marks, path, text, lines)]);
    out.extend(
        far.into_iter()
            .map(|mark| excerpt(vec![mark], path, text, lines)),
    );
    out
}

/// The lines that hold some marks, which are in the order of their weight.
fn excerpt<'f>(
    marks: Vec<Mark<'f>>,
    path: &'f str,
    text: &'f str,
    lines: &LineIndex<'f>,
) -> Element<'f> {
    let line = |offset: TextSize| lines.position(offset).line;
    let first = marks
        .iter()
        .map(|it| line(it.range.start()))
        .min()
        .unwrap_or(1);
    let last = marks
        .iter()
        .map(|it| line(it.range.end()))
        .max()
        .unwrap_or(1);
    let start = lines.line_start(first);
    let source = lines.lines(first, last);
    let source = source
        .get(..source.floor_char_boundary(EXCERPT_LIMIT))
        .unwrap_or(source);
    let annotations = marks
        .into_iter()
        .map(|mark| annotation(mark, start, source.len()));
    let _ = text;
    Snippet::source(source)
        .line_start(first)
        .path(path)
        .annotations(annotations)
        .into()
}

fn annotation<'f>(mark: Mark<'f>, start: usize, length: usize) -> Annotation<'f> {
    let inside = |offset: TextSize| usize::from(offset).saturating_sub(start).min(length);
    mark.kind
        .span(inside(mark.range.start())..inside(mark.range.end()))
        .label(mark.label.map(escaped))
}
