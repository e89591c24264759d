//! One line for each finding.

use std::io::{self, Write};

use kqlint_workspace::LineIndex;

use crate::{checking::Checked, output::path_text, terminal::escaped};

/// `page.md:12:7: warning[rule] message`
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    for file in checked {
        let lines = LineIndex::new(&file.text);
        let path = path_text(&file.path);
        for finding in &file.findings {
            let at = lines.position(finding.range.start());
            let (level, rule) = (finding.level.name(), finding.rule);
            let message = escaped(&finding.message);
            writeln!(
                out,
                "{path}:{}:{}: {level}[{rule}] {message}",
                at.line, at.column
            )?;
        }
    }
    Ok(())
}
