//! `maxNodes = avg(Nodes)`

use std::sync::LazyLock;

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken};
use rustc_hash::FxHashMap;

use crate::{
    context::{Cx, quoted},
    lineage::lineage,
    literal::edit,
    names::{may_say, name_words},
    query::{Call, bare, call, keeps_rows, name, named, significant},
    rule::declare_lint,
};

declare_lint! {
    /// Finds aggregates whose alias names another aggregate.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever reads the result believes the alias: an average that is called a maximum, a count of sign-ins that is called a count of distinct users.
    ///
    /// Counted rows that an earlier `distinct` or `summarize` left once each are distinct, whatever the function is called, and a name such as `MaxAllowed` or `MinVersion` speaks of a bound that somebody set: both are left alone.
    /// A start that is the latest time and an end that is the earliest are found where one `summarize` has both.
    /// The one without the other is mostly the end of something else.
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
        kinds: [SummarizeOperator],
        check: check,
    }
}

/// Words that name an aggregate, the aggregate, and those that contradict it.
const CLAIMS: &[(&[&str], &str, &[&str])] = &[
    (
        &["avg", "average", "mean"],
        "avg",
        &["min", "max", "sum", "dcount"],
    ),
    (&["max", "maximum"], "max", &["min", "avg", "sum", "dcount"]),
    (&["minimum"], "min", &["max", "avg", "sum", "dcount"]),
    (&["min"], "min", &["max"]),
    (
        &["distinct", "dcount"],
        "dcount",
        &["count", "sum", "avg", "max"],
    ),
    (&["sum"], "sum", &["avg", "min", "max", "dcount"]),
    (&["last", "latest"], "max", &["min"]),
    (&["first", "earliest"], "min", &["max"]),
    (ENDS, "max", &["min"]),
    (STARTS, "min", &["max"]),
];

/// Words for the time at which something ends, and for the one at which it begins.
const ENDS: &[&str] = &["end", "endtime"];
const STARTS: &[&str] = &["start", "starttime"];

/// All words that claim something.
static CLAIMING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    CLAIMS
        .iter()
        .flat_map(|(words, ..)| *words)
        .copied()
        .collect()
});

/// An aggregate and what its alias says that it is.
struct Found<'t> {
    alias: String,
    call: Call<'t>,
    meant: &'static str,
    /// The words of which the alias has one.
    words: &'static [&'static str],
}

fn check(cx: &mut Cx<'_, '_>, summarize: SyntaxNode<'_>) {
    let mut times = Vec::new();
    for (_, value) in summarize.children().filter_map(named) {
        let Some(found) = find(cx.model(), value) else {
            continue;
        };
        if found.meant == "dcount" && has_distinct_rows(cx.model(), summarize) {
            continue;
        }
        if found.words == ENDS || found.words == STARTS {
            times.push(found);
        } else {
            contradicted(cx, &found);
        }
    }
    swapped(cx, &times);
}

/// Whether an earlier step leaves each value once, so that counting the rows counts what is distinct.
fn has_distinct_rows(model: &Model, summarize: SyntaxNode<'_>) -> bool {
    let steps = lineage(model, summarize).into_iter().rev();
    let mut others = steps.skip_while(|step| keeps_rows(*step) || is_choice(*step));
    others.next().is_some_and(|step| match step.kind() {
        NodeKind::DistinctOperator => true,
        NodeKind::SummarizeOperator | NodeKind::MakeSeriesOperator => {
            step.descendants().any(|it| it.kind() == NodeKind::ByClause)
        }
        _ => false,
    })
}

/// Whether a step leaves out rows, or changes their order only.
fn is_choice(step: SyntaxNode<'_>) -> bool {
    matches!(
        step.kind(),
        NodeKind::FilterOperator
            | NodeKind::SortOperator
            | NodeKind::TakeOperator
            | NodeKind::TopOperator
            | NodeKind::AsOperator
            | NodeKind::SerializeOperator
    )
}

