//! Findings with the lines that they are about, underlined.

mod excerpt;

use std::io::{self, Write};

use annotate_snippets::{Group, Level as Shown, Renderer};
use kqlint_diagnostics::Level;
use kqlint_workspace::{Finding, LineIndex};

use crate::{
    checking::Checked,
    output::path_text,
    terminal::{escaped, wants_color},
};

/// Writes all findings, one after the other.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    let renderer = match wants_color() {
        true => Renderer::styled().hyperlink(false),
        false => Renderer::plain(),
    };
    for file in checked {
        let lines = LineIndex::new(&file.text);
        let path = path_text(&file.path);
        for finding in &file.findings {
            let group = report(finding, &path, &lines);
            writeln!(out, "{}\n", renderer.render(&[group]))?;
        }
    }
    Ok(())
}

fn report<'f>(finding: &'f Finding, path: &'f str, lines: &LineIndex<'f>) -> Group<'f> {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Hint => Shown::INFO.with_name(finding.level.name()),
    };
    let title = level
        .primary_title(escaped(&finding.message))
        .id(finding.rule);
    let mut out = Group::with_title(title).elements(excerpt::excerpts(finding, path, lines));
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
