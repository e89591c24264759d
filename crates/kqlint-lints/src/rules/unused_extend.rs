//! A computed column that a later step drops unread.

use std::borrow::Cow;

use kqlint_diagnostics::{Place, Safety};
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange, TextSize};

use crate::{
    context::{Cx, quoted},
    query::{named, steps_after, without_element, without_step},
    rule::declare_lint,
};

declare_lint! {
    /// Finds columns of `extend` that a later step drops before anything reads them.
    ///
    /// ## Why is this bad?
    ///
    /// The column is computed for every row and thrown away.
    /// Sometimes the later step should have kept it.
    ///
    /// A comment in the statement that names the column silences the rule: a step that was switched off reads it, or it is there for somebody else.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Details = parse_json(ErrorDetails)
    /// | project TimeGenerated, JobName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Nothing reads the column, so removing it is safe.
    pub const UNUSED_EXTEND = {
        name: "unused-extend",
        summary: "a computed column that is dropped unread",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [ExtendOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, extend: SyntaxNode<'_>) {
    let Some(dropping) = dropping_step(extend) else {
        return;
    };
    for column in extend.children() {
        if let Some(name) = unread(cx, column, dropping) {
            report(cx, column, &name, dropping);
        }
    }
}

fn report(cx: &mut Cx<'_, '_>, column: SyntaxNode<'_>, name: &str, dropping: SyntaxNode<'_>) {
    let report = cx
        .report(column, format!("nothing reads {}", quoted(name)))
        .related(Place::Query(dropping.text_range()), "dropped here")
        .help("remove it, or keep it in the later step");
    let extend = column.parent();
    let edit = match extend.filter(|it| it.children().count() == 1) {
        Some(extend) => without_step(extend),
        None => without_element(column),
    };
    if let Some(edit) = edit {
        report.fix(format!("Remove {}", quoted(name)), Safety::Safe, vec![edit]);
    }
}

/// The name of a computed column that nothing reads up to the step that drops it.
fn unread<'t>(
    cx: &Cx<'_, '_>,
    column: SyntaxNode<'t>,
    dropping: SyntaxNode<'t>,
) -> Option<Cow<'t, str>> {
    let extend = column.parent()?;
    let (name, _) = named(column)?;
    let is_read = cx.readings().has_from(extend, dropping, column, &name);
    (!is_read && !is_in_comment(extend, &name)).then_some(name)
}

/// Whether a comment in the pipeline of a step, or behind it on its line, has a word.
fn is_in_comment(step: SyntaxNode<'_>, word: &str) -> bool {
    let tree = step.tree();
    let Some(pipeline) = step.parent().map(SyntaxNode::text_range) else {
        return false;
    };
    let has_word = |comment: &str| {
        let mut words = comment.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|it| it == word)
    };
    let is_behind = |start: TextSize| {
        let between = TextRange::new(pipeline.end(), start);
        let between = tree.text().get(std::ops::Range::<usize>::from(between));
        between.is_some_and(|it| !it.contains('\n'))
    };
    let mut comments = tree
        .comments()
        .skip_while(|it| it.text_range().end() <= pipeline.start());
    comments.any(|it| {
        let start = it.text_range().start();
        (start < pipeline.end() || is_behind(start)) && has_word(it.text())
    })
}

/// The first step after this one that keeps only what it names, where all between them keep all columns.
fn dropping_step(extend: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    for step in steps_after(extend) {
        if step.has_error() {
            return None;
        }
        match step.kind() {
            NodeKind::FilterOperator
            | NodeKind::ExtendOperator
            | NodeKind::SortOperator
            | NodeKind::TakeOperator
            | NodeKind::TopOperator => {}
            NodeKind::ProjectOperator
            | NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::CountOperator => return Some(step),
            _ => return None,
        }
    }
    None
}
