//! The TextMate grammar of the editors: hand-written patterns around the catalog's names.
//!
//! A grammar colours while the server is still starting, and on pages that have no server.
//! It knows words and brackets, not scopes: what a name means is the server's business.

use std::path::PathBuf;

use kqlint_catalog::{
    Catalog, Function, Layer, OperatorPlace, encode::Encoded, operators, scalar_operators,
};
use serde_json::{Value, json};

use super::Generated;

/// The words that the grammar tells apart.
struct Words<'a> {
    /// Tabular operators: `where`, `mv-expand` …
    operators: Vec<&'a str>,
    /// Those that a query can begin with, without a pipe before them.
    sources: Vec<&'a str>,
    /// Comparisons that are words or begin with one: `has`, `!in~` …
    comparisons: Vec<&'a str>,
    functions: Vec<&'a str>,
    aggregates: Vec<&'a str>,
    plugins: Vec<&'a str>,
}

/// Another name of `where`, which the catalog lists once.
const FILTER: &str = "filter";

/// Operators that open a subquery: `mv-apply x on (where x > 1)`. Few of these words are columns as well.
const SUBQUERY: &[&str] = &[
    "extend",
    "mv-expand",
    "parse",
    "project",
    "project-away",
    "project-rename",
    "summarize",
    "take",
    "where",
];

/// Words that begin a statement.
const STATEMENTS: &str = "alias|declare|pattern|restrict|set";

/// Words that belong to an operator before them.
const CLAUSES: &str = "asc|by|desc|from|nulls\\s+(?:first|last)|of|on|step|to|with";

/// Parameters of operators, which stand before `=`.
const PARAMETERS: &str = "bin_legacy|default|hint\\.[\\w.]+|isfuzzy|kind|pack_all|with_?source\
    |with_itemindex|with_match_id";

/// The types of columns and of casts such as `datetime(2024-01-01)`.
const TYPES: &str = "bool|boolean|date|datetime|decimal|double|dynamic|guid|int|long|real|string\
    |time|timespan|typeof|uniqueid|uuid";

/// The grammar that the extension holds. `compiled` is the catalog as it is about to be written: the one
/// inside this program is older than it by one run.
pub(super) fn generate(compiled: &Encoded) -> anyhow::Result<Generated> {
    let layer = Layer::new(compiled.clone())?;
    let catalog = Catalog::builtin().with_layer(layer);
    let mut contents = format!("{:#}", grammar(&words(&catalog)));
    contents.push('\n');
    Ok(Generated {
        path: PathBuf::from("editors/vscode/syntaxes/kql.tmLanguage.json"),
        contents: contents.into_bytes(),
    })
}

fn words(catalog: &Catalog) -> Words<'_> {
    let sources = |place| matches!(place, OperatorPlace::Source | OperatorPlace::Either);
    let is_word = |name: &str| {
        name.trim_start_matches('!')
            .starts_with(char::is_alphabetic)
    };
    Words {
        operators: operators()
            .iter()
            .map(|it| it.name)
            .chain([FILTER])
            .collect(),
        sources: operators()
            .iter()
            .filter(|it| sources(it.place))
            .map(|it| it.name)
            .collect(),
        comparisons: scalar_operators()
            .iter()
            .map(|it| it.name)
            .filter(|name| is_word(name) && !matches!(*name, "and" | "or"))
            .collect(),
        functions: catalog.functions().map(Function::name).collect(),
        aggregates: catalog.aggregates().map(Function::name).collect(),
        plugins: catalog.plugins().map(Function::name).collect(),
    }
}

fn grammar(words: &Words<'_>) -> Value {
    json!({
        "information_for_contributors": "Written by `cargo xtask codegen`; edit xtask/src/codegen/textmate.rs instead.",
        "name": "KQL",
        "scopeName": "source.kql",
        "fileTypes": ["kql", "csl", "kusto"],
        "patterns": [{ "include": "#code" }],
        "repository": repository(words),
    })
}

fn repository(words: &Words<'_>) -> Value {
    json!({
        "code": { "patterns": [
            { "include": "#comments" },
            { "include": "#strings" },
            { "include": "#literals" },
            { "include": "#functions" },
            { "include": "#pipeline" },
            { "include": "#statements" },
            { "include": "#keywords" },
            { "include": "#calls" },
            { "include": "#symbols" },
        ]},
        "comments": { "match": "//.*$", "name": "comment.line.double-slash.kql" },
        "strings": { "patterns": strings() },
        "literals": { "patterns": literals() },
        "pipeline": { "patterns": pipeline(words) },
        "statements": { "patterns": statements() },
        "functions": { "patterns": functions(words) },
        "keywords": { "patterns": keywords(words) },
        "calls": { "match": "(?<![\\w.$])[\\p{L}_]\\w*(?=\\s*\\()", "name": "entity.name.function.kql" },
        "symbols": { "patterns": symbols() },
    })
}

/// Strings of one line end with it at the latest, so that a missing quote colours one line and not the page.
fn strings() -> Value {
    json!([
        { "begin": "(?:\\b[hH])?```", "end": "```", "name": "string.quoted.triple.kql" },
        { "begin": "(?:\\b[hH])?~~~", "end": "~~~", "name": "string.quoted.triple.kql" },
        verbatim("\"", "double"),
        verbatim("'", "single"),
        quoted("\"", "double"),
        quoted("'", "single"),
        {
            "match": "(\\[)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')\\s*(\\])",
            "name": "variable.other.quoted.kql",
        },
    ])
}

