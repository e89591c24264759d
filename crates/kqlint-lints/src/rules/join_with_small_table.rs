//! `join` with a list that the query writes out, where `lookup` would do.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, JoinOperator, LetStatement, PipeExpression},
};

use crate::{
    context::Cx,
    query::{bare, call, parameter, steps_after, steps_before},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a join with a small table on its right: a `datatable` or a watchlist.
    ///
    /// ## Why is this bad?
    ///
    /// `join` expects its larger side on the right.
    /// `lookup` is made for a small right side: it sends the small table to where the rows are, and doesn't repeat the key as a second column.
    ///
    /// A join with `hint.strategy` is left alone: its author chose how it runs.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=leftouter (datatable(ClusterName: string, Owner: string) ["cpu", "ml-team"]) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | lookup kind=leftouter (datatable(ClusterName: string, Owner: string) ["cpu", "ml-team"]) on ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The second key column is gone afterwards, so the fix is unsafe, and there is none where a later step names that column.
    pub const JOIN_WITH_SMALL_TABLE = {
        name: "join-with-small-table",
        summary: "a join with a small table where `lookup` would do",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let can_lookup = matches!(parameter(node, "kind"), Some("leftouter" | "inner"));
    let small = JoinOperator::cast(node)
        .and_then(JoinOperator::right)
        .and_then(|right| small(cx, right.syntax(), 4));
    let (Some(small), Some(keyword)) = (small, node.first_token()) else {
        return;
    };
    let left = steps_before(node).next();
    let is_left_small = left.is_some_and(|left| self::small(cx, left, 4).is_some());
    let is_planned = parameter(node, "hint.strategy").is_some();
    if !can_lookup || is_left_small || is_planned || node.has_error() {
        return;
    }
    let report = cx
        .report_at(
            keyword.text_range(),
            format!("the right side is {small}, which is small"),
        )
        .help("use `lookup`");
    if !needs_right_keys(node) {
        report.replace(
            "Use `lookup`",
            Safety::Unsafe,
            keyword.text_range(),
            "lookup",
        );
    }
}

/// Whether a later step names a key of the right side, which `lookup` doesn't return.
fn needs_right_keys(join: SyntaxNode<'_>) -> bool {
    let Some(clause) = JoinOperator::cast(join).and_then(JoinOperator::join_on_clause) else {
        return false;
    };
    let names = |node: SyntaxNode<'_>| node.kind() == NodeKind::NameReference;
    let keys: Vec<_> = clause
        .syntax()
        .descendants()
        .filter(|it| names(*it))
        .collect();
    let is_right_key = |name: &str| {
        keys.iter().any(|key| {
            let is_right = key
                .parent()
                .is_some_and(|path| path.text().starts_with("$right"));
            key.text() == name.trim_end_matches('1') && (is_right || name.ends_with('1'))
        })
    };
    steps_after(join)
        .flat_map(SyntaxNode::descendants)
        .any(|it| names(it) && is_right_key(it.text()))
}

/// What a small table is; looks through at most `depth` names.
fn small(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, depth: usize) -> Option<&'static str> {
    let node = bare(node);
    match node.kind() {
        NodeKind::DatatableExpression => Some("a `datatable`"),
        NodeKind::FunctionCallExpression => {
            (call(node)?.name == "_GetWatchlist").then_some("a watchlist")
        }
        NodeKind::PipeExpression => {
            let pipe = PipeExpression::cast(node)?;
            small(cx, pipe.source()?.syntax(), depth.checked_sub(1)?)
        }
        NodeKind::NameReference => {
            let Some(Resolution::Variable(name)) = cx.model().resolution(node.id()) else {
                return None;
            };
            let declaration = LetStatement::cast(cx.tree().node(name)?.parent()?)?;
            small(cx, declaration.value()?.syntax(), depth.checked_sub(1)?)
        }
        _ => None,
    }
}
