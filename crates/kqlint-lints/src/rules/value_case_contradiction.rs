//! Prose writes a value in one case, the query compares with another.

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{AstNode, BinaryExpression, InExpression},
};

use crate::{
    comparison::Comparison,
    context::{Cx, quoted},
    query::{bare, calls},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a value that the text beside the query writes in another case than the query compares with.
    ///
    /// ## Why is this bad?
    ///
    /// `==` and `in` compare case by case.
    /// If the rows have the value as the text writes it, the query finds nothing.
    ///
    /// Only values that look like code are compared: with a digit, an underscore or an upper-case letter inside.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// // Clusters where the VM size is Standard_D1_V2
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(5d) and VmSize == "STANDARD_D1_V2"
    /// ```
    ///
    /// ```kql,good
    /// // Clusters where the VM size is Standard_D1_V2
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(5d) and VmSize =~ "STANDARD_D1_V2"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// `=~` and `in~` may return more rows, so the fix is unsafe.
    pub const VALUE_CASE_CONTRADICTION = {
        name: "value-case-contradiction",
        summary: "a value in another case than in the text beside the query",
        group: Intent,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression],
        operators: [Equality],
        given: [Prose],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    for comparison in cx.comparisons().iter() {
        let Some((written, place)) = find(cx, comparison) else {
            continue;
        };
        let author = match place {
            Place::Query(_) => "the comment",
            Place::Host(_) => "the text beside the query",
        };
        let report = cx
            .report(
                comparison.value,
                format!("{author} writes {}", quoted(&written)),
            )
            .label("compared case by case")
            .related(place, "written so here")
            .help("compare with an operator that ignores case");
        if let Some((range, operator)) = operator(node) {
            report.replace(
                format!("Compare with {}", quoted(operator)),
                Safety::Unsafe,
                range,
                operator,
            );
        }
    }
}

/// The value as prose writes it, and where.
pub(super) fn find(cx: &Cx<'_, '_>, comparison: &Comparison<'_, '_>) -> Option<(String, Place)> {
    let text = comparison.text;
    // What changed the case itself is compared in the case that it makes.
    let is_cased = calls(
        bare(comparison.subject),
        &["tolower", "toupper", "tolower_utf8", "toupper_utf8"],
    );
    if !comparison.case_sensitive || comparison.negated || is_cased {
        return None;
    }
    let prose = cx.prose();
    let mut direct = prose.iter().filter(|prose| prose.is_direct).peekable();
    if direct.peek().is_none() || !looks_like_code(text) {
        return None;
    }
    direct.find_map(|prose| {
        if !prose.reach.contains_range(comparison.value.text_range()) || prose.text.contains(text) {
            return None;
        }
        let (written, range) = occurrence(prose.text, text)?;
        Some((written.to_owned(), prose.place(range)?))
    })
}

/// Where a text stands in prose as a word of its own, in any case, and not within a path or a link.
fn occurrence<'p>(prose: &'p str, text: &str) -> Option<(&'p str, TextRange)> {
    let is_part = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '/' | '\\' | '@' | '#' | '%' | '&' | '?')
    };
    let first = text.chars().next()?;
    let mut starts = prose
        .char_indices()
        .filter(|(_, c)| c.eq_ignore_ascii_case(&first));
    starts.find_map(|(start, _)| {
        let found = prose.get(start..start + text.len())?;
        let alone = !prose.get(..start)?.ends_with(is_part)
            && !prose.get(start + text.len()..)?.starts_with(is_part);
        let range = TextRange::at(TextSize::try_from(start).ok()?, TextSize::of(text));
        (alone && found.eq_ignore_ascii_case(text) && looks_like_code(found))
            .then_some((found, range))
    })
}

/// Whether a value can't be an ordinary word: it has a digit, an underscore or a capital inside.
fn looks_like_code(text: &str) -> bool {
    // `sha256` and its like are words.
    let is_numbered = text
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .chars()
        .all(|c| c.is_ascii_alphabetic());
    text.len() >= 4
        && (!is_numbered
            || text.chars().skip(1).any(|c| c.is_ascii_uppercase())
                && text.contains(|c: char| c.is_ascii_lowercase()))
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && text.contains(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .skip(1)
            .any(|c| c.is_ascii_digit() || c == '_' || c.is_ascii_uppercase())
}

/// The operator's place, and the operator that ignores case.
fn operator(node: SyntaxNode<'_>) -> Option<(TextRange, &'static str)> {
    match node.kind() {
        NodeKind::BinaryExpression => Some((
            BinaryExpression::cast(node)?.operator_token()?.text_range(),
            "=~",
        )),
        _ => Some((
            InExpression::cast(node)?.operator_token()?.text_range(),
            "in~",
        )),
    }
}
