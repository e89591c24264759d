//! `x == x`

use kqlint_semantics::Model;
use kqlint_syntax::{NodeKind, SyntaxNode, ast::BinaryOperator};

use crate::{
    context::{Cx, quoted},
    query::{bare, call, column, name, same},
    rule::declare_lint,
};

declare_lint! {
    /// Finds comparisons of a column with itself.
    ///
    /// ## Why is this bad?
    ///
    /// The result is the same for every row, apart from those in which the column is null or no number: such a value equals nothing, not even itself.
    /// Most often one side was copied and not changed; who means to drop these rows says it with `isnotnull()` or `isnan()`.
    ///
    /// A comparison inside of `iff()` or `case()` is left alone: there it is a common way of saying "no filter".
    /// So is one behind which a comment speaks of null or NaN.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and TargetNodeCount > TargetNodeCount
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and TargetNodeCount > CurrentNodeCount
    /// ```
    pub const SELF_COMPARISON = {
        name: "self-comparison",
        summary: "a comparison of a column with itself",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    if let Some(subject) = find(cx, node) {
        cx.report(
            node,
            format!("{} is compared with itself", quoted(subject.text())),
        );
    }
}

fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<SyntaxNode<'a>> {
    let (model, comparison) = (cx.model(), cx.binary()?);
    let left = bare(comparison.left);
    let compares = !matches!(
        comparison.operator,
        BinaryOperator::Search | BinaryOperator::MatchesRegex
    );
    if !compares || !same(left, comparison.right) || !is_column(model, left) {
        return None;
    }
    let is_choice = node
        .ancestors()
        .filter_map(call)
        .any(|call| matches!(call.name.as_ref(), "iff" | "iif" | "case"));
    // A variable of that name was meant: another rule says so.
    let is_hidden = name(left).is_some_and(|name| {
        model
            .variables_at(left.text_range().start())
            .iter()
            .any(|variable| variable.name == name)
    });
    (!is_choice && !is_hidden && !is_meant(cx, node)).then_some(left)
}

/// Whether a comment on the same line says what the comparison drops.
fn is_meant(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let end = usize::from(node.text_range().end());
    let behind = cx.tree().text().get(end..).unwrap_or_default();
    let line = behind.lines().next().unwrap_or_default();
    let comment = line.split_once("//").map(|it| it.1.to_lowercase());
    let mut words = comment
        .iter()
        .flat_map(|it| it.split(|c: char| !c.is_alphanumeric()));
    words.any(|it| matches!(it, "nan" | "nans" | "null" | "nulls"))
}

/// Whether an expression is a column or a part of one.
fn is_column(model: &Model, node: SyntaxNode<'_>) -> bool {
    match node.kind() {
        NodeKind::NameReference => column(model, node).is_some(),
        NodeKind::PathExpression => node
            .children()
            .next()
            .is_some_and(|base| column(model, base).is_some()),
        _ => false,
    }
}
