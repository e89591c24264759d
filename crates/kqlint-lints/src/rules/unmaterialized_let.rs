//! A `let` that is computed again each time it is read.

use kqlint_diagnostics::{Edit, Safety};
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, LetStatement},
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    context::{Cx, quoted},
    lineage::{are_at_hand, are_few},
    literal::edit,
    query::bare,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a `let` with an aggregation or a join that is read more than once.
    ///
    /// ## Why is this bad?
    ///
    /// A `let` is a name for a query, not for its result: each use runs it again.
    /// `materialize()` runs it once and keeps the rows while the query runs.
    ///
    /// Uses count that the result depends on, and not those of few rows that the query writes out or takes, nor those of a watchlist or of what is in `materialize()` already.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// let Jobs = AmlComputeJobEvent | where TimeGenerated > ago(1d) | summarize n = count() by ClusterName;
    /// Jobs
    /// | where n > toscalar(Jobs | summarize avg(n))
    /// ```
    ///
    /// ```kql,good
    /// let Jobs = materialize(AmlComputeJobEvent | where TimeGenerated > ago(1d) | summarize n = count() by ClusterName);
    /// Jobs
    /// | where n > toscalar(Jobs | summarize avg(n))
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rows are the same, but they have to fit into the 5 GB that a node keeps, so the fix is unsafe.
    pub const UNMATERIALIZED_LET = {
        name: "unmaterialized-let",
        summary: "a `let` that is computed more than once",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [SourceFile],
        beside: [LetStatement],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let lets = cx.nodes().of(NodeKind::LetStatement).iter();
    let found = lets.filter_map(|it| find(*it));
    let found: Vec<_> = found
        .filter(|(name, value)| cx.uses(name.id()) > 1 && !is_small(cx, *value))
        .collect();
    if found.is_empty() {
        return;
    }
    let runs = runs(cx);
    for (name, value) in found {
        let count = runs.get(&name.id()).map_or(0, FxHashSet::len);
        if count > 1 {
            report(cx, name, value, count);
        }
    }
}

fn report(cx: &mut Cx<'_, '_>, name_node: SyntaxNode<'_>, value: SyntaxNode<'_>, count: usize) {
    let name = name_node.text();
    let range = value.text_range();
    let edits: Vec<Edit> = vec![
        edit(TextRange::empty(range.start()), "materialize("),
        edit(TextRange::empty(range.end()), ")"),
    ];
    cx.report(
        name_node,
        format!("{} is computed {count} times", quoted(name)),
    )
    .help("put the query into `materialize(…)`")
    .fix("Use `materialize()`", Safety::Unsafe, edits);
}

/// Whether the query writes out the rows, takes few, or has the ones that it reads at hand.
fn is_small(cx: &Cx<'_, '_>, value: SyntaxNode<'_>) -> bool {
    let last = value.children().last();
    last.is_some_and(|step| are_few(cx.model(), step)) || are_at_hand(cx.model(), value)
}

/// Where the rows of each `let` are computed for what the text returns. A `union` of a `let` with itself counts once: it is a slip.
fn runs(cx: &Cx<'_, '_>) -> FxHashMap<NodeId, FxHashSet<NodeId>> {
    let names = cx.nodes().of(NodeKind::NameReference);
    let variable = |node: SyntaxNode<'_>| match cx.model().resolution(node.id()) {
        Some(Resolution::Variable(declaration)) => Some(declaration),
        _ => None,
    };
    // A name means what stands before it, so that the statements are read from the last one back.
    let mut places: FxHashMap<NodeId, FxHashSet<NodeId>> = FxHashMap::default();
    for &node in names.iter().rev() {
        let Some(meant) = variable(node) else {
            continue;
        };
        let around = node.ancestors();
        let outermost = around
            .filter(|it| it.kind() == NodeKind::LetStatement)
            .last();
        let declared = outermost
            .and_then(LetStatement::cast)
            .and_then(LetStatement::name);
        if declared.is_none_or(|it| places.contains_key(&it.syntax().id())) {
            let place = union_of(node).unwrap_or(node).id();
            places.entry(meant).or_default().insert(place);
        }
    }
    places
}

/// The `union` that a name is a source of.
fn union_of(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    let mut source = node;
    while let Some(around) = source
        .parent()
        .filter(|it| it.kind() == NodeKind::ParenthesizedExpression)
    {
        source = around;
    }
    let is_union = |it: &SyntaxNode<'_>| it.kind() == NodeKind::UnionOperator;
    let is_first = source.prev_sibling().is_none();
    source
        .parent()
        .filter(is_union)
        .or_else(|| source.next_sibling().filter(|it| is_first && is_union(it)))
}

/// The name and the value, where computing it is work.
fn find(node: SyntaxNode<'_>) -> Option<(SyntaxNode<'_>, SyntaxNode<'_>)> {
    let statement = LetStatement::cast(node)?;
    let value = bare(statement.value()?.syntax());
    let is_top = node.parent()?.kind() == NodeKind::QueryBlock;
    let is_work = value.kind() == NodeKind::PipeExpression
        && value.children().any(|step| {
            matches!(
                step.kind(),
                NodeKind::SummarizeOperator
                    | NodeKind::JoinOperator
                    | NodeKind::MakeSeriesOperator
                    | NodeKind::DistinctOperator
            )
        });
    (is_top && is_work && !node.has_error()).then(|| Some((statement.name()?.syntax(), value)))?
}