fn verbatim(quote: &str, kind: &str) -> Value {
    json!({
        "begin": format!("\\b[hH]@{quote}|@{quote}"),
        "end": format!("{quote}(?!{quote})|$"),
        "name": format!("string.quoted.{kind}.verbatim.kql"),
        "patterns": [{ "match": format!("{quote}{quote}"), "name": "constant.character.escape.kql" }],
    })
}

fn quoted(quote: &str, kind: &str) -> Value {
    json!({
        "begin": format!("\\b[hH]{quote}|{quote}"),
        "end": format!("{quote}|$"),
        "name": format!("string.quoted.{kind}.kql"),
        "patterns": [{
            "match": "\\\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[0-7]{1,3}|.)",
            "name": "constant.character.escape.kql",
        }],
    })
}

fn literals() -> Value {
    json!([
        {
            "match": "\\b(datetime|date|timespan|time|guid)\\s*(\\()([^()\"'\\w]*[\\d][^()\"']*|\\s*null\\s*)(\\))",
            "captures": {
                "1": { "name": "storage.type.kql" },
                "2": { "name": "punctuation.parenthesis.kql" },
                "3": { "name": "constant.other.literal.kql" },
                "4": { "name": "punctuation.parenthesis.kql" },
            },
        },
        {
            "match": "\\b\\d+(?:\\.\\d+)?(?:microseconds?|milliseconds?|seconds?|minutes?|hours?|days?|ticks?\
                |microsec|millis|milli|sec|min|hr|ms|d|h|m|s)\\b",
            "name": "constant.numeric.timespan.kql",
        },
        { "match": "\\b0[xX][0-9A-Fa-f]+\\b", "name": "constant.numeric.hex.kql" },
        { "match": "\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b", "name": "constant.numeric.kql" },
        { "match": "\\b(?:true|false|null)\\b", "name": "constant.language.kql" },
        { "match": "\\$(?:left|right)\\b", "name": "variable.language.kql" },
    ])
}

fn pipeline(words: &Words<'_>) -> Value {
    json!([
        {
            "match": format!("(\\|)\\s*({})(?![\\w-])", alternatives(&words.operators)),
            "captures": {
                "1": { "name": "keyword.operator.pipe.kql" },
                "2": { "name": "keyword.control.operator.kql" },
            },
        },
        {
            "match": format!("(?:^|\\()\\s*({})(?![\\w-])(?!\\s*[=,()])", alternatives(SUBQUERY)),
            "captures": { "1": { "name": "keyword.control.operator.kql" } },
        },
        {
            "match": format!("(?<![\\w.-])(?:{})(?![\\w-])(?!\\s*(?:=[^=~]|[.,)]))", alternatives(&words.sources)),
            "name": "keyword.control.operator.kql",
        },
    ])
}

fn statements() -> Value {
    json!([
        {
            "match": "\\b(let)\\s+([\\p{L}_][\\w]*)\\s*(?==)",
            "captures": {
                "1": { "name": "keyword.control.statement.kql" },
                "2": { "name": "variable.other.definition.kql" },
            },
        },
        {
            "match": format!("^\\s*({STATEMENTS})\\b(?!\\s*[=|(.])"),
            "captures": { "1": { "name": "keyword.control.statement.kql" } },
        },
        { "match": "^\\s*\\.[a-z][\\w-]*", "name": "keyword.control.command.kql" },
    ])
}

/// Names count as functions only with a bracket after them: `count` is a column as well.
fn functions(words: &Words<'_>) -> Value {
    let call = |names: &[&str], scope: &str| {
        json!({
            "match": format!("(?<![\\w.$])(?:{})(?=\\s*\\()", alternatives(names)),
            "name": scope,
        })
    };
    json!([
        { "match": format!("\\b(?:{TYPES})\\b(?=\\s*\\()"), "name": "storage.type.kql" },
        call(&words.aggregates, "support.function.aggregate.kql"),
        call(&words.functions, "support.function.kql"),
        call(&words.plugins, "support.function.plugin.kql"),
    ])
}

fn keywords(words: &Words<'_>) -> Value {
    json!([
        {
            "match": format!("(?<![\\w!])(?:{})(?![\\w~])", alternatives(&words.comparisons)),
            "name": "keyword.operator.word.kql",
        },
        { "match": "\\b(?:and|or)\\b", "name": "keyword.operator.logical.kql" },
        { "match": format!("(?<=:)\\s*(?:{TYPES})\\b"), "name": "storage.type.kql" },
        {
            "match": format!("(?<![\\w.-])(?:(?:{CLAUSES})(?![\\w-])|(?:{PARAMETERS})(?=\\s*=[^=~]))"),
            "name": "keyword.other.kql",
        },
    ])
}

fn symbols() -> Value {
    json!([
        { "match": "\\|", "name": "keyword.operator.pipe.kql" },
        { "match": "=~|!~|==|!=|<>|<=|>=|<|>", "name": "keyword.operator.comparison.kql" },
        { "match": "=>|\\.\\.|=", "name": "keyword.operator.assignment.kql" },
        { "match": "[-+*/%]", "name": "keyword.operator.arithmetic.kql" },
        { "match": ",", "name": "punctuation.separator.comma.kql" },
        { "match": ";", "name": "punctuation.terminator.statement.kql" },
    ])
}

/// One regular expression for all of `names`; of two names with the same beginning the longer comes first.
fn alternatives(names: &[&str]) -> String {
    let mut names = names.to_vec();
    names.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    names.dedup();
    names.join("|")
}
