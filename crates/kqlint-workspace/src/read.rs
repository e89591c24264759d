//! Reads files, and says clearly why one can't be read.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::paths::shown;

/// Files of this many bytes or more are not read.
pub const FILE_SIZE_LIMIT: u64 = 50_000_000;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot read `{}`: {}", shown(path), reason(source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is a folder where a file was expected.
    #[error("cannot read `{}`: it is a folder", shown(path))]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// It has [`FILE_SIZE_LIMIT`] bytes or more.
    #[error("`{}` is too large: {} MB, files under {} MB are read", shown(path), size.div_ceil(1_000_000), FILE_SIZE_LIMIT / 1_000_000)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes, or the part of it that was seen.
        size: u64,
    },
    /// It begins as UTF-16 text does.
    #[error("`{}` is UTF-16 text; save it as UTF-8", shown(path))]
    Utf16 {
        /// The file.
        path: PathBuf,
    },
    /// It has bytes that are not UTF-8.
    #[error(
        "`{}` is not UTF-8 text: byte 0x{byte:02x} in line {line}",
        shown(path)
    )]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The line of the first bad byte, from 1.
        line: usize,
        /// That byte.
        byte: u8,
    },
    /// It has a NUL byte, which no text has.
    #[error("`{}` is not text: NUL byte in line {line}", shown(path))]
    NulByte {
        /// The file.
        path: PathBuf,
        /// The line of the first one, from 1.
        line: usize,
    },
}

/// Reads a file as UTF-8 text. A byte order mark stays where it is.
///
/// # Errors
///
/// See [`ReadError`].
pub fn read_document(path: &Path) -> Result<String, ReadError> {
    let io = |source| ReadError::Io {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if metadata.is_dir() {
        return Err(ReadError::Folder {
            path: path.to_owned(),
        });
    }
    if metadata.len() >= FILE_SIZE_LIMIT {
        return Err(ReadError::TooLarge {
            path: path.to_owned(),
            size: metadata.len(),
        });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // A pipe has no size of its own, hence the limit on what is read.
    file.take(FILE_SIZE_LIMIT)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    decode(path, bytes)
}

/// Takes bytes as UTF-8 text; `path` names them in errors.
///
/// # Errors
///
/// See [`ReadError`].
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, ReadError> {
    let path = || path.to_owned();
    if bytes.len() as u64 >= FILE_SIZE_LIMIT {
        return Err(ReadError::TooLarge {
            path: path(),
            size: bytes.len() as u64,
        });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::Utf16 { path: path() });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        ReadError::NotUtf8 {
            path: path(),
            line: line_at(bytes, at),
            byte: bytes.get(at).copied().unwrap_or_default(),
        }
    })?;
    match text.bytes().position(|byte| byte == 0) {
        Some(at) => Err(ReadError::NulByte {
            path: path(),
            line: line_at(text.as_bytes(), at),
        }),
        None => Ok(text),
    }
}

/// The line of the byte at `at`, from 1.
fn line_at(bytes: &[u8], at: usize) -> usize {
    let before = bytes.iter().take(at);
    before.filter(|byte| **byte == b'\n').count() + 1
}

/// What went wrong, in words that are the same on every system where possible.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let found = decode(Path::new("a.kql"), bytes.to_vec());
        let found = found.unwrap_or_else(|error| error.to_string());
        assert_eq!(found, expected);
    }

    #[test]
    fn text_stays_as_it_is() {
        check("\u{feff}T\r\n".as_bytes(), "\u{feff}T\r\n");
    }

    #[test]
    fn a_bad_byte_is_named_with_its_line() {
        check(
            b"T\n| x \xff",
            "`a.kql` is not UTF-8 text: byte 0xff in line 2",
        );
    }

    #[test]
    fn a_nul_byte_is_named_with_its_line() {
        check(b"T\n\n\0", "`a.kql` is not text: NUL byte in line 3");
    }

    #[test]
    fn utf_16_is_recognised() {
        check(b"\xff\xfeT\0", "`a.kql` is UTF-16 text; save it as UTF-8");
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = read_document(folder.path()).unwrap_err();
        assert!(matches!(
            error,
            ReadError::Folder { .. } | ReadError::Io { .. }
        ));
    }

    #[test]
    fn a_large_file_is_not_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(FILE_SIZE_LIMIT).unwrap();
        let error = read_document(file.path()).unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("is too large: 50 MB, files under 50 MB are read")
        );
    }
}
