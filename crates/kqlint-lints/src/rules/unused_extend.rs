//! A computed column that a later step drops unread.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    query::{named, steps_after, without_element, without_step},
    rule::declare_lint,
};

declare_lint! {
    /// Finds columns of `extend` that a later step drops before anything reads them.
    ///
    /// ## Why is this bad?
    ///
    /// The column is computed for every row and thrown away.
    /// Sometimes the later step should have kept it.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Details = parse_json(ErrorDetails)
    /// | project TimeGenerated, JobName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Nothing reads the column, so removing it is safe.
    pub const UNUSED_EXTEND = {
        name: "unused-extend",
        summary: "a computed column that is dropped unread",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [NamedExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((extend, name, dropping)) = find(cx, node) else {
        return;
    };
    let report = cx
        .report(node, format!("nothing reads {}", quoted(&name)))
        .related(Place::Query(dropping.text_range()), "dropped here")
        .help("remove it, or keep it in the later step");
    let edit = match extend.children().count() {
        1 => without_step(extend),
        _ => without_element(node),
    };
    if let Some(edit) = edit {
        report.fix(
            format!("Remove {}", quoted(&name)),
            Safety::Safe,
            vec![edit],
        );
    }
}

/// The step that computes the column, its name, and the step that drops it.
fn find<'t>(
    cx: &Cx<'_, '_>,
    node: SyntaxNode<'t>,
) -> Option<(SyntaxNode<'t>, String, SyntaxNode<'t>)> {
    let extend = node
        .parent()
        .filter(|parent| parent.kind() == NodeKind::ExtendOperator)?;
    let dropping = dropping_step(extend)?;
    let (name, _) = named(node)?;
    let readings = cx.readings();
    let is_own = |sibling: &SyntaxNode<'_>| *sibling != node;
    let siblings = extend.children().filter(is_own);
    let is_read = siblings
        .chain(steps_after(extend).take_while(|step| *step != dropping))
        .chain([dropping])
        .any(|step| readings.has_in(step, &name));
    (!is_read).then(|| (extend, name.into_owned(), dropping))
}

/// The first step after this one that keeps only what it names, where all between them keep all columns.
fn dropping_step(extend: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    for step in steps_after(extend) {
        if step.has_error() {
            return None;
        }
        match step.kind() {
            NodeKind::FilterOperator
            | NodeKind::ExtendOperator
            | NodeKind::SortOperator
            | NodeKind::TakeOperator
            | NodeKind::TopOperator => {}
            NodeKind::ProjectOperator
            | NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::CountOperator => return Some(step),
            _ => return None,
        }
    }
    None
}
