//! What the editor and the project say about how to check.

use std::{
    collections::BTreeSet,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use kqlint_workspace::{Analyzer, ConfigError, HostKind, Project};
use tower_lsp_server::ls_types::LSPAny;

/// How documents are checked. Files are read when a document asks for them.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// The configuration that the editor names, in place of the nearest one.
    configuration: Option<PathBuf>,
    cache: Mutex<Cache>,
}

/// What was read so far.
#[derive(Debug, Default)]
struct Cache {
    project: Project,
    /// Configurations that can't be used: those that the user was told of, and
    /// those that are to be told.
    told: Vec<String>,
    untold: Vec<String>,
}

impl Settings {
    /// Reads what the editor sends when it starts the server.
    pub(crate) fn from_options(options: Option<&LSPAny>) -> Self {
        let configuration = options
            .and_then(|options| options.get("configuration"))
            .and_then(LSPAny::as_str)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from);
        Self::new(configuration)
    }

    /// The same, to be read anew.
    pub(crate) fn reload(&self) -> Self {
        Self::new(self.configuration.clone())
    }

    fn new(configuration: Option<PathBuf>) -> Self {
        let project = match configuration.clone() {
            Some(path) => Project::default().with_config(path),
            None => Project::default(),
        };
        Self {
            configuration,
            cache: Mutex::new(Cache {
                project,
                ..Cache::default()
            }),
        }
    }

    /// What a document is to be checked with. `path` is `None` for one that isn't saved.
    ///
    /// A configuration that can't be used counts as absent.
    pub(crate) fn analyzer(&self, path: Option<&Path>, kind: HostKind) -> Arc<Analyzer> {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let analyzer = match path {
            Some(path) => cache.project.analyzer(path, kind),
            None => cache.project.analyzer_without_file(kind),
        };
        analyzer.unwrap_or_else(|error| {
            cache.note(&error);
            cache.project.default_analyzer()
        })
    }

    /// Whether the configuration leaves a file out.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        // A configuration that can't be used excludes nothing.
        cache.project.excludes(path).unwrap_or(false)
    }

    /// The files that configurations were read from so far.
    pub(crate) fn files(&self) -> BTreeSet<PathBuf> {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.project.config_files().clone()
    }

    /// What is wrong with configurations and was not told yet.
    pub(crate) fn take_problems(&self) -> Vec<String> {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let problems = std::mem::take(&mut cache.untold);
        cache.told.extend(problems.iter().cloned());
        problems
    }
}

impl Cache {
    fn note(&mut self, error: &ConfigError) {
        let message = Chain(error).to_string();
        if !self.told.contains(&message) && !self.untold.contains(&message) {
            self.untold.push(message);
        }
    }
}

/// An error and its causes on one line.
struct Chain<'e>(&'e dyn std::error::Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let causes = std::iter::successors(self.0.source(), |cause| cause.source());
        for cause in causes {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}
