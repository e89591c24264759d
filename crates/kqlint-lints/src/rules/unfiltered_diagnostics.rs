//! `AzureDiagnostics` without a filter on what its rows are about.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds a query on `AzureDiagnostics` that doesn't say which service or category it is about.
    ///
    /// ## Why is this bad?
    ///
    /// The table holds the logs of every service that has none of its own, in hundreds of columns.
    /// A filter on `ResourceType`, `ResourceProvider` or `Category` leaves out the rows of all other services.
    ///
    /// A query that reads one of these columns anywhere, or the resource, is left alone, and so is one that filters by nothing at all.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AzureDiagnostics
    /// | where TimeGenerated > ago(1d)
    /// | where OperationName == "SecretGet"
    /// ```
    ///
    /// ```kql,good
    /// AzureDiagnostics
    /// | where TimeGenerated > ago(1d)
    /// | where ResourceType == "VAULTS" and OperationName == "SecretGet"
    /// ```
    ///
    /// ## References
    ///
    /// - [AzureDiagnostics](https://learn.microsoft.com/azure/azure-monitor/reference/tables/azurediagnostics)
    pub const UNFILTERED_DIAGNOSTICS = {
        name: "unfiltered-diagnostics",
        summary: "`AzureDiagnostics` without a service or category",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        kinds: [NameReference],
        names: [Table],
        check: check,
    }
}

/// Columns that say whose log a row is.
const SERVICE: [&str; 8] = [
    "Category",
    "Resource",
    "ResourceGroup",
    "ResourceId",
    "ResourceProvider",
    "ResourceType",
    "_ResourceId",
    "SourceSystem",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.text() != "AzureDiagnostics" || cx.input.facts.is_resource_scope {
        return;
    }
    let mut steps = node.parent().into_iter().flat_map(SyntaxNode::children);
    let is_filtered =
        steps.next() == Some(node) && steps.any(|step| step.kind() == NodeKind::FilterOperator);
    let readings = cx.readings();
    let is_narrowed = SERVICE.iter().any(|it| readings.of(it) > 0);
    if is_filtered && !is_narrowed && !node.has_error() {
        cx.report(node, "`AzureDiagnostics` is read for every service at once")
            .help("filter by `ResourceType` or `Category`");
    }
}
