//! `makeset()` and `mvexpand`, which stop at 128.

use kqlint_catalog::Environment;
use kqlint_diagnostics::Safety;
use kqlint_semantics::{Constant, Model, Origin, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TextRange, TokenKind,
    ast::{AstNode, LetStatement, MvExpandItem},
};

use crate::{
    context::Cx,
    query::{bare, call, call_of, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `makeset()`, `makelist()` and `mvexpand` without a limit of their own.
    ///
    /// ## Why is this bad?
    ///
    /// These old forms stop at 128 values or rows, and say nothing when they do.
    /// The forms that took their place, `make_set()`, `make_list()` and `mv-expand`, keep all that the service allows.
    ///
    /// Lists that the query writes out and that have no more than 128 elements are left alone, and so is Azure Resource Graph, whose `mv-expand` has the same limit.
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

/// How many names are looked through.
const DEPTH: usize = 8;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if cx.catalog().environment() == Environment::ResourceGraph || node.has_error() {
        return;
    }
    let (found, what) = match node.kind() {
        NodeKind::MvExpandOperator => (expand(cx.model(), node), "rows"),
        _ => (aggregate(cx, node), "values"),
    };
    let Some((range, old, new)) = found else {
        return;
    };
    cx.report_at(
        range,
        format!("`{old}` keeps {LIMIT} {what} and drops the others"),
    )
    .help(format!("use `{new}`"))
    .replace(format!("Use `{new}`"), Safety::Unsafe, range, new);
}

type Found<'t> = (TextRange, &'t str, &'static str);

/// `mvexpand` without `limit`.
fn expand<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let keyword = old_expand(node)?;
    let mut lists = node.children().filter_map(MvExpandItem::cast);
    let is_short = |item: MvExpandItem<'_>| {
        item.expression()
            .is_some_and(|list| is_short(model, value(list.syntax())))
    };
    (!lists.all(is_short)).then(|| (keyword.text_range(), keyword.text(), "mv-expand"))
}

/// Whether the query writes out a list, in place or as a column or behind a name, that is no longer than the limit.
fn is_short(model: &Model, list: SyntaxNode<'_>) -> bool {
    let mut list = bare(list);
    for _ in 0..DEPTH {
        if let Some(Constant::List(list)) = model.constant(list.id()) {
            return list.elements().len() <= LIMIT;
        }
        if let Some(call) = call_of(list, &["pack_array"]) {
            let is_any = |it: &SyntaxNode<'_>| it.kind() == NodeKind::StarExpression;
            return call.arguments.len() <= LIMIT && !call.arguments.iter().any(is_any);
        }
        let Some(written) = written_as(model, list) else {
            return false;
        };
        list = bare(value(written));
    }
    false
}

/// What a step or a `let` calls by this name.
fn written_as<'t>(model: &Model, list: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let tree = list.tree();
    match model.resolution(list.id())? {
        Resolution::Column(column) => match column.origin() {
            Origin::Computed(id) | Origin::Renamed { by: id, .. } => tree.node(id),
            _ => None,
        },
        Resolution::Variable(id) => {
            let declaration = LetStatement::cast(tree.node(id)?.parent()?)?;
            Some(declaration.value()?.syntax())
        }
        _ => None,
    }
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
    matches!(resolution, Some(Resolution::Aggregate(_)))
        .then(|| (call.name_node.text_range(), call.name_node.text(), new))
}
