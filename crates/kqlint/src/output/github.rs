//! Commands for GitHub Actions, which shows findings beside the changed lines.

use std::io::{self, Write};

use kqlint_diagnostics::Level;
use kqlint_workspace::LineIndex;

use crate::{
    checking::Checked,
    output::{sentence, slashed},
    terminal::escaped,
};

/// `::warning title=…,file=…,line=…::message`
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    for file in checked {
        let lines = LineIndex::new(&file.text);
        let path = property(&escaped(&slashed(&file.path)));
        for finding in &file.findings {
            let command = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Hint => "notice",
            };
            let start = lines.position(finding.range.start());
            let end = lines.position(finding.range.end());
            let title = property(&format!("kqlint: {}", finding.rule));
            write!(
                out,
                "::{command} title={title},file={path},line={},col={}",
                start.line, start.column
            )?;
            // Columns are understood within one line only.
            if end.line == start.line {
                write!(out, ",endLine={},endColumn={}", end.line, end.column)?;
            } else {
                write!(out, ",endLine={}", end.line)?;
            }
            writeln!(out, "::{} [{}]", data(&sentence(finding)), finding.rule)?;
        }
    }
    Ok(())
}

/// Text behind the last `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
