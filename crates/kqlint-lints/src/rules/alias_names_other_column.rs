//! `avgRunningNodes = avg(TargetNodeCount)`.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Column, Origin, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, FunctionCallExpression},
};

use super::unknown_column::bracketed;
use crate::{
    context::{Cx, quoted},
    names::name_words,
    query::named,
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
    /// A column that is computed from the one that is named is left alone, and so is a name that tells of another's side with `By`, `From`, `To` or `Remote`: what they received from us is what we sent.
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
        kinds: [FunctionCallExpression],
        functions: ["avg", "max", "min", "percentile", "stdev", "sum"],
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
    let aggregate = node.parent()?;
    let operator = aggregate.parent()?;
    if operator.kind() != NodeKind::SummarizeOperator {
        return None;
    }
    let (alias, _) = named(aggregate)?;
    let call = FunctionCallExpression::cast(node)?;
    let Resolution::Aggregate(_) = cx.model().resolution(call.name()?.syntax().id())? else {
        return None;
    };
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
    let (said, known) = (words(&alias), words(used.name()));
    if turns_round(&alias) {
        return None;
    }
    let sources = sources(cx.tree(), used);
    let mut candidates = columns
        .filter(|other| other.ty() == used.ty())
        .map(Column::name)
        .filter(|other| is_named(&said, &known, &words(other)) && !sources.contains(other));
    let named = candidates.next()?;
    candidates.next().is_none().then(|| Found {
        alias: alias.into_owned(),
        argument,
        used: used.name().to_owned(),
        named: named.to_owned(),
    })
}

/// Whether an alias tells of the other end of something: what a peer received is what was sent to it.
fn turns_round(alias: &str) -> bool {
    const TURNS: [&str; 4] = ["by", "from", "to", "remote"];
    let words = name_words(alias);
    words.iter().skip(1).any(|it| TURNS.contains(&it.as_str()))
}

/// The names that a column is computed from.
fn sources<'t>(tree: &'t SyntaxTree, column: Column<'_>) -> Vec<&'t str> {
    let Origin::Computed(id) = column.origin() else {
        return Vec::new();
    };
    let names = tree.node(id).into_iter().flat_map(SyntaxNode::descendants);
    names
        .filter(|it| it.kind() == NodeKind::NameReference)
        .map(SyntaxNode::text)
        .collect()
}

/// Whether an alias speaks of the column of `other` words, a sibling of the one that is `used`.
fn is_named(said: &[String], used: &[String], other: &[String]) -> bool {
    let shared = other.iter().any(|word| used.contains(word));
    let sets_apart = other.iter().any(|word| !used.contains(word));
    let mut unsaid = used
        .iter()
        .filter(|word| !said.contains(word) && !other.contains(word));
    let all_said = other.iter().all(|word| said.contains(word));
    shared && sets_apart && all_said && unsaid.next().is_some()
}

fn words(name: &str) -> Vec<String> {
    let mut words = name_words(name);
    words.retain(|word| !COMMON.contains(&word.as_str()));
    words
}
