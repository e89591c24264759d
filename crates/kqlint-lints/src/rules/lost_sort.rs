//! `sort` whose order the next step forgets.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, SortOperator},
};

use crate::{
    context::Cx,
    query::{call_name, keeps_rows, steps_after, without_step},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `sort` before a step that doesn't keep the order.
    ///
    /// ## Why is this bad?
    ///
    /// `summarize`, `distinct`, `count`, `join` and another `sort` forget the order of their input, so the work of sorting is lost.
    /// Who relies on it, for instance to get the newest row with `take_any()`, gets any row.
    ///
    /// Aggregates that keep the order of the rows, as `make_list()` does, are left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | sort by TimeGenerated desc
    /// | summarize Events = count() by JobName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Events = count() by JobName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Removing the step changes nothing, unless `take_any()` or its like reads the rows, or further keys break the ties of a later `top`: then there is no fix.
    pub const LOST_SORT = {
        name: "lost-sort",
        summary: "`sort` whose order is lost",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [SortOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(later) = find(node) else { return };
    let keyword = later
        .first_token()
        .map_or(String::new(), |token| token.text().to_owned());
    let (label, help) = match later.kind() {
        NodeKind::SortOperator => ("sorts anew", "remove it".to_owned()),
        NodeKind::TopOperator => ("sorts anew", "remove it, or use `take` here".to_owned()),
        _ => (
            "returns rows in no order",
            format!("remove it, or sort after `{keyword}`"),
        ),
    };
    let report = cx
        .report(node, format!("`{keyword}` forgets this order"))
        .related(Place::Query(later.text_range()), label)
        .help(help);
    let takes_any = later
        .descendants()
        .filter_map(call_name)
        .any(|name| matches!(name.as_ref(), "take_any" | "any" | "take_anyif" | "anyif"));
    // The further keys may be meant to break ties.
    let breaks_ties = later.kind() == NodeKind::TopOperator
        && SortOperator::cast(node).is_some_and(|sort| sort.keys().count() > 1);
    let changes_nothing = !takes_any && !breaks_ties;
    if let Some(edit) = without_step(node).filter(|_| changes_nothing) {
        report.fix("Remove the sort", Safety::Safe, vec![edit]);
    }
}

/// The step that forgets the order.
fn find(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    for step in steps_after(node) {
        match step.kind() {
            kind if kind == NodeKind::FilterOperator || keeps_rows(step) => {
                if reads_order(step) {
                    return None;
                }
            }
            NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::CountOperator
            | NodeKind::SortOperator
            | NodeKind::TopOperator => {
                return (!step.has_error() && !reads_order(step)).then_some(step);
            }
            _ => return None,
        }
    }
    None
}

/// Whether a step calls a function whose result depends on the order of the rows.
fn reads_order(step: SyntaxNode<'_>) -> bool {
    step.descendants().filter_map(call_name).any(|name| {
        let name = name.as_ref();
        name.starts_with("row_")
            || name.starts_with("make_")
            || name.starts_with("series_")
            || matches!(
                name,
                "prev" | "next" | "makelist" | "makeset" | "strcat_array" | "arg_max" | "arg_min"
            )
    })
}
