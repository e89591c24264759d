//! `dcount(CorrelationId)` without an accuracy.

use kqlint_semantics::{Model, Origin};
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    names::name_words,
    query::{call, column},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `dcount()` of ids of which there may be very many, without an accuracy.
    ///
    /// ## Why is this bad?
    ///
    /// The more values there are, the more memory and time the estimate takes.
    /// The accuracy, a second argument from 0 to 4, says how exact it has to be: 0 is the fastest and off by 1.6 % on the average, and 1, which is taken where none is given, by 0.8 %.
    ///
    /// Whether the difference matters depends on the data, so the rule runs only when it is turned on.
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
    if call.arguments.len() == count && !node.has_error() {
        let name = quoted(&name);
        cx.report(node, format!("{name} may have very many values"))
            .note("an accuracy of 0 is the fastest, and off by 1.6 % on the average")
            .help("say how exact it has to be, as the last argument");
    }
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
