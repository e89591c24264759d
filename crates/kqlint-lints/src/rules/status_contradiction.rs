//! "failed jobs" above `== "JobSucceeded"`.

use kqlint_diagnostics::Place;
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange, TextSize};

use crate::{
    comparison::{Comparison, comparisons},
    context::{Cx, quoted},
    prose::Prose,
    rule::declare_lint,
    times::is_filter,
};

declare_lint! {
    /// Finds text beside a query that speaks of failure where the query asks for success, or the other way round.
    ///
    /// ## Why is this bad?
    ///
    /// One of the two was copied and not changed.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// // Get failed jobs
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and EventType == "JobSucceeded"
    /// ```
    ///
    /// ```kql,good
    /// // Get failed jobs
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and EventType == "JobFailed"
    /// ```
    pub const STATUS_CONTRADICTION = {
        name: "status-contradiction",
        summary: "a status that contradicts the text beside the query",
        group: Intent,
        level: Hint,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        given: [Prose],
        check: check,
    }
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Failed,
    Succeeded,
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let prose = cx.prose();
    for prose in prose.iter().filter(|prose| prose.is_direct) {
        let Some((word, place, comparison)) = find(cx, node, prose) else {
            continue;
        };
        let message = format!("{} contradicts \"{word}\"", quoted(comparison.text));
        let report = cx
            .report(comparison.value, message)
            .help("change the query, or the text beside it");
        if let Some(place) = place {
            report.related(place, "the text says otherwise");
        }
        return;
    }
}

type Found<'t, 'm> = (String, Option<Place>, Comparison<'t, 'm>);

fn find<'t, 'm>(cx: &Cx<'m, '_>, node: SyntaxNode<'t>, prose: &Prose<'_>) -> Option<Found<'t, 'm>> {
    if !prose.reach.contains_range(node.text_range()) {
        return None;
    }
    let (word, range, stated) = stated(prose)?;
    let mut found = Vec::new();
    for inner in node.descendants() {
        // A query that counts one kind among others says so in a call.
        if inner.kind() == NodeKind::FunctionCallExpression && status(inner.text()).is_some() {
            return None;
        }
        for comparison in comparisons(cx.model(), inner) {
            let Some(status) = status(comparison.text) else {
                continue;
            };
            if !is_filter(inner) || comparison.negated || status == stated {
                return None;
            }
            found.push(comparison);
        }
    }
    let [comparison] = found.as_slice() else {
        return None;
    };
    Some((word, prose.place(range), *comparison))
}

/// The one status that a text speaks of.
fn stated(prose: &Prose<'_>) -> Option<(String, TextRange, Status)> {
    let text = prose.text;
    // A long text tells a story, with both in it or neither.
    const MOST: usize = 15;
    if !text.contains("ail") && !text.contains("ucce") || text.len() > 40 * MOST {
        return None;
    }
    let words = prose.words();
    if words.len() > MOST {
        return None;
    }
    let mut found: Option<(String, TextRange, Status)> = None;
    for word in words {
        if matches!(
            word.text.as_ref(),
            "not" | "no" | "without" | "after" | "then" | "followed"
        ) {
            return None;
        }
        let Some(status) = status(&word.text) else {
            continue;
        };
        if found.as_ref().is_some_and(|(.., other)| *other != status) {
            return None;
        }
        let whole = TextRange::at(word.range.start(), TextSize::of(word.text.as_ref()));
        found.get_or_insert_with(|| (word.text.to_string(), whole, status));
    }
    found
}

fn status(word: &str) -> Option<Status> {
    let word = word.to_lowercase();
    let failed = word.contains("fail") || word.contains("unsuccess");
    let succeeded = !failed && (word.contains("succeed") || word.contains("success"));
    match (failed, succeeded) {
        (true, _) => Some(Status::Failed),
        (_, true) => Some(Status::Succeeded),
        _ => None,
    }
}
