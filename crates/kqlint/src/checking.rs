//! Checks files, several at a time where there are several.

use std::{
    io::{self, Read as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

use kqlint_diagnostics::Level;
use kqlint_workspace::{
    Analyzer, AppliedFix, Document, FILE_SIZE_LIMIT, Finding, HostKind, Project, decode,
    fix_document, read_document, write_atomically,
};
use rayon::prelude::*;

use crate::{progress::Progress, terminal::report_failure};

/// Room for the nesting that the grammar allows, on every system.
const STACK_SIZE: usize = 16 << 20;

/// What to do about findings with a safe fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixing {
    /// Nothing.
    Off,
    /// Apply it, and write the file.
    Write,
    /// Apply it, and write nothing.
    Keep,
}

/// A file to check, and how.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) path: PathBuf,
    pub(crate) kind: HostKind,
    pub(crate) analyzer: Arc<Analyzer>,
    /// The text, where it isn't that of the file.
    pub(crate) text: Option<String>,
}

/// A file that was checked.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) path: PathBuf,
    /// The text that the findings are about: after fixes, where there were any.
    pub(crate) text: String,
    /// What was found at the level asked for.
    pub(crate) findings: Vec<Finding>,
    /// What was found below that level.
    pub(crate) hidden: Vec<Finding>,
    /// What was fixed.
    pub(crate) applied: Vec<AppliedFix>,
    /// The text before fixes, where there were any.
    pub(crate) before: Option<String>,
}

/// Finds out how a file is to be checked; says so where it can't be.
pub(crate) fn job(
    project: &mut Project,
    path: PathBuf,
    text: Option<String>,
) -> anyhow::Result<Job> {
    let kind = HostKind::from_path(&path).unwrap_or(HostKind::Query);
    Ok(Job {
        kind,
        analyzer: project.analyzer(&path, kind)?,
        path,
        text,
    })
}

/// Checks files in parallel; the answers are in the order of the jobs, without
/// those that failed, which are reported at once.
pub(crate) fn check_all(
    jobs: Vec<Job>,
    fixing: Fixing,
    level: Level,
) -> anyhow::Result<Vec<Option<Checked>>> {
    let progress = Progress::new(jobs.len());
    let check = |job: Job| {
        let checked = check_or_report(job, fixing, level);
        progress.step();
        checked
    };
    // A single file needs no threads, and starts faster without.
    let checked = if jobs.len() <= 1 {
        jobs.into_iter().map(check).collect()
    } else {
        let pool = rayon::ThreadPoolBuilder::new()
            .stack_size(STACK_SIZE)
            .build()?;
        pool.install(|| jobs.into_par_iter().map(check).collect())
    };
    progress.finish();
    Ok(checked)
}

/// Reads all of standard input; `path` is the name that it goes by.
pub(crate) fn read_stdin(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(FILE_SIZE_LIMIT)
        .read_to_end(&mut bytes)?;
    Ok(decode(path, bytes)?)
}

fn check_or_report(job: Job, fixing: Fixing, level: Level) -> Option<Checked> {
    let path = job.path.clone();
    let checked = catch_unwind(AssertUnwindSafe(|| check(job, fixing, level)));
    match checked {
        Ok(Ok(checked)) => return Some(checked),
        Ok(Err(error)) => report_failure(format_args!("{error:#}")),
        Err(_) => report_failure(format_args!(
            "cannot check `{}`: this is a bug of kqlint, please report it",
            path.display()
        )),
    }
    None
}

fn check(job: Job, fixing: Fixing, level: Level) -> anyhow::Result<Checked> {
    let Job {
        path,
        kind,
        analyzer,
        text,
    } = job;
    let text = match text {
        Some(text) => text,
        None => read_document(&path)?,
    };
    let document = Document {
        path: &path,
        kind,
        text: &text,
    };
    if fixing == Fixing::Off {
        let findings = analyzer.analyze(document).findings(&text);
        let mut checked = Checked::new(path, text, findings, level);
        if checked.findings.is_empty() && checked.hidden.is_empty() {
            // Nobody asks for the text of a clean file again.
            checked.text = String::new();
        }
        return Ok(checked);
    }
    let fixed = fix_document(&analyzer, document, level);
    if fixing == Fixing::Write && !fixed.applied.is_empty() {
        write_atomically(&path, &fixed.text)?;
    }
    let before = (!fixed.applied.is_empty()).then_some(text);
    Ok(Checked {
        applied: fixed.applied,
        before,
        ..Checked::new(path, fixed.text, fixed.findings, level)
    })
}

impl Checked {
    fn new(path: PathBuf, text: String, mut findings: Vec<Finding>, level: Level) -> Self {
        let hidden = findings.extract_if(.., |it| it.level < level).collect();
        Self {
            path,
            text,
            hidden,
            findings,
            applied: Vec::new(),
            before: None,
        }
    }
}
