//! `makeset()` and `mvexpand`, which stop at 128.

use kqlint_catalog::Environment;
use kqlint_diagnostics::Safety;
use kqlint_semantics::{Constant, Model, Origin, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TextRange, TokenKind,
    ast::{AstNode, BinaryOperator, MvExpandItem, SummarizeOperator},
};

use crate::{
    comparison::binary,
    context::Cx,
    few_values::collects_few,
    list_lengths::{OLD_LIMIT, is_short},
    query::{Call, bare, call, call_of, column, conditions, number, same, steps_after, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `makeset()`, `makelist()` and `mvexpand` without a limit of their own.
    ///
    /// ## Why is this bad?
    ///
    /// These old forms stop at 128 values of each group, or 128 elements of each row, and say nothing when they do.
    /// The forms that took their place, `make_set()`, `make_list()` and `mv-expand`, keep all that the service allows.
    ///
    /// Where the query says that there are no more than 128, the rule is silent: it writes the list out, takes so few rows, lists the values that pass, or drops larger groups afterwards.
    /// `mvexpand` behind `makeset()` or `makelist()` loses nothing that these have kept, so only they are reported.
    /// It is silent about Azure Resource Graph, too, whose `mv-expand` has the same limit.
    ///
    /// Most groups and rows have fewer, which a query doesn't show: that is why the rule only hints.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = makeset(JobName) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = make_set(JobName) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns more afterwards where there was more, so the fix is unsafe.
    ///
    /// ## References
    ///
    /// - [make_list()](https://learn.microsoft.com/kusto/query/make-list-aggregation-function)
    /// - [mv-expand operator](https://learn.microsoft.com/kusto/query/mv-expand-operator)
    pub const LEGACY_LIMIT = {
        name: "legacy-limit",
        summary: "an old form that stops at 128 values",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression, MvExpandOperator],
        functions: ["makelist", "makeset"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if cx.catalog().environment() == Environment::ResourceGraph || node.has_error() {
        return;
    }
    let found = match node.kind() {
        NodeKind::MvExpandOperator => expand(cx.model(), node),
        _ => aggregate(cx, node),
    };
    let Some(Found {
        range,
        old,
        new,
        what,
    }) = found
    else {
        return;
    };
    cx.report_at(
        range,
        format!("`{old}` keeps at most {OLD_LIMIT} {what} and drops the others"),
    )
    .help(format!("use `{new}`"))
    .replace(format!("Use `{new}`"), Safety::Unsafe, range, new);
}

/// An old form.
struct Found<'t> {
    range: TextRange,
    old: &'t str,
    new: &'static str,
    /// What it keeps 128 of.
    what: &'static str,
}

/// `mvexpand` without `limit`.
fn expand<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let keyword = old_expand(node)?;
    let items = node.children().filter_map(MvExpandItem::cast);
    let mut lists = items.filter_map(|it| it.expression());
    let is_long = lists.any(|list| !is_short(model, list.syntax(), OLD_LIMIT));
    is_long.then(|| Found {
        range: keyword.text_range(),
        old: keyword.text(),
        new: "mv-expand",
        what: "elements of each row",
    })
}

/// The word `mvexpand`, where there is no limit behind it.
pub(crate) fn old_expand(node: SyntaxNode<'_>) -> Option<SyntaxToken<'_>> {
    node.first_token()
        .filter(|token| token.kind() == TokenKind::MvexpandOldKw)
        .filter(|_| node.child(NodeKind::RowLimitClause).is_none())
}

/// `makeset(x)`, `makelist(x)`
fn aggregate<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let call = call(node).filter(|call| call.arguments.len() == 1)?;
    let new = match call.name.as_ref() {
        "makeset" => "make_set",
        "makelist" => "make_list",
        _ => return None,
    };
    let resolution = cx.model().resolution(call.name_node.id());
    let summarize = node.ancestors().find_map(SummarizeOperator::cast);
    let is_grouped = summarize.is_some_and(|it| it.by_clause().is_some());
    let is_aggregate = matches!(resolution, Some(Resolution::Aggregate(_)));
    let is_bounded = collects_few(cx.model(), &call, OLD_LIMIT)
        || summarize.is_some_and(|it| is_filtered(cx.model(), it.syntax(), &call));
    (is_aggregate && !is_bounded).then(|| Found {
        range: call.name_node.text_range(),
        old: call.name_node.text(),
        new,
        what: match is_grouped {
            true => "values of each group",
            false => "values",
        },
    })
}

/// Whether a later filter keeps only groups with fewer values than the limit, or whose list it writes out.
fn is_filtered(model: &Model, summarize: SyntaxNode<'_>, aggregate: &Call<'_>) -> bool {
    let filters = steps_after(summarize).filter(|it| it.kind() == NodeKind::FilterOperator);
    let mut said = filters.flat_map(|it| it.children()).flat_map(conditions);
    said.any(|it| says_short(model, it, summarize, aggregate).unwrap_or(false))
}

/// Whether a condition says that what an aggregate collects is shorter than the limit.
fn says_short(
    model: &Model,
    condition: SyntaxNode<'_>,
    summarize: SyntaxNode<'_>,
    aggregate: &Call<'_>,
) -> Option<bool> {
    let comparison = binary(condition)?;
    let subject = made(model, comparison.left);
    let is_list = |it: SyntaxNode<'_>| made(model, it) == aggregate.node;
    if comparison.operator == BinaryOperator::Equal
        && let Some(Constant::String(text)) = model.constant(comparison.right.id())
    {
        let written = call_of(subject, &["tostring"]);
        let list = written.and_then(|it| it.arguments.first().copied());
        return Some(is_list(list.unwrap_or(subject)) && text.matches(',').count() < OLD_LIMIT);
    }
    let most = number(model, comparison.right)?;
    let is_below = match comparison.operator {
        BinaryOperator::Less => most <= OLD_LIMIT as f64,
        BinaryOperator::LessOrEqual | BinaryOperator::Equal => most < OLD_LIMIT as f64,
        _ => false,
    };
    let count = call(subject)?;
    let argument = count.arguments.first().copied();
    let counts = match count.name.as_ref() {
        "count" => summarize.contains(count.node.id()),
        "dcount" | "count_distinct" => {
            let collected = aggregate.arguments.first().copied();
            aggregate.name == "makeset"
                && summarize.contains(count.node.id())
                && same(argument?, collected?)
        }
        "array_length" | "arraylength" => is_list(argument?),
        _ => false,
    };
    Some(is_below && counts)
}

/// What a step computes a column from, or the expression itself.
fn made<'t>(model: &Model, node: SyntaxNode<'t>) -> SyntaxNode<'t> {
    let node = bare(node);
    match column(model, node).map(|it| it.origin()) {
        Some(Origin::Computed(made)) => node.tree().node(made).map_or(node, |it| bare(value(it))),
        _ => node,
    }
}
