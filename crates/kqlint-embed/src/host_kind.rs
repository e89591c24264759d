//! Which kind of file a query is written in.

use std::path::Path;

/// The kinds of files that queries are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum HostKind {
    /// A file that holds nothing but queries: `.kql`, `.csl`, `.kusto`.
    Query,
    /// A Markdown page with queries in fenced code blocks.
    Markdown,
    /// JSON: workbooks, templates, dashboards.
    Json,
    /// YAML: rules of Microsoft Sentinel and other files with a query under a
    /// key.
    Yaml,
    /// Bicep: rules and variables with a query.
    Bicep,
    /// Terraform: rules and locals with a query.
    Terraform,
    /// A notebook with cells of Kusto.
    Notebook,
}

impl HostKind {
    /// The kind that a file's extension stands for, in any case of letters.
    pub fn from_path(path: &Path) -> Option<HostKind> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "kql" | "csl" | "kusto" => Some(HostKind::Query),
            "md" | "markdown" => Some(HostKind::Markdown),
            "json" | "jsonc" | "workbook" => Some(HostKind::Json),
            "yaml" | "yml" => Some(HostKind::Yaml),
            "bicep" => Some(HostKind::Bicep),
            "tf" => Some(HostKind::Terraform),
            "ipynb" => Some(HostKind::Notebook),
            _ => None,
        }
    }

    /// The name that messages and settings use.
    pub fn name(self) -> &'static str {
        match self {
            HostKind::Query => "query file",
            HostKind::Markdown => "Markdown",
            HostKind::Json => "JSON",
            HostKind::Yaml => "YAML",
            HostKind::Bicep => "Bicep",
            HostKind::Terraform => "Terraform",
            HostKind::Notebook => "notebook",
        }
    }
}
