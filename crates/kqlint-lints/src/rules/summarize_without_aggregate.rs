//! `summarize by x` where `distinct x` would do.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, SummarizeOperator},
};

use crate::{context::Cx, literal::holds_comment, rule::declare_lint};

declare_lint! {
    /// Finds `summarize` that aggregates nothing.
    ///
    /// ## Why is this bad?
    ///
    /// `distinct` does the same and says what is meant; behind `summarize` a reader looks for the aggregate.
    /// The query of a materialized view has to end in `summarize`, and is passed over.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize by ClusterName, JobName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | distinct ClusterName, JobName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Both return the same rows and columns, so the fix is safe.
    pub const SUMMARIZE_WITHOUT_AGGREGATE = {
        name: "summarize-without-aggregate",
        summary: "`summarize` where `distinct` would do",
        group: Style,
        level: Hint,
        since: "0.1.0",
        kinds: [SummarizeOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(keys) = find(node) else { return };
    let columns = keys
        .iter()
        .map(|key| key.text())
        .collect::<Vec<_>>()
        .join(", ");
    let report = cx
        .report(node, "`summarize` aggregates nothing")
        .help("use `distinct`");
    if !holds_comment(node, node.text_range()) {
        let text = format!("distinct {columns}");
        report.replace("Use `distinct`", Safety::Safe, node.text_range(), text);
    }
}

/// The keys, where they are columns and there is nothing else.
fn find(node: SyntaxNode<'_>) -> Option<Vec<SyntaxNode<'_>>> {
    let summarize = SummarizeOperator::cast(node)?;
    let keys: Vec<_> = summarize
        .by_clause()?
        .keys()
        .map(|key| key.syntax())
        .collect();
    let is_plain = summarize.aggregates().next().is_none()
        && summarize.operator_parameters().next().is_none()
        && !keys.is_empty()
        && keys.iter().all(|key| key.kind() == NodeKind::NameReference)
        && !node.has_error()
        && !is_view(node);
    is_plain.then_some(keys)
}

/// Whether a command makes a materialized view of the query: that one has to end in `summarize`.
fn is_view(node: SyntaxNode<'_>) -> bool {
    let mut around = node.ancestors();
    let command = around.find(|it| it.kind() == NodeKind::Command);
    let (head, _) = command
        .map_or("", SyntaxNode::text)
        .split_once('{')
        .unwrap_or_default();
    head.contains("materialized-view")
}
