//! The closing line.

use std::io::{self, Write};

use kqlint_diagnostics::{Level, Safety};

use crate::{checking::Checked, output::counted};

/// `Found 2 warnings, 1 hint in 1 file (1 fixable with --fix)`
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    writeln!(out, "{}", summary(checked))
}

fn summary(checked: &[Checked]) -> String {
    let findings = || checked.iter().flat_map(|it| &it.findings);
    let levels = [Level::Error, Level::Warning, Level::Hint].map(|level| {
        let count = findings().filter(|it| it.level == level).count();
        (count > 0).then(|| counted(count, level.name()))
    });
    let levels: Vec<_> = levels.into_iter().flatten().collect();
    let hidden: usize = checked.iter().map(|it| it.hidden.len()).sum();
    let files = counted(
        checked.iter().filter(|it| !it.findings.is_empty()).count(),
        "file",
    );
    let fixable = findings()
        .filter(|it| it.fixes.iter().any(|fix| fix.safety == Safety::Safe))
        .count();
    let mut out = match levels.is_empty() {
        true => format!("Found nothing in {}", counted(checked.len(), "file")),
        false => format!("Found {} in {files}", levels.join(", ")),
    };
    if fixable > 0 {
        out.push_str(&format!(" ({fixable} fixable with --fix)"));
    }
    if hidden > 0 {
        out.push_str(&format!("; {hidden} more with --level hint"));
    }
    out
}
