//! Whether a text without a label is a query.
//!
//! A host may keep other languages under the key `query` or in a code block,
//! so a text counts only when it pipes into an operator that other pipelines
//! do not have, and begins like a query.

/// Operators after a pipe that a shell, PowerShell or Splunk do not share in
/// the way that they are followed by a word.
const OPERATORS: &[&str] = &[
    "distinct",
    "evaluate",
    "extend",
    "extend-valid",
    "join",
    "limit",
    "make-series",
    "mv-apply",
    "mv-expand",
    "mvexpand",
    "order by",
    "parse",
    "project",
    "project-away",
    "project-keep",
    "project-rename",
    "project-reorder",
    "render",
    "sample",
    "sort by",
    "summarize",
    "take",
    "top",
    "union",
    "where",
];

/// Marks of other languages that have pipes.
const OTHER_LANGUAGES: &[&str] = &["$_", "Get-", "Where-Object", "#!/", "index=", "SELECT "];

/// Whether `text` is beyond doubt a query.
pub(crate) fn looks_like_query(text: &str) -> bool {
    if OTHER_LANGUAGES.iter().any(|mark| text.contains(mark)) {
        return false;
    }
    let first = text.lines().map(str::trim).find(|line| is_code(line));
    first.is_some_and(|line| {
        is_table_of_values(line) || (begins_query(line) && has_query_operator(text))
    })
}

/// `datatable(a: long) […]` is a query without any operator.
fn is_table_of_values(line: &str) -> bool {
    ["datatable", "externaldata"].iter().any(|operator| {
        line.strip_prefix(operator)
            .is_some_and(|rest| rest.trim_start().starts_with('('))
    })
}

/// Whether a file may have a key for a query; quick, to pass over others.
pub(crate) fn may_mention_query(text: &str) -> bool {
    text.contains("uer") || text.contains("ransform")
}

/// Whether some step of a pipeline in `text` looks like one of a query.
pub(crate) fn has_query_operator(text: &str) -> bool {
    text.split('|').skip(1).any(begins_operator)
}

fn is_code(line: &str) -> bool {
    !line.is_empty() && !line.starts_with("//")
}

/// `SigninLogs`, `let x = 5`, `union A, B`, `workspace("x").T`, `(T)`
fn begins_query(line: &str) -> bool {
    let rest = line.trim_start_matches(|character: char| {
        character.is_alphanumeric() || matches!(character, '_' | '$' | '{' | '}' | ':')
    });
    if rest.len() == line.len() {
        return line.starts_with(['(', '[', '|']);
    }
    let word = line.get(..line.len() - rest.len()).unwrap_or_default();
    let rest = rest.trim_start();
    let is_statement = [
        "let",
        "union",
        "find",
        "search",
        "print",
        "range",
        "set",
        "declare",
        "datatable",
        "externaldata",
        "materialize",
    ]
    .contains(&word.to_ascii_lowercase().as_str());
    is_statement || rest.is_empty() || rest.starts_with(['|', '(', '.', '/', ';', '{'])
}

/// What follows a pipe: an operator and something that it applies to.
fn begins_operator(step: &str) -> bool {
    let step = step.trim();
    step == "count"
        || OPERATORS.iter().any(|operator| {
            step.strip_prefix(operator).is_some_and(|rest| {
                rest.starts_with(char::is_whitespace) && !rest.trim().is_empty()
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_recognised() {
        for text in [
            "SigninLogs\n| where TimeGenerated > ago(1d)",
            "// a comment\n\nlet x = 5d;\nT | take 5",
            "union A, B | summarize count() by C",
            "(T | where a) | project b",
            "workspace('x').T\n| distinct a",
            "{Table}\n| where {Filter}",
            "_base\n| count",
            "datatable (a: long) [1]",
        ] {
            assert!(looks_like_query(text), "{text}");
        }
    }

    #[test]
    fn other_languages_are_not() {
        for text in [
            "",
            "SigninLogs",
            "cat x.txt | sort | uniq -c",
            "Get-AzVM | where { $_.Name -eq 'x' }",
            "SELECT a FROM b",
            "az vm list -o json | jq .",
            "sum(rate(http_requests_total[5m])) by (job)",
            "| a | b |\n|---|---|",
            "index=main | where a=1",
            "config from cloud.resource where cloud.type = 'azure'",
        ] {
            assert!(!looks_like_query(text), "{text}");
        }
    }
}
