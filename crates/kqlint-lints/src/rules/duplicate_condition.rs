//! The same condition, or the same value, twice.

use std::{borrow::Cow, collections::hash_map::Entry};

use kqlint_diagnostics::{Level, Place, Safety};
use kqlint_syntax::{NodeKind, SyntaxNode};
use rustc_hash::FxHashMap;

use crate::{
    context::{Cx, quoted},
    literal::text,
    query::{is_random, repeated, without_element},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a condition that stands twice in an `and` or `or`, and a value that stands twice in a list.
    ///
    /// ## Why is this bad?
    ///
    /// The second one changes nothing.
    /// Often another column or another value was meant.
    /// In a list it mostly does no harm, and is a hint; `in~` and `!in~` take values for the same that differ in case only.
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

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    if node.has_error() {
        return;
    }
    let found = find(cx, node);
    let Some(&(first, second)) = found.first() else {
        return;
    };
    let is_list = node.kind() == NodeKind::InExpression;
    let ignores_case = is_list && text(cx.model(), first) != text(cx.model(), second);
    let what = match (node.kind(), found.len() - 1) {
        (NodeKind::InExpression, 0) if ignores_case => {
            format!(
                "{} stands in the list in another case too",
                quoted(second.text())
            )
        }
        (NodeKind::InExpression, 0) => {
            format!("{} stands in the list twice", quoted(second.text()))
        }
        (NodeKind::InExpression, more) => {
            format!(
                "{} and {more} more stand in the list twice",
                quoted(second.text())
            )
        }
        (_, 0) => "the same condition stands here twice".to_owned(),
        (_, more) => format!("this condition and {more} more stand here twice"),
    };
    let mut report = cx
        .report(second, what)
        .related(Place::Query(first.text_range()), "the first one");
    if is_list {
        report = report.at_most(Level::Hint);
    }
    if ignores_case {
        report = report.note("the operator doesn't tell upper from lower case");
    }
    for (_, other) in found.iter().skip(1) {
        report = report.related(Place::Query(other.text_range()), "stands here again");
    }
    let edits: Option<Vec<_>> = found.iter().map(|(_, it)| without_element(*it)).collect();
    if let Some(edits) = edits {
        report.fix("Remove what stands there again", Safety::Safe, edits);
    }
}

fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Vec<(SyntaxNode<'a>, SyntaxNode<'a>)> {
    if node.kind() == NodeKind::InExpression {
        return values(cx);
    }
    let operands: Vec<_> = node.children().collect();
    let mut pairs = repeated(&operands);
    pairs.retain(|(first, _)| !is_random(*first));
    pairs
}

fn values<'a>(cx: &Cx<'a, '_>) -> Vec<(SyntaxNode<'a>, SyntaxNode<'a>)> {
    let comparisons = cx.comparisons();
    let mut out = Vec::new();
    if comparisons.len() < 2 {
        return out;
    }
    let mut seen: FxHashMap<Cow<'a, str>, SyntaxNode<'a>> = FxHashMap::default();
    for value in comparisons.iter() {
        // What stands in a `let` is not written here twice.
        if value.value.kind() != NodeKind::LiteralExpression {
            continue;
        }
        let key = match value.case_sensitive {
            true => Cow::Borrowed(value.text),
            false => Cow::Owned(value.text.to_lowercase()),
        };
        match seen.entry(key) {
            Entry::Occupied(first) => out.push((*first.get(), value.value)),
            Entry::Vacant(place) => {
                place.insert(value.value);
            }
        }
    }
    out
}
