//! `sort by x | take 10` where `top 10 by x` would do.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, SortOperator, TakeOperator},
};

use crate::{
    context::{Cx, quoted},
    lineage::FEW,
    literal::holds_comment,
    query::number,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `sort` by one key with `take` right behind it.
    ///
    /// ## Why is this bad?
    ///
    /// `sort` brings all rows into order, and `take` drops nearly all of them.
    /// `top` keeps the first rows while it reads, and says in one step what is meant.
    ///
    /// A `take` of more than 10,000 rows only bounds the result and is left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | sort by TimeGenerated desc
    /// | take 10
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | top 10 by TimeGenerated desc
    /// ```
    ///
    /// ## Fix safety
    ///
    /// `top` orders as `sort` does, so the fix is safe.
    pub const SORT_BEFORE_TAKE = {
        name: "sort-before-take",
        summary: "`sort` and `take` where `top` would do",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [SortOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((key, take, count)) = find(node) else {
        return;
    };
    // A number that large only bounds what is returned.
    if number(cx.model(), count).is_some_and(|count| count > FEW) {
        return;
    }
    let range = TextRange::new(node.text_range().start(), take.text_range().end());
    let first = match count.kind() {
        NodeKind::LiteralExpression => count.text().to_owned(),
        _ => quoted(count.text()),
    };
    let report = cx
        .report_at(
            range,
            format!("all rows are sorted to take the first {first}"),
        )
        .help("use `top`");
    if !holds_comment(node, range) {
        let text = format!("top {} by {}", count.text(), key.text());
        report.replace("Use `top`", Safety::Safe, range, text);
    }
}

type Found<'t> = (SyntaxNode<'t>, SyntaxNode<'t>, SyntaxNode<'t>);

/// The key, the `take` and its count.
fn find(node: SyntaxNode<'_>) -> Option<Found<'_>> {
    let sort = SortOperator::cast(node)?;
    let take = node
        .next_sibling()
        .filter(|next| next.kind() == NodeKind::TakeOperator)?;
    let count = TakeOperator::cast(take)?.count()?.syntax();
    let mut keys = sort.keys();
    let key = keys.next()?.syntax();
    let is_plain = keys.next().is_none()
        && sort.operator_parameters().next().is_none()
        && !node.has_error()
        && !take.has_error();
    is_plain.then_some((key, take, count))
}
