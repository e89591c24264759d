//! The files to check.

use std::path::PathBuf;

use kqlint_workspace::{Project, find_files};

use crate::{
    arguments::CheckArguments,
    checking::{Job, job},
    terminal::report_failure,
};

/// The files to check, and whether something named can't be.
pub(super) fn jobs(project: &mut Project, arguments: &CheckArguments) -> (Vec<Job>, bool) {
    let here = [PathBuf::from(".")];
    let paths = match arguments.paths.as_slice() {
        [] => here.as_slice(),
        paths => paths,
    };
    let walk = find_files(paths, project);
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
