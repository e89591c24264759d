//! Commands for Azure Pipelines, which lists findings as issues of the run.

use std::io::{self, Write};

use kqlint_diagnostics::Level;
use kqlint_workspace::LineIndex;

use crate::{
    checking::Checked,
    output::{sentence, slashed},
    terminal::escaped,
};

/// `##vso[task.logissue type=…;sourcepath=…;linenumber=…]message`
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    for file in checked {
        let lines = LineIndex::new(&file.text);
        let path = property(&escaped(&slashed(&file.path)));
        for finding in &file.findings {
            // There is no third kind of issue.
            let kind = match finding.level {
                Level::Error => "error",
                Level::Warning | Level::Hint => "warning",
            };
            let start = lines.position(finding.range.start());
            writeln!(
                out,
                "##vso[task.logissue type={kind};sourcepath={path};linenumber={};columnnumber={};code={};]{}",
                start.line,
                start.column,
                property(finding.rule),
                data(&sentence(finding))
            )?;
        }
    }
    Ok(())
}

/// Text behind `]`.
fn data(text: &str) -> String {
    text.replace('%', "%AZP25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text between semicolons.
fn property(text: &str) -> String {
    data(text).replace(']', "%5D").replace(';', "%3B")
}
