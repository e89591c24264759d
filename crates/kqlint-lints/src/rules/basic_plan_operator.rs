//! `join` on a table of the basic plan.

use kqlint_catalog::Profile;
use kqlint_diagnostics::Place;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode};

use super::unsupported_operator::is_saved;
use crate::{
    context::{Cx, quoted},
    plans::{first_restricted, restricted},
    query::call,
    rule::declare_lint,
};

declare_lint! {
    /// Finds what queries on tables of the basic or auxiliary plan can't do.
    ///
    /// ## Why is this bad?
    ///
    /// A query with such a table runs no `join`, `find`, `search` or `externaldata`, calls no saved functions, reads no other workspace or service, and takes in five tables of the analytics plan at most, by `lookup` or `union`.
    ///
    /// Which tables are on which plan, a schema file says: `"plan": "basic"`.
    /// `kqlint schema import` takes it over from what Azure exports.
    ///
    /// ## Example
    ///
    /// ```kql,bad,plan:ContainerLogV2:basic
    /// ContainerLogV2
    /// | where TimeGenerated > ago(1h)
    /// | join kind=inner (Heartbeat | where TimeGenerated > ago(1h)) on Computer
    /// ```
    ///
    /// ```kql,good,plan:ContainerLogV2:basic
    /// ContainerLogV2
    /// | where TimeGenerated > ago(1h)
    /// | lookup kind=inner (Heartbeat | where TimeGenerated > ago(1h)) on Computer
    /// ```
    ///
    /// ## References
    ///
    /// - [Query data in a Basic or Auxiliary table](https://learn.microsoft.com/azure/azure-monitor/logs/basic-logs-query)
    pub const BASIC_PLAN_OPERATOR = {
        name: "basic-plan-operator",
        summary: "what a table of the basic plan can't do",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [QueryBlock],
        given: [Schema],
        check: check,
    }
}

/// How many tables of the analytics plan a query can take in.
const OTHERS: usize = 5;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((table, plan)) = first_restricted(cx, node).filter(|_| !node.has_error()) else {
        return;
    };
    let place = Place::Query(table.text_range());
    let is_on = format!("{} is on the {} plan", quoted(table.text()), plan.name());
    for inner in node.descendants() {
        let Some(keyword) = inner.first_token().filter(|_| is_refused(cx, inner)) else {
            continue;
        };
        let name = keyword.text();
        let message = format!("a table of the {} plan doesn't run `{name}`", plan.name());
        cx.report_at(keyword.text_range(), message)
            .related(place, is_on.as_str())
            .help(match inner.kind() {
                NodeKind::JoinOperator => "use `lookup`, or a table of the analytics plan",
                _ => "put the table on the analytics plan, or read it by itself",
            });
    }
    let others = others(cx, node);
    if let Some(last) = others.get(OTHERS) {
        cx.report(*last, format!("{} tables are read beside it", others.len()))
            .related(place, is_on)
            .note("a query on such a table takes in five others at most");
    }
}

fn is_refused(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let place = Profile::BasicPlan;
    match node.kind() {
        NodeKind::JoinOperator
        | NodeKind::FindOperator
        | NodeKind::SearchOperator
        | NodeKind::ExternaldataExpression => {
            let keyword = node.first_token();
            keyword.is_some_and(|it| !place.allows_operator(it.text()))
        }
        NodeKind::FunctionCallExpression => call(node).is_some_and(|call| {
            !place.allows_function(&call.name)
                || !place.allows_saved_functions() && is_saved(cx, call.name_node)
        }),
        _ => false,
    }
}

/// The tables of other plans, each where it is first read.
fn others<'t>(cx: &Cx<'_, '_>, query: SyntaxNode<'t>) -> Vec<SyntaxNode<'t>> {
    let mut out: Vec<SyntaxNode<'t>> = Vec::new();
    for name in query.descendants() {
        let is_table = matches!(cx.model().resolution(name.id()), Some(Resolution::Table(_)));
        let is_new = || out.iter().all(|it| it.text() != name.text());
        if is_table && restricted(cx, name).is_none() && is_new() {
            out.push(name);
        }
    }
    out
}
