//! One JSON array. Lines and columns count from 1, columns in characters.

use std::{borrow::Cow, io::Write};

use kqlint_workspace::{Finding, HostFix, LineIndex, Position};
use serde::Serialize;
use text_size::TextSize;

use crate::checking::Checked;

#[derive(Serialize)]
pub(super) struct JsonFinding<'f> {
    path: Cow<'f, str>,
    rule: &'static str,
    level: &'static str,
    message: &'f str,
    start: JsonPosition,
    end: JsonPosition,
    query: Option<&'f str>,
    help: Option<&'f str>,
    fixes: Vec<JsonFix<'f>>,
}

#[derive(Serialize)]
struct JsonPosition {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct JsonFix<'f> {
    title: &'f str,
    safety: &'static str,
    edits: Vec<JsonEdit<'f>>,
}

#[derive(Serialize)]
struct JsonEdit<'f> {
    start: JsonPosition,
    end: JsonPosition,
    text: &'f str,
}

/// Writes all findings as one array.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for file in checked {
        let lines = LineIndex::new(&file.text);
        let findings = file
            .findings
            .iter()
            .map(|it| json_finding(file, it, &lines));
        all.extend(findings);
    }
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)?;
    Ok(())
}

pub(super) fn json_finding<'f>(
    file: &'f Checked,
    finding: &'f Finding,
    lines: &LineIndex<'_>,
) -> JsonFinding<'f> {
    JsonFinding {
        path: file.path.to_string_lossy(),
        rule: finding.rule,
        level: finding.level.name(),
        message: &finding.message,
        start: json_position(lines, finding.range.start()),
        end: json_position(lines, finding.range.end()),
        query: finding.query.as_deref(),
        help: finding.help.as_deref(),
        fixes: finding.fixes.iter().map(|it| json_fix(it, lines)).collect(),
    }
}

fn json_fix<'f>(fix: &'f HostFix, lines: &LineIndex<'_>) -> JsonFix<'f> {
    let edits = fix.edits.iter().map(|edit| JsonEdit {
        start: json_position(lines, edit.range.start()),
        end: json_position(lines, edit.range.end()),
        text: &edit.text,
    });
    JsonFix {
        title: &fix.title,
        safety: fix.safety.name(),
        edits: edits.collect(),
    }
}

fn json_position(lines: &LineIndex<'_>, offset: TextSize) -> JsonPosition {
    let Position { line, column } = lines.position(offset);
    JsonPosition { line, column }
}
