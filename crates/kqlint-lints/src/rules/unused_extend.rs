//! A computed column that a later step drops unread.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, NameReference},
};

use crate::{
    context::{Cx, quoted},
    query::{call_name, named, steps_after, without_element, without_step},
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
    let Some((extend, name, dropping)) = find(node) else {
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
fn find(node: SyntaxNode<'_>) -> Option<(SyntaxNode<'_>, String, SyntaxNode<'_>)> {
    let extend = node
        .parent()
        .filter(|parent| parent.kind() == NodeKind::ExtendOperator)?;
    let (name, _) = named(node)?;
    let is_own = |sibling: &SyntaxNode<'_>| *sibling != node;
    if extend
        .children()
        .filter(is_own)
        .any(|sibling| reads(sibling, &name))
    {
        return None;
    }
    for step in steps_after(extend) {
        if step.has_error() || reads(step, &name) {
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
            | NodeKind::CountOperator => return Some((extend, name.into_owned(), step)),
            _ => return None,
        }
    }
    None
}

/// Whether an expression reads a column of that name, or all columns.
fn reads(node: SyntaxNode<'_>, name: &str) -> bool {
    node.descendants().any(|inner| match inner.kind() {
        NodeKind::NameReference => NameReference::cast(inner)
            .is_none_or(|inner| inner.is_wildcard() || inner.name().is_some_and(|it| it == name)),
        NodeKind::StarExpression | NodeKind::PackExpression => true,
        NodeKind::FunctionCallExpression => call_name(inner)
            .is_some_and(|name| matches!(name.as_ref(), "pack_all" | "column_ifexists")),
        _ => false,
    })
}
