//! `dcount(CorrelationId)` without an accuracy.

use kqlint_semantics::{Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, SummarizeOperator},
};

use crate::{
    comparison::binary,
    context::{Cx, quoted},
    lineage::{are_few, lineage},
    names::name_words,
    query::{call, column, name, named, number, steps_after},
    rule::declare_lint,
    unique::chosen_by,
};

declare_lint! {
    /// Finds `dcount()` of ids of which there may be very many, without an accuracy.
    ///
    /// ## Why is this bad?
    ///
    /// The more values there are, the more memory and time the estimate takes.
    /// The accuracy, a second argument from 0 to 4, says how exact it has to be: 0 is the fastest and off by 1.6 % on the average, and 1, which is taken where none is given, by 0.8 %.
    ///
    /// Groups of a person or a device hold few ids each, as do rows that were chosen by an id, or were told apart by this one before, and a small number that the result is compared with is exact anyway: these are left alone.
    /// Whether the difference matters elsewhere depends on the data, so the rule runs only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AppRequests
    /// | where TimeGenerated > ago(1d)
    /// | summarize Operations = dcount(OperationId)
    /// ```
    ///
    /// ```kql,good
    /// AppRequests
    /// | where TimeGenerated > ago(1d)
    /// | summarize Operations = dcount(OperationId, 0)
    /// ```
    ///
    /// ## References
    ///
    /// - [Optimize log queries in Azure Monitor](https://learn.microsoft.com/azure/azure-monitor/logs/query-optimization)
    pub const COSTLY_DCOUNT = {
        name: "costly-dcount",
        summary: "`dcount()` of ids without an accuracy",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [FunctionCallExpression],
        functions: ["dcount", "dcountif"],
        check: check,
    }
}

/// What the ids are of that may be very many, in words of names.
const UNIQUE: [&str; 7] = [
    "activity",
    "correlation",
    "message",
    "operation",
    "request",
    "span",
    "trace",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(call) = call(node) else { return };
    let count = if call.name == "dcount" { 1 } else { 2 };
    let Some(name) = call
        .arguments
        .first()
        .and_then(|it| unique_id(cx.model(), *it))
    else {
        return;
    };
    if call.arguments.len() == count && !node.has_error() && !is_small(cx, node, &name) {
        let name = quoted(&name);
        cx.report(node, format!("{name} may have very many values"))
            .note("an accuracy of 0 is the fastest, and off by 1.6 % on the average")
            .help("say how exact it has to be, as the last argument");
    }
}

/// Whom a group may be of that has few ids, in words of names.
const OWNERS: [&str; 12] = [
    "account",
    "address",
    "caller",
    "computer",
    "device",
    "host",
    "identity",
    "initiator",
    "principal",
    "sender",
    "upn",
    "user",
];

/// Estimates up to here are exact.
const EXACT: f64 = 100.0;

/// Whether few ids are counted, or few matter.
fn is_small(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, id: &str) -> bool {
    let mut around = node.ancestors();
    let Some(summarize) = around.find_map(SummarizeOperator::cast) else {
        return false;
    };
    let keys = summarize.by_clause().into_iter().flat_map(|it| it.keys());
    let is_owner = |key: SyntaxNode<'_>| {
        let words = name_words(key.text());
        // `IPAddress` is one word, for want of a small letter.
        words
            .iter()
            .any(|it| OWNERS.iter().any(|owner| it.ends_with(owner)))
    };
    let step = summarize.syntax();
    let steps = lineage(cx.model(), step);
    let mut filters = steps
        .iter()
        .filter(|it| it.kind() == NodeKind::FilterOperator);
    let chooses = |it: SyntaxNode<'_>| {
        chosen_by(cx.model(), it).is_some_and(|(name, _)| name == id || is_of_one(&name))
    };
    keys.map(|it| it.syntax()).any(is_owner)
        || are_few(cx.model(), step)
        || filters.any(|it| it.descendants().any(chooses))
        || steps.iter().any(|it| tells_apart(*it, id))
        || is_compared(cx, node, step)
}

/// Whether a column holds ids of sessions, people or devices, each with few events.
fn is_of_one(name: &str) -> bool {
    let words = name_words(name);
    let [.., of, id] = words.as_slice() else {
        return false;
    };
    let is_one = |it: &str| it == "session" || UNIQUE.contains(&it) || OWNERS.contains(&it);
    id == "id" && is_one(of)
}

/// Whether a step leaves one row for each value of a column, or for each value and others.
fn tells_apart(step: SyntaxNode<'_>, id: &str) -> bool {
    let is_id = |it: SyntaxNode<'_>| name(it).is_some_and(|it| it == id);
    match step.kind() {
        NodeKind::DistinctOperator => step.descendants().any(is_id),
        NodeKind::SummarizeOperator => {
            let keys = step.child(NodeKind::ByClause);
            keys.is_some_and(|keys| keys.children().any(is_id))
        }
        _ => false,
    }
}

/// Whether a later filter compares the result with a small number.
fn is_compared(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, summarize: SyntaxNode<'_>) -> bool {
    let alias = node.parent().and_then(named).map(|(alias, _)| alias);
    let own =
        call(node).and_then(|it| Some(format!("{}_{}", it.name, it.arguments.first()?.text())));
    let Some(alias) = alias.map(|it| it.into_owned()).or(own) else {
        return false;
    };
    let compares = |it: SyntaxNode<'_>| {
        binary(it).is_some_and(|it| {
            let is_result = name(it.left).is_some_and(|it| it == alias);
            is_result && number(cx.model(), it.right).is_some_and(|it| it <= EXACT)
        })
    };
    steps_after(summarize)
        .filter(|it| it.kind() == NodeKind::FilterOperator)
        .flat_map(SyntaxNode::descendants)
        .any(compares)
}

/// The name of a stored column that holds ids of single events.
fn unique_id(model: &Model, node: SyntaxNode<'_>) -> Option<String> {
    let column = column(model, node)?;
    let Origin::Table { column, .. } = column.origin() else {
        return None;
    };
    let words = name_words(column);
    let [.., of, id] = words.as_slice() else {
        return None;
    };
    (id == "id" && UNIQUE.contains(&of.as_str())).then(|| column.to_owned())
}
