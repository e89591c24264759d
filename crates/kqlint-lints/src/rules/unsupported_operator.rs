//! What the service that runs the query doesn't have.

use kqlint_catalog::{Environment, Profile};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, EvaluateOperator},
};

use crate::{context::Cx, query::call, rule::declare_lint};

declare_lint! {
    /// Finds parts of the language that the configured environment doesn't run.
    ///
    /// ## Why is this bad?
    ///
    /// The query is correct KQL and still fails: Azure Resource Graph runs a part of the language, and Microsoft Sentinel has neither clusters nor query parameters.
    ///
    /// The rule needs to know where queries run, and says nothing unless the configuration sets `environment` to `resource-graph` or `sentinel`.
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
    pub const UNSUPPORTED_OPERATOR = {
        name: "unsupported-operator",
        summary: "a part of the language that the environment doesn't run",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [
            AliasStatement, LetStatement, QueryParametersStatement, EvaluateOperator,
            ExternaldataExpression, FacetOperator, FindOperator, ForkOperator,
            FunctionCallExpression, InvokeOperator, MakeSeriesOperator, MvApplyOperator,
            PartitionOperator, ReduceOperator, ScanOperator, SearchOperator, TopNestedOperator,
        ],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let (service, is_missing) = match cx.catalog().environment() {
        Environment::ResourceGraph => {
            let is_call = node.kind() == NodeKind::FunctionCallExpression;
            ("Azure Resource Graph", !is_call)
        }
        Environment::Sentinel => ("Microsoft Sentinel", !runs_in_workspace(node)),
        _ => return,
    };
    let Some(keyword) = node.first_token().filter(|_| is_missing) else {
        return;
    };
    if !node.has_error() {
        cx.report_at(
            keyword.text_range(),
            format!("{service} doesn't run `{}`", keyword.text()),
        )
        .help("write the query without it");
    }
}

fn runs_in_workspace(node: SyntaxNode<'_>) -> bool {
    let profile = Profile::Workspace;
    match node.kind() {
        NodeKind::AliasStatement => profile.allows_operator("alias database"),
        NodeKind::QueryParametersStatement => profile.allows_operator("declare query_parameters"),
        NodeKind::FunctionCallExpression => {
            call(node).is_none_or(|call| profile.allows_function(&call.name))
        }
        NodeKind::EvaluateOperator => EvaluateOperator::cast(node)
            .and_then(EvaluateOperator::call)
            .and_then(|it| call(it.syntax()))
            .is_none_or(|call| profile.allows_plugin(&call.name)),
        _ => true,
    }
}
