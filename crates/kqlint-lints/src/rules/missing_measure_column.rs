//! An alert rule that measures a column the query doesn't return.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_syntax::SyntaxNode;

use crate::{
    alert::{is_log_alert, steps},
    context::{Cx, quoted},
    nearest::nearest,
    rule::declare_lint,
};

declare_lint! {
    /// Finds an alert rule whose measured column its query doesn't return.
    ///
    /// ## Why is this bad?
    ///
    /// The rule can't be created, or measures nothing.
    /// Case counts in names of columns.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:log-alert,measure:AggregatedValue
    /// AmlComputeJobEvent
    /// | summarize Failures = countif(EventType == "JobFailed") by bin(TimeGenerated, 5m)
    /// ```
    ///
    /// ```kql,good,kind:log-alert,measure:Failures
    /// AmlComputeJobEvent
    /// | summarize Failures = countif(EventType == "JobFailed") by bin(TimeGenerated, 5m)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only a column whose name is clearly meant is offered, and `--fix` doesn't apply it.
    pub const MISSING_MEASURE_COLUMN = {
        name: "missing-measure-column",
        summary: "a measured column that the query doesn't return",
        group: Alert,
        level: Error,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(fact) = cx.input.facts.measure_column.as_ref() else {
        return;
    };
    let (Some(schema), Some(last)) = (cx.model().output(node.id()), steps(node).pop()) else {
        return;
    };
    let is_certain = is_log_alert(cx)
        && cx.model().queries().len() == 1
        && !node.has_error()
        && !schema.is_open()
        && !schema.is_empty();
    if !is_certain || schema.column(&fact.text).is_some() || fact.text.trim().is_empty() {
        return;
    }
    let meant = nearest(&fact.text, schema.columns().map(|column| column.name()));
    let column = quoted(&fact.text);
    let report = cx
        .report(
            last,
            format!("the rule measures {column}, which the query doesn't return"),
        )
        .related(Place::Host(fact.range), "the rule measures this column");
    let Some(meant) = meant else {
        report.help("name the column in the query so, or measure another");
        return;
    };
    report.help(format!("measure `{meant}`")).fix(
        format!("Measure `{meant}`"),
        Safety::Choice,
        vec![Edit {
            place: Place::Host(fact.range),
            text: meant.to_owned(),
        }],
    );
}
