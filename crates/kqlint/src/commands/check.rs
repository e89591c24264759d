//! `kqlint check`

mod files;
mod stdin;
mod watch;

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use kqlint_diagnostics::Level;
use kqlint_workspace::{Project, RuleFilter, write_file};

use crate::{
    Outcome,
    arguments::{CheckArguments, CheckFormat},
    baseline::{Baseline, Matched},
    checking::{Checked, Fixing, check_all},
    output::{self, counted, path_text},
};

pub(crate) fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let mut project = project(arguments)?;
    if stdin::is_named(arguments) {
        return stdin::check(&mut project, arguments);
    }
    if arguments.watch {
        return watch::run(arguments);
    }
    let (jobs, mut failed) = files::jobs(&mut project, arguments);
    project.check_filter()?;
    let fixing = match (arguments.fix, arguments.diff) {
        (_, true) => Fixing::Keep,
        (true, false) => Fixing::Write,
        (false, false) => Fixing::Off,
    };
    let files = jobs.len();
    let checked = check_all(jobs, fixing, level(arguments))?;
    let mut checked: Vec<_> = checked.into_iter().flatten().collect();
    failed |= checked.len() < files;
    if let Some(path) = &arguments.write_baseline {
        anyhow::ensure!(
            !failed,
            "cannot write a baseline of files that were not all checked"
        );
        write_baseline(path, &mut checked)?;
    } else {
        apply_baseline(arguments, &mut checked)?;
    }
    if failed && checked.is_empty() && !format(arguments).is_one_value() {
        return Ok(Outcome::Failed);
    }
    let outcome = match &arguments.output_file {
        Some(path) => {
            let mut text = Vec::new();
            let outcome = show(&mut text, &checked, arguments)?;
            write_file(path, &String::from_utf8(text)?)?;
            outcome
        }
        None => {
            let mut stdout = BufWriter::new(io::stdout().lock());
            let outcome = show(&mut stdout, &checked, arguments)?;
            stdout.flush()?;
            outcome
        }
    };
    Ok(if failed { Outcome::Failed } else { outcome })
}

/// The project with what the command line says of it.
fn project(arguments: &CheckArguments) -> anyhow::Result<Project> {
    let filter = RuleFilter::new(&arguments.select, &arguments.ignore);
    let mut out = Project::new(filter);
    if let Some(path) = &arguments.config {
        out = out.with_config(path.clone());
    }
    if let Some(today) = arguments.today {
        out = out.with_today(today);
    }
    Ok(out)
}

/// The lowest level that is reported.
fn level(arguments: &CheckArguments) -> Level {
    match arguments.level {
        Some(level) => level.into(),
        None if arguments.error_on_hints => Level::Hint,
        None => Level::Warning,
    }
}

fn format(arguments: &CheckArguments) -> CheckFormat {
    let is_on_github = || std::env::var_os("GITHUB_ACTIONS").is_some_and(|it| it == "true");
    match arguments.output_format {
        Some(format) => format,
        None if is_on_github() => CheckFormat::Github,
        None => CheckFormat::Full,
    }
}

/// Shows what was found, or what would change.
fn show(
    out: &mut impl Write,
    checked: &[Checked],
    arguments: &CheckArguments,
) -> anyhow::Result<Outcome> {
    if arguments.diff {
        output::diff::write(out, checked)?;
        let changes = checked.iter().any(|it| it.before.is_some());
        return Ok(match changes && !arguments.exit_zero {
            true => Outcome::Findings,
            false => Outcome::Clean,
        });
    }
    if arguments.statistics {
        output::write_statistics(out, checked)?;
    } else {
        output::write(out, checked, format(arguments))?;
    }
    Ok(outcome(checked, arguments))
}

/// Whether what was found is too much.
fn outcome(checked: &[Checked], arguments: &CheckArguments) -> Outcome {
    let findings = || checked.iter().flat_map(|it| &it.findings);
    let count = |level| findings().filter(|it| it.level == level).count();
    let is_too_much = count(Level::Error) > 0
        || count(Level::Warning) > arguments.max_warnings
        || arguments.error_on_hints && count(Level::Hint) > 0;
    match is_too_much && !arguments.exit_zero {
        true => Outcome::Findings,
        false => Outcome::Clean,
    }
}

/// Leaves out what the baseline lists.
fn apply_baseline(arguments: &CheckArguments, checked: &mut [Checked]) -> anyhow::Result<()> {
    let Some(path) = &arguments.baseline else {
        return Ok(());
    };
    let Matched { known, gone } = Baseline::read(path)?.apply(checked);
    let path = path_text(path);
    let mut text = format!("{} of `{path}` left out", counted(known, "finding"));
    // With some rules only, nobody knows what is gone.
    if gone > 0 && arguments.select.is_empty() && arguments.ignore.is_empty() {
        let verb = if gone == 1 { "is" } else { "are" };
        text.push_str(&format!(
            "; {gone} more {verb} gone, which `--write-baseline {path}` takes out of it"
        ));
    }
    writeln!(io::stderr(), "{text}")?;
    Ok(())
}

/// Lists all findings in a new file. In a file that exists, takes out what is gone,
/// and leaves what is new to be reported.
fn write_baseline(path: &Path, checked: &mut [Checked]) -> anyhow::Result<()> {
    let shown = path_text(path);
    if !path.exists() {
        let mut baseline = Baseline::empty(path);
        baseline.add(checked);
        baseline.write()?;
        let Matched { known, .. } = baseline.apply(checked);
        writeln!(
            io::stderr(),
            "Wrote {} to `{shown}`",
            counted(known, "finding")
        )?;
        return Ok(());
    }
    let mut baseline = Baseline::read(path)?;
    let Matched { known, gone } = baseline.apply(checked);
    baseline.write()?;
    let text = format!("Took {} out of `{shown}`", counted(gone, "finding"));
    writeln!(io::stderr(), "{text}; {known} left in it")?;
    if checked.iter().any(|it| !it.findings.is_empty()) {
        writeln!(
            io::stderr(),
            "What is new is reported; remove `{shown}` first to list it as well"
        )?;
    }
    Ok(())
}
