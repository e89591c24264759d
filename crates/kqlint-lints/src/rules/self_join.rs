//! A table counted twice and joined with itself.

use kqlint_diagnostics::Place;
use kqlint_semantics::{Column, Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, JoinOperator, PipeExpression, SummarizeOperator},
};

use crate::{
    context::{Cx, quoted},
    query::{bare, call_name, column, keeps_rows, parameter, same, steps_before, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a join of two summaries of the same table by the same keys, on these keys.
    ///
    /// ## Why is this bad?
    ///
    /// The table is read twice, and an inner join drops the keys that only one side has, `leftouter` those of the right side alone.
    /// `countif()`, `sumif()`, `avgif()` and `make_set_if()` give both figures in one pass; where both sides summarize the same rows, one `summarize` has room for both.
    /// Where the rows differ, it has the keys of either side; a filter on the figures behind it leaves out those that aren't wanted.
    ///
    /// Each side has to be a table, filters and new columns, and one `summarize`; a key that is computed has to be computed alike.
    /// Where the sides differ in their rows and use an aggregate that has no form with a condition, such as `percentile()` or `arg_max()`, the rule is silent.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and EventType == "JobFailed"
    /// | summarize Failed = count() by ClusterName
    /// | join kind=inner (AmlComputeJobEvent | where TimeGenerated > ago(1d) and EventType == "JobSucceeded" | summarize Succeeded = count() by ClusterName) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Failed = countif(EventType == "JobFailed"), Succeeded = countif(EventType == "JobSucceeded") by ClusterName
    /// ```
    pub const SELF_JOIN = {
        name: "self-join",
        summary: "two summaries of one table joined",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

/// Aggregates that have a form with a condition, and that form.
const WITH_CONDITION: [(&str, &str); 13] = [
    ("avg", "avgif"),
    ("count", "countif"),
    ("count_distinct", "count_distinctif"),
    ("dcount", "dcountif"),
    ("make_bag", "make_bag_if"),
    ("make_list", "make_list_if"),
    ("make_set", "make_set_if"),
    ("max", "maxif"),
    ("min", "minif"),
    ("stdev", "stdevif"),
    ("sum", "sumif"),
    ("take_any", "take_anyif"),
    ("variance", "varianceif"),
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(found) = find(cx.model(), node) else {
        return;
    };
    let help = match found.are_same_rows {
        true => "put both into one `summarize`".to_owned(),
        false => {
            let Some(function) = with_condition(&found) else {
                return;
            };
            let more = match parameter(node, "kind") {
                Some("fullouter") => "",
                Some("leftouter") => "; it has the keys of the right side too",
                Some("rightouter") => "; it has the keys of the left side too",
                _ => "; it has the keys of either side",
            };
            format!("use one `summarize` with `{function}()`{more}")
        }
    };
    let table = quoted(found.right.text());
    cx.report(found.right, format!("{table} is read and summarized twice"))
        .related(Place::Query(found.left.text_range()), "read here already")
        .help(help);
}

/// The two places that read the table, and what is made of its rows.
struct Found<'t> {
    left: SyntaxNode<'t>,
    right: SyntaxNode<'t>,
    summaries: [SummarizeOperator<'t>; 2],
    /// Whether both summarize the same rows.
    are_same_rows: bool,
}

fn find<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let join = JoinOperator::cast(node).filter(|_| !node.has_error())?;
    // Who is on one side only is another question.
    let asks_absence = parameter(node, "kind").is_some_and(|kind| kind.contains("anti"));
    if asks_absence {
        return None;
    }
    let left: Vec<_> = steps_before(node).collect();
    let right: Vec<_> = PipeExpression::cast(bare(join.right()?.syntax()))?
        .syntax()
        .children()
        .collect();
    let (left, right) = (Side::of(&left)?, Side::of(&right)?);
    let joined: Vec<_> = join.join_on_clause()?.conditions().collect();
    let is_joined = |key: &SyntaxNode<'_>| joined.iter().any(|it| same(it.syntax(), *key));
    let all_same = |a: &[SyntaxNode<'_>], b: &[SyntaxNode<'_>]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(*a, *b))
    };
    let is_same = left.source.kind() == NodeKind::NameReference
        && same(left.source, right.source)
        && left.keys.iter().all(is_joined)
        && all_same(&left.keys, &right.keys)
        && left
            .keys
            .iter()
            .zip(&right.keys)
            .all(|(left, right)| means_same(model, *left, *right, DEPTH));
    is_same.then(|| Found {
        left: left.source,
        right: right.source,
        summaries: [left.summary, right.summary],
        are_same_rows: all_same(left.steps, right.steps),
    })
}

/// How many columns that are made of others are looked through.
const DEPTH: usize = 4;

/// Whether two expressions that are written alike have the same value for one row: their columns are made alike.
fn means_same(model: &Model, left: SyntaxNode<'_>, right: SyntaxNode<'_>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let columns = |it: SyntaxNode<'_>| -> Vec<_> {
        it.descendants()
            .filter_map(|it| column(model, it))
            .collect()
    };
    let made = |column: Column<'_>| match column.origin() {
        Origin::Computed(id) | Origin::Renamed { by: id, .. } => left.tree().node(id).map(value),
        _ => None,
    };
    let (left, right) = (columns(left), columns(right));
    left.len() == right.len()
        && left.into_iter().zip(right).all(|(left, right)| {
            left.origin() == right.origin()
                || match (made(left), made(right)) {
                    (Some(left), Some(right)) => {
                        same(left, right) && means_same(model, left, right, depth)
                    }
                    _ => false,
                }
        })
}

/// One side of the join: a table, steps on its rows one by one, and `summarize`.
struct Side<'s, 't> {
    source: SyntaxNode<'t>,
    steps: &'s [SyntaxNode<'t>],
    summary: SummarizeOperator<'t>,
    keys: Vec<SyntaxNode<'t>>,
}

impl<'s, 't> Side<'s, 't> {
    fn of(steps: &'s [SyntaxNode<'t>]) -> Option<Self> {
        let (source, steps) = steps.split_first()?;
        let (last, steps) = steps.split_last()?;
        let summary = SummarizeOperator::cast(*last)?;
        let is_by_row =
            |it: &SyntaxNode<'_>| it.kind() == NodeKind::FilterOperator || keeps_rows(*it);
        let keys = summary.by_clause()?.keys().map(|it| it.syntax()).collect();
        steps.iter().all(is_by_row).then_some(Self {
            source: bare(*source),
            steps,
            summary,
            keys,
        })
    }
}

/// The form with a condition of the first aggregate; `None` where one of them has none.
fn with_condition(found: &Found<'_>) -> Option<&'static str> {
    let aggregates = found.summaries.iter().flat_map(|it| it.aggregates());
    let forms: Option<Vec<_>> = aggregates
        .map(|it| {
            let name = call_name(value(it.syntax()))?;
            let form = WITH_CONDITION.iter().find(|(plain, _)| *plain == name)?;
            Some(form.1)
        })
        .collect();
    forms?.first().copied()
}
