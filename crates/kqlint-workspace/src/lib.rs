//! Files, configuration and host documents around the analysis.
//!
//! The layers below know one query at a time, count in its bytes and never touch
//! the outside world. Here a *document* is a host text with its kind; an
//! [`Analyzer`] finds the queries in it, analyses each, and turns what was found
//! into [`Finding`]s that count in bytes of the document. A [`Project`] knows
//! which `kqlint.toml` applies to which file.

mod analysis;
mod analyzer;
mod config;
mod environment;
mod finding;
mod fix;
mod line_index;
mod paths;
mod project;
mod read;
mod schema;
mod suppression;
mod walk;
mod write;

pub use analysis::{Analysis, AnalyzedFragment};
pub use analyzer::{Analyzer, Document};
pub use config::{
    AppliedSetting, CONFIG_FILE, CONFIG_KEYS, Config, ConfigError, ConfigKey, ConfigNames,
    ConfigShape, FileConfig, Origin, Setting,
};
pub use environment::{Because, RunsIn};
pub use finding::{Finding, HostEdit, HostFix, HostLabel};
pub use fix::{AppliedFix, FixedDocument, apply_edits, fix_document};
pub use kqlint_embed::HostKind;
pub use line_index::{LineIndex, Position};
pub use paths::shown;
pub use project::{Project, RuleFilter, RuleFilterError};
pub use read::{FILE_SIZE_LIMIT, ReadError, decode, read_document};
pub use schema::{SchemaFileError, import_schema, read_schema};
pub use suppression::suppressions_of;
pub use walk::{FoundFile, Walk, WalkError, find_files};
pub use write::{WriteError, write_atomically, write_file};
