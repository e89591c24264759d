//! `makeset()` and `mvexpand`, which stop at 128.

use kqlint_catalog::Environment;
use kqlint_diagnostics::{Level, Safety};
use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TextRange, TokenKind,
    ast::{AstNode, MvExpandItem, QueryOperator, SummarizeOperator},
};

use crate::{
    context::Cx,
    list_lengths::{are_rows_few, are_values_few, is_collected, is_short},
    query::call,
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
    /// Where the query says that there are no more than 128, the rule is silent: it writes the list out, takes so few rows, or lists the values that pass.
    /// So it is about Azure Resource Graph, whose `mv-expand` has the same limit.
    ///
    /// Lists that stand in the rows of a table, and the words of a text, mostly are shorter; there, `mvexpand` is a hint.
    /// Behind `make-series`, `make_list()` or `range()` it is a warning.
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
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression, MvExpandOperator],
        functions: ["makelist", "makeset"],
        check: check,
    }
}

/// Where the old forms stop.
const LIMIT: usize = 128;

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
        level,
    }) = found
    else {
        return;
    };
    cx.report_at(
        range,
        format!("`{old}` keeps {LIMIT} {what} and drops the others"),
    )
    .at_most(level)
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
    level: Level,
}

/// `mvexpand` without `limit`.
fn expand<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let keyword = old_expand(node)?;
    let items = node.children().filter_map(MvExpandItem::cast);
    let lists = items.filter_map(|it| it.expression());
    let mut long = lists
        .map(|it| it.syntax())
        .filter(|list| !is_short(model, *list, LIMIT))
        .peekable();
    long.peek()?;
    let level = match long.any(|list| is_collected(model, list)) {
        true => Level::Warning,
        false => Level::Hint,
    };
    Some(Found {
        range: keyword.text_range(),
        old: keyword.text(),
        new: "mv-expand",
        what: "elements of each row",
        level,
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
    let step = node
        .ancestors()
        .find(|it| QueryOperator::cast(*it).is_some());
    let is_bounded = |step| {
        are_rows_few(cx.model(), step, LIMIT)
            || new == "make_set"
                && call
                    .arguments
                    .first()
                    .is_some_and(|it| are_values_few(cx.model(), *it, step, LIMIT))
    };
    let is_aggregate = matches!(resolution, Some(Resolution::Aggregate(_)));
    (is_aggregate && !step.is_some_and(is_bounded)).then(|| Found {
        range: call.name_node.text_range(),
        old: call.name_node.text(),
        new,
        what: match is_grouped {
            true => "values of each group",
            false => "values",
        },
        level: Level::Warning,
    })
}
