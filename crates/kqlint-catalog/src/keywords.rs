//! Words of the language that aren't operators, and the kinds of charts and joins.

/// A word and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedFact {
    /// The word as it is written.
    pub name: &'static str,
    /// What it means, in one sentence.
    pub summary: &'static str,
}

/// The words that begin statements and clauses, and the literals.
#[must_use]
pub const fn keywords() -> &'static [NamedFact] {
    KEYWORDS
}

/// What `render` can draw, sorted by name.
#[must_use]
pub const fn render_kinds() -> &'static [NamedFact] {
    RENDER_KINDS
}

/// What `join kind=` takes, sorted by name.
#[must_use]
pub const fn join_kinds() -> &'static [NamedFact] {
    JOIN_KINDS
}

/// One row of the tables below.
const fn fact(name: &'static str, summary: &'static str) -> NamedFact {
    NamedFact { name, summary }
}

const KEYWORDS: &[NamedFact] = &[
    fact(
        "let",
        "Names a value, a table or a function for the rest of the query.",
    ),
    fact("set", "Sets an option of the request."),
    fact(
        "declare query_parameters",
        "Declares the parameters that the caller may give.",
    ),
    fact(
        "declare pattern",
        "Declares names that stand for pieces of queries.",
    ),
    fact(
        "alias database",
        "Gives a short name to a database of another cluster.",
    ),
    fact("restrict access", "Limits the query to the tables named."),
    fact(
        "by",
        "Begins the groups of `summarize`, or the order of `sort`.",
    ),
    fact(
        "on",
        "Begins the keys of `join` and the axis of `make-series`.",
    ),
    fact("asc", "The least first."),
    fact("desc", "The greatest first; the default of `sort`."),
    fact("nulls", "Says whether nulls come `first` or `last`."),
    fact("kind", "Chooses a variant: `join kind=inner`."),
    fact("with", "Begins options, or the pattern of `parse`."),
    fact(
        "step",
        "The distance of two values of `range` or `make-series`.",
    ),
    fact("typeof", "The type that a column gets: `to typeof(long)`."),
    fact("dynamic", "A value of JSON: `dynamic([1, 2])`."),
    fact("datetime", "A point in time: `datetime(2024-01-31 10:00)`."),
    fact(
        "timespan",
        "A span of time: `timespan(1.02:30:00)`, or `1d`.",
    ),
    fact(
        "guid",
        "An identifier: `guid(74be27de-1e4e-49d9-b579-fe0b331d3642)`.",
    ),
    fact("toscalar", "The first value of a table, as a constant."),
    fact("materialize", "Computes a table once for several uses."),
    fact("$left", "The left side of a `join`, in its condition."),
    fact("$right", "The right side of a `join`, in its condition."),
    fact("true", "The bool that holds."),
    fact("false", "The bool that doesn't hold."),
    fact("null", "The missing value: `int(null)`."),
];

const RENDER_KINDS: &[NamedFact] = &[
    fact("anomalychart", "A time chart with the anomalies marked."),
    fact("areachart", "An area under a line, over the first column."),
    fact(
        "barchart",
        "Horizontal bars, one for each value of the first column.",
    ),
    fact("card", "The values of the first row, each as a big number."),
    fact(
        "columnchart",
        "Vertical bars, one for each value of the first column.",
    ),
    fact(
        "ladderchart",
        "Horizontal bars from a start to an end time.",
    ),
    fact("linechart", "A line over the first column."),
    fact("list", "The rows one below the other."),
    fact(
        "piechart",
        "Shares of a whole, one for each value of the first column.",
    ),
    fact(
        "pivotchart",
        "A table that the reader can pivot, with a chart.",
    ),
    fact(
        "plotly",
        "A chart that the first column describes in Plotly's JSON.",
    ),
    fact("scatterchart", "A point for each row."),
    fact(
        "stackedareachart",
        "Areas on top of each other, over the first column.",
    ),
    fact("table", "A table."),
    fact("timechart", "A line over time."),
    fact("timeline", "Events on a line of time."),
    fact(
        "timepivot",
        "Events on a line of time, which the reader can group.",
    ),
    fact(
        "treemap",
        "Rectangles whose size is the share of the whole.",
    ),
];

const JOIN_KINDS: &[NamedFact] = &[
    fact(
        "anti",
        "Rows of the left side without a match; the same as `leftanti`.",
    ),
    fact(
        "fullouter",
        "All rows of both sides, with nulls where there is no match.",
    ),
    fact("inner", "Each pair of rows that match."),
    fact(
        "innerunique",
        "Each pair that matches, with the left side's keys made unique first; what `join` does without `kind`.",
    ),
    fact("leftanti", "Rows of the left side without a match."),
    fact(
        "leftantisemi",
        "Rows of the left side without a match; the same as `leftanti`.",
    ),
    fact(
        "leftouter",
        "All rows of the left side, with nulls where there is no match.",
    ),
    fact(
        "leftsemi",
        "Rows of the left side that have a match, with its columns only.",
    ),
    fact("rightanti", "Rows of the right side without a match."),
    fact(
        "rightantisemi",
        "Rows of the right side without a match; the same as `rightanti`.",
    ),
    fact(
        "rightouter",
        "All rows of the right side, with nulls where there is no match.",
    ),
    fact(
        "rightsemi",
        "Rows of the right side that have a match, with its columns only.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_sentences() {
        for fact in [keywords(), render_kinds(), join_kinds()].concat() {
            assert!(fact.summary.ends_with('.'), "{}", fact.name);
        }
    }

    #[test]
    fn kinds_are_sorted() {
        assert!(render_kinds().is_sorted_by(|a, b| a.name < b.name));
        assert!(join_kinds().is_sorted_by(|a, b| a.name < b.name));
    }
}
