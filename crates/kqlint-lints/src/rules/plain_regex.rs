//! `x matches regex "^abc"` where `x startswith_cs "abc"` would do.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Type;
use kqlint_syntax::{NodeKind, SyntaxNode, ast::BinaryOperator};

use crate::{
    context::{Cx, quoted},
    literal::{quoted_literal, text},
    query::bare,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a regular expression that says no more than a text operator does.
    ///
    /// ## Why is this bad?
    ///
    /// A regular expression runs over the whole text of every row.
    /// Text operators are much faster, and easier to read.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where JobName matches regex "^automl"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where JobName startswith_cs "automl"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The operator finds the same rows where what it looks in is text; the fix is offered only there.
    /// A name that `let` gives the pattern stays, and where its value would have to change, there is no fix.
    pub const PLAIN_REGEX = {
        name: "plain-regex",
        summary: "a regular expression where a text operator would do",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression],
        operators: [Regex],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some((subject, pattern, plain)) = find(cx, node) else {
        return;
    };
    let operator = plain.operator();
    let is_text = cx.model().type_of(subject.id()) == Type::STRING;
    let report = cx
        .report(
            node,
            format!(
                "the regular expression only looks for {}",
                quoted(&plain.text)
            ),
        )
        .help(format!("use `{operator}`"));
    // A name stays, so that the value is in one place.
    let value = match bare(pattern).kind() {
        NodeKind::LiteralExpression => Some(quoted_literal(&plain.text)),
        _ => plain.is_whole.then(|| pattern.text().to_owned()),
    };
    if let Some(value) = value.filter(|_| is_text) {
        let text = format!("{} {operator} {value}", subject.text());
        report.replace(
            format!("Use `{operator}`"),
            Safety::Safe,
            node.text_range(),
            text,
        );
    }
}

/// What is searched, the pattern, and what it says.
fn find<'a>(
    cx: &Cx<'a, '_>,
    node: SyntaxNode<'a>,
) -> Option<(SyntaxNode<'a>, SyntaxNode<'a>, Plain)> {
    let comparison = cx.binary()?;
    if comparison.operator != BinaryOperator::MatchesRegex || node.has_error() {
        return None;
    }
    let pattern = text(cx.model(), comparison.right)?;
    Some((comparison.left, comparison.right, plain(&pattern)?))
}

/// A pattern that is nothing but text.
#[derive(Debug, PartialEq, Eq)]
struct Plain {
    text: String,
    ignores_case: bool,
    at_start: bool,
    at_end: bool,
    /// Whether the pattern is the text itself, without anything around or in it.
    is_whole: bool,
}

impl Plain {
    fn operator(&self) -> &'static str {
        match (self.at_start, self.at_end, self.ignores_case) {
            (true, true, false) => "==",
            (true, true, true) => "=~",
            (true, false, false) => "startswith_cs",
            (true, false, true) => "startswith",
            (false, true, false) => "endswith_cs",
            (false, true, true) => "endswith",
            (false, false, false) => "contains_cs",
            (false, false, true) => "contains",
        }
    }
}

/// Reads a pattern; `None` when it says more than plain text.
fn plain(pattern: &str) -> Option<Plain> {
    let written = pattern;
    let (pattern, ignores_case) = match pattern.strip_prefix("(?i)") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let (pattern, at_start) = match pattern.strip_prefix('^') {
        Some(rest) => (rest, true),
        None => (pattern.strip_prefix(".*").unwrap_or(pattern), false),
    };
    let (pattern, at_end) = match pattern.strip_suffix('$') {
        Some(rest) => (rest, true),
        None => (pattern.strip_suffix(".*").unwrap_or(pattern), false),
    };
    let mut text = String::new();
    let mut escaped = false;
    for c in pattern.chars() {
        match c {
            // `\<` and `\>` are the start and the end of a word.
            _ if escaped && c.is_ascii_punctuation() && !matches!(c, '<' | '>') => text.push(c),
            _ if escaped => return None,
            '\\' => {}
            '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => {
                return None;
            }
            _ => text.push(c),
        }
        escaped = !escaped && c == '\\';
    }
    let is_plain = !escaped && !text.is_empty() && (text.is_ascii() || !ignores_case);
    is_plain.then_some(Plain {
        is_whole: text == written,
        text,
        ignores_case,
        at_start,
        at_end,
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[track_caller]
    fn check(pattern: &str, expected: Option<(&str, &str)>) {
        let found = plain(pattern).map(|it| (it.operator(), it.text));
        assert_eq!(found.as_ref().map(|(o, t)| (*o, t.as_str())), expected);
    }

    #[test]
    fn anchors_choose_the_operator() {
        check("^abc", Some(("startswith_cs", "abc")));
        check("abc$", Some(("endswith_cs", "abc")));
        check("(?i)^abc$", Some(("=~", "abc")));
        check(".*abc.*", Some(("contains_cs", "abc")));
        check(r"a\.exe", Some(("contains_cs", "a.exe")));
    }

    #[test]
    fn real_patterns_stay() {
        for pattern in [
            r"a\d", "a|b", "a.c", r"abc\", "", "^.*abc", r"a\$", r"\<abc\>",
        ] {
            assert_eq!(plain(pattern), None, "{pattern}");
        }
    }
}
