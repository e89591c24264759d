//! What `--fix` would change, as a unified diff.

use std::io::{self, Write};

use similar::TextDiff;

use crate::{
    checking::Checked,
    output::path_text,
    terminal::{escaped_line, wants_color},
};

/// Lines around a change.
const CONTEXT: usize = 3;

/// Writes the changes of all files.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    let is_colored = wants_color();
    for file in checked {
        if let Some(before) = &file.before {
            write_file(out, &path_text(&file.path), before, &file.text, is_colored)?;
        }
    }
    Ok(())
}

fn write_file(
    out: &mut impl Write,
    path: &str,
    before: &str,
    after: &str,
    is_colored: bool,
) -> io::Result<()> {
    let diff = TextDiff::from_lines(before, after);
    let text = diff
        .unified_diff()
        .context_radius(CONTEXT)
        .header(path, path)
        .to_string();
    for line in text.split_inclusive('\n') {
        let line = escaped_line(line);
        match color(&line).filter(|_| is_colored) {
            Some(color) => {
                let body = line.trim_end_matches('\n');
                writeln!(out, "\x1b[{color}m{body}\x1b[0m")?;
            }
            None => out.write_all(line.as_bytes())?,
        }
    }
    Ok(())
}

/// The colour of a line of the diff.
fn color(line: &str) -> Option<&'static str> {
    match line.as_bytes().first()? {
        _ if line.starts_with("+++") || line.starts_with("---") => Some("1"),
        b'+' => Some("32"),
        b'-' => Some("31"),
        b'@' => Some("36"),
        _ => None,
    }
}
