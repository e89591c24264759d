//! `Key1`, the copy of a key that a join leaves behind.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::{Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryOperator, ByClause, JoinOperator, QueryOperator, SummarizeOperator},
};

use crate::{
    comparison::binary,
    context::{Cx, quoted},
    lineage::lineage,
    push_down::made_by,
    query::{bare, column, keeps_rows, name, parameter},
    rule::declare_lint,
};

declare_lint! {
    /// Finds uses of the copy of a key that an inner join leaves behind.
    ///
    /// ## Why is this bad?
    ///
    /// The join puts a number after the name of the right key, since the left side has a column of that name.
    /// Both hold the same value; the number shifts when either side gets another column.
    /// A comparison of the two with each other is true for every row.
    ///
    /// The rule is silent where a step behind the join gives the name of the left key to something else.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// | where ClusterName1 startswith "cpu"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// | where ClusterName startswith "cpu"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both columns hold the same value, so the fix is safe where the name of a result doesn't depend on it, and isn't offered elsewhere.
    /// Where the two are compared with each other, there is no fix: something else was meant.
    pub const LEFTOVER_JOIN_KEY = {
        name: "leftover-join-key",
        summary: "the copy of a key that a join leaves behind",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [NameReference],
        names: [Column],
        beside: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((key, join)) = find(cx.model(), node) else {
        return;
    };
    let message = format!("{} holds the same as {}", quoted(node.text()), quoted(key));
    let report = cx
        .report(node, message)
        .related(Place::Query(join.text_range()), "this join made it");
    let parent = node.parent();
    if let Some(result) = parent.and_then(|it| compared(it, node, key)) {
        report
            .label(format!("the comparison is always {result}"))
            .help("compare other columns, or keep rows without a match by `kind=fullouter`");
        return;
    }
    let report = report.help(format!("use {}", quoted(key)));
    let names_nothing = parent.is_some_and(|parent| {
        matches!(
            parent.kind(),
            NodeKind::BinaryExpression | NodeKind::InExpression | NodeKind::BetweenExpression
        )
    });
    if names_nothing {
        let title = format!("Change to {}", quoted(key));
        report.replace(title, Safety::Safe, node.text_range(), key);
    }
}

/// What a comparison of the copy with the key always is.
fn compared(comparison: SyntaxNode<'_>, copy: SyntaxNode<'_>, key: &str) -> Option<bool> {
    let comparison = binary(comparison)?;
    let mut sides = [comparison.left, comparison.right].into_iter();
    let other = sides.find(|side| bare(*side) != copy)?;
    let result = match comparison.operator {
        BinaryOperator::Equal | BinaryOperator::EqualTilde => true,
        BinaryOperator::NotEqual | BinaryOperator::NotEqualTilde => false,
        _ => return None,
    };
    (name(other)? == key).then_some(result)
}

/// The key and the join that copied it.
fn find<'t, 'm>(model: &'m Model, node: SyntaxNode<'t>) -> Option<(&'m str, SyntaxNode<'t>)> {
    // Most names don't end in a digit, and asking is cheap.
    if !node.text().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_cleanup = node.ancestors().take(3).any(|it| {
        matches!(
            it.kind(),
            NodeKind::ProjectAwayOperator
                | NodeKind::ProjectRenameOperator
                | NodeKind::ProjectReorderOperator
                | NodeKind::NameReferenceList
        )
    });
    if is_cleanup {
        return None;
    }
    let Origin::Suffixed { from, by } = column(model, node)?.origin() else {
        return None;
    };
    let join = node.tree().node(by)?;
    let is_inner = matches!(
        parameter(join, "kind"),
        None | Some("inner" | "innerunique")
    );
    let clause = JoinOperator::cast(join)?.join_on_clause()?;
    let is_key = clause
        .conditions()
        .any(|condition| name(condition.syntax()).is_some_and(|key| key == from));
    (is_inner && is_key && is_kept(model, node, join, from)).then_some((from, join))
}

/// Whether the key is still what the join compared where its copy is read.
fn is_kept(model: &Model, copy: SyntaxNode<'_>, join: SyntaxNode<'_>, key: &str) -> bool {
    let step = copy
        .ancestors()
        .find(|it| QueryOperator::cast(*it).is_some());
    let Some(step) = step else { return false };
    let same = || {
        let joined = model.output(join.id())?.column(key)?.origin();
        let is_here = model.input(step.id())?.column(key)?.origin() == joined;
        // The step itself may give the name to something else.
        let behind = model.output(step.id()).and_then(|it| it.column(key));
        Some(is_here && behind.is_none_or(|it| it.origin() == joined))
    };
    if same() != Some(true) {
        return false;
    }
    let steps = lineage(model, step);
    let at = steps.iter().position(|it| *it == join);
    at.is_some_and(|at| {
        let mut behind = steps.into_iter().skip(at + 1);
        behind.all(|step| keeps_both(step, key, copy.text()))
    })
}

/// Whether the key and its copy are of one row behind a step if they were before it.
fn keeps_both(step: SyntaxNode<'_>, key: &str, copy: &str) -> bool {
    match step.kind() {
        NodeKind::FilterOperator
        | NodeKind::SortOperator
        | NodeKind::TakeOperator
        | NodeKind::TopOperator
        | NodeKind::SampleOperator
        | NodeKind::SerializeOperator
        | NodeKind::AsOperator
        | NodeKind::DistinctOperator
        | NodeKind::ParseOperator
        | NodeKind::ParseWhereOperator
        | NodeKind::JoinOperator
        | NodeKind::LookupOperator => true,
        NodeKind::MvExpandOperator => {
            made_by(step).is_some_and(|made| !made.iter().any(|it| it == key || it == copy))
        }
        NodeKind::SummarizeOperator => is_of_one_row(step, key, copy),
        _ => keeps_rows(step),
    }
}

/// Whether what `summarize` keeps of both columns is of one row: one aggregate picks both, or both are keys.
fn is_of_one_row(summarize: SyntaxNode<'_>, key: &str, copy: &str) -> bool {
    let Some(operator) = SummarizeOperator::cast(summarize) else {
        return false;
    };
    let keys = || operator.by_clause().into_iter().flat_map(ByClause::keys);
    let is_grouped =
        |column: &str| keys().any(|it| name(it.syntax()).is_some_and(|it| it == column));
    operator.aggregates().count() < 2 || is_grouped(key) && is_grouped(copy)
}
