//! `maxNodes = avg(Nodes)`

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    names::name_words,
    query::{Call, call, name, named},
    rule::declare_lint,
};

declare_lint! {
    /// Finds aggregates whose alias names another aggregate.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever reads the result believes the alias: an average that is called a maximum, a count of events that is called a count of distinct users.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize maxNodes = avg(RunningNodeCount) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize maxNodes = max(RunningNodeCount) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only the author knows whether the alias or the aggregate is right, so the fix is a choice.
    pub const ALIAS_NAMES_OTHER_AGGREGATE = {
        name: "alias-names-other-aggregate",
        summary: "an alias that names another aggregate",
        group: Intent,
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["avg", "count", "dcount", "max", "min", "sum"],
        check: check,
    }
}

/// Words that name an aggregate, the aggregate, and those that contradict it.
const CLAIMS: &[(&[&str], &str, &[&str])] = &[
    (
        &["avg", "average", "mean"],
        "avg",
        &["min", "max", "sum", "count", "dcount"],
    ),
    (
        &["max", "maximum"],
        "max",
        &["min", "avg", "sum", "count", "dcount"],
    ),
    (
        &["minimum"],
        "min",
        &["max", "avg", "sum", "count", "dcount"],
    ),
    (&["min"], "min", &["max"]),
    (
        &["distinct", "dcount"],
        "dcount",
        &["count", "sum", "avg", "max"],
    ),
    (&["sum"], "sum", &["avg", "min", "max", "dcount"]),
    (&["last", "latest", "end", "endtime"], "max", &["min"]),
    (
        &["first", "earliest", "start", "starttime"],
        "min",
        &["max"],
    ),
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((alias, call, meant)) = find(cx.model(), node) else {
        return;
    };
    let message = format!("{} is `{}()`, not `{meant}()`", quoted(&alias), call.name);
    let report = cx
        .report(call.node, message)
        .help(format!("use `{meant}()`, or rename {}", quoted(&alias)));
    if !call.arguments.is_empty() {
        report.replace(
            format!("Change to `{meant}()`"),
            Safety::Choice,
            call.name_node.text_range(),
            meant,
        );
    }
}

fn find<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<(String, Call<'t>, &'static str)> {
    let aggregate = node.parent()?;
    let operator = aggregate.parent()?;
    if operator.kind() != NodeKind::SummarizeOperator {
        return None;
    }
    let (alias, _) = named(aggregate)?;
    let call = call(node)?;
    if !matches!(
        model.resolution(call.name_node.id()),
        Some(Resolution::Aggregate(_))
    ) {
        return None;
    }
    let said = name_words(&alias);
    let is_claim = |word: &String| {
        CLAIMS
            .iter()
            .any(|(words, ..)| words.contains(&word.as_str()))
    };
    if !said.iter().any(is_claim) {
        return None;
    }
    // A histogram counts averages, and a maximum of averages is one as well.
    let counts = call.name == "count" && said.iter().any(|word| word == "count");
    let known: Vec<String> = call
        .arguments
        .iter()
        .flat_map(|argument| argument.descendants())
        .filter_map(name)
        .flat_map(|name| name_words(&name))
        .collect();
    let is_said = |words: &[&str]| {
        said.iter()
            .any(|word| words.contains(&word.as_str()) && !known.contains(word))
    };
    let claims: Vec<_> = CLAIMS.iter().filter(|(words, ..)| is_said(words)).collect();
    // Two aggregates in one alias speak of something else: an average of maxima, say.
    let [(_, meant, others)] = claims.as_slice() else {
        return None;
    };
    // A column that holds an aggregate may be aggregated again.
    let is_again = CLAIMS
        .iter()
        .any(|(words, ..)| known.iter().any(|word| words.contains(&word.as_str())));
    (others.contains(&call.name.as_ref()) && !is_again && !counts)
        .then(|| (alias.into_owned(), call, *meant))
}
