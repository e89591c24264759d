//! Checks files, several at a time where there are several.

use std::{
    io::{self, Read as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
    vec,
};

use kqlint_diagnostics::Level;
use kqlint_workspace::{
    Analysis, Analyzer, AppliedFix, Document, FILE_SIZE_LIMIT, Finding, HostKind, Project, decode,
    fix_document, read_document, write_atomically,
};
use rayon::prelude::*;

use crate::{progress::Progress, terminal::report_failure};

/// Room for the nesting that the grammar allows, on every system.
const STACK_SIZE: usize = 16 << 20;

/// So many files are analysed before the rules run on them: each of the two steps has more
/// code than a processor keeps at hand, so that to take turns file by file is slower.
const BATCH: usize = 32;

/// A batch ends with the file that makes it this large, in bytes: analyses take memory.
const BATCH_SIZE: usize = 1 << 20;

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
    let check = |jobs: Vec<Job>| check_batches(jobs, fixing, level, &progress);
    // A single file needs no threads, and starts faster without.
    let checked = if jobs.len() <= 1 {
        check(jobs)
    } else {
        let pool = rayon::ThreadPoolBuilder::new()
            .stack_size(STACK_SIZE)
            .build()?;
        // Every thread gets several batches, so that none waits long for the last.
        let batch = jobs.len().div_ceil(4 * pool.current_num_threads());
        let batches = jobs.into_par_iter().chunks(batch.min(BATCH));
        pool.install(|| batches.flat_map_iter(check).collect())
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

/// Checks files in batches that end early where files are large.
fn check_batches(
    jobs: Vec<Job>,
    fixing: Fixing,
    level: Level,
    progress: &Progress,
) -> Vec<Option<Checked>> {
    let mut checked = Vec::with_capacity(jobs.len());
    let mut batch = Vec::new();
    let mut size = 0;
    let mut finish = |batch: vec::Drain<'_, Option<Begun>>| {
        for begun in batch {
            let path = begun.as_ref().map(|it| it.path.clone()).unwrap_or_default();
            checked.push(begun.and_then(|it| or_report(&path, || it.finish(fixing, level))));
            progress.step();
        }
    };
    for job in jobs {
        let path = job.path.clone();
        let begun = or_report(&path, || Begun::new(job, fixing));
        size += begun.as_ref().map_or(0, |it| it.text.len());
        batch.push(begun);
        if size > BATCH_SIZE {
            finish(batch.drain(..));
            size = 0;
        }
    }
    finish(batch.drain(..));
    checked
}

/// What some work on a file yields; what goes wrong is reported.
fn or_report<T>(path: &Path, work: impl FnOnce() -> anyhow::Result<T>) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => return Some(done),
        Ok(Err(error)) => report_failure(format_args!("{error:#}")),
        Err(_) => report_failure(format_args!(
            "cannot check `{}`: this is a bug of kqlint, please report it",
            path.display()
        )),
    }
    None
}

/// A file that was read.
struct Begun {
    path: PathBuf,
    kind: HostKind,
    analyzer: Arc<Analyzer>,
    text: String,
    /// What its queries mean; none where they are to be fixed, and mean something else then.
    analysis: Option<Analysis>,
}

impl Begun {
    fn new(job: Job, fixing: Fixing) -> anyhow::Result<Self> {
        let text = match job.text {
            Some(text) => text,
            None => read_document(&job.path)?,
        };
        let mut begun = Self {
            path: job.path,
            kind: job.kind,
            analyzer: job.analyzer,
            text,
            analysis: None,
        };
        if fixing == Fixing::Off {
            begun.analysis = Some(begun.analyzer.analyze(begun.document()));
        }
        Ok(begun)
    }

    fn document(&self) -> Document<'_> {
        Document {
            path: &self.path,
            kind: self.kind,
            text: &self.text,
        }
    }

    fn finish(self, fixing: Fixing, level: Level) -> anyhow::Result<Checked> {
        if let Some(analysis) = &self.analysis {
            let findings = analysis.findings(&self.text);
            let mut checked = Checked::new(self.path, self.text, findings, level);
            if checked.findings.is_empty() && checked.hidden.is_empty() {
                // Nobody asks for the text of a clean file again.
                checked.text = String::new();
            }
            return Ok(checked);
        }
        let fixed = fix_document(&self.analyzer, self.document(), level);
        if fixing == Fixing::Write && !fixed.applied.is_empty() {
            write_atomically(&self.path, &fixed.text)?;
        }
        let before = (!fixed.applied.is_empty()).then_some(self.text);
        Ok(Checked {
            applied: fixed.applied,
            before,
            ..Checked::new(self.path, fixed.text, fixed.findings, level)
        })
    }
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
