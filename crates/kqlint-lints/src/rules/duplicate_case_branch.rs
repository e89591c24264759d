//! A branch that an earlier one has taken.

use kqlint_diagnostics::{Level, Place};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    query::{bare, call_of, is_random, repeated, same},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a condition in `case()` or nested `iff()` that an earlier branch already has.
    ///
    /// ## Why is this bad?
    ///
    /// The first branch whose condition holds wins, so the second one is never taken.
    /// Most often a copied line was not changed.
    /// Where both branches have the same value, the copy does no harm, and is a hint.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Rank = case(EventType == "JobFailed", 3, EventType == "JobFailed", 2, 0)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Rank = case(EventType == "JobFailed", 3, EventType == "JobRunning", 2, 0)
    /// ```
    pub const DUPLICATE_CASE_BRANCH = {
        name: "duplicate-case-branch",
        summary: "a branch that an earlier one has taken",
        group: Correctness,
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["case", "iff", "iif"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if is_otherwise(node) {
        return;
    }
    let conditions = conditions(node);
    if conditions.len() < 2 || node.has_error() {
        return;
    }
    let mut found = repeated(&conditions);
    found.retain(|(earlier, _)| !is_random(*earlier));
    // Where a branch has another value, something was meant by it.
    let first = found.iter().find(|it| !have_same_value(it.0, it.1));
    let Some(&(earlier, condition)) = first.or(found.first()) else {
        return;
    };
    let mut report = cx
        .report(condition, "an earlier branch has the same condition")
        .label("never taken");
    if first.is_none() {
        report = report
            .at_most(Level::Hint)
            .note("both have the same value, so that one of them can go");
    }
    report.related(Place::Query(earlier.text_range()), "the earlier branch");
}

/// Whether two conditions choose values that are written alike.
fn have_same_value(earlier: SyntaxNode<'_>, condition: SyntaxNode<'_>) -> bool {
    let values = earlier.next_sibling().zip(condition.next_sibling());
    values.is_some_and(|(one, other)| same(one, other))
}

/// The conditions of `case`, or of `iff` and those in its "else", in the order in which they are tried.
fn conditions(node: SyntaxNode<'_>) -> Vec<SyntaxNode<'_>> {
    let Some(first) = call_of(node, &["case", "iff", "iif"]) else {
        return Vec::new();
    };
    if first.name == "case" {
        let branches = first.arguments.len() / 2;
        return first
            .arguments
            .iter()
            .step_by(2)
            .take(branches)
            .copied()
            .collect();
    }
    let mut out = Vec::new();
    let mut next = Some(first);
    while let Some(call) = next {
        let [condition, _, otherwise] = call.arguments.as_slice() else {
            break;
        };
        out.push(*condition);
        next = call_of(bare(*otherwise), &["iff", "iif"]);
    }
    out
}

/// Whether a call is the "else" of another `iff`, which looks at the whole chain.
fn is_otherwise(node: SyntaxNode<'_>) -> bool {
    let is_bracket = |it: &SyntaxNode<'_>| it.kind() == NodeKind::ParenthesizedExpression;
    let outermost = node.ancestors().skip(1).find(|it| !is_bracket(it));
    let call = outermost
        .filter(|it| it.kind() == NodeKind::ArgumentList)
        .and_then(SyntaxNode::parent);
    let call = call.and_then(|it| call_of(it, &["iff", "iif"]));
    call.is_some_and(|it| it.arguments.get(2).is_some_and(|last| bare(*last) == node))
}
