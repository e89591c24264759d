//! A result that holds the key of a join twice.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::{Column, Origin, Schema};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, JoinOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{name, parameter},
    rule::declare_lint,
};

declare_lint! {
    /// Finds inner joins whose key is in the result twice, under its name and with a number behind it.
    ///
    /// ## Why is this bad?
    ///
    /// Both columns hold the same value.
    /// Whoever exports or unions the result carries a column along that says nothing.
    ///
    /// A join in a function counts where the query that calls it returns the copy.
    /// Where the sides share other columns too, the result needs a `project` anyway, and the rule is silent.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project JobName, ClusterName
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d) | project ClusterName, VmSize) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project JobName, ClusterName
    /// | join kind=inner (AmlComputeClusterEvent | where TimeGenerated > ago(1d) | project ClusterName, VmSize) on ClusterName
    /// | project-away ClusterName1
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The result has a column less afterwards, so the fix is unsafe.
    pub const JOIN_KEY_TWICE = {
        name: "join-key-twice",
        summary: "a result that holds the key of a join twice",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((condition, copies)) = find(cx, node) else {
        return;
    };
    let list = copies.join(", ");
    let message = match copies.as_slice() {
        [copy] => format!(
            "the result holds {} again as {}",
            quoted(condition.text()),
            quoted(copy)
        ),
        _ => format!("the result holds the keys again as {}", quoted(&list)),
    };
    let edit = Edit {
        place: Place::Query(TextRange::empty(node.text_range().end())),
        text: format!("\n| project-away {list}"),
    };
    cx.report(condition, message)
        .help(format!("drop what says nothing new: `project-away {list}`"))
        .fix(
            format!("Drop {}", quoted(&list)),
            Safety::Unsafe,
            vec![edit],
        );
}

/// The rows in which the copies may be seen: those of the statement, or of the query that calls the function around it.
fn result<'a>(
    cx: &Cx<'a, '_>,
    statement: SyntaxNode<'_>,
    join: SyntaxNode<'_>,
) -> Option<Schema<'a>> {
    let is_in_function = statement
        .ancestors()
        .any(|it| it.kind() == NodeKind::FunctionDeclaration);
    if !is_in_function {
        return cx.model().output(statement.id());
    }
    let is_copy =
        |it: Column<'_>| matches!(it.origin(), Origin::Suffixed { by, .. } if by == join.id());
    let results = cx.model().queries().filter_map(|it| it.output());
    let mut with_copies = results.filter(|it| it.columns().any(is_copy));
    with_copies.next()
}

/// The first key, and the names of all copies in the result, which nothing reads.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, Vec<String>)> {
    let is_inner = matches!(
        parameter(node, "kind"),
        None | Some("inner" | "innerunique")
    );
    let statement = node
        .ancestors()
        .filter(|it| it.kind() == NodeKind::ExpressionStatement)
        .last()?;
    if !is_inner || node.has_error() {
        return None;
    }
    let result = result(cx, statement, node)?;
    let conditions = JoinOperator::cast(node)?.join_on_clause()?.conditions();
    let conditions: Vec<_> = conditions.map(|it| it.syntax()).collect();
    let mut copies = Vec::new();
    for column in result.columns() {
        let Origin::Suffixed { from, by } = column.origin() else {
            continue;
        };
        // Beside other columns that both sides have, one of the keys doesn't matter.
        let is_key = |it: &SyntaxNode<'_>| name(*it).is_some_and(|key| key == from);
        result.column(from)?;
        if by != node.id() || !conditions.iter().any(is_key) || cx.readings().of(column.name()) > 0
        {
            return None;
        }
        copies.push(column.name().to_owned());
    }
    let is_copied = |it: &&SyntaxNode<'_>| {
        name(**it).is_some_and(|key| {
            result.columns().any(
                |column| matches!(column.origin(), Origin::Suffixed { from, .. } if from == key),
            )
        })
    };
    let first = *conditions.iter().find(is_copied)?;
    (!copies.is_empty() && !result.is_open()).then_some((first, copies))
}
