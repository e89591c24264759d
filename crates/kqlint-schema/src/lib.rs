//! Schemas of one's own: the schema file, what it is imported from, saved functions.
//!
//! A *schema file* is JSON that people can edit: tables with columns, functions with
//! parameters. [`SchemaFile::read`] and [`SchemaFile::write`] are its format;
//! [`import`] makes its parts from what services export; [`SchemaFile::merge`] puts
//! an import into a file that people have edited. [`read_functions`] reads functions
//! that are kept as queries. [`extend`] puts all of it over a catalog.
//!
//! Nothing here reads a file: texts come in, and errors count in their bytes.

mod error;
mod extend;
mod import;
mod json;
mod merge;
mod model;
mod parser_file;
mod read;
mod resolve;
mod saved;
mod write;
mod yaml;

pub use self::{
    error::SchemaError,
    extend::extend,
    import::{ImportSource, Imported, Shape, import},
    merge::{Change, ChangeKind},
    model::{Column, Function, Parameter, ParameterType, SchemaFile, Table},
    saved::read_functions,
};
