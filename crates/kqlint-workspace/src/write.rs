//! Replaces files as a whole, so that nobody ever sees half of one.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::{paths::shown, read::reason};

/// Why a file could not be replaced; it is then as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The operating system refused.
    #[error("cannot write `{}`: {}", shown(path), reason(source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file must not be written.
    #[error("cannot write `{}`: it is read-only", shown(path))]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
}

/// Puts a text in a file's place in one step, and keeps its permissions. Where the
/// path is a link, the file that it leads to is replaced. A file that isn't there is
/// made, with the folders around it.
///
/// # Errors
///
/// See [`WriteError`].
pub fn write_atomically(path: &Path, text: &str) -> Result<(), WriteError> {
    let io = |source| WriteError::Io {
        path: path.to_owned(),
        source,
    };
    let target = match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().unwrap_or(Path::new(""));
            fs::create_dir_all(folder).map_err(io)?;
            return fs::write(path, text).map_err(io);
        }
        target => target.map_err(io)?,
    };
    let permissions = fs::metadata(&target).map_err(io)?.permissions();
    if permissions.readonly() {
        return Err(WriteError::ReadOnly {
            path: path.to_owned(),
        });
    }
    persist(&target, text, permissions).map_err(io)
}

/// Writes a text to a file in one step, whether or not there is one already.
///
/// # Errors
///
/// See [`WriteError`].
pub fn write_file(path: &Path, text: &str) -> Result<(), WriteError> {
    if path.exists() {
        return write_atomically(path, text);
    }
    let io = |source| WriteError::Io {
        path: path.to_owned(),
        source,
    };
    let target = std::path::absolute(path).map_err(io)?;
    // Whoever may read new files in this folder may read this one.
    let file = fs::File::create_new(&target).map_err(io)?;
    let permissions = file.metadata().map_err(io)?.permissions();
    persist(&target, text, permissions).map_err(io)
}

/// Puts a file with a text in the place of another one.
fn persist(target: &Path, text: &str, permissions: fs::Permissions) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".kqlint-")
        .tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kql");
        fs::write(&path, "before").unwrap();
        write_atomically(&path, "after").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.json");
        write_atomically(&path, "{}").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{}");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kql");
        let link = folder.path().join("link.kql");
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        write_atomically(&link, "after").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[test]
    fn a_read_only_file_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.kql");
        fs::write(&path, "before").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = write_atomically(&path, "after").unwrap_err();
        assert!(error.to_string().ends_with("it is read-only"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    }
}
