//! A join with a watchlist on another column than `SearchKey`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, JoinOperator, LookupOperator, PipeExpression},
};

use crate::{
    context::{Cx, quoted},
    query::{bare, calls},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a join with a watchlist that uses another column than `SearchKey`.
    ///
    /// ## Why is this bad?
    ///
    /// Who uploads a watchlist says which of its columns is searched by, and Microsoft Sentinel keeps that one as `SearchKey`.
    /// Joins on it are fast; the other columns are taken out of a bag for each row.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// SigninLogs
    /// | where TimeGenerated > ago(1d)
    /// | lookup kind=inner (_GetWatchlist("VIPs")) on $left.UserPrincipalName == $right.Upn
    /// ```
    ///
    /// ```kql,good
    /// SigninLogs
    /// | where TimeGenerated > ago(1d)
    /// | lookup kind=inner (_GetWatchlist("VIPs")) on $left.UserPrincipalName == $right.SearchKey
    /// ```
    ///
    /// ## References
    ///
    /// - [Watchlists in Microsoft Sentinel](https://learn.microsoft.com/azure/sentinel/watchlists-queries)
    pub const WATCHLIST_KEY = {
        name: "watchlist-key",
        summary: "a join with a watchlist on another column than `SearchKey`",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator, LookupOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(key) = find(node).filter(|_| !node.has_error()) else {
        return;
    };
    let written = quoted(key.text());
    cx.report(
        key,
        format!("{written} is looked for in each row of the watchlist"),
    )
    .help("join on `SearchKey`, the column that the watchlist is searched by");
}

/// The only key of a join with a watchlist that nothing is computed of, where it is another column than `SearchKey`.
fn find(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    let join = JoinOperator::cast(node).map(|it| (it.right(), it.join_on_clause()));
    let (right, on) = join.or_else(|| {
        let lookup = LookupOperator::cast(node)?;
        Some((lookup.right(), lookup.join_on_clause()))
    })?;
    let right = bare(right?.syntax());
    let source = match PipeExpression::cast(right) {
        Some(pipe) => pipe.source()?.syntax(),
        None => right,
    };
    let names_key = right
        .descendants()
        .any(|it| it.kind() == NodeKind::NameReference && it.text() == "SearchKey");
    let mut keys = on?.conditions();
    let (key, None) = (keys.next()?.syntax(), keys.next()) else {
        return None;
    };
    // `$right.Key == $left.Key` has the sides the other way round.
    let of_watchlist = key.descendants().find(|it| {
        let first = it.first_token().map(|token| token.text());
        it.kind() == NodeKind::PathExpression && first == Some("$right")
    });
    let key = of_watchlist
        .unwrap_or(key)
        .descendants()
        .filter(|it| it.kind() == NodeKind::NameReference)
        .last()?;
    let is_slow =
        calls(bare(source), &["_GetWatchlist"]) && !names_key && key.text() != "SearchKey";
    is_slow.then_some(key)
}
