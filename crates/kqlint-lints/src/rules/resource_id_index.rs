//! `split(_ResourceId, "/")[3]`: a part of a resource id that says nothing, or that is counted from its end.

use kqlint_semantics::Constant;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BracketedExpression, FunctionCallExpression, NameReference, PathExpression},
};

use crate::{context::Cx, query::column, rule::declare_lint};

declare_lint! {
    /// Finds a part of a resource id that is the same word in most ids, or that is counted from its end.
    ///
    /// ## Why is this bad?
    ///
    /// An id is made of pairs, `/subscriptions/…/resourceGroups/…/providers/…`, so that the parts 1, 3 and 5 are the words of the form, and part 0 is empty.
    /// Part 2 is the subscription, 4 the resource group, 6 the provider, 7 the type and 8 the name of the resource that isn't nested.
    ///
    /// Ids grow at their end: the id of a nested resource, such as a deployment below an endpoint, has two more parts.
    /// Counted from the end, the same number then gives something else.
    /// Tables whose resources are never nested are left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AzureMetrics
    /// | where TimeGenerated > ago(1d)
    /// | summarize max(Maximum) by Resource = tostring(split(_ResourceId, "/")[-1])
    /// ```
    ///
    /// ```kql,good
    /// AzureMetrics
    /// | where TimeGenerated > ago(1d)
    /// | summarize max(Maximum) by Resource = tostring(split(_ResourceId, "/")[8])
    /// ```
    pub const RESOURCE_ID_INDEX = {
        name: "resource-id-index",
        summary: "a part of a resource id that says nothing or moves",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [PathExpression],
        check: check,
    }
}

/// What an id is made of, where that is the same in most.
const FORM: [(i64, &str); 4] = [
    (0, "is empty"),
    (1, "is the word `subscriptions`"),
    (3, "is the word `resourceGroups`"),
    (5, "is the word `providers`"),
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((column, index)) = id_part(cx, node) else {
        return;
    };
    if let Some((_, part)) = FORM.iter().find(|(it, _)| *it == index) {
        if is_compared(node) {
            return;
        }
        cx.report(
            node,
            format!("part {index} of `{column}` {part} in most ids"),
        )
        .note("2 is the subscription, 4 the resource group, 6 the provider, 7 the type, 8 the name")
        .help("take the part behind it");
    } else if index < 0 && may_be_nested(cx, node) {
        cx.report(
            node,
            format!("part {index} of `{column}` is another part where the id is nested"),
        )
        .note("part 8 from the left is the name of the resource, at any depth")
        .help("count from the left");
    }
}

/// Whether a resource that writes to the table may stand below another: `microsoft.sql/servers/databases`.
fn may_be_nested(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let mut columns = node.descendants().filter_map(|it| column(cx.model(), it));
    let table = columns.find_map(|it| it.source()).map(|(table, _)| table);
    let known = table.and_then(|it| cx.catalog().table(it));
    let types: Vec<_> = known
        .into_iter()
        .flat_map(|it| it.resource_types())
        .collect();
    types.is_empty() || types.iter().any(|it| it.split('/').count() > 2)
}

/// Whether a query asks what kind of id it is.
fn is_compared(node: SyntaxNode<'_>) -> bool {
    node.ancestors()
        .find(|it| {
            !matches!(
                it.kind(),
                NodeKind::PathExpression
                    | NodeKind::FunctionCallExpression
                    | NodeKind::ArgumentList
            )
        })
        .is_some_and(|it| {
            matches!(
                it.kind(),
                NodeKind::BinaryExpression | NodeKind::InExpression
            )
        })
}

/// The column of ids and the number of the part.
pub(crate) fn id_part(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(String, i64)> {
    let path = PathExpression::cast(node)?;
    let call = FunctionCallExpression::cast(path.base()?.syntax())?;
    if call.name()?.name()?.as_ref() != "split" {
        return None;
    }
    let index = path
        .selectors()
        .next()
        .and_then(|selector| BracketedExpression::cast(selector.syntax()))?;
    let Constant::Long(index) = cx.model().constant(index.expression()?.syntax().id())? else {
        return None;
    };
    let mut arguments = call.argument_list()?.expressions();
    let subject = innermost(arguments.next()?.syntax());
    let Constant::String("/") = cx.model().constant(arguments.next()?.syntax().id())? else {
        return None;
    };
    let column = NameReference::cast(subject)?.name()?;
    let is_id = matches!(
        column.to_ascii_lowercase().as_str(),
        "_resourceid" | "resourceid" | "_resourceid1"
    );
    is_id.then(|| (column.into_owned(), index))
}

/// What `tostring(tolower(x))` is about: `x`.
pub(crate) fn innermost(node: SyntaxNode<'_>) -> SyntaxNode<'_> {
    let mut node = node;
    while node.kind() == NodeKind::FunctionCallExpression {
        let argument = FunctionCallExpression::cast(node)
            .and_then(FunctionCallExpression::argument_list)
            .and_then(|list| list.expressions().next());
        match argument {
            Some(argument) => node = argument.syntax(),
            None => break,
        }
    }
    node
}
