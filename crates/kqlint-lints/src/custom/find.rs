//! Where a query does what a team's own rule forbids.

use std::collections::HashSet;

use kqlint_semantics::{Origin, ProblemKind, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{AstNode, LetStatement, NameReference, NamedExpression},
};
use regex::Regex;

use super::{CustomRule, Pattern};
use crate::{
    context::Cx,
    options::fits,
    query::{call, steps_after},
};

/// The operators of a pipeline.
pub(super) const OPERATORS: &[NodeKind] = &[
    NodeKind::AsOperator,
    NodeKind::AssertSchemaOperator,
    NodeKind::ConsumeOperator,
    NodeKind::CountOperator,
    NodeKind::DistinctOperator,
    NodeKind::EvaluateOperator,
    NodeKind::ExecuteAndCacheOperator,
    NodeKind::ExtendOperator,
    NodeKind::FacetOperator,
    NodeKind::FilterOperator,
    NodeKind::FindOperator,
    NodeKind::ForkOperator,
    NodeKind::GetSchemaOperator,
    NodeKind::GraphMarkComponentsOperator,
    NodeKind::GraphMatchOperator,
    NodeKind::GraphShortestPathsOperator,
    NodeKind::GraphToTableOperator,
    NodeKind::GraphWhereEdgesOperator,
    NodeKind::GraphWhereNodesOperator,
    NodeKind::InvokeOperator,
    NodeKind::JoinOperator,
    NodeKind::LookupOperator,
    NodeKind::MacroExpandOperator,
    NodeKind::MakeGraphOperator,
    NodeKind::MakeSeriesOperator,
    NodeKind::MvApplyOperator,
    NodeKind::MvExpandOperator,
    NodeKind::ParseKvOperator,
    NodeKind::ParseOperator,
    NodeKind::ParseWhereOperator,
    NodeKind::PartitionByOperator,
    NodeKind::PartitionOperator,
    NodeKind::PrintOperator,
    NodeKind::ProjectAwayOperator,
    NodeKind::ProjectByNamesOperator,
    NodeKind::ProjectKeepOperator,
    NodeKind::ProjectOperator,
    NodeKind::ProjectRenameOperator,
    NodeKind::ProjectReorderOperator,
    NodeKind::RangeOperator,
    NodeKind::ReduceOperator,
    NodeKind::RenderOperator,
    NodeKind::SampleDistinctOperator,
    NodeKind::SampleOperator,
    NodeKind::ScanOperator,
    NodeKind::SearchOperator,
    NodeKind::SerializeOperator,
    NodeKind::SortOperator,
    NodeKind::SummarizeOperator,
    NodeKind::TakeOperator,
    NodeKind::TopHittersOperator,
    NodeKind::TopNestedOperator,
    NodeKind::TopOperator,
    NodeKind::UnionOperator,
];

/// A text that matches everywhere says no more with each further finding.
const MOST_MATCHES: usize = 16;

/// Reports what the rule finds at a node.
pub(crate) fn check(cx: &mut Cx<'_, '_>, rule: &CustomRule, node: SyntaxNode<'_>) {
    for range in find(cx, &rule.pattern, node) {
        let report = cx.report_at(range, rule.message.as_str());
        if let Some(help) = &rule.help {
            report.help(help.as_str());
        }
    }
}

fn find(cx: &Cx<'_, '_>, pattern: &Pattern, node: SyntaxNode<'_>) -> Vec<TextRange> {
    let found = match pattern {
        Pattern::ForbidText(text) => return matches(text, node),
        Pattern::ForbidTable(names) => table(cx, names, node),
        Pattern::RequireFilter { tables, column } => {
            table(cx, tables, node).filter(|_| !is_filtered(cx, node, column))
        }
        Pattern::ForbidFunction(names) => function(names, node),
        Pattern::ForbidOperator(names) => operator(names, node),
        Pattern::LetNames(name) => {
            let declared = LetStatement::cast(node).and_then(LetStatement::name);
            declared.and_then(|it| unlike(name, it.syntax(), it.name().as_deref()))
        }
        Pattern::ColumnNames(name) => {
            let declared = NamedExpression::cast(node).filter(|it| names_column(it.syntax()));
            let declared = declared.and_then(NamedExpression::name);
            declared.and_then(|it| unlike(name, it.syntax(), it.name().as_deref()))
        }
    };
    found.into_iter().collect()
}

