//! `take` of rows in no order.

use kqlint_diagnostics::Place;
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken, ast::BinaryOperator};

use crate::{
    comparison::binary,
    context::Cx,
    lineage::{lineage, row_count},
    names::name_words,
    query::{
        alternatives, bare, call_name, calls, conditions, named, step_before, steps_after,
        steps_before, value,
    },
    rule::declare_lint,
};

declare_lint! {
    /// Finds `take` and `limit` without an order.
    ///
    /// ## Why is this bad?
    ///
    /// Where there are more rows, nothing says which of them stay, and the next run may return others.
    /// That is surprising in a query that is kept.
    /// Sorting behind `take` comes too late: it puts the rows in order that were left by chance.
    ///
    /// Up to 50 rows are how one looks at a table, and a search through all columns is how one looks for something: both are left alone, as are rows that `top-nested`, `top-hitters` or `sample` chose, lists of values that `distinct` made, and groups, which are mostly few.
    /// So are the rows of one id, rows drawn by `rand()` or `hash()`, lists of ids and names to choose from, rows that are only counted, points on a map or in a scatter chart, rows whose columns are looked for with `getschema` or `bag_unpack`, and queries whose text says that they show a sample.
    ///
    /// A hundred rows may be a look at the table as well, so the rule runs only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | take 100
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | top 100 by TimeGenerated desc
    /// ```
    pub const UNORDERED_TAKE = {
        name: "unordered-take",
        summary: "`take` of rows in no order",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [TakeOperator],
        check: check,
    }
}

/// Up to so many rows are a look at the table.
const LOOK: f64 = 50.0;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !is_unordered(cx, node) {
        return;
    }
    let keyword = node.first_token().map_or("take", SyntaxToken::text);
    let sort = node
        .next_sibling()
        .filter(|next| next.kind() == NodeKind::SortOperator);
    let report = cx.report(
        node,
        format!("nothing says which rows `{keyword}` keeps, should there be more"),
    );
    match sort {
        Some(sort) => report
            .related(
                Place::Query(sort.text_range()),
                "puts only the rows in order that were kept",
            )
            .help("sort first, or use `top … by`"),
        None => report.help("use `top … by` to say which rows come first"),
    };
}

/// Whether nothing before the step puts the rows in order, or chooses them.
fn is_unordered(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    // A table without any step is looked at, and one row asks whether there is any.
    let is_look = steps_before(node).count() < 2
        || row_count(cx.model(), node).is_none_or(|count| count <= LOOK);
    !is_look
        && !node.has_error()
        && !is_chosen(cx, node)
        && !steps_after(node).any(is_overview)
        && !is_sample(cx, node)
}

/// Whether a step shows what rows there are, whichever they are.
fn is_overview(step: SyntaxNode<'_>) -> bool {
    const CHARTS: [&str; 2] = ["map", "scatterchart"];
    match step.kind() {
        NodeKind::GetSchemaOperator | NodeKind::CountOperator => true,
        NodeKind::SummarizeOperator => counts_all(step),
        NodeKind::EvaluateOperator => step.descendants().any(|it| calls(it, &["bag_unpack"])),
        NodeKind::RenderOperator => step.tokens().any(|it| CHARTS.contains(&it.text())),
        _ => false,
    }
}

/// `summarize count()`
fn counts_all(summarize: SyntaxNode<'_>) -> bool {
    let mut parts = summarize.children().map(value);
    parts.all(|it| calls(it, &["count"]))
}

/// Whether the text beside the query says that it shows some of the rows.
fn is_sample(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    const HINTS: [&str; 10] = [
        "example", "examples", "explore", "inspect", "look", "peek", "preview", "sample",
        "samples", "sampling",
    ];
    cx.says_word(node, &HINTS)
}

/// Whether a condition keeps the rows of one id: `JobId == "x"`, or of one thing by either of its ids.
fn asks_for_id(condition: SyntaxNode<'_>) -> bool {
    alternatives(condition).into_iter().all(|it| {
        binary(it).is_some_and(|it| is_id(it.left) && it.operator == BinaryOperator::Equal)
    })
}

/// Whether a name is an id of a thing; that of a kind of event has many rows.
fn is_id(name: SyntaxNode<'_>) -> bool {
    let words = name_words(bare(name).text());
    let is_kind = words == ["event", "id"];
    !is_kind
        && words
            .last()
            .is_some_and(|it| matches!(it.as_str(), "id" | "guid" | "sid"))
}

/// Whether a condition takes rows by chance: `rand() < 0.1`, `hash(Id, 10) == 1`.
fn draws(condition: SyntaxNode<'_>) -> bool {
    condition
        .descendants()
        .filter_map(call_name)
        .any(|name| name == "rand" || name.starts_with("hash"))
}

/// Whether a join matches rows by an id.
fn joins_by_id(join: SyntaxNode<'_>) -> bool {
    let clause = join.child(NodeKind::JoinOnClause);
    let mut keys = clause.into_iter().flat_map(|it| it.children());
    keys.any(is_id)
}

/// Whether a step leaves nothing but the id and the name of things, as a list to choose from does.
fn lists_names(step: SyntaxNode<'_>) -> bool {
    let words = |it: SyntaxNode<'_>| {
        let mut words = named(it).map_or_else(
            || name_words(bare(it).text()),
            |(alias, _)| name_words(&alias),
        );
        let last = words.pop().unwrap_or_default();
        (last, words)
    };
    let columns: Vec<_> = step.children().map(words).collect();
    let [(first, thing), (second, other)] = columns.as_slice() else {
        return false;
    };
    let is_pair = matches!(
        (first.as_str(), second.as_str()),
        ("id", "name") | ("name", "id")
    );
    step.kind() == NodeKind::ProjectOperator && is_pair && thing == other
}

/// Whether the rows that reach a step are in an order, chosen by another step, or found by a search.
fn is_chosen(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let (mut is_chosen, mut is_of_id) = (false, false);
    for step in lineage(cx.model(), node) {
        match step.kind() {
            NodeKind::SortOperator
            | NodeKind::TopOperator
            | NodeKind::TopNestedOperator
            | NodeKind::TopHittersOperator
            | NodeKind::SampleOperator
            | NodeKind::SampleDistinctOperator
            | NodeKind::DistinctOperator
            | NodeKind::SummarizeOperator
            | NodeKind::SerializeOperator
            | NodeKind::SearchOperator
            | NodeKind::FindOperator => is_chosen = true,
            NodeKind::FilterOperator => {
                is_chosen |= step
                    .descendants()
                    .any(|it| it.kind() == NodeKind::StarExpression)
                    || draws(step);
                is_of_id |= step.children().flat_map(conditions).any(asks_for_id);
            }
            NodeKind::JoinOperator => {
                is_chosen = false;
                is_of_id &= joins_by_id(step);
            }
            NodeKind::UnionOperator => (is_chosen, is_of_id) = (false, false),
            _ => {}
        }
    }
    is_chosen || is_of_id || step_before(node).is_some_and(lists_names)
}
