//! How many findings each rule has.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use kqlint_diagnostics::Safety;

use crate::checking::Checked;

/// What is counted of a rule.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    findings: usize,
    fixable: usize,
    files: usize,
}

/// A line for each rule, the most frequent first.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    let mut rules: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for file in checked {
        let mut seen = Vec::new();
        for finding in &file.findings {
            let counts = rules
                .entry((finding.rule, finding.level.name()))
                .or_default();
            let is_safe = |it: &kqlint_workspace::HostFix| it.safety == Safety::Safe;
            counts.findings += 1;
            counts.fixable += usize::from(finding.fixes.iter().any(is_safe));
            if !seen.contains(&finding.rule) {
                seen.push(finding.rule);
                counts.files += 1;
            }
        }
    }
    let mut rows: Vec<_> = rules.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.findings));
    let width = rows.iter().map(|((rule, _), _)| rule.len()).max();
    let width = width.unwrap_or_default();
    for ((rule, level), counts) in rows {
        let Counts {
            findings,
            fixable,
            files,
        } = counts;
        let files = super::counted(files, "file");
        let fixable = match fixable {
            0 => String::new(),
            count => format!(", {count} fixable"),
        };
        writeln!(
            out,
            "{findings:6}  {rule:width$}  {level:7}  in {files}{fixable}"
        )?;
    }
    Ok(())
}