/// A table of one of the names, whether it is known or not.
fn table(cx: &Cx<'_, '_>, names: &[String], node: SyntaxNode<'_>) -> Option<TextRange> {
    let name = NameReference::cast(node)?.name()?;
    if !names.iter().any(|it| fits(it, &name)) {
        return None;
    }
    let is_table = match cx.model().resolution(node.id()) {
        Some(resolution) => matches!(resolution, Resolution::Table(_)),
        None => is_unknown_table(cx, node),
    };
    is_table.then(|| node.text_range())
}

fn is_unknown_table(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let is_unknown = cx.model().problems().iter().any(|problem| {
        problem.node == node.id() && matches!(problem.kind, ProblemKind::UnknownTable { .. })
    });
    // `database("d").T`, of which nothing is known.
    let is_elsewhere = node
        .parent()
        .is_some_and(|it| it.kind() == NodeKind::PathExpression && is_source(it));
    is_unknown || is_elsewhere
}

/// Whether an expression stands where rows come from.
fn is_source(node: SyntaxNode<'_>) -> bool {
    node.parent().is_some_and(|parent| match parent.kind() {
        NodeKind::PipeExpression => node.prev_sibling().is_none(),
        kind => matches!(
            kind,
            NodeKind::ExpressionStatement | NodeKind::UnionOperator | NodeKind::JoinOperator
        ),
    })
}

/// Whether a later step keeps rows by the column. What a `let` holds may be
/// filtered wherever it is used.
fn is_filtered(cx: &Cx<'_, '_>, table: SyntaxNode<'_>, column: &str) -> bool {
    let is_filter =
        |step: SyntaxNode<'_>| step.kind() == NodeKind::FilterOperator && reads(cx, step, column);
    let mut around = table.ancestors();
    if around.any(|it| it.kind() == NodeKind::LetStatement) {
        let block = around.find(|it| it.kind() == NodeKind::QueryBlock);
        return block.is_some_and(|it| it.descendants().any(is_filter));
    }
    table
        .ancestors()
        .any(|inner| steps_after(inner).any(is_filter))
}

/// Whether an expression reads the column, or one that was made of it.
fn reads(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, column: &str) -> bool {
    let mut seen = HashSet::from([node.id()]);
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        for name in node.descendants().filter_map(NameReference::cast) {
            let resolution = cx.model().resolution(name.syntax().id());
            let read = match resolution {
                Some(Resolution::Column(read)) => Some(read),
                _ => None,
            };
            let stored = read.and_then(|it| it.source());
            if name.name().is_some_and(|it| it == column)
                || stored.is_some_and(|(_, stored)| stored == column)
            {
                return true;
            }
            if let Some(Origin::Computed(made)) = read.map(|it| it.origin())
                && seen.insert(made)
            {
                left.extend(node.tree().node(made));
            }
        }
    }
    false
}

fn function(names: &[String], node: SyntaxNode<'_>) -> Option<TextRange> {
    let call = call(node)?;
    names
        .iter()
        .any(|it| fits(it, &call.name))
        .then(|| call.name_node.text_range())
}

/// The word of an operator; `graph-match` is one.
fn operator(names: &[String], node: SyntaxNode<'_>) -> Option<TextRange> {
    let keyword = node.first_token()?;
    names
        .iter()
        .any(|it| it == keyword.text())
        .then(|| keyword.text_range())
}

/// The place of a name that doesn't match.
fn unlike(pattern: &Regex, node: SyntaxNode<'_>, name: Option<&str>) -> Option<TextRange> {
    (!pattern.is_match(name?)).then(|| node.text_range())
}

/// Whether `Name = value` makes a column.
fn names_column(node: SyntaxNode<'_>) -> bool {
    node.parent().is_some_and(|parent| {
        matches!(
            parent.kind(),
            NodeKind::ExtendOperator
                | NodeKind::ProjectOperator
                | NodeKind::SummarizeOperator
                | NodeKind::ByClause
                | NodeKind::DistinctOperator
                | NodeKind::PrintOperator
                | NodeKind::ProjectRenameOperator
        )
    })
}

fn matches(pattern: &Regex, node: SyntaxNode<'_>) -> Vec<TextRange> {
    let start = node.text_range().start();
    let found = pattern.find_iter(node.text()).filter(|it| !it.is_empty());
    let ranges = found.filter_map(|it| {
        let at = it.start().try_into().ok()?;
        let length = it.len().try_into().ok()?;
        Some(TextRange::at(
            start + TextSize::new(at),
            TextSize::new(length),
        ))
    });
    ranges.take(MOST_MATCHES).collect()
}
