//! Schema files, exports, and saved functions on disk.

use std::path::{Path, PathBuf};

use kqlint_schema::{Function, ImportSource, Imported, SchemaError, SchemaFile};
use text_size::TextSize;

use crate::{
    line_index::{LineIndex, Position},
    paths::shown,
    read::{ReadError, read_document},
};

/// Why a schema can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaFileError {
    /// The file can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Something in it is wrong.
    #[error("{}:{}:{}: {message}", shown(path), at.line, at.column)]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where in the file.
        at: Position,
        /// What is wrong, with the key that it is about.
        message: String,
    },
}

/// Reads a schema file.
///
/// # Errors
///
/// See [`SchemaFileError`].
pub fn read_schema(path: &Path) -> Result<SchemaFile, SchemaFileError> {
    read(path, SchemaFile::read)
}

/// Reads what a service exported. A table without a name is named `table`, or as
/// the file is.
///
/// # Errors
///
/// See [`SchemaFileError`].
pub fn import_schema(path: &Path, table: Option<&str>) -> Result<Imported, SchemaFileError> {
    let stem = text_of(path.file_stem());
    let source = ImportSource {
        name: &text_of(path.file_name()),
        table: table.unwrap_or(&stem),
    };
    read(path, |text| kqlint_schema::import(text, source))
}

/// Reads a file of saved functions.
///
/// # Errors
///
/// See [`SchemaFileError`].
pub(crate) fn read_functions(path: &Path) -> Result<Vec<Function>, SchemaFileError> {
    let source = ImportSource {
        name: &text_of(path.file_name()),
        table: &text_of(path.file_stem()),
    };
    read(path, |text| kqlint_schema::read_functions(text, source))
}

fn read<T>(
    path: &Path,
    read: impl FnOnce(&str) -> Result<T, SchemaError>,
) -> Result<T, SchemaFileError> {
    let text = read_document(path)?;
    read(&text).map_err(|error| SchemaFileError::Invalid {
        path: path.to_owned(),
        at: LineIndex::new(&text).position(TextSize::try_from(error.at).unwrap_or_default()),
        message: error.message,
    })
}

fn text_of(name: Option<&std::ffi::OsStr>) -> String {
    name.unwrap_or_default().to_string_lossy().into_owned()
}
