//! `TimeGenerated < ago(1d)` where `>` was meant.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, BinaryExpression, BinaryOperator, SummarizeOperator},
};

use crate::{
    context::{Cx, quoted},
    prose::words::Word,
    query::{call, calls, name, steps_after, steps_before, value},
    rule::declare_lint,
    times::{Bound, Point, SECOND, Side},
};

declare_lint! {
    /// Finds queries whose only time filter asks for everything that is older than a moment ago.
    ///
    /// ## Why is this bad?
    ///
    /// `TimeGenerated < ago(1d)` reads the whole history of the table except the last day.
    /// Nearly always the last day was meant.
    ///
    /// A query that only counts what it finds is left alone, and so is one whose text says that old records are looked for: "before", "older", "not since", "more than 30 days ago".
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated < ago(5d) and EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(5d) and EventType == "JobFailed"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so turning the comparison around is unsafe.
    pub const FLIPPED_TIME_COMPARISON = {
        name: "flipped-time-comparison",
        summary: "a time filter that keeps everything but the last days",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [QueryBlock],
        given: [Bounds],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, block: SyntaxNode<'_>) {
    let Some((bound, comparison)) = find(cx, block) else {
        return;
    };
    let Some(operator) = comparison.operator_token() else {
        return;
    };
    let text = cx.tree().node(bound.value).map_or("", |value| value.text());
    let turned = match operator.text() {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        _ => "<=",
    };
    cx.report(
        comparison.syntax(),
        format!("only records from before {} are kept", quoted(text)),
    )
    .label("and nothing says how far back")
    .help(format!("`{turned}` keeps those since then"))
    .replace(
        format!("Turn the comparison into `{turned}`"),
        Safety::Unsafe,
        operator.text_range(),
        turned,
    );
}

/// The only bound of the block, where it is an upper one and everything is known about the time in it.
fn find<'t>(cx: &Cx<'_, '_>, block: SyntaxNode<'t>) -> Option<(Bound, BinaryExpression<'t>)> {
    let times = cx.times();
    if cx.has_window() {
        return None;
    }
    let mut bounds = times
        .bounds
        .iter()
        .filter(|bound| block.text_range().contains_range(bound.range));
    let bound = *bounds.next()?;
    // What is older than months is looked for on purpose.
    const LONGEST: i64 = 31 * 86_400 * SECOND;
    let is_past = matches!(bound.point, Point::Relative(ticks) if (-LONGEST..0).contains(&ticks));
    if bounds.next().is_some() || bound.side != Side::Before || !is_past {
        return None;
    }
    let (subject, value) = (
        block.tree().node(bound.subject)?,
        block.tree().node(bound.value)?,
    );
    let is_record_time = matches!(name(subject)?.as_ref(), "TimeGenerated" | "Timestamp");
    let is_plain = call(value).is_some_and(|call| call.name == "ago");
    let comparison = BinaryExpression::cast(subject.parent()?)?;
    (is_record_time
        && is_plain
        && is_first_filter(subject)
        && !only_counts(subject)
        && !reads_time_elsewhere(block, subject)
        && !speaks_of_old(cx, block))
    .then_some((bound, comparison))
}

/// Whether the rows that a filter keeps are only counted.
fn only_counts(subject: SyntaxNode<'_>) -> bool {
    let mut around = subject.ancestors();
    let filter = around.find(|it| it.kind() == NodeKind::FilterOperator);
    let next = filter.and_then(|it| steps_after(it).next());
    next.is_some_and(|step| match SummarizeOperator::cast(step) {
        Some(summarize) => {
            let mut aggregates = summarize.aggregates().map(|it| value(it.syntax()));
            summarize.by_clause().is_none() && aggregates.all(|it| calls(it, &["count"]))
        }
        None => step.kind() == NodeKind::CountOperator,
    })
}

/// Whether the text beside the query says that old records are looked for.
fn speaks_of_old(cx: &Cx<'_, '_>, block: SyntaxNode<'_>) -> bool {
    const OLD: [&str; 12] = [
        "before", "earlier", "inactive", "no", "not", "old", "older", "outdated", "prior", "since",
        "stale", "until",
    ];
    let is_about = |reach: TextRange| reach.intersect(block.text_range()).is_some();
    let all = cx.prose();
    cx.says_word(block, &OLD)
        || all
            .iter()
            .any(|it| is_about(it.reach) && says_longer(it.words()))
}

/// "more than 30 days"
fn says_longer(words: &[Word<'_>]) -> bool {
    const UNITS: [&str; 6] = ["minute", "hour", "day", "week", "month", "year"];
    words.windows(4).any(|phrase| {
        let [more, than, count, unit] = phrase else {
            return false;
        };
        let unit = unit.text.trim_end_matches('s');
        matches!(more.text.as_ref(), "more" | "longer" | "greater")
            && than.text == "than"
            && count.text.parse::<u32>().is_ok()
            && (UNITS.contains(&unit) || matches!(unit, "d" | "h"))
    })
}

/// Whether no step before the filter computes the time: the last record of each group may well be old.
fn is_first_filter(subject: SyntaxNode<'_>) -> bool {
    let filter = subject
        .ancestors()
        .find(|node| node.kind() == NodeKind::FilterOperator);
    filter.is_some_and(|filter| {
        steps_before(filter)
            .skip(1)
            .all(|step| step.kind() == NodeKind::FilterOperator)
    })
}

/// Whether the block compares the same column anywhere else.
fn reads_time_elsewhere(block: SyntaxNode<'_>, subject: SyntaxNode<'_>) -> bool {
    block.descendants().any(|node| {
        let is_comparison = match node.kind() {
            NodeKind::BinaryExpression => {
                let operator = BinaryExpression::cast(node).and_then(BinaryExpression::operator);
                operator.is_some_and(|operator| {
                    matches!(
                        operator,
                        BinaryOperator::Greater
                            | BinaryOperator::GreaterOrEqual
                            | BinaryOperator::Less
                            | BinaryOperator::LessOrEqual
                            | BinaryOperator::Equal
                    )
                })
            }
            NodeKind::BetweenExpression => true,
            NodeKind::FunctionCallExpression => {
                return call(node).is_some_and(|call| {
                    matches!(call.name.as_ref(), "ingestion_time" | "toscalar")
                });
            }
            NodeKind::MakeSeriesFrom | NodeKind::MakeSeriesInRange => return true,
            _ => false,
        };
        let is_own = node.children().any(|child| child == subject);
        let is_time =
            |child: SyntaxNode<'_>| name(child).is_some_and(|name| name.starts_with("Time"));
        is_comparison && !is_own && node.children().any(is_time)
    })
}
