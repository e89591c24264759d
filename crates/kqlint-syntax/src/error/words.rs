//! Words that people write in queries by mistake, and the words that operators begin with.

use rapidfuzz::distance::osa;

use crate::tree::SyntaxToken;

/// Words of operators, for suggestions.
const OPERATORS: &[&str] = &[
    "as",
    "consume",
    "count",
    "distinct",
    "evaluate",
    "extend",
    "facet",
    "filter",
    "find",
    "fork",
    "getschema",
    "graph-mark-components",
    "graph-match",
    "graph-shortest-paths",
    "graph-to-table",
    "invoke",
    "join",
    "limit",
    "lookup",
    "make-graph",
    "make-series",
    "mv-apply",
    "mv-expand",
    "order",
    "parse",
    "parse-kv",
    "parse-where",
    "partition",
    "print",
    "project",
    "project-away",
    "project-keep",
    "project-rename",
    "project-reorder",
    "range",
    "reduce",
    "render",
    "sample",
    "sample-distinct",
    "scan",
    "search",
    "serialize",
    "sort",
    "summarize",
    "take",
    "top",
    "top-hitters",
    "top-nested",
    "union",
    "where",
];

/// Other words that stand between expressions.
const WORDS: &[&str] = &[
    "and",
    "or",
    "by",
    "asc",
    "desc",
    "on",
    "with",
    "to",
    "from",
    "step",
    "in",
    "has",
    "has_any",
    "has_all",
    "contains",
    "startswith",
    "endswith",
    "between",
    "nulls",
    "first",
    "last",
    "kind",
    "let",
    "set",
];

/// Comparisons as they are misspelled, and as they are.
const COMPARISONS: &[(&str, &str)] = &[
    ("is", "isnull()` or `isnotnull()"),
    ("not", "!in`, `!has` and so on, or `not()"),
    ("equals", "=="),
    ("eq", "=="),
    ("ne", "!="),
    ("matches", "matches regex"),
    ("matches_regex", "matches regex"),
    ("regex", "matches regex"),
    ("rlike", "matches regex"),
    ("contain", "contains"),
    ("includes", "contains"),
    ("include", "contains"),
    ("starts", "startswith"),
    ("startwith", "startswith"),
    ("starts_with", "startswith"),
    ("beginswith", "startswith"),
    ("ends", "endswith"),
    ("endwith", "endswith"),
    ("ends_with", "endswith"),
    ("likes", "has` or `contains"),
    ("xor", "!="),
];

/// Comparisons that have no negation.
const WITHOUT_NEGATION: [&str; 3] = ["has_all", "has_any", "matches regex"];

/// Words that begin a step in other languages, and what KQL has instead.
const STEPS: &[(&str, &str)] = &[
    ("select", "project"),
    ("from", "the table, then `|"),
    ("group", "summarize … by"),
    ("groupby", "summarize … by"),
    ("having", "where"),
    ("orderby", "sort by"),
    ("head", "take"),
    ("stats", "summarize"),
    ("eval", "extend"),
    ("rename", "project-rename"),
    ("fields", "project"),
    ("table", "project"),
    ("dedup", "distinct"),
    ("unique", "distinct"),
    ("inner", "join kind=inner"),
    ("left", "join kind=leftouter"),
    ("right", "join kind=rightouter"),
    ("full", "join kind=fullouter"),
    ("outer", "join kind=fullouter"),
    ("insert", ".set-or-append"),
    ("mv", "mv-expand"),
    ("case", "case()"),
    ("else", "iff()` or `case()"),
    ("if", "iff()"),
];

/// Types that columns can have.
pub(super) const COLUMN_TYPES: &[&str] = &[
    "bool", "boolean", "date", "datetime", "decimal", "double", "dynamic", "guid", "int", "long",
    "real", "string", "time", "timespan",
];

/// Types of other languages, and ours.
const TYPES: &[(&str, &str)] = &[
    ("str", "string"),
    ("text", "string"),
    ("char", "string"),
    ("varchar", "string"),
    ("nvarchar", "string"),
    ("integer", "long"),
    ("number", "long"),
    ("bigint", "long"),
    ("float", "real"),
    ("json", "dynamic"),
    ("object", "dynamic"),
    ("array", "dynamic"),
    ("timestamp", "datetime"),
    ("duration", "timespan"),
    ("uuid", "guid"),
];

/// Units of time as they are written out, and as they stand behind a number.
const UNITS: &[(&str, &str)] = &[
    ("d", "d"),
    ("day", "d"),
    ("days", "d"),
    ("h", "h"),
    ("hr", "h"),
    ("hrs", "h"),
    ("hour", "h"),
    ("hours", "h"),
    ("m", "m"),
    ("min", "m"),
    ("mins", "m"),
    ("minute", "m"),
    ("minutes", "m"),
    ("s", "s"),
    ("sec", "s"),
    ("secs", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("ms", "ms"),
];

/// The comparison behind a `!` that has no negation.
pub(super) fn without_negation(bang: SyntaxToken<'_>) -> Option<&'static str> {
    let next = bang.next_significant()?.text();
    let is_next = |it: &&str| it.split(' ').eq(next.split_whitespace());
    WITHOUT_NEGATION.into_iter().find(is_next)
}

/// The type of ours for a type of another language.
pub(super) fn type_instead(word: &str) -> Option<&'static str> {
    find(TYPES, &word.to_ascii_lowercase())
}

/// The unit of time that a word is.
pub(super) fn unit_of_time(word: &str) -> Option<&'static str> {
    find(UNITS, &word.to_ascii_lowercase())
}

/// What KQL has for a word after a pipe that isn't an operator.
pub(super) fn step_instead(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    find(STEPS, &word)
}

/// What KQL has for a word between two operands.
pub(super) fn comparison_instead(word: &str) -> Option<&'static str> {
    find(COMPARISONS, &word.to_ascii_lowercase())
}

fn find(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    let &(_, instead) = table.iter().find(|(from, _)| *from == word)?;
    Some(instead)
}

/// The word of the language that differs from this one by its case alone.
pub(super) fn in_lower_case(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    if lower == word {
        return None;
    }
    WORDS
        .iter()
        .chain(OPERATORS)
        .copied()
        .find(|known| *known == lower)
}

/// The operator that was likely meant; `None` where none is clearly nearest.
pub(super) fn nearest_operator(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    if let Some(same) = OPERATORS
        .iter()
        .find(|known| known.replace('-', "") == lower)
    {
        return Some(same);
    }
    let allowed = if lower.len() < 4 { 1 } else { 2 };
    let mut found: Vec<(usize, &'static str)> = OPERATORS
        .iter()
        .map(|known| (osa::distance(known.chars(), lower.chars()), *known))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    found.sort_unstable();
    match found.as_slice() {
        [(_, only)] => Some(only),
        [(first, nearest), (second, _), ..] if first < second => Some(nearest),
        _ => {
            let mut longer = OPERATORS.iter().filter(|known| known.starts_with(&lower));
            let one = longer.next().filter(|_| lower.len() > 1)?;
            longer.next().is_none().then_some(one)
        }
    }
}
