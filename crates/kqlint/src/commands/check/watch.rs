//! `--watch`: checks again whenever a file changes.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    io::{self, BufWriter, IsTerminal as _, Write},
    path::{Path, PathBuf},
    sync::mpsc,
    time::Duration,
};

use anyhow::Context as _;
use kqlint_workspace::{CONFIG_FILE, Project};
use notify_debouncer_full::{DebounceEventResult, new_debouncer, notify::RecursiveMode};

use super::{apply_baseline, files, level, project, show};
use crate::{
    Outcome,
    arguments::CheckArguments,
    checking::{Checked, Fixing, check_all},
    terminal::report_failure,
};

/// Editors write a file in several steps; so long nothing must happen.
const QUIET: Duration = Duration::from_millis(100);

/// Clears the screen and what has scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Checks all files, then those that change, until the program is stopped.
pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let (sender, receiver) = mpsc::channel::<DebounceEventResult>();
    let mut watcher = new_debouncer(QUIET, None, sender).context("cannot watch files")?;
    for path in roots(arguments) {
        let shown = path.display();
        watcher
            .watch(&path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch `{shown}`"))?;
    }
    let mut state = State {
        project: project(arguments)?,
        checked: BTreeMap::new(),
    };
    state.check(arguments, &BTreeSet::new())?;
    while let Ok(result) = receiver.recv() {
        match result {
            Ok(events) => {
                let events = events.iter().filter(|it| !it.kind.is_access());
                let changed = events.flat_map(|it| &it.paths).map(|it| absolute(it));
                state.update(arguments, &changed.collect())?;
            }
            Err(errors) => errors.iter().for_each(report_failure),
        }
    }
    Ok(Outcome::Clean)
}

/// The folders to watch. A file is watched through its folder, since editors put a
/// new one in its place.
fn roots(arguments: &CheckArguments) -> BTreeSet<PathBuf> {
    let here = [PathBuf::from(".")];
    let paths = match arguments.paths.as_slice() {
        [] => here.as_slice(),
        paths => paths,
    };
    let folders = paths.iter().map(|path| match path.is_dir() {
        true => absolute(path),
        false => absolute(path.parent().unwrap_or(path)),
    });
    folders.collect()
}

/// What was found so far.
struct State {
    project: Project,
    checked: BTreeMap<PathBuf, Checked>,
}

impl State {
    /// Checks what changed, where it is of interest.
    fn update(
        &mut self,
        arguments: &CheckArguments,
        changed: &BTreeSet<PathBuf>,
    ) -> anyhow::Result<()> {
        let known: BTreeSet<_> = self
            .project
            .config_files()
            .iter()
            .map(|it| absolute(it))
            .collect();
        let is_config = |path: &PathBuf| {
            path.file_name() == Some(OsStr::new(CONFIG_FILE)) || known.contains(path)
        };
        if changed.iter().any(is_config) {
            self.project = project(arguments)?;
            self.checked.clear();
        }
        self.check(arguments, changed)
    }

    /// Checks the files that changed or are new, and shows what is found in all.
    fn check(
        &mut self,
        arguments: &CheckArguments,
        changed: &BTreeSet<PathBuf>,
    ) -> anyhow::Result<()> {
        let (jobs, _) = files::jobs(&mut self.project, arguments);
        let all: BTreeSet<_> = jobs.iter().map(|it| it.path.clone()).collect();
        let count = self.checked.len();
        self.checked.retain(|path, _| all.contains(path));
        let is_gone = self.checked.len() < count;
        let is_old =
            |path: &Path| self.checked.contains_key(path) && !changed.contains(&absolute(path));
        let jobs: Vec<_> = jobs.into_iter().filter(|it| !is_old(&it.path)).collect();
        if jobs.is_empty() && !is_gone && !changed.is_empty() {
            return Ok(());
        }
        let checked = check_all(jobs, Fixing::Off, level(arguments))?;
        for file in checked.into_iter().flatten() {
            self.checked.insert(file.path.clone(), file);
        }
        let mut shown: Vec<_> = self.checked.values().cloned().collect();
        let mut stdout = BufWriter::new(io::stdout().lock());
        if io::stdout().is_terminal() {
            stdout.write_all(CLEAR.as_bytes())?;
        }
        apply_baseline(arguments, &mut shown)?;
        show(&mut stdout, &shown, arguments)?;
        stdout.flush()?;
        Ok(())
    }
}

fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
