//! `sort by a asc, b`, where `b` goes the other way.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TokenKind,
    ast::{AstNode, SortOperator},
};

use crate::{
    context::{Cx, quoted},
    push_down::BY_ORDER,
    query::{calls, steps_after},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a key of `sort` without a direction beside one that goes up.
    ///
    /// ## Why is this bad?
    ///
    /// Without a word Kusto sorts down, unlike SQL.
    /// In `sort by Day asc, Name` the names go from Z to A within each day, which hardly anybody means or sees.
    ///
    /// Numbers and times beside such a key are left alone, since the largest and the newest first is what one often wants, and so is an order that a later step forgets, groups by or works on, and a last key that only breaks the ties of a number or a time.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | sort by ClusterName asc, JobName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | sort by ClusterName asc, JobName asc
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only the author knows which way was meant, so both are offered and `--fix` applies neither.
    pub const IMPLICIT_SORT_DIRECTION = {
        name: "implicit-sort-direction",
        summary: "a sort key without a direction beside one with `asc`",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [SortOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(key) = find(cx.model(), node) else {
        return;
    };
    let end = TextRange::empty(key.text_range().end());
    cx.report(key, format!("{} is sorted down", quoted(key.text())))
        .note("without a direction, Kusto sorts from the largest to the smallest")
        .help("add `asc`, or `desc` where that is meant")
        .replace("Add `asc`", Safety::Choice, end, " asc")
        .replace("Add `desc`", Safety::Choice, end, " desc");
}

/// The first key without a direction, where another goes up.
fn find<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let sort = SortOperator::cast(node).filter(|_| !node.has_error())?;
    let goes_up = |key: SyntaxNode<'_>| key.token(TokenKind::AscKw).is_some();
    let keys: Vec<_> = sort.keys().map(|key| key.syntax()).collect();
    keys.iter().find(|key| goes_up(**key))?;
    let is_text = |it: SyntaxNode<'_>| {
        let value = match it.kind() {
            NodeKind::OrderedExpression => it.children().next().unwrap_or(it),
            _ => it,
        };
        model.type_of(value.id()) == Type::STRING
    };
    let implicit = |it: SyntaxNode<'_>| it.kind() != NodeKind::OrderedExpression && is_text(it);
    let at = keys.iter().position(|key| implicit(*key))?;
    let key = *keys.get(at)?;
    let before = at.checked_sub(1).and_then(|it| keys.get(it));
    let breaks_ties = at + 1 == keys.len() && before.is_some_and(|it| !is_text(*it));
    let is_result = node.ancestors().nth(2)?.kind() == NodeKind::ExpressionStatement;
    let keeps_order = |step: SyntaxNode<'_>| {
        !matches!(
            step.kind(),
            NodeKind::SummarizeOperator
                | NodeKind::DistinctOperator
                | NodeKind::CountOperator
                | NodeKind::SortOperator
                | NodeKind::TopOperator
                | NodeKind::JoinOperator
                | NodeKind::ScanOperator
                | NodeKind::SerializeOperator
        ) && !step.descendants().any(|it| calls(it, &BY_ORDER))
    };
    (is_result && !breaks_ties && steps_after(node).all(keeps_order)).then_some(key)
}
