//! "Top 10" above `top 100`.

use kqlint_diagnostics::{Edit, Safety};
use kqlint_semantics::{Constant, Model};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, TakeOperator, TopOperator},
};

use crate::{
    context::{Cx, quoted},
    prose::{
        Prose,
        count::{Count, counts},
    },
    rule::declare_lint,
};

declare_lint! {
    /// Finds a "top 10" in the text beside a query that returns another number of rows.
    ///
    /// ## Why is this bad?
    ///
    /// One of the two is wrong: text that was copied outlives code that was changed.
    ///
    /// The rule reports only when the text states one number and the query has one `top`, `take` or `limit`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// // Top 10 clusters by running nodes
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Nodes = max(RunningNodeCount) by ClusterName
    /// | top 100 by Nodes desc
    /// ```
    ///
    /// ```kql,good
    /// // Top 10 clusters by running nodes
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Nodes = max(RunningNodeCount) by ClusterName
    /// | top 10 by Nodes desc
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only the author knows which side is right, so both ways are offered and `--fix` applies neither.
    pub const COUNT_CONTRADICTION = {
        name: "count-contradiction",
        summary: "a number of rows that contradicts the text beside the query",
        group: Intent,
        level: Warning,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        beside: [TakeOperator, TopOperator],
        given: [Prose],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let prose = cx.prose();
    let direct = prose.iter().filter(|prose| prose.is_direct);
    for prose in direct {
        let Some((stated, amount, found)) = find(cx.model(), node, prose) else {
            continue;
        };
        let phrase = prose
            .text
            .get(std::ops::Range::<usize>::from(stated.phrase))
            .unwrap_or_default();
        let mut report = cx
            .report(
                amount,
                format!("{} contradicts \"{phrase}\"", quoted(amount.text())),
            )
            .help("change the query, or the text beside it");
        if let Some(place) = prose.place(stated.phrase) {
            report = report.related(place, "the text says otherwise");
        }
        if amount.kind() == NodeKind::LiteralExpression {
            report = report.replace(
                format!("Change the query to `{}`", stated.count),
                Safety::Choice,
                amount.text_range(),
                stated.count.to_string(),
            );
        }
        if let Some(place) = prose.place(stated.amount) {
            let text = found.to_string();
            let title = format!("Change the text to \"{text}\"");
            report.fix(title, Safety::Choice, vec![Edit { place, text }]);
        }
        return;
    }
}

/// The number that the text states, and the one that the query has.
fn find<'t>(
    model: &Model,
    node: SyntaxNode<'t>,
    prose: &Prose<'_>,
) -> Option<(Count, SyntaxNode<'t>, i64)> {
    let stated = counts(prose);
    let [stated] = stated.as_slice() else {
        return None;
    };
    if !prose.reach.contains_range(node.text_range()) || node.has_error() {
        return None;
    }
    let others = |node: &SyntaxNode<'_>| {
        matches!(
            node.kind(),
            NodeKind::TopNestedOperator
                | NodeKind::TopHittersOperator
                | NodeKind::PartitionOperator
                | NodeKind::SampleDistinctOperator
        )
    };
    if node.descendants().any(|inner| others(&inner)) {
        return None;
    }
    let mut amounts = node.descendants().filter_map(amount);
    let amount = amounts.next()?;
    let Some(Constant::Long(found)) = model.constant(amount.id()) else {
        return None;
    };
    let differs = u64::try_from(found).is_ok_and(|found| found != stated.count);
    (amounts.next().is_none() && differs).then_some((*stated, amount, found))
}

/// The number of rows of `top` or `take`.
fn amount(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    let count = match node.kind() {
        NodeKind::TopOperator => TopOperator::cast(node)?.count(),
        NodeKind::TakeOperator => TakeOperator::cast(node)?.count(),
        _ => None,
    };
    count.map(|count| count.syntax())
}
