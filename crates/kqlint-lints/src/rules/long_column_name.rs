//! A column whose name is too long for a table.

use kqlint_catalog::Profile;
use kqlint_embed::RuleKind;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
};

declare_lint! {
    /// Finds columns with names of more than 45 characters in what a transformation or a summary rule writes to a table.
    ///
    /// ## Why is this bad?
    ///
    /// The names of columns in a workspace have 45 characters at most, so the table can't have the column.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:transformation
    /// source
    /// | extend TheNumberOfBytesThatWereSentByTheServerBeforeTheEnd = Bytes
    /// ```
    ///
    /// ```kql,good,kind:transformation
    /// source
    /// | extend SentBytes = Bytes
    /// ```
    ///
    /// ## References
    ///
    /// - [Service limits for Azure Monitor Logs](https://learn.microsoft.com/azure/azure-monitor/service-limits)
    pub const LONG_COLUMN_NAME = {
        name: "long-column-name",
        summary: "a column whose name is too long for a table",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let place = match cx.input.facts.kind {
        Some(RuleKind::Transformation) => Profile::Transformation,
        Some(RuleKind::SummaryRule) => Profile::SummaryRule,
        _ => return,
    };
    let is_result = node
        .parent()
        .is_some_and(|it| it.kind() == NodeKind::QueryBlock);
    let (Some(most), Some(output)) = (place.name_length(), cx.model().output(node.id())) else {
        return;
    };
    let Some(last) = node.last_token().filter(|_| is_result && !node.has_error()) else {
        return;
    };
    let step = last.parent().ancestors().find(|it| {
        it.parent()
            .is_some_and(|it| it.kind() == NodeKind::PipeExpression)
    });
    let range = step.unwrap_or(node).text_range();
    for column in output.columns() {
        let length = column.name().chars().count();
        if length > most {
            let name = quoted(column.name());
            cx.report_at(range, format!("the name {name} has {length} characters"))
                .note(format!("columns of a table have {most} at most"))
                .help("give the column a shorter name");
        }
    }
}
