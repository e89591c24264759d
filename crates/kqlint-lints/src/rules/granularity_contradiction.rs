//! "per hour" above `bin(Time, 1d)`.

use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, NameDeclaration},
};

use crate::{
    bins::{Bin, bin},
    context::{Cx, quoted},
    prose::{
        Prose,
        granularity::{Granularity, granularities, names_size},
    },
    query::{bare, named, number},
    rule::declare_lint,
    times::SECOND,
};

declare_lint! {
    /// Finds "per hour", "daily" and their like in the text beside a query that cuts time into other pieces, and columns with such a name.
    ///
    /// ## Why is this bad?
    ///
    /// One of the two is wrong, and whoever reads the chart believes the text.
    ///
    /// The rule reports only when the text states one granularity and the query has one size of bins, which the text doesn't name.
    /// An average over the pieces, `count() / 60` in bins of an hour, is what the text says as well.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// // Failed jobs per hour
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(7d) and EventType == "JobFailed"
    /// | summarize count() by bin(TimeGenerated, 1d)
    /// ```
    ///
    /// ```kql,good
    /// // Failed jobs per hour
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(7d) and EventType == "JobFailed"
    /// | summarize count() by bin(TimeGenerated, 1h)
    /// ```
    pub const GRANULARITY_CONTRADICTION = {
        name: "granularity-contradiction",
        summary: "bins of time that contradict the text beside the query",
        group: Intent,
        level: Warning,
        since: "0.1.0",
        kinds: [ExpressionStatement, FunctionCallExpression],
        functions: ["bin", "bin_at", "floor"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.kind() == NodeKind::FunctionCallExpression {
        if let Some((alias, bin)) = find_alias(cx, node) {
            let message = format!("{} contradicts {}", quoted(bin.size.text()), quoted(&alias));
            cx.report(bin.size, message)
                .help("change the size of the bins, or the name");
        }
        return;
    }
    let prose = cx.prose();
    for prose in prose.iter().filter(|prose| prose.is_direct) {
        let Some((stated, bin)) = find(cx, node, prose) else {
            continue;
        };
        let phrase = prose
            .text
            .get(std::ops::Range::<usize>::from(stated.phrase))
            .unwrap_or_default();
        if is_measured(node, phrase) {
            continue;
        }
        let message = format!("{} contradicts \"{phrase}\"", quoted(bin.size.text()));
        let report = cx
            .report(bin.size, message)
            .help("change the size of the bins, or the text beside the query");
        if let Some(place) = prose.place(stated.phrase) {
            report.related(place, "the text says otherwise");
        }
        return;
    }
}

/// Whether a column is called what the text says: `HourlyCost = sum(Cost) / 24` is a rate, in bins of any size.
fn is_measured(node: SyntaxNode<'_>, phrase: &str) -> bool {
    let phrase = phrase.to_lowercase();
    let word = phrase.split_whitespace().last().unwrap_or_default();
    let mut names = node
        .descendants()
        .filter_map(|it| NameDeclaration::cast(it)?.name());
    names.any(|name| name.to_lowercase().contains(word))
}

/// The name of a bin and the bin: `Hourly = bin(Time, 1d)`.
fn find_alias<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<(String, Bin<'t>)> {
    let (alias, value) = named(node.parent()?).filter(|(_, value)| *value == node)?;
    let seconds = match alias.to_lowercase().as_str() {
        "hour" | "hourly" | "perhour" => 3_600,
        "day" | "daily" | "perday" => 86_400,
        "minute" | "perminute" => 60,
        "week" | "weekly" => 604_800,
        _ => return None,
    };
    let bin = bin(cx.model(), value)?;
    (bin.ticks != seconds * SECOND).then(|| (alias.into_owned(), bin))
}

/// Whether a part of the text divides by a number.
fn divides_by(cx: &Cx<'_, '_>, part: SyntaxNode<'_>, divisor: i64) -> bool {
    let all = cx.nodes().within(NodeKind::ArithmeticExpression, part);
    all.iter().any(|it| {
        let operators = it.own_tokens().map(|operator| operator.kind());
        let mut behind = operators.zip(it.children().skip(1));
        behind.any(|(operator, operand)| {
            operator == TokenKind::Slash
                && number(cx.model(), bare(operand)) == Some(divisor as f64)
        })
    })
}

/// The granularity that the text states, and the one size of bins of the query.
fn find<'a>(
    cx: &Cx<'a, '_>,
    node: SyntaxNode<'_>,
    prose: &Prose<'_>,
) -> Option<(Granularity, Bin<'a>)> {
    let overlap = prose.reach.intersect(node.text_range())?;
    let calls = cx.nodes().within(NodeKind::FunctionCallExpression, node);
    let mut bins = calls
        .iter()
        .filter(|inner| overlap.contains_range(inner.text_range()))
        .filter_map(|inner| bin(cx.model(), *inner));
    let first = bins.next()?;
    let is_only = bins.all(|other| other.ticks == first.ticks);
    let stated = granularities(prose);
    let [stated] = stated.as_slice() else {
        return None;
    };
    let ticks = stated.seconds * SECOND;
    // The text may speak of a rate: "requests per minute" in bins of five.
    let is_finer = first.ticks < ticks;
    let fits = first.ticks == ticks || node.text().contains("startof");
    let is_average = || divides_by(cx, node, first.ticks / ticks);
    let is_named = cx.times().spans.iter().any(|span| span.ticks == ticks);
    // "Requests per minute, by hour" speaks of both.
    let is_said = || names_size(prose, first.ticks / SECOND);
    (is_only && !fits && !is_finer && !is_named && !is_said() && !is_average())
        .then_some((*stated, first))
}
