//! "in the last five days" above `ago(4d)`.

use kqlint_diagnostics::{Edit, Safety};
use kqlint_semantics::{Origin, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TokenKind,
    ast::{AstNode, FunctionCallExpression, LetStatement},
};

use crate::{
    context::{Cx, quoted},
    prose::{
        Prose,
        window::{Window, number_word, windows},
    },
    rule::declare_lint,
    times::{Bound, Point, SECOND, Side, Times, literal},
};

declare_lint! {
    /// Finds a window of time in the text beside a query that the query doesn't have.
    ///
    /// The text is a comment, or in a Markdown page the paragraph or the list item that leads into the query.
    ///
    /// ## Why is this bad?
    ///
    /// One of the two is wrong: either the query leaves out rows that its reader believes to see, or the text promises what the query doesn't do.
    /// Nobody notices, since the query runs.
    ///
    /// The rule reports only when the text states one window, all windows of the query are known, and none of them fits.
    /// A month may have 28 to 31 days.
    /// A query may reach back somewhat further, such as `ago(70m)` for an hour, so that nothing is lost that comes late.
    /// Texts about absence, late data, examples and comparisons are passed over.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// // Get cluster events in the last five days
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(4d)
    /// ```
    ///
    /// ```kql,good
    /// // Get cluster events in the last five days
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(5d)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only the author knows which side is right, so both ways are offered and `--fix` applies neither.
    pub const WINDOW_CONTRADICTION = {
        name: "window-contradiction",
        summary: "a window of time that contradicts the text beside the query",
        group: Intent,
        level: Warning,
        since: "0.1.0",
        kinds: [QueryBlock],
        given: [Bounds, Prose],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let times = cx.times();
    if times.bounds.is_empty() {
        return;
    }
    for prose in cx.prose().iter().filter(|prose| prose.is_direct) {
        let reach = node
            .text_range()
            .intersect(prose.reach)
            .filter(|reach| !reach.is_empty());
        let Some(reach) = reach else { continue };
        let Some((window, bound)) = find(cx, prose, &times, reach) else {
            continue;
        };
        report(cx, prose, &window, bound);
        return;
    }
}

/// The one window that the text states and the one bound that contradicts it.
fn find(
    cx: &Cx<'_, '_>,
    prose: &Prose<'_>,
    times: &Times,
    reach: TextRange,
) -> Option<(Window, Bound)> {
    let stated = windows(prose);
    let [window] = stated.stated.as_slice() else {
        return None;
    };
    if stated.is_vague
        || times.has_unknown
        || !window.has_count && matches!(window.unit, "week" | "month" | "year" | "quarter")
    {
        return None;
    }
    let fits = |ticks: i64| {
        u64::try_from(ticks / SECOND).is_ok_and(|seconds| window.seconds.contains(&seconds))
    };
    let spans = || {
        times
            .reaches
            .iter()
            .chain(&times.spans)
            .filter(|span| reach.contains_range(span.range))
    };
    if spans().any(|span| fits(span.ticks)) {
        return None;
    }
    let differs = |left: i64| {
        times
            .reaches
            .iter()
            .any(|right| fits(left.saturating_sub(right.ticks)))
    };
    if times.reaches.iter().any(|left| differs(left.ticks)) {
        return None;
    }
    let mut bounds = times
        .bounds
        .iter()
        .filter(|bound| reach.contains_range(bound.range));
    let first = *bounds.next()?;
    // What the query computes itself may be bounded by anything.
    if !is_stored(cx, first) {
        return None;
    }
    let same = bounds.all(|bound| bound.point == first.point || bound.point == Point::Relative(0));
    let back = match first.point {
        Point::Relative(ticks) if ticks < 0 => ticks.saturating_neg(),
        _ => return None,
    };
    let only = times
        .reaches
        .iter()
        .all(|span| span.ticks == back || span.ticks == 0);
    let contradicts = !fits(back) && !is_stretched(window, back);
    (same && only && first.side == Side::After && contradicts).then(|| (window.clone(), first))
}

/// Whether a window is what the text states and up to a quarter more, so that both can't be
/// said in one unit: the rest is for what comes late.
fn is_stretched(window: &Window, back: i64) -> bool {
    let (Ok(back), stated) = (u64::try_from(back / SECOND), *window.seconds.end()) else {
        return false;
    };
    let unit = stated.checked_div(window.count).unwrap_or(stated);
    let is_whole = back.checked_rem(unit) == Some(0);
    !is_whole && back > stated && back <= stated.saturating_add(stated / 4)
}

/// Whether a bound is on a column of a table, or on one of which nothing is known.
fn is_stored(cx: &Cx<'_, '_>, bound: Bound) -> bool {
    match cx.model().resolution(bound.subject) {
        Some(Resolution::Column(column)) => !matches!(column.origin(), Origin::Computed(_)),
        _ => true,
    }
}

fn report(cx: &mut Cx<'_, '_>, prose: &Prose<'_>, window: &Window, bound: Bound) {
    let Point::Relative(ticks) = bound.point else {
        return;
    };
    let back = ticks.saturating_neg();
    let phrase = one_line(
        prose
            .text
            .get(std::ops::Range::<usize>::from(window.phrase))
            .unwrap_or_default(),
    );
    let code = cx
        .tree()
        .text()
        .get(std::ops::Range::<usize>::from(bound.range))
        .unwrap_or_default();
    let message = format!("{} contradicts \"{phrase}\"", quoted(code));
    let literal_range = span_literal(cx, bound);
    let wanted = literal(
        i64::try_from(*window.seconds.end())
            .unwrap_or(i64::MAX / SECOND)
            .saturating_mul(SECOND),
    );
    let mut report = cx
        .report_at(bound.range, message)
        .label(format!("reaches back {}", literal(back)));
    if let Some(place) = prose.place(window.phrase) {
        report = report.related(place, "the text says otherwise");
    }
    report = report.help("change the query, or the text beside it");
    if let Some(range) = literal_range {
        let title = format!("Change the query to `{wanted}`");
        report = report.replace(title, Safety::Choice, range, wanted);
    }
    if let Some(place) = prose.place(window.amount)
        && let Some(text) = amount(prose, window, back)
    {
        report.fix(
            format!("Change the text to \"{text}\""),
            Safety::Choice,
            vec![Edit { place, text }],
        );
    }
}

/// The time span literal that sets a bound: `4d` in `ago(4d)`, or in the `let` behind it.
fn span_literal(cx: &Cx<'_, '_>, bound: Bound) -> Option<TextRange> {
    let value = cx.tree().node(bound.value)?;
    let call = FunctionCallExpression::cast(value)
        .filter(|call| call.name().and_then(|name| name.name()).as_deref() == Some("ago"))?;
    let argument = call.argument_list()?.expressions().next()?.syntax();
    let is_literal = argument.kind() == NodeKind::LiteralExpression
        && argument.first_token()?.kind() == TokenKind::TimeSpanLiteral;
    if is_literal {
        return Some(argument.text_range());
    }
    let Some(Resolution::Variable(name)) = cx.model().resolution(argument.id()) else {
        return None;
    };
    let declaration = LetStatement::cast(cx.tree().node(name)?.parent()?)?;
    let value = declaration.value()?.syntax();
    (value.kind() == NodeKind::LiteralExpression).then(|| value.text_range())
}

/// The number and the unit that the text should have, in the style that it has.
fn amount(prose: &Prose<'_>, window: &Window, ticks: i64) -> Option<String> {
    const UNITS: [(&str, i64); 5] = [
        ("week", 604_800),
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
        ("second", 1),
    ];
    let seconds = ticks / SECOND;
    let own = UNITS
        .iter()
        .find(|(unit, size)| *unit == window.unit && seconds % size == 0);
    let (unit, size) =
        own.or_else(|| UNITS.iter().skip(1).find(|(_, size)| seconds % size == 0))?;
    let count = u64::try_from(seconds / size).ok()?;
    let written = prose
        .text
        .get(std::ops::Range::<usize>::from(window.amount))?;
    let in_digits = written.starts_with(|c: char| c.is_ascii_digit());
    let number = if in_digits {
        count.to_string()
    } else {
        number_word(count)
    };
    Some(match count {
        1 if !window.has_count => (*unit).to_owned(),
        1 => format!("{number} {unit}"),
        _ => format!("{number} {unit}s"),
    })
}

/// A phrase without line ends and marks of comments.
fn one_line(phrase: &str) -> String {
    phrase
        .split(|c: char| c.is_whitespace() || c == '/')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
