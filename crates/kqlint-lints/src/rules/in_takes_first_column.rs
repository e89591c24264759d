//! `x in (T)`, where another column of `T` was meant.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::{Column, Model};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, InExpression, InOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{bare, column},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `in` with rows of several columns, where the column of the same name isn't the first one.
    ///
    /// ## Why is this bad?
    ///
    /// `in` compares with the first column of the rows and ignores the others.
    /// The query runs, and compares ids with something else.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// let Failed = AmlComputeJobEvent
    ///     | where TimeGenerated > ago(1d) and EventType == "JobFailed"
    ///     | project ExecutionState, JobId;
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and JobId in (Failed)
    /// ```
    ///
    /// ```kql,good
    /// let Failed = AmlComputeJobEvent
    ///     | where TimeGenerated > ago(1d) and EventType == "JobFailed"
    ///     | project JobId;
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and JobId in (Failed)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so projecting the column is unsafe.
    pub const IN_TAKES_FIRST_COLUMN = {
        name: "in-takes-first-column",
        summary: "`in` that compares with another column than the one of the same name",
        group: Correctness,
        level: Warning,
        since: "0.1.0",
        kinds: [InExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((rows, subject, first)) = find(cx.model(), node) else {
        return;
    };
    let message = format!(
        "{} is compared with {}, the first column",
        quoted(subject.name()),
        quoted(first.name())
    );
    let step = format!("| project {}", subject.name());
    let edit = Edit {
        place: Place::Query(TextRange::empty(rows.text_range().end())),
        text: format!(" {step}"),
    };
    let report = cx
        .report(rows, message)
        .help(format!("add {}", quoted(&step)));
    let is_simple = matches!(
        rows.kind(),
        NodeKind::NameReference | NodeKind::PipeExpression
    );
    if is_simple {
        report.fix(
            format!("Project {}", quoted(subject.name())),
            Safety::Unsafe,
            vec![edit],
        );
    }
}

/// The rows, the column that is looked for, and the first column of the rows.
fn find<'t, 'm>(
    model: &'m Model,
    node: SyntaxNode<'t>,
) -> Option<(SyntaxNode<'t>, Column<'m>, Column<'m>)> {
    let expression = InExpression::cast(node)?;
    if matches!(
        expression.operator()?,
        InOperator::HasAny | InOperator::HasAll
    ) {
        return None;
    }
    let mut elements = expression.expression_list()?.expressions();
    let rows = bare(elements.next()?.syntax());
    let schema = model.output(rows.id()).filter(|schema| !schema.is_open())?;
    let subject = column(model, expression.subject()?.syntax())?;
    let first = schema.columns().next()?;
    let has_subject = schema.column(subject.name()).is_some();
    (elements.next().is_none() && has_subject && first.name() != subject.name())
        .then_some((rows, subject, first))
}
