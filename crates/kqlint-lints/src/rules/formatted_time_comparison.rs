//! A time turned into text to be compared.

use kqlint_syntax::{SyntaxNode, ast::BinaryOperator};

use crate::{
    context::Cx,
    literal::text,
    query::{bare, call, call_of, name},
    rule::declare_lint,
    times::is_filter,
};

declare_lint! {
    /// Finds a filter that turns a column of times into text and compares the text.
    ///
    /// ## Why is this bad?
    ///
    /// Data is stored by time, and a comparison with a time reads only the days that it needs.
    /// A comparison with the text of a time reads every row.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where format_datetime(TimeGenerated, "yyyy-MM-dd") == "2024-02-08"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated between (datetime(2024-02-08) .. 1d)
    /// ```
    pub const FORMATTED_TIME_COMPARISON = {
        name: "formatted-time-comparison",
        summary: "a filter on the text of a time",
        group: Performance,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression],
        operators: [Equality, Order, Text],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some(column) = find(cx, node) else { return };
    cx.report(
        node,
        format!("`{column}` is turned into text for every row to compare it"),
    )
    .help(format!(
        "compare `{column}` with times, as in `{column} between (datetime(2024-02-08) .. 1d)`"
    ));
}

fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<String> {
    let comparison = cx.binary()?;
    let compares = matches!(
        comparison.operator,
        BinaryOperator::Equal
            | BinaryOperator::EqualTilde
            | BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual
            | BinaryOperator::Text(_)
    );
    let (left, right) = (comparison.left, comparison.right);
    let (column, format) = formatted(left)?;
    if !compares || !is_filter(node) || node.has_error() {
        return None;
    }
    let is_day = |format: &str| format.contains('y') && format.contains('d');
    let format = text(cx.model(), format)?;
    // A filter on the hour or the weekday has no other form.
    (is_day(&format) && (text(cx.model(), right).is_some() || call(right).is_some()))
        .then_some(column)
}

/// The column whose text a side is, and its format.
fn formatted(node: SyntaxNode<'_>) -> Option<(String, SyntaxNode<'_>)> {
    let call = call_of(bare(node), &["format_datetime"])?;
    let [column, format] = *call.arguments.as_slice() else {
        return None;
    };
    Some((name(column)?.into_owned(), format))
}
