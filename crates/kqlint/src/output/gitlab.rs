//! A report for GitLab's code quality, which shows findings in merge requests.

use std::io::Write;

use kqlint_diagnostics::Level;
use kqlint_workspace::LineIndex;
use serde::Serialize;

use crate::{
    checking::Checked,
    fingerprint::fingerprints,
    output::{sentence, slashed},
};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes all findings as one array.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> anyhow::Result<()> {
    let issues: Vec<_> = checked.iter().flat_map(issues).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)?;
    Ok(())
}

fn issues(file: &Checked) -> Vec<Issue> {
    let lines = LineIndex::new(&file.text);
    let path = slashed(&file.path);
    let numbers = fingerprints(&path, &file.findings, &lines);
    let findings = file.findings.iter().zip(numbers);
    let issues = findings.map(|(finding, fingerprint)| Issue {
        description: sentence(finding),
        check_name: finding.rule.to_owned(),
        fingerprint,
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Hint => "info",
        },
        location: Location {
            path: path.clone(),
            lines: Lines {
                begin: lines.position(finding.range.start()).line,
                end: lines.position(finding.range.end()).line,
            },
        },
    });
    issues.collect()
}
