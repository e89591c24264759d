//! `datetime_diff("minute", Start, End)`, which is negative.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    names::name_words,
    query::{call, call_name, name},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `datetime_diff()` whose first date is the earlier one, as their names say.
    ///
    /// ## Why is this bad?
    ///
    /// The result is the first date minus the second, so it is negative for every row.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize StartTime = min(TimeGenerated), EndTime = max(TimeGenerated) by JobId
    /// | extend Minutes = datetime_diff("minute", StartTime, EndTime)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize StartTime = min(TimeGenerated), EndTime = max(TimeGenerated) by JobId
    /// | extend Minutes = datetime_diff("minute", EndTime, StartTime)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The sign of the result changes, so swapping the two is unsafe.
    pub const DATETIME_DIFF_ORDER = {
        name: "datetime-diff-order",
        summary: "a difference of two times that is negative",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["datetime_diff"],
        check: check,
    }
}

const EARLY: &[&str] = &[
    "start", "started", "begin", "first", "created", "earliest", "opened",
];
const LATE: &[&str] = &[
    "end",
    "ended",
    "finish",
    "finished",
    "last",
    "closed",
    "completed",
    "latest",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((first, second)) = find(node) else {
        return;
    };
    let message = format!(
        "{} minus {} is negative",
        quoted(first.text()),
        quoted(second.text())
    );
    let edit = |at: SyntaxNode<'_>, text: &str| Edit {
        place: Place::Query(at.text_range()),
        text: text.to_owned(),
    };
    let edits = vec![edit(first, second.text()), edit(second, first.text())];
    cx.report(node, message)
        .help("the later date comes first")
        .fix("Swap the two dates", Safety::Unsafe, edits);
}

/// The two dates, where the first is the earlier one.
fn find(node: SyntaxNode<'_>) -> Option<(SyntaxNode<'_>, SyntaxNode<'_>)> {
    let call = call(node)?;
    let (&first, &second) = (call.arguments.get(1)?, call.arguments.get(2)?);
    let says = |node: SyntaxNode<'_>, words: &[&str]| {
        name(node).is_some_and(|name| {
            let found = name_words(&name);
            found.iter().any(|word| words.contains(&word.as_str()))
        })
    };
    let is_early = says(first, EARLY) && !says(first, LATE);
    let is_late = says(second, LATE) && !says(second, EARLY);
    let is_undone = node.ancestors().skip(1).any(|around| {
        matches!(
            around.kind(),
            NodeKind::UnaryExpression | NodeKind::ArithmeticExpression
        ) || call_name(around).is_some_and(|name| name == "abs")
    });
    (is_early && is_late && !is_undone).then_some((first, second))
}
