//! A column that an earlier step dropped or renamed.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::ProblemKind;
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange};

use super::unknown_column::bracketed;
use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
    unknown::{Rows, schema_at},
};

declare_lint! {
    /// Finds a column that was there, until a step of the query dropped or renamed it.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    /// Kusto only says that it can't resolve the name; this rule says which step lost it.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName, EventType
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Where `project` dropped the column, adding it there is offered; where it was renamed, the new name.
    /// The query could not run before, so the fix is safe.
    pub const DROPPED_COLUMN = {
        name: "dropped-column",
        summary: "a column that an earlier step dropped or renamed",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let (model, tree) = (cx.model(), cx.tree());
    for problem in model.problems() {
        let ProblemKind::UnknownColumn { name } = &problem.kind else {
            continue;
        };
        let Some(dropped) = model.dropped(tree, problem.node, name) else {
            continue;
        };
        let Some(step) = tree.node(dropped.by) else {
            continue;
        };
        let rows = schema_at(tree, model, problem).map(|it| Rows::of(cx.catalog(), it, name));
        if rows == Some(Rows::Defenders) {
            continue;
        }
        let keyword = step.first_token().map_or("", |token| token.text());
        if let Some(new) = dropped.renamed_to {
            cx.report_at(
                problem.range,
                format!("{} is called `{new}` here", quoted(name)),
            )
            .related(Place::Query(step.text_range()), "renamed here")
            .help(format!("use `{new}`"))
            .replace(
                format!("Change to `{new}`"),
                Safety::Safe,
                problem.range,
                bracketed(new),
            );
            continue;
        }
        let report = cx
            .report_at(
                problem.range,
                format!("{} was dropped by `{keyword}`", quoted(name)),
            )
            .related(Place::Query(step.text_range()), "dropped here")
            .help(format!("add it to `{keyword}`, or use it before that step"));
        if let Some(end) = end_of_columns(step) {
            let title = format!("Add {} to `{keyword}`", quoted(name));
            report.replace(
                title,
                Safety::Safe,
                TextRange::empty(end),
                format!(", {}", bracketed(name)),
            );
        }
    }
}

/// Where another column of `project` goes.
fn end_of_columns(step: SyntaxNode<'_>) -> Option<kqlint_syntax::TextSize> {
    let is_list = matches!(
        step.kind(),
        NodeKind::ProjectOperator | NodeKind::DistinctOperator | NodeKind::ProjectKeepOperator
    );
    let last = step
        .children()
        .last()
        .filter(|last| is_list && !last.is_missing())?;
    Some(last.text_range().end())
}
