//! `take` of rows in no order.

use kqlint_diagnostics::Place;
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken, ast::BinaryOperator};

use crate::{
    comparison::binary,
    context::Cx,
    lineage::{lineage, row_count},
    names::name_words,
    query::{bare, calls, conditions, steps_after, steps_before},
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
    /// So are the rows of one id, points on a map or in a scatter chart, rows whose columns are looked for with `getschema` or `bag_unpack`, and queries whose text says that they show a sample.
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
        NodeKind::GetSchemaOperator => true,
        NodeKind::EvaluateOperator => step.descendants().any(|it| calls(it, &["bag_unpack"])),
        NodeKind::RenderOperator => step.tokens().any(|it| CHARTS.contains(&it.text())),
        _ => false,
    }
}

/// Whether the text beside the query says that it shows some of the rows.
fn is_sample(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    const HINTS: [&str; 10] = [
        "example", "examples", "explore", "inspect", "look", "peek", "preview", "sample",
        "samples", "sampling",
    ];
    cx.says_word(node, &HINTS)
}

/// Whether a condition keeps the rows of one id: `JobId == "x"`.
fn asks_for_id(condition: SyntaxNode<'_>) -> bool {
    binary(condition).is_some_and(|it| {
        let words = name_words(bare(it.left).text());
        let is_id = matches!(words.last().map(String::as_str), Some("id" | "guid"));
        is_id && it.operator == BinaryOperator::Equal
    })
}

/// Whether the rows that reach a step are in an order, chosen by another step, or found by a search.
fn is_chosen(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let mut is_chosen = false;
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
                    || step.children().flat_map(conditions).any(asks_for_id);
            }
            NodeKind::JoinOperator | NodeKind::UnionOperator => is_chosen = false,
            _ => {}
        }
    }
    is_chosen
}
