//! A time turned into text to be compared.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, BinaryExpression, BinaryOperator},
};

use crate::{
    context::Cx,
    literal::text,
    query::{bare, call, name},
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
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(column) = find(cx, node) else { return };
    cx.report(
        node,
        format!("`{column}` is turned into text for every row to compare it"),
    )
    .help(format!(
        "compare `{column}` with times, as in `{column} between (datetime(2024-02-08) .. 1d)`"
    ));
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<String> {
    let comparison = BinaryExpression::cast(node)?;
    let compares = matches!(
        comparison.operator()?,
        BinaryOperator::Equal
            | BinaryOperator::EqualTilde
            | BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual
            | BinaryOperator::Text(_)
    );
    let (left, right) = (comparison.left()?.syntax(), comparison.right()?.syntax());
    if !compares || !is_filter(node) || node.has_error() {
        return None;
    }
    let column = formatted(left)?;
    let is_day = |format: &str| format.contains('y') && format.contains('d');
    let format = text(cx.model(), *call(bare(left))?.arguments.get(1)?)?;
    // A filter on the hour or the weekday has no other form.
    (is_day(&format) && (text(cx.model(), right).is_some() || call(right).is_some()))
        .then_some(column)
}

/// The column whose text a side is.
fn formatted(node: SyntaxNode<'_>) -> Option<String> {
    let call = call(bare(node))?;
    let [column, _] = call.arguments.as_slice() else {
        return None;
    };
    if call.name != "format_datetime" {
        return None;
    }
    name(*column).map(std::borrow::Cow::into_owned)
}
