//! `extend Job = JobName | where Job == "x"`: a filter on another name of a column.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::{Model, Origin};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    lineage::lineage,
    query::{column, keeps_rows, steps_behind, value},
    rule::declare_lint,
    times::is_filter,
};

use super::unknown_column::bracketed;

declare_lint! {
    /// Finds a filter on a column that `extend` made, and that is a stored column under another name.
    ///
    /// ## Why is this bad?
    ///
    /// Azure Monitor's guidance is to filter by columns that are stored, since only these have an index.
    /// A filter on the stored column can also move up to the table.
    ///
    /// The rule looks at plain copies that are compared with values, where nothing but filters and `extend` stands between.
    /// Behind `summarize`, `join` and their like there is no index for either of the two.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Job = JobName
    /// | where Job has "automl"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Job = JobName
    /// | where JobName has "automl"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both columns hold the same values, so the fix is safe.
    ///
    /// ## References
    ///
    /// - [Optimize log queries in Azure Monitor](https://learn.microsoft.com/azure/azure-monitor/logs/query-optimization)
    pub const FILTER_ON_COMPUTED = {
        name: "filter-on-computed",
        summary: "a filter on a copy of a stored column",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression, BetweenExpression],
        beside: [ExtendOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((subject, copied, stored)) = find(cx.model(), node) else {
        return;
    };
    let (alias, written) = (quoted(subject.text()), quoted(stored));
    cx.report(subject, format!("{alias} is a copy of {written}"))
        .related(Place::Query(copied.text_range()), "copied here")
        .help(format!("filter by {written}"))
        .replace(
            format!("Filter by {written}"),
            Safety::Safe,
            subject.text_range(),
            bracketed(stored),
        );
}

/// The compared column, the expression that copies it, and the stored column.
fn find<'t, 'm>(
    model: &'m Model,
    node: SyntaxNode<'t>,
) -> Option<(SyntaxNode<'t>, SyntaxNode<'t>, &'m str)> {
    let subject = node.children().next()?;
    if subject.kind() != NodeKind::NameReference {
        return None;
    }
    let Origin::Renamed { by, .. } = column(model, subject)?.origin() else {
        return None;
    };
    if !is_filter(node) || node.has_error() {
        return None;
    }
    let copied = node.tree().node(by)?;
    let original = value(copied);
    let is_copy = original.kind() == NodeKind::NameReference
        && copied.parent()?.kind() == NodeKind::ExtendOperator;
    let stored = column(model, original).filter(|_| is_copy)?;
    let filter = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::FilterOperator)?;
    let step = copied.parent();
    let is_near = steps_behind(filter)
        .take_while(|it| {
            matches!(
                it.kind(),
                NodeKind::ExtendOperator | NodeKind::FilterOperator
            )
        })
        .any(|it| Some(it) == step);
    // The stored column has to be there still, and be the same.
    let here = model.input(filter.id())?.column(stored.name())?;
    let is_stored = matches!(stored.origin(), Origin::Table { .. });
    let is_same = here.origin() == stored.origin();
    let has_index = || {
        let mut steps = lineage(model, filter).into_iter().skip(1);
        steps.all(|it| keeps_rows(it) || it.kind() == NodeKind::FilterOperator)
    };
    (is_near && is_stored && is_same && !compares_columns(model, node) && has_index()).then_some((
        subject,
        copied,
        here.name(),
    ))
}

/// Whether the values that a comparison compares with are those of the row.
fn compares_columns(model: &Model, comparison: SyntaxNode<'_>) -> bool {
    let values = comparison.children().skip(1);
    values
        .flat_map(SyntaxNode::descendants)
        .any(|it| column(model, it).is_some())
}
