//! One JSON object on each line, with the fields of the JSON array.

use std::io::Write;

use kqlint_workspace::LineIndex;

use crate::{checking::Checked, output::json::json_finding};

/// Writes each finding on a line of its own.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> anyhow::Result<()> {
    for file in checked {
        let lines = LineIndex::new(&file.text);
        for finding in &file.findings {
            serde_json::to_writer(&mut *out, &json_finding(file, finding, &lines))?;
            writeln!(out)?;
        }
    }
    Ok(())
}
