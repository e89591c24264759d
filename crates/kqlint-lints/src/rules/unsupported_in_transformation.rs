//! What a transformation of a data collection rule doesn't run.

use kqlint_catalog::Profile;
use kqlint_diagnostics::Safety;
use kqlint_embed::RuleKind;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode, TextRange};

use crate::{
    context::Cx,
    query::{bare, call},
    rule::declare_lint,
};

declare_lint! {
    /// Finds what a transformation of a data collection rule doesn't run.
    ///
    /// ## Why is this bad?
    ///
    /// A transformation sees one row at a time, as it arrives, and knows a part of the language: no `summarize`, `join`, `union` or `sort`, no table but `source`.
    /// Some functions keep an older name there, such as `columnifexists()`.
    /// `dynamic(…)` has to be written as `parse_json("…")`, and one `parse` can make ten columns.
    /// The deployment fails, long after the query was written.
    ///
    /// `transformKql` in templates says that a query is one; for other files, `kind = "transformation"` in `kqlint.toml` does.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:transformation
    /// source
    /// | where Level == "Error"
    /// | summarize count() by Computer
    /// ```
    ///
    /// ```kql,good,kind:transformation
    /// source
    /// | where Level == "Error"
    /// | project TimeGenerated, Computer
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The transformation could not be deployed before, so the change of a function's name is safe.
    ///
    /// ## References
    ///
    /// - [Supported KQL features in transformations](https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-transformations-kql)
    pub const UNSUPPORTED_IN_TRANSFORMATION = {
        name: "unsupported-in-transformation",
        summary: "what a transformation doesn't run",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [ExpressionStatement, PipeExpression, DynamicLiteral, FunctionCallExpression],
        given: [Kind],
        check: check,
    }
}

const PLACE: Profile = Profile::Transformation;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if cx.input.facts.kind != Some(RuleKind::Transformation) || node.has_error() {
        return;
    }
    match node.kind() {
        NodeKind::DynamicLiteral if !PLACE.allows_dynamic_literals() => {
            cx.report(node, "a transformation doesn't know `dynamic(…)`")
                .help("write `parse_json(\"…\")`");
        }
        NodeKind::FunctionCallExpression => function(cx, node),
        NodeKind::PipeExpression => {
            let mut steps = node.children();
            source(cx, steps.next());
            steps.for_each(|step| self::step(cx, step));
        }
        NodeKind::ExpressionStatement => {
            let whole = node.children().next().map(bare);
            if whole.is_some_and(|it| it.kind() != NodeKind::PipeExpression) {
                source(cx, whole);
            }
        }
        _ => {}
    }
}

/// Looks at the name of a function, which may be another one than elsewhere.
fn function(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(call) = call(node) else { return };
    let Some(name) = PLACE.other_name(&call.name) else {
        return;
    };
    let (range, written) = (call.name_node.text_range(), &call.name);
    cx.report_at(
        range,
        format!("a transformation calls `{written}()` `{name}()`"),
    )
    .help(format!("write `{name}()`"))
    .replace(format!("Change to `{name}`"), Safety::Safe, range, name);
}

/// Looks at what rows come from: `source`, or what the query writes out.
fn source(cx: &mut Cx<'_, '_>, node: Option<SyntaxNode<'_>>) {
    let Some(node) = node.map(bare) else { return };
    match node.kind() {
        NodeKind::NameReference => {
            let is_let = matches!(
                cx.model().resolution(node.id()),
                Some(Resolution::Variable(_) | Resolution::Parameter(_))
            );
            if node.text() != "source" && !is_let {
                cx.report(node, "a transformation reads `source`, and no table")
                    .help("begin with `source`");
            }
        }
        NodeKind::FunctionCallExpression if calls_own(cx, node) => {}
        NodeKind::PrintOperator | NodeKind::DatatableExpression | NodeKind::PipeExpression => {}
        _ => step(cx, node),
    }
}

/// Whether a call is of a function that the query declares.
fn calls_own(cx: &Cx<'_, '_>, call: SyntaxNode<'_>) -> bool {
    let name = call.children().next();
    let called = name.and_then(|it| cx.model().resolution(it.id()));
    matches!(called, Some(Resolution::Variable(_)))
}

fn step(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(keyword) = node.first_token() else {
        return;
    };
    let range: TextRange = keyword.text_range();
    let name = match keyword.text() {
        "filter" => "where",
        name => name,
    };
    if !PLACE.allows_operator(name) {
        cx.report_at(range, format!("a transformation doesn't run `{name}`"))
            .note("it sees one row at a time")
            .help("write the query without it");
        return;
    }
    let columns = node
        .children()
        .filter(|it| it.kind() == NodeKind::NameAndTypeDeclaration)
        .count();
    let most = PLACE.parsed_columns().unwrap_or(usize::MAX);
    if node.kind() == NodeKind::ParseOperator && columns > most {
        cx.report_at(range, format!("one `parse` makes {columns} columns"))
            .note(format!("a transformation takes {most} at most"))
            .help("take the rest apart in another `parse`");
    }
}
