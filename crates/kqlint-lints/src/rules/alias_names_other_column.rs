//! `avgRunningNodes = avg(TargetNodeCount)`.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Column, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, FunctionCallExpression, NamedExpression},
};

use super::unknown_column::bracketed;
use crate::{
    context::{Cx, quoted},
    names::name_words,
    rule::declare_lint,
};

declare_lint! {
    /// Finds the name of an aggregate that names another column of the table than the one it aggregates.
    ///
    /// ## Why is this bad?
    ///
    /// The reader of the result sees running nodes and gets target nodes.
    /// Such names are left over when a query is copied and its columns are changed.
    ///
    /// The rule reports only when all words of another column of the same type occur in the name, the two columns are siblings (`RunningNodeCount`, `TargetNodeCount`), and what sets the aggregated column apart doesn't occur.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize avgRunningNodes = avg(TargetNodeCount) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize avgRunningNodes = avg(RunningNodeCount) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The result changes, and renaming the aggregate may be right as well, so nothing is applied without asking.
    pub const ALIAS_NAMES_OTHER_COLUMN = {
        name: "alias-names-other-column",
        summary: "an aggregate named after another column than it aggregates",
        group: Intent,
        level: Warning,
        since: "0.1.0",
        kinds: [NamedExpression],
        check: check,
    }
}

/// Words that many names share and that tell columns apart by chance only.
const COMMON: &[&str] = &[
    "avg",
    "average",
    "mean",
    "max",
    "maximum",
    "min",
    "minimum",
    "sum",
    "total",
    "count",
    "cnt",
    "number",
    "num",
    "no",
    "n",
    "of",
    "the",
    "a",
    "and",
    "by",
    "per",
    "in",
    "at",
    "dcount",
    "distinct",
    "first",
    "last",
    "any",
    "list",
    "set",
    "arg",
    "p",
    "percentile",
    "stdev",
    "variance",
    "value",
    "val",
    "name",
    "id",
    "column",
    "field",
    "all",
    "latest",
    "earliest",
    "unique",
    "make",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(found) = find(cx, node) else { return };
    let message = format!(
        "{} aggregates `{}`, not `{}`",
        quoted(&found.alias),
        found.used,
        found.named
    );
    let title = format!("Aggregate `{}`", found.named);
    cx.report(found.argument, message)
        .help(format!(
            "aggregate `{}`, or rename {}",
            found.named,
            quoted(&found.alias)
        ))
        .replace(
            title,
            Safety::Choice,
            found.argument.text_range(),
            bracketed(&found.named),
        );
}

struct Found<'t> {
    alias: String,
    argument: SyntaxNode<'t>,
    used: String,
    named: String,
}

fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let operator = node
        .parent()
        .filter(|parent| parent.kind() == NodeKind::SummarizeOperator)?;
    let named = NamedExpression::cast(node)?;
    let alias = named.name()?.name()?.into_owned();
    let call = FunctionCallExpression::cast(named.value()?.syntax())?;
    let Resolution::Aggregate(aggregate) = cx.model().resolution(call.name()?.syntax().id())?
    else {
        return None;
    };
    if !matches!(
        aggregate,
        "avg" | "max" | "min" | "sum" | "percentile" | "stdev"
    ) {
        return None;
    }
    let mut arguments = call.argument_list()?.expressions();
    let argument = arguments.next()?.syntax();
    let Resolution::Column(used) = cx.model().resolution(argument.id())? else {
        return None;
    };
    // Times and texts go by many names; numbers that are aggregated rarely do.
    let is_number = matches!(used.ty(), Type::INT | Type::LONG | Type::REAL);
    if argument.kind() != NodeKind::NameReference || arguments.next().is_some() || !is_number {
        return None;
    }
    let columns = cx.model().input(operator.id())?.columns();
    let said = words(&alias);
    let mut candidates = columns
        .filter(|other| is_named(&said, used, *other))
        .map(Column::name);
    let named = candidates.next()?;
    candidates.next().is_none().then(|| Found {
        alias,
        argument,
        used: used.name().to_owned(),
        named: named.to_owned(),
    })
}

/// Whether an alias speaks of `other`, a sibling of the column that is used.
fn is_named(said: &[String], used: Column<'_>, other: Column<'_>) -> bool {
    let (used_words, other_words) = (words(used.name()), words(other.name()));
    let all_said = |words: &[String]| words.iter().all(|word| said.contains(word));
    let shared = other_words.iter().any(|word| used_words.contains(word));
    let sets_apart = other_words.iter().any(|word| !used_words.contains(word));
    let unsaid = used_words
        .iter()
        .any(|word| !said.contains(word) && !other_words.contains(word));
    used.ty() == other.ty() && shared && sets_apart && unsaid && all_said(&other_words)
}

fn words(name: &str) -> Vec<String> {
    let mut words = name_words(name);
    words.retain(|word| !COMMON.contains(&word.as_str()));
    words
}
