//! A date, a time span or a guid that doesn't exist.

use kqlint_syntax::{
    SyntaxNode, TokenKind,
    ast::{AstNode, LiteralExpression},
};

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `datetime(…)`, `timespan(…)` and `guid(…)` whose content is none.
    ///
    /// ## Why is this bad?
    ///
    /// The service rejects the query; tools that check the syntax alone don't look into these literals.
    ///
    /// The rule looks at dates and times in digits (month 13, the 31st of April, 25 o'clock), at guids of the wrong length, and at words in their place.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > datetime(2024-13-01)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > datetime(2024-12-01)
    /// ```
    pub const BAD_LITERAL = {
        name: "bad-literal",
        summary: "a date, a time span or a guid that doesn't exist",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [LiteralExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if let Some(reason) = find(node) {
        cx.report(node, format!("{} {reason}", quoted(node.text())));
    }
}

/// Why a literal is none.
fn find(node: SyntaxNode<'_>) -> Option<String> {
    let kind = LiteralExpression::cast(node)?.token_kind()?;
    if !matches!(kind, TokenKind::DateTimeLiteral | TokenKind::GuidLiteral) || node.has_error() {
        return None;
    }
    let (_, rest) = node.text().split_once('(')?;
    let content = rest.strip_suffix(')')?.trim().trim_matches(['"', '\'']);
    if content == "null" || content.is_empty() {
        return None;
    }
    match kind {
        TokenKind::DateTimeLiteral => date(content),
        _ => guid(content),
    }
}

fn guid(content: &str) -> Option<String> {
    let bare = content
        .strip_prefix(['{', '('])
        .and_then(|rest| rest.strip_suffix(['}', ')']))
        .unwrap_or(content);
    let digits = bare.chars().filter(char::is_ascii_hexdigit).count();
    let is_plain = bare.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if !is_plain {
        let other = bare
            .chars()
            .find(|c| !c.is_ascii_hexdigit() && *c != '-')
            .map(|c| c.escape_default().to_string())?;
        return Some(format!("is not a guid: it has `{other}`"));
    }
    (digits != 32).then(|| format!("is not a guid: it has {digits} digits, not 32"))
}

/// Why a date in digits doesn't exist; other forms of dates are left alone.
fn date(content: &str) -> Option<String> {
    let content = content.trim_end_matches(['Z', 'z']);
    let (date, time) = match content.find(['T', 't', ' ']) {
        Some(at) => (content.get(..at)?, content.get(at + 1..)?.trim()),
        None => (content, ""),
    };
    let parts: Option<Vec<u32>> = date.split('-').map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts?.try_into().ok()?;
    // Days and months may come first in other forms.
    if !(1000..=9999).contains(&year) {
        return None;
    }
    if !(1..=12).contains(&month) {
        return Some(format!("is not a date: there is no month {month}"));
    }
    if day == 0 || day > days(year, month) {
        return Some(format!("is not a date: that month has no day {day}"));
    }
    clock(time)
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn clock(time: &str) -> Option<String> {
    let mut parts = time.split(':').map(|part| part.parse::<f64>().ok());
    let hour = parts.next()??;
    let minute = parts.next()?.unwrap_or_default();
    let second = parts.next().flatten().unwrap_or_default();
    if hour > 24.0 {
        return Some(format!("is not a time: there is no hour {hour}"));
    }
    (minute >= 60.0 || second >= 61.0).then(|| "is not a time".to_owned())
}
