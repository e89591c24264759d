//! `kqlint check`

use std::{
    io::{self, BufWriter, IsTerminal as _, Write},
    path::{Path, PathBuf},
};

use kqlint_diagnostics::Level;
use kqlint_workspace::{Project, RuleFilter, find_files};

use crate::{
    Outcome,
    arguments::{CheckArguments, CheckFormat},
    checking::{Checked, Fixing, Job, check_all, job, read_stdin},
    output,
    terminal::report_failure,
};

/// What standard input is called where it has no name.
const STDIN: &str = "<stdin>";

pub(crate) fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let filter = RuleFilter::new(&arguments.select, &arguments.ignore);
    let mut project = match &arguments.config {
        Some(path) => Project::new(filter).with_config(path.clone()),
        None => Project::new(filter),
    };
    let level = Level::from(arguments.level);
    if reads_stdin(arguments) {
        return check_stdin(&mut project, arguments, level);
    }
    let (jobs, mut failed) = find_jobs(&mut project, arguments);
    project.check_filter()?;
    let fixing = match (arguments.fix, arguments.diff) {
        (_, true) => Fixing::Keep,
        (true, false) => Fixing::Write,
        (false, false) => Fixing::Off,
    };
    let files = jobs.len();
    let checked = check_all(jobs, fixing, level)?;
    let checked: Vec<_> = checked.into_iter().flatten().collect();
    failed |= checked.len() < files;
    if failed && checked.is_empty() && arguments.output_format != CheckFormat::Json {
        return Ok(Outcome::Failed);
    }
    let mut stdout = BufWriter::new(io::stdout().lock());
    let outcome = match arguments.diff {
        true => show_diff(&mut stdout, &checked)?,
        false => show(&mut stdout, &checked, arguments.output_format)?,
    };
    stdout.flush()?;
    Ok(if failed { Outcome::Failed } else { outcome })
}

/// Whether standard input is to be checked: `-`, or a name for it and no path.
fn reads_stdin(arguments: &CheckArguments) -> bool {
    match arguments.paths.as_slice() {
        [] => arguments.stdin_filename.is_some() && !io::stdin().is_terminal(),
        [path] => path == Path::new("-"),
        _ => false,
    }
}

/// The files to check, and whether something named can't be.
fn find_jobs(project: &mut Project, arguments: &CheckArguments) -> (Vec<Job>, bool) {
    let here = [PathBuf::from(".")];
    let walk = find_files(match arguments.paths.as_slice() {
        [] => &here,
        paths => paths,
    });
    let mut failures: Vec<String> = walk.errors.iter().map(ToString::to_string).collect();
    let mut jobs = Vec::with_capacity(walk.files.len());
    for file in walk.files {
        let may_exclude = !file.is_named || arguments.force_exclude;
        match job_unless_excluded(project, file.path, may_exclude) {
            Ok(job) => jobs.extend(job),
            Err(error) => failures.push(error.to_string()),
        }
    }
    // One bad configuration is the same failure for each of its files.
    failures.dedup();
    for failure in &failures {
        report_failure(failure);
    }
    (jobs, !failures.is_empty())
}

/// How a file is to be checked; `None` where the configuration leaves it out.
fn job_unless_excluded(
    project: &mut Project,
    path: PathBuf,
    may_exclude: bool,
) -> anyhow::Result<Option<Job>> {
    if may_exclude && project.excludes(&path)? {
        return Ok(None);
    }
    job(project, path, None).map(Some)
}

/// Checks standard input. With `--fix`, the fixed text is the output, and what is
/// left to report goes to standard error.
fn check_stdin(
    project: &mut Project,
    arguments: &CheckArguments,
    level: Level,
) -> anyhow::Result<Outcome> {
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
    let checked = check_all(vec![job], fixing, level)?;
    let Some(checked) = checked.into_iter().flatten().next() else {
        return Ok(Outcome::Failed);
    };
    let checked = std::slice::from_ref(&checked);
    let mut stdout = BufWriter::new(io::stdout().lock());
    let outcome = if arguments.diff {
        show_diff(&mut stdout, checked)?
    } else if arguments.fix {
        for file in checked {
            stdout.write_all(file.text.as_bytes())?;
        }
        show(&mut io::stderr().lock(), checked, arguments.output_format)?
    } else {
        show(&mut stdout, checked, arguments.output_format)?
    };
    stdout.flush()?;
    Ok(outcome)
}

fn show(out: &mut impl Write, checked: &[Checked], format: CheckFormat) -> anyhow::Result<Outcome> {
    match format {
        CheckFormat::Full => {
            output::fixed::write(out, checked)?;
            output::full::write(out, checked)?;
            output::summary::write(out, checked)?;
        }
        CheckFormat::Concise => {
            output::fixed::write(&mut io::stderr().lock(), checked)?;
            output::concise::write(out, checked)?;
            output::summary::write(&mut io::stderr().lock(), checked)?;
        }
        CheckFormat::Json => {
            output::fixed::write(&mut io::stderr().lock(), checked)?;
            output::json::write(out, checked)?;
        }
    }
    let mut findings = checked.iter().flat_map(|it| &it.findings);
    Ok(match findings.any(|it| it.level >= Level::Warning) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}

fn show_diff(out: &mut impl Write, checked: &[Checked]) -> anyhow::Result<Outcome> {
    output::diff::write(out, checked)?;
    Ok(match checked.iter().any(|it| it.before.is_some()) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}
