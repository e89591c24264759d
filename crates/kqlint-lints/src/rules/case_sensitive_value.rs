//! A value compared case by case, in a column whose case varies.

use kqlint_catalog::Column;
use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    SyntaxNode, SyntaxToken,
    ast::{AstNode, BinaryExpression, BinaryOperator, InExpression, InOperator},
};
use rustc_hash::FxHashSet;

use super::value_case_contradiction;
use crate::{
    comparison::Comparison,
    context::{Cx, quoted},
    query::{bare, column},
    rule::declare_lint,
};

declare_lint! {
    /// Finds values that are compared case by case with a column whose values vary in case.
    ///
    /// ## Why is this bad?
    ///
    /// The case of resource ids and of names of VM sizes depends on who wrote the record.
    /// A query that asks for one spelling misses the others, and an alert on it never fires.
    ///
    /// Only columns that are known to vary are looked at, and a spelling that Microsoft documents is left alone, as is a list with two spellings of one value.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(5d) and VmSize == "Standard_D1_v2"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(5d) and VmSize =~ "Standard_D1_v2"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query may return more rows afterwards, so the fix is unsafe.
    pub const CASE_SENSITIVE_VALUE = {
        name: "case-sensitive-value",
        summary: "a value compared case by case, in a column whose case varies",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression],
        operators: [Equality],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let comparisons = cx.comparisons();
    let Some((column, fact)) = comparisons.first().and_then(|first| find(cx, first)) else {
        return;
    };
    let is_documented = |it: &Comparison<'_, '_>| column.values().any(|value| value == it.text);
    if comparisons.iter().all(is_documented) || has_two_spellings(&comparisons) {
        return;
    }
    // Where prose has the other spelling, one finding says so.
    let is_contradicted = |it| value_case_contradiction::find(cx, it).is_some();
    if comparisons.iter().any(is_contradicted) {
        return;
    }
    let Some((operator, meant)) = operator(node) else {
        return;
    };
    cx.report(
        node,
        format!("{} is compared case by case", quoted(column.name())),
    )
    .label("other spellings are missed")
    .note(fact)
    .help(format!("compare with `{meant}`"))
    .replace(
        format!("Compare with `{meant}`"),
        Safety::Unsafe,
        operator.text_range(),
        meant,
    );
}

/// The column and what is known of its values, where their case varies.
fn find<'c>(cx: &Cx<'c, '_>, comparison: &Comparison<'_, '_>) -> Option<(Column<'c>, String)> {
    // An empty text or a number has no case.
    if !comparison.case_sensitive || !comparison.text.contains(char::is_alphabetic) {
        return None;
    }
    let (table, name) = column(cx.model(), bare(comparison.subject))?.source()?;
    let column = cx.table(table)?.column(name)?;
    let note = column.note().filter(|note| note.contains("=~"))?;
    let (fact, _) = note.split_once(':')?;
    let mut fact = fact.to_owned();
    if let Some(first) = fact.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    Some((column, fact))
}

/// Whether texts of a list differ in case only: its author knows that case varies.
fn has_two_spellings(comparisons: &[Comparison<'_, '_>]) -> bool {
    let folded: FxHashSet<_> = comparisons
        .iter()
        .map(|it| it.text.to_lowercase())
        .collect();
    let written: FxHashSet<_> = comparisons.iter().map(|it| &it.text).collect();
    folded.len() < written.len()
}

/// The operator, and the one that ignores case.
fn operator(node: SyntaxNode<'_>) -> Option<(SyntaxToken<'_>, &'static str)> {
    if let Some(comparison) = BinaryExpression::cast(node) {
        let meant = match comparison.operator()? {
            BinaryOperator::Equal => "=~",
            BinaryOperator::NotEqual => "!~",
            _ => return None,
        };
        return Some((comparison.operator_token()?, meant));
    }
    let expression = InExpression::cast(node)?;
    let meant = match expression.operator()? {
        InOperator::In => "in~",
        InOperator::NotIn => "!in~",
        _ => return None,
    };
    Some((expression.operator_token()?, meant))
}
