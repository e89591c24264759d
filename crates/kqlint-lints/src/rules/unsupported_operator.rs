//! What the service that runs the query doesn't have.

use kqlint_catalog::{Environment, Profile};
use kqlint_diagnostics::Level;
use kqlint_embed::{RuleKind, Service};
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, EvaluateOperator},
};
use smallvec::SmallVec;

use crate::{
    context::Cx,
    query::{Call, call},
    rule::declare_lint,
};

declare_lint! {
    /// Finds parts of the language that the place where the query runs doesn't know.
    ///
    /// ## Why is this bad?
    ///
    /// The query is correct KQL and still fails: Azure Resource Graph runs a part of the language, and a workspace has neither clusters nor query parameters.
    /// Some places run less still: scheduled and near-real-time rules of Microsoft Sentinel, summary rules, and queries in the scope of a resource.
    ///
    /// Query parameters are a hint only in a workspace: it doesn't document them, and the portal fills them in for some samples.
    ///
    /// The rule needs to know where queries run.
    /// Many hosts say it; elsewhere `environment`, `kind` and `scope` in `kqlint.toml` do, and the rule says nothing where none of them is set.
    ///
    /// ## Example
    ///
    /// ```kql,bad,environment:resource-graph
    /// resources
    /// | where type =~ "microsoft.compute/virtualmachines"
    /// | evaluate bag_unpack(tags)
    /// ```
    ///
    /// ```kql,good,environment:resource-graph
    /// resources
    /// | where type =~ "microsoft.compute/virtualmachines"
    /// | project name, tags
    /// ```
    ///
    /// ## References
    ///
    /// - [Log queries in Azure Monitor](https://learn.microsoft.com/azure/azure-monitor/logs/log-query-overview)
    /// - [Summary rules](https://learn.microsoft.com/azure/azure-monitor/logs/summary-rules)
    /// - [Query scope](https://learn.microsoft.com/azure/azure-monitor/logs/scope)
    pub const UNSUPPORTED_OPERATOR = {
        name: "unsupported-operator",
        summary: "a part of the language that the place doesn't run",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [
            AliasStatement, LetStatement, QueryParametersStatement, EvaluateOperator,
            ExternaldataExpression, FacetOperator, FindOperator, ForkOperator,
            FunctionCallExpression, InvokeOperator, MakeSeriesOperator, MvApplyOperator,
            PartitionOperator, ReduceOperator, ScanOperator, SearchOperator, TopNestedOperator,
            UnionOperator,
        ],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((place, level)) = refused_by(cx, node) else {
        return;
    };
    let Some(keyword) = node.first_token().filter(|_| !node.has_error()) else {
        return;
    };
    cx.report_at(
        keyword.text_range(),
        format!("{place} doesn't run `{}`", keyword.text()),
    )
    .at_most(level)
    .help("write the query without it");
}

/// The place that doesn't run a node, and how sure that is.
fn refused_by(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(&'static str, Level)> {
    let environment = cx.catalog().environment();
    if environment == Environment::ResourceGraph {
        let runs = matches!(
            node.kind(),
            NodeKind::FunctionCallExpression | NodeKind::UnionOperator
        );
        return (!runs).then_some(("Azure Resource Graph", Level::Error));
    }
    let place = places(cx)
        .into_iter()
        .find(|place| !runs(cx, *place, node))?;
    // Samples of Microsoft's have parameters that the portal fills in, so these are a hint.
    let is_filled_in = node.kind() == NodeKind::QueryParametersStatement;
    Some(match place {
        Profile::Workspace if is_filled_in => (place.name(), Level::Hint),
        Profile::Workspace if environment == Environment::Sentinel => {
            ("Microsoft Sentinel", Level::Error)
        }
        // Microsoft lifts the limits of these rules one by one.
        Profile::NearRealTimeRule => (place.name(), Level::Warning),
        _ => (place.name(), Level::Error),
    })
}

/// The places whose limits hold for the query, the widest first; none where they aren't known.
fn places(cx: &Cx<'_, '_>) -> SmallVec<[Profile; 3]> {
    let facts = cx.input.facts;
    let mut out = SmallVec::new();
    let rule = match facts.kind {
        Some(RuleKind::Scheduled) => Some(Profile::ScheduledRule),
        Some(RuleKind::NearRealTime) => Some(Profile::NearRealTimeRule),
        Some(RuleKind::SummaryRule) => Some(Profile::SummaryRule),
        _ => None,
    };
    let is_workspace = match cx.catalog().environment() {
        Environment::Sentinel => true,
        Environment::LogAnalytics => {
            let is_alert = facts.kind == Some(RuleKind::LogAlert);
            let is_named = facts.service == Some(Service::Workspace);
            rule.is_some() || is_alert || is_named || facts.is_resource_scope
        }
        _ => false,
    };
    if is_workspace {
        out.push(Profile::Workspace);
        out.extend(rule);
    }
    if is_workspace && facts.is_resource_scope {
        out.push(Profile::ResourceScope);
    }
    out
}

fn runs(cx: &Cx<'_, '_>, place: Profile, node: SyntaxNode<'_>) -> bool {
    match node.kind() {
        NodeKind::AliasStatement => place.allows_operator("alias database"),
        NodeKind::QueryParametersStatement => place.allows_operator("declare query_parameters"),
        NodeKind::FunctionCallExpression => {
            call(node).is_none_or(|call| runs_function(cx, place, &call))
        }
        NodeKind::EvaluateOperator => EvaluateOperator::cast(node)
            .and_then(EvaluateOperator::call)
            .and_then(|it| call(it.syntax()))
            .is_none_or(|call| place.allows_plugin(&call.name)),
        NodeKind::SearchOperator | NodeKind::UnionOperator => {
            place.allows_all_tables() || !node.children().any(is_star)
        }
        _ => true,
    }
}

fn runs_function(cx: &Cx<'_, '_>, place: Profile, call: &Call<'_>) -> bool {
    let is_refused = !place.allows_function(&call.name)
        || !place.allows_saved_functions() && is_saved(cx, call.name_node);
    !is_refused || is_part(place, call.node)
}

/// Whether a call belongs to something that is reported: `database()` of `cluster()`, or an alias.
fn is_part(place: Profile, node: SyntaxNode<'_>) -> bool {
    let mut around = node.ancestors().skip(1);
    let path = node
        .parent()
        .filter(|it| it.kind() == NodeKind::PathExpression);
    let base = path
        .and_then(|it| it.children().next())
        .filter(|base| *base != node)
        .and_then(call);
    base.is_some_and(|base| !place.allows_function(&base.name))
        || around.any(|it| it.kind() == NodeKind::AliasStatement)
}

/// Whether a name is that of a function that somebody saved, whose query a schema has.
pub(crate) fn is_saved(cx: &Cx<'_, '_>, name: SyntaxNode<'_>) -> bool {
    let Some(Resolution::WorkspaceFunction(name)) = cx.model().resolution(name.id()) else {
        return false;
    };
    let function = cx.catalog().workspace_function(name);
    function.is_some_and(|it| it.body().is_some())
}

fn is_star(source: SyntaxNode<'_>) -> bool {
    source.text() == "*"
}
