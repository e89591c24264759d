//! A percentile that isn't in percent.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, FunctionParameter},
};

use crate::{
    context::{Cx, quoted},
    query::{bare, call, number},
    rule::declare_lint,
};

declare_lint! {
    /// Finds percentiles that are written as fractions, or lie outside of 0 to 100.
    ///
    /// ## Why is this bad?
    ///
    /// Percentiles run from 0 to 100, so `0.95` doesn't ask for the value that 95 of 100 rows stay below, but for one that not even one row of 100 stays below.
    /// A number above 100 or below 0 is an error.
    ///
    /// The rule looks at numbers, at names that `let` gives them, and at defaults of parameters.
    /// It takes numbers from 0.25 up to 1 for fractions, and is silent where the same `summarize` asks for a percentile above 1 as well: who writes `percentiles(x, 0.5, 99.5)` means it.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize p95 = percentile(RunningNodeCount, 0.95) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize p95 = percentile(RunningNodeCount, 95) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The values change, so the fix is unsafe.
    /// Of a parameter it changes the default only: what callers pass stays theirs to change.
    pub const PERCENTILE_RANGE = {
        name: "percentile-range",
        summary: "a percentile that isn't in percent",
        group: Correctness,
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression, FunctionParameter],
        functions: [
            "percentile",
            "percentiles",
            "percentiles_array",
            "percentilesw",
            "percentilesw_array",
            "percentilew",
        ],
        check: check,
    }
}

/// Below it, a percentile of less than one percent may well be meant.
const LEAST_FRACTION: f64 = 0.25;

/// The functions, and where in their arguments percentiles begin.
const RANKED: [(&str, usize); 6] = [
    ("percentile", 1),
    ("percentiles", 1),
    ("percentiles_array", 1),
    // A weight stands before the percentiles.
    ("percentilesw", 2),
    ("percentilesw_array", 2),
    ("percentilew", 2),
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.kind() == NodeKind::FunctionParameter {
        if let Some((default, value)) = off_default(cx, node) {
            report(
                cx,
                default,
                value,
                Some("callers that pass a fraction have to change too"),
            );
        }
        return;
    }
    for (rank, value) in ranks(cx.model(), node) {
        if is_off(value) && !(is_fraction(value) && has_larger(cx.model(), node)) {
            report(cx, rank, value, None);
        }
    }
}

fn report(cx: &mut Cx<'_, '_>, rank: SyntaxNode<'_>, value: f64, note: Option<&'static str>) {
    if !is_fraction(value) {
        cx.report(
            rank,
            format!("the percentile {value} is not between 0 and 100"),
        );
        return;
    }
    let meant = (value * 1e6).round() / 1e4;
    let mut report = cx
        .report(
            rank,
            format!("{} is less than one percent", quoted(rank.text())),
        )
        .help(format!("percentiles run from 0 to 100: write `{meant}`"));
    let title = match note {
        Some(note) => {
            report = report.note(note);
            format!("Change only the default, to `{meant}`")
        }
        None => format!("Change to `{meant}`"),
    };
    if rank.kind() == NodeKind::LiteralExpression {
        report.replace(title, Safety::Unsafe, rank.text_range(), meant.to_string());
    }
}

/// Whether a number is no percentile, or very likely a fraction.
fn is_off(value: f64) -> bool {
    !(0.0..=100.0).contains(&value) || is_fraction(value)
}

fn is_fraction(value: f64) -> bool {
    (LEAST_FRACTION..1.0).contains(&value)
}

/// The arguments of a call that are percentiles.
fn rank_nodes(node: SyntaxNode<'_>) -> impl Iterator<Item = SyntaxNode<'_>> {
    let first = |name: &str| RANKED.iter().find(|(it, _)| *it == name).map(|it| it.1);
    let ranked = call(node).and_then(|call| Some((first(&call.name)?, call.arguments)));
    ranked
        .into_iter()
        .flat_map(|(first, arguments)| arguments.into_iter().skip(first))
}

/// The percentiles of a call whose values are known.
fn ranks<'t>(model: &Model, node: SyntaxNode<'t>) -> impl Iterator<Item = (SyntaxNode<'t>, f64)> {
    rank_nodes(node).filter_map(|rank| Some((rank, number(model, rank)?)))
}

/// Whether the same `summarize` asks for a percentile above 1, so that the author counts in percent.
fn has_larger(model: &Model, node: SyntaxNode<'_>) -> bool {
    let summarize = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::SummarizeOperator);
    let calls = summarize.unwrap_or(node).descendants();
    calls
        .flat_map(|it| ranks(model, it))
        .any(|(_, value)| value > 1.0)
}

/// The default of a parameter that is no percentile, where the function uses it as one.
fn off_default<'t>(cx: &Cx<'_, '_>, parameter: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, f64)> {
    let default = parameter.child(NodeKind::DefaultValue)?.children().next()?;
    let value = number(cx.model(), default).filter(|it| is_off(*it))?;
    let name = FunctionParameter::cast(parameter)?
        .name_and_type_declaration()?
        .name()?;
    let means = |rank: SyntaxNode<'_>| {
        let meaning = cx.model().resolution(rank.id());
        matches!(meaning, Some(Resolution::Parameter(id)) if id == name.syntax().id())
    };
    let calls = cx.nodes().of(NodeKind::FunctionCallExpression).iter();
    let is_rank = calls
        .flat_map(|it| rank_nodes(*it))
        .any(|rank| means(bare(rank)));
    is_rank.then_some((default, value))
}
