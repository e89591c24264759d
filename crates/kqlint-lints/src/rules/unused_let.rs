//! A `let` that nothing reads.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TextRange, TokenKind,
    ast::{AstNode, FunctionCallExpression, LetStatement},
};

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `let` statements whose name nothing reads.
    ///
    /// ## Why is this bad?
    ///
    /// It is dead code at best.
    /// At worst it is a threshold or a window that the reader believes to be applied.
    ///
    /// A text that only defines functions is left alone, and so is the name of rows that is given as text to `table()` or to a saved function, which may read it.
    /// So is a `let` before a placeholder that stands for rows, a step or a condition: what is filled in there may read it.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// let Limit = 10;
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | top 5 by TimeGenerated desc
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | top 5 by TimeGenerated desc
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Nothing reads it, so removing it is safe.
    pub const UNUSED_LET = {
        name: "unused-let",
        summary: "a `let` that nothing reads",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [LetStatement],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((name_node, name)) = find(cx, node) else {
        return;
    };
    let report = cx
        .report(name_node, format!("nothing reads {}", quoted(&name)))
        .help("remove it, or use it");
    if let Some(edit) = removal(node) {
        report.fix(
            format!("Remove {}", quoted(&name)),
            Safety::Safe,
            vec![edit],
        );
    }
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, String)> {
    let name_node = LetStatement::cast(node)?.name()?;
    if cx.uses(name_node.syntax().id()) > 0 {
        return None;
    }
    let name = name_node.name()?;
    let around = node.parent()?;
    let has_query = around
        .children()
        .any(|child| child.kind() == NodeKind::ExpressionStatement);
    // Another query of the same file may be meant to run together with the `let`.
    let is_alone = cx.tree().root().children().count() == 1;
    let is_filled_in = cx.tree().holds_placeholder(name_node.syntax().text());
    if !has_query || !is_alone || around.has_error() || name.starts_with('_') || is_filled_in {
        return None;
    }
    // A wildcard may name it: `union View*`.
    let is_view = LetStatement::cast(node)?
        .value()
        .and_then(|value| value.syntax().first_token())
        .is_some_and(|first| first.text() == "view");
    let readings = cx.readings();
    let is_unread = readings.of(&name) == 0
        && !is_view
        && !readings.may_be_read_behind(node)
        && !is_named_in_text(cx, node, &name)
        && !is_named_for_saved_function(cx, node, &name);
    is_unread.then(|| (name_node.syntax(), name.into_owned()))
}

/// Whether a comment names it, as code that was switched off for a while does, or, where tables are named by text, a text that is its name, as in `table("Name")`.
fn is_named_in_text(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let has_word = |text: &str| text.split(|c| !is_part(c)).any(|word| word == name);
    let mut comments = node.tree().comments();
    let is_name = |token: SyntaxToken<'_>| is_literal(token, name);
    comments.any(|it| has_word(it.text()))
        || cx.readings().of("table") > 0 && node.tree().root().tokens().any(is_name)
}

/// Whether a function that is saved elsewhere is given the name of rows as text, as `table()` in it takes it.
fn is_named_for_saved_function(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, name: &str) -> bool {
    let model = cx.model();
    let value = LetStatement::cast(node).and_then(LetStatement::value);
    if value.is_some_and(|it| model.constant(it.syntax().id()).is_some()) {
        return false;
    }
    let is_saved = |call: SyntaxNode<'_>| {
        let name = FunctionCallExpression::cast(call).and_then(FunctionCallExpression::name);
        let meant = name.map(|it| model.resolution(it.syntax().id()));
        matches!(meant, Some(None | Some(Resolution::WorkspaceFunction(_))))
    };
    let mut calls = cx.nodes().calls().map(|(call, _)| call);
    calls.any(|call| {
        call.text().contains(name)
            && is_saved(call)
            && call.tokens().any(|token| is_literal(token, name))
    })
}

/// Whether a token is a text that is a name and nothing else.
fn is_literal(token: SyntaxToken<'_>, name: &str) -> bool {
    token.kind() == TokenKind::StringLiteral
        && token.text().trim_matches(['@', 'h', '"', '\'']) == name
}

/// The edit that removes a statement with its semicolon and its line end.
fn removal(node: SyntaxNode<'_>) -> Option<Edit> {
    let semicolon = node
        .last_token()?
        .next_significant()
        .filter(|token| token.kind() == TokenKind::Semicolon)?;
    let text = node.tree().text();
    let end = usize::from(semicolon.text_range().end());
    let rest = text.get(end..)?;
    let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    let line_end = usize::from(rest.get(blank..)?.starts_with('\n'));
    // A comment behind it speaks of it: better a person removes both.
    if rest.trim_start().starts_with("//") && line_end == 0 {
        return None;
    }
    let end = u32::try_from(end + blank + line_end).ok()?;
    Some(Edit {
        place: Place::Query(TextRange::new(node.text_range().start(), end.into())),
        text: String::new(),
    })
}
