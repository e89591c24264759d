//! Topics: what can be explained, and its text in Markdown.

mod column;
mod function;
mod table;

use std::fmt;

pub(crate) use self::column::facts as column_facts;

use kqlint_catalog::{
    Catalog, NamedFact, OperatorFact, join_kinds, keywords, operator, render_kinds, scalar_operator,
};

/// Something that can be explained. Its text form goes through an editor and back.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Topic {
    /// A table.
    Table(String),
    /// A column of a table: the table's name, then its own.
    Column(String, String),
    /// A scalar function.
    Function(String),
    /// An aggregate.
    Aggregate(String),
    /// A plug-in.
    Plugin(String),
    /// A function of the workspace.
    WorkspaceFunction(String),
    /// A tabular operator.
    Operator(String),
    /// An operator between two values.
    ScalarOperator(String),
    /// A word of the language.
    Keyword(String),
    /// A kind of join.
    JoinKind(String),
    /// A kind of chart.
    RenderKind(String),
}

impl Topic {
    /// The topic of a text form; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, name) = text.split_once(' ')?;
        let name = name.to_owned();
        Some(match kind {
            "table" => Self::Table(name),
            "column" => {
                let (table, column) = name.split_once('/')?;
                Self::Column(table.to_owned(), column.to_owned())
            }
            "function" => Self::Function(name),
            "aggregate" => Self::Aggregate(name),
            "plugin" => Self::Plugin(name),
            "workspace-function" => Self::WorkspaceFunction(name),
            "operator" => Self::Operator(name),
            "scalar-operator" => Self::ScalarOperator(name),
            "keyword" => Self::Keyword(name),
            "join-kind" => Self::JoinKind(name),
            "render-kind" => Self::RenderKind(name),
            _ => return None,
        })
    }

    /// The explanation in Markdown; `None` when the catalog doesn't know it.
    pub fn markdown(&self, catalog: &Catalog) -> Option<String> {
        match self {
            Self::Table(name) => catalog.table_ignoring_case(name).map(table::markdown),
            Self::Column(table, name) => {
                let table = catalog.table_ignoring_case(table)?;
                Some(column::markdown(table, table.column_ignoring_case(name)?))
            }
            Self::Function(name) => catalog.function(name).map(function::markdown),
            Self::Aggregate(name) => catalog.aggregate(name).map(function::markdown),
            Self::Plugin(name) => catalog.plugin(name).map(function::markdown),
            Self::WorkspaceFunction(name) => catalog
                .workspace_function(name)
                .map(function::workspace_markdown),
            Self::Operator(name) => operator(name).map(operator_markdown),
            Self::ScalarOperator(name) => {
                scalar_operator(name).map(|it| block(it.name, it.summary, Some(it.example)))
            }
            Self::Keyword(name) => fact(keywords(), name),
            Self::JoinKind(name) => fact(join_kinds(), name),
            Self::RenderKind(name) => fact(render_kinds(), name),
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, name) = match self {
            Self::Table(name) => ("table", name),
            Self::Column(table, column) => return write!(f, "column {table}/{column}"),
            Self::Function(name) => ("function", name),
            Self::Aggregate(name) => ("aggregate", name),
            Self::Plugin(name) => ("plugin", name),
            Self::WorkspaceFunction(name) => ("workspace-function", name),
            Self::Operator(name) => ("operator", name),
            Self::ScalarOperator(name) => ("scalar-operator", name),
            Self::Keyword(name) => ("keyword", name),
            Self::JoinKind(name) => ("join-kind", name),
            Self::RenderKind(name) => ("render-kind", name),
        };
        write!(f, "{kind} {name}")
    }
}

fn operator_markdown(operator: &OperatorFact) -> String {
    block(operator.syntax, operator.summary, operator.example)
}

fn fact(facts: &[NamedFact], name: &str) -> Option<String> {
    let fact = facts.iter().find(|it| it.name == name)?;
    Some(block(fact.name, fact.summary, None))
}

/// A line of code, what it means, and an example.
fn block(code: &str, summary: &str, example: Option<&str>) -> String {
    let mut out = format!("{}\n{summary}\n", fence(code));
    if let Some(example) = example {
        out.push('\n');
        out.push_str(&fence(example));
    }
    out
}

/// Code in a fence that nothing in it closes.
pub(crate) fn fence(code: &str) -> String {
    let ticks = if code.contains("```") { "`````" } else { "```" };
    format!("{ticks}kql\n{code}\n{ticks}\n")
}

/// Text of the user in backticks, which nothing in it closes.
pub(crate) fn inline(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// A deprecation in one paragraph.
fn deprecation(found: &kqlint_catalog::Deprecation<'_>) -> String {
    use kqlint_catalog::DeprecationStatus as Status;
    let mut out = match found.status() {
        Status::Deprecated => "**Deprecated**".to_owned(),
        Status::Announced => "**Will be deprecated**".to_owned(),
        Status::Legacy => "**Legacy**".to_owned(),
    };
    if let Some(since) = found.since() {
        out.push_str(&format!(" since {since}"));
    }
    if let Some(retires) = found.retires() {
        out.push_str(&format!(", stops working on {retires}"));
    }
    let replacements: Vec<_> = found.replacements().map(inline).collect();
    if !replacements.is_empty() {
        out.push_str(&format!("; use {}", replacements.join(" or ")));
    }
    out.push('.');
    if let Some(note) = found.note() {
        out.push_str(&format!(" {note}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_come_back_from_their_text() {
        for topic in [
            Topic::Table("Heartbeat".to_owned()),
            Topic::Column("Heartbeat".to_owned(), "Computer".to_owned()),
            Topic::WorkspaceFunction("_GetWatchlist".to_owned()),
            Topic::ScalarOperator("matches regex".to_owned()),
        ] {
            assert_eq!(Topic::parse(&topic.to_string()), Some(topic));
        }
        assert_eq!(Topic::parse("column Heartbeat"), None);
        assert_eq!(Topic::parse("nonsense x"), None);
        assert_eq!(Topic::parse(""), None);
    }

    #[test]
    fn backticks_of_the_user_close_nothing() {
        assert_eq!(inline("a`b\n"), "`` a`b  ``");
        assert!(fence("a ``` b").starts_with("`````kql\n"));
    }
}
