//! `join` with a list that the query writes out, where `lookup` would do.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, JoinOperator, LetStatement, LookupOperator, PipeExpression, UnionOperator},
};

use crate::{
    context::Cx,
    lineage::{are_few, lineage, rows_of},
    query::{bare, call, keeps_rows, parameter, steps_after, steps_before},
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
    /// So is one whose left side is small too, as groups are, and one behind which a filter reads the key of the right side.
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
    /// The second key column is gone afterwards, so the fix is unsafe.
    /// There is none where a later step names that column, or may name it: the join has to stand in the pipeline that makes the result.
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
    let is_planned = parameter(node, "hint.strategy").is_some();
    if !can_lookup || is_planned || node.has_error() || is_left_small(cx, node) {
        return;
    }
    // Rows without a partner are found by the key that they don't have.
    let is_filter = |it: &SyntaxNode<'_>| it.kind() == NodeKind::FilterOperator;
    if needs_right_keys(node, steps_after(node).filter(is_filter)) {
        return;
    }
    let report = cx
        .report_at(
            keyword.text_range(),
            format!("the right side is {small}, which is small"),
        )
        .help("use `lookup`");
    let is_followed = is_result(node) && !steps_after(node).any(may_name_any);
    if is_followed && !needs_right_keys(node, steps_after(node)) {
        report.replace(
            "Use `lookup`",
            Safety::Unsafe,
            keyword.text_range(),
            "lookup",
        );
    }
}

/// Whether few rows come from the left side: the query writes them out, or they are groups.
fn is_left_small(cx: &Cx<'_, '_>, join: SyntaxNode<'_>) -> bool {
    let source = steps_before(join).next();
    let is_list = source.is_some_and(|it| small(cx, it, 4).is_some());
    is_list || are_few(cx.model(), join) || are_groups(cx, &lineage(cx.model(), join), 4)
}

/// Whether steps yield groups, or groups beside groups; looks into at most `depth` joins and unions inside each other.
fn are_groups(cx: &Cx<'_, '_>, steps: &[SyntaxNode<'_>], depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let is_small = |rows: SyntaxNode<'_>| {
        small(cx, rows, 4).is_some() || are_groups(cx, &rows_of(cx.model(), rows), depth)
    };
    for (at, step) in steps.iter().enumerate().rev() {
        let right = JoinOperator::cast(*step).and_then(JoinOperator::right);
        let right = right.or_else(|| LookupOperator::cast(*step)?.right());
        match step.kind() {
            NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::CountOperator
            | NodeKind::MakeSeriesOperator => return true,
            NodeKind::UnionOperator => {
                let legs = UnionOperator::cast(*step).into_iter();
                let mut legs = legs.flat_map(UnionOperator::sources);
                if !legs.all(|it| is_small(it.syntax())) {
                    return false;
                }
                // `union A, B` has nothing before it.
                if at == 0 {
                    return true;
                }
            }
            _ if right.is_some_and(|it| is_small(it.syntax())) => {}
            NodeKind::FilterOperator | NodeKind::SortOperator => {}
            _ if keeps_rows(*step) => {}
            _ => return false,
        }
    }
    false
}

/// Whether the steps behind a join make the result of the query.
fn is_result(join: SyntaxNode<'_>) -> bool {
    let statement = join.ancestors().nth(2);
    statement.is_some_and(|it| it.kind() == NodeKind::ExpressionStatement)
}

/// Whether a step may name columns that it doesn't spell out.
fn may_name_any(step: SyntaxNode<'_>) -> bool {
    matches!(
        step.kind(),
        NodeKind::InvokeOperator | NodeKind::EvaluateOperator
    ) || matches!(
        step.kind(),
        NodeKind::ProjectAwayOperator | NodeKind::ProjectKeepOperator
    ) && step.text().contains('*')
}

/// Whether steps name a key of the right side, which `lookup` doesn't return.
fn needs_right_keys<'t>(join: SyntaxNode<'t>, steps: impl Iterator<Item = SyntaxNode<'t>>) -> bool {
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
    steps
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
