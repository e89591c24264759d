//! `AzureDiagnostics` without a filter on what its rows are about.

use std::sync::LazyLock;

use kqlint_catalog::{Catalog, Table};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, InExpression},
};
use rustc_hash::FxHashSet;

use crate::{comparison::binary, context::Cx, literal::text, rule::declare_lint};

declare_lint! {
    /// Finds a query on `AzureDiagnostics` that doesn't say which service or category it is about.
    ///
    /// ## Why is this bad?
    ///
    /// The table holds the logs of every service that has none of its own, in hundreds of columns.
    /// A filter on `ResourceType`, `ResourceProvider` or `Category` leaves out the rows of all other services.
    ///
    /// A query that reads one of these columns anywhere, or the resource, is left alone, and so is one that filters by nothing at all.
    /// So is one whose comments name its one type of resource, as the examples of the portal do that are offered on such a resource.
    /// So is one that looks for a value which names a service, such as the operation `AzureFirewallNetworkRuleLog`.
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
    if is_filtered && !is_narrowed && !node.has_error() && !names_service(cx) && !is_of_one_type(cx)
    {
        cx.report(node, "the query doesn't say which service it is about")
            .help("filter by `ResourceType` or `Category`");
    }
}

/// Whether the header of an example of the portal names one type of resource: `// Resource types: Batch accounts`.
fn is_of_one_type(cx: &Cx<'_, '_>) -> bool {
    const FIELD: &str = "Resource types:";
    /// Types whose scope is all that a workspace has.
    const ALL: [&str; 2] = ["Azure Monitor", "Log Analytics workspaces"];
    cx.tree().comments().any(|comment| {
        let text = comment.text().trim_start_matches('/').trim_start();
        let types = text.strip_prefix(FIELD).map(str::trim);
        types.is_some_and(|it| !it.is_empty() && !it.contains(',') && !ALL.contains(&it))
    })
}

/// Whether a condition looks for a value that names a service: an operation such as `Microsoft.Logic/…`, or what begins as a type of resource does.
fn names_service(cx: &Cx<'_, '_>) -> bool {
    let values: Vec<String> = [NodeKind::BinaryExpression, NodeKind::InExpression]
        .into_iter()
        .flat_map(|kind| cx.nodes().of(kind))
        .flat_map(|condition| looked_for(*condition))
        .filter_map(|value| Some(text(cx.model(), value)?.to_lowercase()))
        .collect();
    values
        .iter()
        .any(|it| it.contains("microsoft.") && it.contains('/'))
        || !values.is_empty() && names_resource(&values)
}

/// The values that a condition compares with.
fn looked_for(condition: SyntaxNode<'_>) -> Vec<SyntaxNode<'_>> {
    match InExpression::cast(condition).and_then(InExpression::expression_list) {
        Some(list) => list.expressions().map(|it| it.syntax()).collect(),
        None => binary(condition).map(|it| it.right).into_iter().collect(),
    }
}

/// What the built-in tables' types of resources are called, in lower case and in the singular: `azurefirewall`.
static RESOURCES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    /// Shorter words mean other things too.
    const SHORTEST: usize = 10;
    static BUILTIN: LazyLock<Catalog> = LazyLock::new(Catalog::builtin);
    let types = BUILTIN.tables().flat_map(Table::resource_types);
    let words = types.map(|it| {
        let plural = it.rsplit('/').next().unwrap_or(it);
        plural.strip_suffix('s').unwrap_or(plural)
    });
    words.filter(|it| it.len() >= SHORTEST).collect()
});

/// Whether one of these texts names a type of resource, as `AzureFirewallNetworkRule` does.
fn names_resource(values: &[String]) -> bool {
    let mut resources = RESOURCES.iter();
    resources.any(|word| values.iter().any(|value| value.contains(word)))
}