/// Reports an aggregate that isn't the one that its alias names.
fn contradicted(cx: &mut Cx<'_, '_>, found: &Found<'_>) {
    let Found {
        alias, call, meant, ..
    } = found;
    let message = format!("{} is `{}()`, not `{meant}()`", quoted(alias), call.name);
    let report = cx
        .report(call.node, message)
        .help(format!("use `{meant}()`, or rename {}", quoted(alias)));
    if !call.arguments.is_empty() {
        report.replace(
            format!("Change to `{meant}()`"),
            Safety::Choice,
            call.name_node.text_range(),
            *meant,
        );
    }
}

/// Reports starts and ends of the same values that are the wrong way round, at the first of them.
fn swapped(cx: &mut Cx<'_, '_>, times: &[Found<'_>]) {
    // The first of each meaning, by the values.
    let mut firsts = FxHashMap::default();
    let keys: Vec<_> = times.iter().map(values).collect();
    for (at, (found, key)) in times.iter().zip(&keys).enumerate() {
        if let Some(key) = key {
            firsts.entry((key, found.meant)).or_insert(at);
        }
    }
    for (at, (found, key)) in times.iter().zip(&keys).enumerate() {
        let other = if found.words == ENDS { "min" } else { "max" };
        let second = key.as_ref().and_then(|key| firsts.get(&(key, other)));
        let second = second.filter(|second| **second > at);
        if let Some(second) = second.and_then(|second| times.get(*second)) {
            swap(cx, found, second);
        }
    }
}

/// What an aggregate is of, as it is written.
fn values<'t>(found: &Found<'t>) -> Option<Vec<&'t str>> {
    let argument = bare(*found.call.arguments.first()?);
    Some(significant(argument).map(SyntaxToken::text).collect())
}

fn swap(cx: &mut Cx<'_, '_>, first: &Found<'_>, second: &Found<'_>) {
    let message = format!(
        "{} is `{}()`, and {} is `{}()`",
        quoted(&first.alias),
        first.call.name,
        quoted(&second.alias),
        second.call.name
    );
    let edits = vec![
        edit(first.call.name_node.text_range(), first.meant),
        edit(second.call.name_node.text_range(), second.meant),
    ];
    cx.report(first.call.node, message)
        .related(Place::Query(second.call.node.text_range()), "the other one")
        .help("swap the two functions, or the two names")
        .fix("Swap the two functions", Safety::Choice, edits);
}

/// Whether a name speaks of a bound that is set, not of one that is found: `MaxAllowed`, `MinVersion`.
fn says_bound(said: &[String]) -> bool {
    const BOUNDS: [&str; 5] = ["allowed", "required", "version", "threshold", "limit"];
    let is_extreme = |word: &str| matches!(word, "max" | "maximum" | "min" | "minimum");
    let mut behind = said.iter().skip_while(|word| !is_extreme(word)).skip(1);
    behind.any(|word| BOUNDS.contains(&word.as_str()))
}

fn find<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let aggregate = node.parent()?;
    let operator = aggregate.parent()?;
    if operator.kind() != NodeKind::SummarizeOperator {
        return None;
    }
    let (alias, _) = named(aggregate)?;
    if !may_say(&alias, &CLAIMING) {
        return None;
    }
    let call = call(node)?;
    if !matches!(
        model.resolution(call.name_node.id()),
        Some(Resolution::Aggregate(_))
    ) {
        return None;
    }
    let said = name_words(&alias);
    if says_bound(&said) {
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
    let [(claim, meant, others)] = claims.as_slice() else {
        return None;
    };
    // A column that holds an aggregate may be aggregated again.
    let is_again = CLAIMS
        .iter()
        .any(|(words, ..)| known.iter().any(|word| words.contains(&word.as_str())));
    (others.contains(&call.name.as_ref()) && !is_again && !counts).then(|| Found {
        alias: alias.into_owned(),
        call,
        meant,
        words: claim,
    })
}
