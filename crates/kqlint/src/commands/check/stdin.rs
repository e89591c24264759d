//! Standard input in place of files.

use std::{
    io::{self, BufWriter, IsTerminal as _, Write},
    path::{Path, PathBuf},
};

use kqlint_workspace::Project;

use super::{apply_baseline, level, show};
use crate::{
    Outcome,
    arguments::CheckArguments,
    checking::{Fixing, check_all, job, read_stdin},
};

/// What standard input is called where it has no name.
const STDIN: &str = "<stdin>";

/// Whether standard input is to be checked: `-`, or a name for it and no path.
pub(super) fn is_named(arguments: &CheckArguments) -> bool {
    match arguments.paths.as_slice() {
        [] => arguments.stdin_filename.is_some() && !io::stdin().is_terminal(),
        [path] => path == Path::new("-"),
        _ => false,
    }
}

/// Checks standard input. With `--fix`, the fixed text is the output, and what is
/// left to report goes to standard error.
pub(super) fn check(project: &mut Project, arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        arguments.output_file.is_none() && arguments.write_baseline.is_none() && !arguments.watch,
        "standard input can't be used with `--output-file`, `--write-baseline` or `--watch`"
    );
    let name = arguments
        .stdin_filename
        .clone()
        .unwrap_or_else(|| PathBuf::from(STDIN));
    let text = read_stdin(&name)?;
    let job = job(project, name, Some(text))?;
    project.check_filter()?;
    let fixing = match arguments.fix || arguments.diff {
        true => Fixing::Keep,
        false => Fixing::Off,
    };
    let checked = check_all(vec![job], fixing, level(arguments))?;
    let Some(checked) = checked.into_iter().flatten().next() else {
        return Ok(Outcome::Failed);
    };
    let mut checked = [checked];
    apply_baseline(arguments, &mut checked)?;
    let mut stdout = BufWriter::new(io::stdout().lock());
    let outcome = if arguments.fix {
        for file in &checked {
            stdout.write_all(file.text.as_bytes())?;
        }
        show(&mut io::stderr(), &checked, arguments)?
    } else {
        show(&mut stdout, &checked, arguments)?
    };
    stdout.flush()?;
    Ok(outcome)
}
