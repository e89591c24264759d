//! A value that the column never has.

use kqlint_catalog::Column;
use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode};
use rapidfuzz::distance::damerau_levenshtein;

use crate::{
    comparison::Comparison,
    context::{Cx, quoted},
    nearest::nearest,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a compared value that is clearly a misspelt value of the column.
    ///
    /// ## Why is this bad?
    ///
    /// The query runs and finds nothing, and says nothing.
    /// An alert on it never fires.
    ///
    /// The values of a column are known for some columns only, and lists of values are rarely complete.
    /// Therefore the rule reports near misses of known values, and nothing else.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and EventType == "JobFaild"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and EventType == "JobFailed"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so the fix is unsafe.
    pub const UNKNOWN_VALUE = {
        name: "unknown-value",
        summary: "a misspelt value of a column whose values are known",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression],
        operators: [Equality],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let comparisons = cx.comparisons();
    let Some(column) = comparisons.first().and_then(|it| column(cx, it.subject)) else {
        return;
    };
    for comparison in comparisons.iter() {
        let Some(meant) = meant(column, comparison) else {
            continue;
        };
        // Who lists both spellings knows of them.
        let is_listed = comparisons.iter().any(|it| it.text == meant);
        if is_listed || is_explained(comparison.value) {
            continue;
        }
        let column = column.name();
        let written = comparison.value.text();
        let report = cx
            .report(
                comparison.value,
                format!("{} is not a value of `{column}`", quoted(comparison.text)),
            )
            .help(format!("did you mean `{meant}`?"));
        let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
        if let Some(quote) = quote
            && comparison.value.kind() == NodeKind::LiteralExpression
        {
            let text = format!("{quote}{meant}{quote}");
            report.replace(
                format!("Change to `{meant}`"),
                Safety::Unsafe,
                comparison.value.text_range(),
                text,
            );
        }
    }
}

/// Whether the comment on the line says that the case is meant.
fn is_explained(value: SyntaxNode<'_>) -> bool {
    let text = value.tree().text();
    let end = usize::from(value.text_range().end());
    let rest = text.get(end..).and_then(|it| it.lines().next());
    let comment = rest.and_then(|it| Some(it.split_once("//")?.1.to_lowercase()));
    comment.is_some_and(|it| it.contains("case sensitive") || it.contains("case-sensitive"))
}

/// The column of a table that is compared, where its values are known.
fn column<'a>(cx: &Cx<'a, '_>, subject: SyntaxNode<'_>) -> Option<Column<'a>> {
    let Some(Resolution::Column(column)) = cx.model().resolution(subject.id()) else {
        return None;
    };
    let (table, name) = column.source()?;
    let column = cx.table(table)?.column(name)?;
    column.values().next().is_some().then_some(column)
}

/// The value of the column that was clearly meant.
fn meant<'c>(column: Column<'c>, comparison: &Comparison<'_, '_>) -> Option<&'c str> {
    let is_known = |text: &str| match comparison.case_sensitive {
        true => column.values().any(|value| value == text),
        false => column
            .values()
            .any(|value| value.eq_ignore_ascii_case(text)),
    };
    if is_known(comparison.text) {
        return None;
    }
    let meant = nearest(comparison.text, column.values())?;
    is_slip(comparison.text, meant).then_some(meant)
}

/// Whether a text is a value in another case, or with a slip of the pen behind its beginning.
///
/// Values come in families (`SslConnectionInspected`, `SshConnectionInspected`), and British and American spellings differ in doubled letters.
fn is_slip(text: &str, meant: &str) -> bool {
    if text.eq_ignore_ascii_case(meant) {
        return text != meant;
    }
    let (text, meant) = (text.to_lowercase(), meant.to_lowercase());
    let single = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.dedup();
        chars
    };
    let is_word = text.len() >= 4 && !text.contains(|c: char| c.is_ascii_digit());
    let begins = text.chars().take(4).eq(meant.chars().take(4));
    let distance = damerau_levenshtein::distance(text.chars(), meant.chars());
    is_word && begins && distance <= 2 && single(&text) != single(&meant)
}
