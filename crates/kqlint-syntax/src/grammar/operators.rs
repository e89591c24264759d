//! The tabular operators.

pub(super) mod aggregate;
pub(super) mod expand;
pub(super) mod join;
pub(super) mod nested;
pub(super) mod simple;

/// Kinds of charts that `render` knows.
const CHARTS: &[&str] = &[
    "3Dchart",
    "anomalychart",
    "areachart",
    "barchart",
    "card",
    "columnchart",
    "graph",
    "ladderchart",
    "linechart",
    "list",
    "piechart",
    "pivotchart",
    "plotly",
    "sankey",
    "scatterchart",
    "stackedareachart",
    "table",
    "timechart",
    "timeline",
    "timepivot",
    "treemap",
];

/// Whether a word is a kind of chart.
pub(super) fn is_chart(word: &str) -> bool {
    CHARTS.contains(&word)
}
