//! `join` that doesn't say which rows it keeps.

use std::borrow::Cow;

use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{AstNode, JoinOperator, SummarizeOperator},
};

use crate::{
    context::Cx,
    query::{bare, calls, keeps_rows, name, parameter, steps_after, steps_before, value},
    rule::declare_lint,
    unique::{are_unique, joined, unique_keys},
};

declare_lint! {
    /// Finds `join` without `kind`.
    ///
    /// ## Why is this bad?
    ///
    /// The default is `innerunique`, which keeps one row of the left side for each key, and it is not known which one.
    /// Who comes from SQL expects `inner`, and loses rows without a word.
    ///
    /// A left side that has one row for each key anyway is left alone: `distinct`, `summarize`, `make-series` or `top-nested` made it so and no step behind them undoes it, `row_number()` is among the keys, it is a table of facts whose name ends in `KB`, or the key is the `id` of a table of Azure Resource Graph, or the `subscriptionId` of its subscriptions.
    /// A join before it undoes nothing where its right side has one row for each key.
    /// So is a single row (`print`, `top 1`), and a left side that only says which rows of the right one stay: a `project`, `distinct` or a `summarize` that doesn't count rows must follow, and up to it nothing of the left side is read but its keys.
    /// No such step need follow where all columns of the left side are keys; then nothing is lost until rows are counted.
    /// So is a join by `_ItemId`, which is another one in each record, and a query whose comments speak of the default.
    /// Keys that name the same thing as a key of the join, `UserId` beside `UserPrincipalName`, don't make more rows.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=innerunique (AmlComputeClusterEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Writing out the default changes nothing and is safe.
    /// `kind=inner` may return more rows and is offered as a choice.
    pub const JOIN_WITHOUT_KIND = {
        name: "join-without-kind",
        summary: "`join` without `kind`",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some(keyword) = find(cx, node) else {
        return;
    };
    let after = TextRange::empty(keyword.end());
    cx.report_at(
        keyword,
        "`join` without `kind` keeps one left row for each key",
    )
    .help("write `kind=innerunique`, or `kind=inner` to keep all rows")
    .replace(
        "Write `kind=innerunique`",
        Safety::Safe,
        after,
        " kind=innerunique",
    )
    .replace(
        "Change to `kind=inner`",
        Safety::Choice,
        after,
        " kind=inner",
    );
}

/// The place of the keyword.
fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<TextRange> {
    let join = JoinOperator::cast(node)?;
    let keys = joined(join.join_on_clause()?);
    let left: Vec<_> = keys.into_iter().map(|(left, _)| left).collect();
    if node.has_error() || parameter(node, "kind").is_some() || left.is_empty() {
        return None;
    }
    let start = node.text_range().start();
    let is_meant =
        || is_of_facts(node) || is_by_record(node) || only_filters(cx, node, &left) || is_known(cx);
    // Rows that are one for each key already lose nothing.
    let loses = !is_meant() && !are_unique(&unique_keys(cx, node), &left);
    loses.then(|| TextRange::at(start, TextSize::of("join")))
}

/// Whether the rows of one side are looked up by the id of a record.
fn is_by_record(join: SyntaxNode<'_>) -> bool {
    let clause = JoinOperator::cast(join).and_then(JoinOperator::join_on_clause);
    clause.is_some_and(|clause| {
        let mut names = clause.syntax().descendants();
        names.any(|it| it.kind() == NodeKind::NameReference && it.text() == "_ItemId")
    })
}

/// Whether the left side only says which rows of the right one stay: it has no columns but its keys, or nothing else is read of it before a step chooses the columns.
fn only_filters(cx: &Cx<'_, '_>, join: SyntaxNode<'_>, keys: &[Cow<'_, str>]) -> bool {
    let Some(left) = cx.model().input(join.id()) else {
        return false;
    };
    let is_all = !left.is_open()
        && left
            .columns()
            .all(|it| keys.iter().any(|key| key == it.name()));
    let is_of_left = |reference: SyntaxNode<'_>| {
        let meant = cx.model().resolution(reference.id());
        let is_column = matches!(meant, None | Some(Resolution::Column(_)));
        let name = name(reference);
        let is_key = name.as_ref().is_some_and(|name| keys.contains(name));
        let is_known = |name: Cow<'_, str>| left.column(&name).is_some();
        is_column && !is_key && (left.is_open() || name.is_none_or(is_known))
    };
    for step in steps_after(join) {
        let reads_left = step.descendants().any(|it| match it.kind() {
            NodeKind::StarExpression | NodeKind::PackExpression => !is_all,
            NodeKind::Placeholder => true,
            NodeKind::NameReference => is_of_left(it),
            _ => false,
        });
        if reads_left {
            return false;
        }
        match step.kind() {
            NodeKind::ProjectOperator | NodeKind::DistinctOperator => return true,
            NodeKind::SummarizeOperator => return ignores_repeated(step),
            NodeKind::FilterOperator | NodeKind::ExtendOperator | NodeKind::SortOperator => {}
            NodeKind::TakeOperator | NodeKind::TopOperator if is_all => {}
            _ if is_all && keeps_rows(step) => {}
            _ => return false,
        }
    }
    is_all
}

/// Whether the result of `summarize` is the same, however often a row occurs.
fn ignores_repeated(summarize: SyntaxNode<'_>) -> bool {
    const AGGREGATES: &[&str] = &[
        "arg_max", "arg_min", "dcount", "make_set", "max", "min", "take_any",
    ];
    let operator = SummarizeOperator::cast(summarize);
    let mut aggregates = operator.into_iter().flat_map(SummarizeOperator::aggregates);
    aggregates.all(|it| calls(bare(value(it.syntax())), AGGREGATES))
}

/// Whether a comment speaks of the default.
fn is_known(cx: &Cx<'_, '_>) -> bool {
    cx.comments_say(&["innerunique", "default join"])
}

/// Whether the left side is a table that explains what others name, and has one row for each.
fn is_of_facts(join: SyntaxNode<'_>) -> bool {
    let mut before = steps_before(join);
    let is_table = |it: SyntaxNode<'_>| it.kind() == NodeKind::NameReference;
    before
        .next()
        .is_some_and(|source| is_table(source) && source.text().ends_with("KB"))
        && before.all(|step| step.kind() == NodeKind::FilterOperator || keeps_rows(step))
}
