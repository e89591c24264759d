//! Columns that a join can't match.

use kqlint_diagnostics::Level;
use kqlint_semantics::{Problem, ProblemKind, Schema};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, JoinOperator},
};

use crate::{
    context::{Cx, quoted},
    lineage::{lineage, rows_of},
    placeholders::is_filled_in,
    query::{keeps_rows, parameter},
    rule::declare_lint,
};

declare_lint! {
    /// Finds keys of a join that are of different types on its two sides, dynamic, or on one side only.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on $left.JobName == $right.CoreCount
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on $left.ClusterName == $right.ClusterName
    /// ```
    pub const JOIN_KEY_TYPE = {
        name: "join-key-type",
        summary: "columns that a join can't match",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let tree = cx.tree();
    for problem in cx.problems() {
        if tree.node(problem.node).is_none_or(SyntaxNode::has_error) {
            continue;
        }
        let (message, help) = match &problem.kind {
            // A column that is looked for may have any type.
            ProblemKind::JoinTypes { .. } | ProblemKind::SidesDiffer { .. }
                if cx.looks_for_columns() =>
            {
                continue;
            }
            ProblemKind::JoinTypes { left, right } => (
                format!(
                    "the left key is {}, the right key {}",
                    left.name(),
                    right.name()
                ),
                "convert one of them before the join",
            ),
            ProblemKind::SidesDiffer { name, left, right } => (
                format!(
                    "{} is {} on the left and {} on the right",
                    quoted(name),
                    left.name(),
                    right.name()
                ),
                "convert one of them before the join",
            ),
            ProblemKind::DynamicJoinKey => (
                "a dynamic value can't be the key of a join".to_owned(),
                "convert it with `tostring()` before the join",
            ),
            ProblemKind::NotOnBothSides { name } => lacks(cx, problem, name),
            ProblemKind::JoinKey if !holds_filled_in(tree, problem) => (
                "a key of a join is a name, or `$left.A == $right.B`".to_owned(),
                "compute the key before the join",
            ),
            _ => continue,
        };
        let report = cx.report_at(problem.range, message).help(help);
        if is_in_fuzzy_leg(tree, problem) {
            report
                .at_most(Level::Warning)
                .note("the query runs without this leg of the `union`");
        }
    }
}

/// Whether the join is in a leg of a `union` that leaves out what can't run.
fn is_in_fuzzy_leg(tree: &SyntaxTree, problem: &Problem) -> bool {
    let around = tree.node(problem.node).into_iter();
    around
        .flat_map(SyntaxNode::ancestors)
        .any(|it| it.kind() == NodeKind::UnionOperator && parameter(it, "isfuzzy") == Some("true"))
}

/// Which side of the join has no column of that name, and what to do.
fn lacks(cx: &Cx<'_, '_>, problem: &Problem, name: &str) -> (String, &'static str) {
    let model = cx.model();
    let around = cx.tree().node(problem.node).into_iter();
    let join = around
        .flat_map(SyntaxNode::ancestors)
        .find(|it| model.right(it.id()).is_some());
    let has = |schema: Option<Schema<'_>>| {
        schema.is_none_or(|it| it.is_open() || it.column(name).is_some())
    };
    let (left, right) = join.map_or((None, None), |it| {
        (model.input(it.id()), model.right(it.id()))
    });
    let (left, right) = (has(left), has(right));
    let name = quoted(name);
    let (message, rows) = match (left, right) {
        (false, true) => (
            format!("the left side of the join has no column {name}"),
            join.map(|it| lineage(model, it)),
        ),
        (true, false) => (
            format!("the right side of the join has no column {name}"),
            join.and_then(JoinOperator::cast)
                .and_then(JoinOperator::right)
                .map(|it| rows_of(model, it.syntax())),
        ),
        _ => (format!("{name} is on neither side of the join"), None),
    };
    let is_step = |it: &&SyntaxNode<'_>| !keeps_rows(**it) && it.kind() != NodeKind::FilterOperator;
    let made = rows.iter().flatten().rev().find(is_step);
    let help = match made {
        Some(it) if it.kind() == NodeKind::SummarizeOperator => {
            "add it to the `by` of the `summarize` on that side"
        }
        _ => "name the two columns: `$left.A == $right.B`",
    };
    (message, help)
}

/// Whether a part of the key is filled in before the query runs.
fn holds_filled_in(tree: &SyntaxTree, problem: &Problem) -> bool {
    let node = tree.node(problem.node);
    node.is_some_and(|node| node.descendants().any(is_filled_in))
}
