//! `sort by a asc, b`, where `b` goes the other way.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Origin, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TokenKind,
    ast::{AstNode, SortOperator},
};

use crate::{
    context::{Cx, quoted},
    names::name_words,
    push_down::BY_ORDER,
    query::{call, calls, column, name, sorted, steps_after, value},
    rule::declare_lint,
    unique::{are_unique, unique_keys},
};

declare_lint! {
    /// Finds a key of `sort` without a direction beside one that goes up.
    ///
    /// ## Why is this bad?
    ///
    /// Without a word Kusto sorts down, unlike SQL.
    /// In `sort by Day asc, Name` the names go from Z to A within each day, which hardly anybody means or sees.
    ///
    /// Numbers and times beside such a key are left alone, since the largest and the newest first is what one often wants, and so is an order that a later step forgets, groups by or works on.
    /// Keys behind a number, a time, or names that the query writes out once each only break ties, and ids only bring rows together.
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

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some(key) = find(cx, node) else {
        return;
    };
    let end = TextRange::empty(key.text_range().end());
    cx.report(
        key,
        format!("{} is sorted in descending order", quoted(key.text())),
    )
    .note("without a direction, Kusto sorts from the largest to the smallest")
    .help("add `asc`, or `desc` where that is meant")
    .replace("Add `asc`", Safety::Choice, end, " asc")
    .replace("Add `desc`", Safety::Choice, end, " desc");
}

/// The first key without a direction, where another goes up.
fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<SyntaxNode<'a>> {
    let sort = SortOperator::cast(node).filter(|_| !node.has_error())?;
    let goes_up = |key: SyntaxNode<'_>| key.token(TokenKind::AscKw).is_some();
    let keys: Vec<_> = sort.keys().map(|key| key.syntax()).collect();
    keys.iter().find(|key| goes_up(**key))?;
    let is_text = |it: SyntaxNode<'_>| is_text(cx, sorted(it));
    let implicit =
        |it: SyntaxNode<'_>| it.kind() != NodeKind::OrderedExpression && is_text(it) && !is_id(it);
    let at = keys.iter().position(|key| implicit(*key))?;
    let key = *keys.get(at)?;
    let before = keys.get(..at).unwrap_or_default();
    // Names of one row each leave nothing to a further key.
    let are_all_told_apart = || {
        let names: Vec<_> = before.iter().filter_map(|it| name(sorted(*it))).collect();
        !names.is_empty() && are_unique(&unique_keys(cx, node), &names)
    };
    let breaks_ties = before.iter().any(|it| !is_text(*it)) || are_all_told_apart();
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

/// Whether a key is text that isn't a time in disguise.
fn is_text(cx: &Cx<'_, '_>, key: SyntaxNode<'_>) -> bool {
    let model = cx.model();
    let made = match column(model, key).map(|it| it.origin()) {
        Some(Origin::Computed(made)) => cx.tree().node(made).map(value),
        _ => Some(key),
    };
    let is_time = made.is_some_and(|it| {
        call(it).is_some_and(|call| {
            let first = call.arguments.first();
            let is_of_time = first.is_some_and(|it| model.type_of(it.id()) == Type::DATETIME);
            is_of_time && matches!(call.name.as_ref(), "format_datetime" | "tostring")
        })
    });
    model.type_of(key.id()) == Type::STRING && !is_time
}

/// Whether a key is an id, which brings rows together and has no order that means anything.
fn is_id(key: SyntaxNode<'_>) -> bool {
    let last = name(key).and_then(|it| name_words(&it).pop());
    last.is_some_and(|it| matches!(it.as_str(), "id" | "guid" | "uuid" | "sid"))
}
