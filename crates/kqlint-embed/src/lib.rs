//! Finds queries inside other files, with exact source maps.
//!
//! A *host* is the file that a query is written in: a query file, a Markdown
//! page, a rule in YAML. A *fragment* is the text of one query as Kusto would
//! receive it. Between the two stands a [`SourceMap`], so that a finding in the
//! fragment is shown, and its fix applied, at the right bytes of the host.
//! Around a fragment stand its *intent texts*: what the author said about it.
//!
//! Every host has one module that reads it with a parser which knows positions;
//! only the map is ours. Extraction does no I/O and never fails: what it cannot
//! read is a [`Problem`] beside the fragments that it could.

mod bicep;
mod budget;
mod facts;
mod fragment;
mod host_kind;
mod json;
mod line;
mod line_comment;
mod markdown;
mod notebook;
mod query_file;
mod sniff;
mod source_map;
mod span;
mod structured;
mod terraform;
mod yaml;

pub use facts::{Fact, HostFacts, RuleKind, Service};
pub use fragment::{
    Extraction, Fragment, HostComment, IntentKind, IntentText, PlaceholderStyle, Problem,
};
pub use host_kind::HostKind;
pub use source_map::{Bias, SourceMap};
pub use text_size::{TextRange, TextSize};

/// The queries of one host document.
///
/// `file_name` is the last part of the path, or the whole path; its stem
/// becomes an intent text of the fragments where the host is a query file.
pub fn extract(kind: HostKind, file_name: Option<&str>, text: &str) -> Extraction {
    match kind {
        HostKind::Query => query_file::extract(file_name, text),
        HostKind::Markdown => markdown::extract(text),
        HostKind::Json => json::extract(text),
        HostKind::Yaml => yaml::extract(text),
        HostKind::Bicep => bicep::extract(text),
        HostKind::Terraform => terraform::extract(text),
        HostKind::Notebook => notebook::extract(text),
    }
}
