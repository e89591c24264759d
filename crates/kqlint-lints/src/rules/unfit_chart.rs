//! `render timechart` of rows without a time.

use kqlint_catalog::ScalarType;
use kqlint_semantics::{Column, Schema};
use kqlint_syntax::{SyntaxNode, SyntaxToken};

use crate::{context::Cx, query::significant, rule::declare_lint};

declare_lint! {
    /// Finds charts that the rows can't fill: a chart over time of rows without a time, or a chart of rows without a number.
    ///
    /// ## Why is this bad?
    ///
    /// The chart stays empty, or the portal shows a table instead.
    /// Mostly a key is missing from `summarize`: the count is of the whole window, not of each hour.
    ///
    /// Rows with a dynamic column are left alone, since it may hold a series.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by EventType
    /// | render timechart
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by EventType, bin(TimeGenerated, 1h)
    /// | render timechart
    /// ```
    pub const UNFIT_CHART = {
        name: "unfit-chart",
        summary: "a chart that the rows can't fill",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [RenderOperator],
        check: check,
    }
}

/// Charts over time.
const OF_TIME: [&str; 2] = ["anomalychart", "timechart"];

/// Charts of numbers.
const OF_NUMBERS: [&str; 10] = [
    "anomalychart",
    "areachart",
    "barchart",
    "columnchart",
    "linechart",
    "piechart",
    "scatterchart",
    "stackedareachart",
    "timechart",
    "treemap",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(chart) = chart(node).filter(|_| !node.has_error()) else {
        return;
    };
    let Some(rows) = cx.model().input(node.id()).filter(|it| is_known(*it)) else {
        return;
    };
    let name = chart.text();
    let has = |fits: fn(ScalarType) -> bool| rows.columns().filter_map(scalar).any(fits);
    let (missing, help) = if OF_TIME.contains(&name) && !has(is_time) {
        (
            "time",
            "group by `bin(TimeGenerated, 1h)` as well, or choose another chart",
        )
    } else if OF_NUMBERS.contains(&name) && !has(is_number) {
        ("number", "count the rows with `summarize` first")
    } else {
        return;
    };
    cx.report_at(
        chart.text_range(),
        format!("`{name}` needs a column with a {missing}, and there is none"),
    )
    .help(help);
}

/// The name of the chart.
fn chart(node: SyntaxNode<'_>) -> Option<SyntaxToken<'_>> {
    significant(node).nth(1)
}

/// Whether the columns and their types are all known.
fn is_known(rows: Schema<'_>) -> bool {
    let mut columns = rows.columns();
    !rows.is_open()
        && !rows.is_empty()
        && columns.all(|it| !it.ty().is_unknown() && !it.ty().is_dynamic())
}

fn scalar(column: Column<'_>) -> Option<ScalarType> {
    column.ty().scalar()
}

fn is_time(ty: ScalarType) -> bool {
    ty == ScalarType::DateTime
}

fn is_number(ty: ScalarType) -> bool {
    matches!(
        ty,
        ScalarType::Int
            | ScalarType::Long
            | ScalarType::Real
            | ScalarType::Decimal
            | ScalarType::TimeSpan
    )
}
