//! `mvexpand`, `notcontains` and other old spellings.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken, TokenKind};

use super::legacy_limit::old_expand;
use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds the old spelling of an operator.
    ///
    /// ## Why is this bad?
    ///
    /// Kusto still reads the old spellings, but its documentation describes the operators under the new ones, where a reader looks them up.
    /// `filter` is a documented second name of `where`, and left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where JobName notcontains "test"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where JobName !contains "test"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The new spelling means the same, so the fix is safe.
    pub const DEPRECATED_OPERATOR = {
        name: "deprecated-operator",
        summary: "the old spelling of an operator",
        group: Deprecated,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, MvExpandOperator, MvApplyOperator],
        operators: [Equality, Text],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some((token, new)) = find(cx, node) else {
        return;
    };
    cx.report_at(
        token.text_range(),
        format!("`{}` is an old spelling of `{new}`", token.text()),
    )
    .help(format!("write `{new}`"))
    .replace(
        format!("Write `{new}`"),
        Safety::Safe,
        token.text_range(),
        new,
    );
}

fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<(SyntaxToken<'a>, &'static str)> {
    let token = match node.kind() {
        NodeKind::BinaryExpression => cx.binary()?.token,
        // Without a limit it loses rows, which another rule reports.
        _ if old_expand(node).is_some() => return None,
        _ => node.first_token()?,
    };
    let new = match token.kind() {
        TokenKind::NotcontainsKw => "!contains",
        TokenKind::NotcontainscsKw => "!contains_cs",
        TokenKind::ContainscsKw => "contains_cs",
        TokenKind::LessGreater => "!=",
        TokenKind::MvexpandOldKw => "mv-expand",
        TokenKind::MvapplyOldKw => "mv-apply",
        _ => return None,
    };
    Some((token, new))
}
