//! The same condition, or the same value, twice.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, InExpression},
};

use crate::{
    comparison::comparisons,
    context::{Cx, quoted},
    query::{call, same, without_element},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a condition that stands twice in an `and` or `or`, and a value that stands twice in a list.
    ///
    /// ## Why is this bad?
    ///
    /// The second one changes nothing.
    /// Often another column or another value was meant.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType in ("JobFailed", "JobRunning", "JobFailed")
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where EventType in ("JobFailed", "JobRunning")
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns the same rows without the second one, so removing it is safe.
    pub const DUPLICATE_CONDITION = {
        name: "duplicate-condition",
        summary: "the same condition, or the same value, twice",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [AndExpression, OrExpression, InExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.has_error() {
        return;
    }
    let found = find(cx, node);
    let Some(&(first, second)) = found.first() else {
        return;
    };
    let more = match found.len() {
        1 => String::new(),
        count => format!(", as do {} more", count - 1),
    };
    let what = match node.kind() {
        NodeKind::InExpression => {
            format!("{} stands in the list twice{more}", quoted(second.text()))
        }
        _ => format!("the same condition stands here twice{more}"),
    };
    let mut report = cx
        .report(second, what)
        .related(Place::Query(first.text_range()), "the first one");
    for (_, other) in found.iter().skip(1) {
        report = report.related(Place::Query(other.text_range()), "stands here again");
    }
    let edits: Option<Vec<_>> = found.iter().map(|(_, it)| without_element(*it)).collect();
    if let Some(edits) = edits {
        report.fix("Remove what stands there again", Safety::Safe, edits);
    }
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Vec<(SyntaxNode<'t>, SyntaxNode<'t>)> {
    if node.kind() == NodeKind::InExpression {
        return values(cx, node);
    }
    let operands: Vec<_> = node.children().filter(|it| !is_random(*it)).collect();
    pairs(&operands, |left, right| same(*left, *right))
        .into_iter()
        .map(|(left, right)| (*left, *right))
        .collect()
}

fn values<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Vec<(SyntaxNode<'t>, SyntaxNode<'t>)> {
    // What stands in a `let` is not written here twice.
    let is_literal = |node: SyntaxNode<'_>| node.kind() == NodeKind::LiteralExpression;
    let has_list = InExpression::cast(node).and_then(InExpression::expression_list);
    if has_list.is_none() {
        return Vec::new();
    }
    let values: Vec<_> = comparisons(cx.model(), node)
        .into_iter()
        .filter(|value| is_literal(value.value))
        .collect();
    let mut seen = rustc_hash::FxHashMap::default();
    let mut out = Vec::new();
    for value in values {
        let key = match value.case_sensitive {
            true => value.text.to_owned(),
            false => value.text.to_lowercase(),
        };
        match seen.get(&key) {
            Some(&first) => out.push((first, value.value)),
            None => {
                seen.insert(key, value.value);
            }
        }
    }
    out
}

/// Each element that equals an earlier one, with the first such.
fn pairs<T>(list: &[T], equal: impl Fn(&T, &T) -> bool) -> Vec<(&T, &T)> {
    // Long chains are rare, and quadratic time is not worth it for them.
    const MOST: usize = 64;
    let list = list.get(..MOST).unwrap_or(list);
    let mut out = Vec::new();
    for (at, second) in list.iter().enumerate() {
        let first = list.iter().take(at).find(|first| equal(first, second));
        out.extend(first.map(|first| (first, second)));
    }
    out
}

fn is_random(node: SyntaxNode<'_>) -> bool {
    node.descendants()
        .filter_map(call)
        .any(|call| matches!(call.name.as_ref(), "rand" | "new_guid"))
}
