//! Finds the configuration that applies to a file or a folder.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{CONFIG_FILE, Config, ConfigError};

/// The configurations that were asked for so far. All paths are normalized.
#[derive(Debug, Default)]
pub(crate) struct Configs {
    /// The configuration of all files, in place of the nearest ones.
    fixed: Option<PathBuf>,
    /// By configuration file; the default one has none.
    read: HashMap<Option<PathBuf>, Arc<Config>>,
    /// The files that configurations were read from, or were to be read from.
    files: BTreeSet<PathBuf>,
    /// The configuration file of each folder that was asked about.
    folders: HashMap<PathBuf, Option<PathBuf>>,
}

impl Configs {
    /// One configuration file for all files.
    pub(crate) fn fixed(path: PathBuf) -> Self {
        Self {
            fixed: Some(path),
            ..Self::default()
        }
    }

    /// The configuration file for all files, where there is one.
    pub(crate) fn fixed_file(&self) -> Option<PathBuf> {
        self.fixed.clone()
    }

    /// The configuration file that applies to a file: in its folder, or in the nearest
    /// folder around it.
    pub(crate) fn file_of(&mut self, path: &Path) -> Option<PathBuf> {
        self.file_of_folder(path.parent().unwrap_or(path))
    }

    /// The configuration that applies to a file.
    pub(crate) fn of_file(&mut self, path: &Path) -> Result<Arc<Config>, ConfigError> {
        let file = self.file_of(path);
        self.read(file)
    }

    /// The configuration that applies to the files of a folder.
    pub(crate) fn of_folder(&mut self, folder: &Path) -> Result<Arc<Config>, ConfigError> {
        let file = self.file_of_folder(folder);
        self.read(file)
    }

    /// What a configuration file says; the defaults without one.
    pub(crate) fn read(&mut self, file: Option<PathBuf>) -> Result<Arc<Config>, ConfigError> {
        if let Some(config) = self.read.get(&file) {
            return Ok(Arc::clone(config));
        }
        let config = Arc::new(match &file {
            Some(file) => Config::read(file, &mut self.files)?,
            None => Config::default(),
        });
        self.read.insert(file, Arc::clone(&config));
        Ok(config)
    }

    /// The files that configurations were read from so far.
    pub(crate) fn files(&self) -> &BTreeSet<PathBuf> {
        &self.files
    }

    /// The rules of a team's own in what was read so far.
    pub(crate) fn custom_rules(&self) -> BTreeSet<&'static str> {
        let configs = self.read.values();
        configs.flat_map(|it| it.custom_rules()).collect()
    }

    fn file_of_folder(&mut self, folder: &Path) -> Option<PathBuf> {
        if self.fixed.is_some() {
            return self.fixed.clone();
        }
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let mut files = folder.ancestors().map(|it| it.join(CONFIG_FILE));
        let found = files.find(|file| file.is_file());
        self.folders.insert(folder.to_owned(), found.clone());
        found
    }
}
