//! Finds the files to check below folders.

use std::{
    io,
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;
use kqlint_embed::HostKind;

use crate::{paths::shown, project::Project, read::reason};

/// The files found, each once, in the order of their paths, and what could not be
/// looked at.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files.
    pub files: Vec<FoundFile>,
    /// Paths that lead nowhere or may not be read.
    pub errors: Vec<WalkError>,
}

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was named itself, not a folder around it.
    pub is_named: bool,
}

/// Why a path could not be looked at.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WalkError {
    /// The operating system refused.
    #[error("cannot read `{}`: {}", shown(path), reason(source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The walk could not go on.
    #[error("cannot look through `{}`: {source}", shown(path))]
    Walk {
        /// The folder that was walked.
        path: PathBuf,
        /// What went wrong.
        source: ignore::Error,
    },
    /// A file was named that holds no queries kqlint can find.
    #[error(
        "`{}` is not a kind of file that queries are read from (`.kql`, `.md`, `.yaml`, `.json` …)",
        shown(path)
    )]
    UnknownKind {
        /// The file.
        path: PathBuf,
    },
}

/// Finds the files that queries are read from: those named, and below folders all
/// that are neither hidden nor ignored by git, nor in a folder that the configuration
/// leaves out.
pub fn find_files(paths: &[PathBuf], project: &Project) -> Walk {
    let mut walk = Walk::default();
    for path in paths {
        match path.metadata() {
            Err(source) => walk.errors.push(WalkError::Io {
                path: path.clone(),
                source,
            }),
            Ok(metadata) if metadata.is_dir() => walk_folder(path, project, &mut walk),
            Ok(_) if HostKind::from_path(path).is_some() => {
                walk.files.push(FoundFile::new(path.clone(), true));
            }
            Ok(_) => walk
                .errors
                .push(WalkError::UnknownKind { path: path.clone() }),
        }
    }
    // Of a file that was found twice, the one that was named comes first.
    walk.files
        .sort_by(|a, b| a.path.cmp(&b.path).then(b.is_named.cmp(&a.is_named)));
    walk.files.dedup_by(|a, b| a.path == b.path);
    walk
}

fn walk_folder(folder: &Path, project: &Project, out: &mut Walk) {
    let is_left_out = project.folder_filter();
    let entries = WalkBuilder::new(folder)
        .require_git(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|it| it.is_dir());
            entry.depth() == 0 || !is_folder || !is_left_out(entry.path())
        })
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|it| it.is_file());
                if is_file && HostKind::from_path(entry.path()).is_some() {
                    out.files.push(FoundFile::new(entry.into_path(), false));
                }
            }
            Err(source) => out.errors.push(WalkError::Walk {
                path: folder.to_owned(),
                source,
            }),
        }
    }
}

impl FoundFile {
    fn new(path: PathBuf, is_named: bool) -> Self {
        Self {
            path: without_dot(path),
            is_named,
        }
    }
}

/// `./a.kql` as `a.kql`
fn without_dot(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn ignored_hidden_and_other_files_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("sub/.hidden")).unwrap();
        fs::write(root.join(".gitignore"), "ignored.kql\n").unwrap();
        for name in [
            "b.kql",
            "a.md",
            "ignored.kql",
            "c.rs",
            "sub/.hidden/d.kql",
            "sub/e.CSL",
        ] {
            fs::write(root.join(name), "T").unwrap();
        }
        let walk = find_files(&[root.to_owned(), root.join("b.kql")], &Project::default());
        let names: Vec<_> = walk
            .files
            .iter()
            .filter_map(|it| Some((it.path.strip_prefix(root).ok()?, it.is_named)))
            .collect();
        let expected = [("a.md", false), ("b.kql", true), ("sub/e.CSL", false)];
        assert_eq!(
            names,
            expected.map(|(name, named)| (Path::new(name), named))
        );
        assert!(walk.errors.is_empty());
    }

    #[test]
    fn excluded_folders_are_not_looked_into() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("out")).unwrap();
        fs::write(root.join("out/a.kql"), "T").unwrap();
        fs::write(root.join("b.kql"), "T").unwrap();
        let found = |config: &str| {
            fs::write(root.join("kqlint.toml"), config).unwrap();
            let walk = find_files(&[root.to_owned()], &Project::default());
            walk.files.len()
        };
        assert_eq!(found("exclude = \"out/\""), 1);
        // `!` may name some of it again.
        assert_eq!(found("exclude = [\"out/\", \"!out/a.kql\"]"), 2);
        assert_eq!(found(""), 2);
    }

    #[test]
    fn a_leading_dot_is_cut_off() {
        assert_eq!(without_dot("./a/b.kql".into()), Path::new("a/b.kql"));
        assert_eq!(without_dot("../a.kql".into()), Path::new("../a.kql"));
    }

    #[test]
    fn what_is_not_there_is_an_error_and_the_rest_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.kql");
        fs::write(&file, "T").unwrap();
        fs::write(folder.path().join("a.png"), "T").unwrap();
        let paths = [
            folder.path().join("absent"),
            file.clone(),
            folder.path().join("a.png"),
        ];
        let walk = find_files(&paths, &Project::default());
        assert_eq!(walk.files, [FoundFile::new(file, true)]);
        let errors: Vec<_> = walk.errors.iter().map(ToString::to_string).collect();
        assert!(
            errors[0].ends_with("absent`: there is no such file or folder"),
            "{errors:?}"
        );
        assert!(errors[1].contains("is not a kind of file"), "{errors:?}");
    }
}
