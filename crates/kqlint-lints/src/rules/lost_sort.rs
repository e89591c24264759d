//! `sort` whose order the next step forgets.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::{Model, Schema, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, Expression, SortOperator},
};

use crate::{
    context::Cx,
    literal::edit,
    query::{call_name, keeps_rows, same, significant, sorted, steps_after, without_step},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `sort` before a step that doesn't keep the order.
    ///
    /// ## Why is this bad?
    ///
    /// `summarize`, `distinct`, `count`, `top` and another `sort` forget the order of their input, so the work of sorting is lost.
    /// Who relies on it, for instance to get the newest row with `take_any()`, gets any row.
    ///
    /// Aggregates that keep the order of the rows, as `make_list()` does, are left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | sort by TimeGenerated desc
    /// | summarize Events = count() by JobName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Events = count() by JobName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Removing the step changes nothing, unless `take_any()` or its like reads the rows, or a later `top` or `sort` lacks one of the keys, which may be meant to break ties: then there is no fix.
    /// Where a later `top` or `sort` has the same key in the other direction, either may be meant, and nothing is applied without asking.
    /// Where a later `make_list()` was to have the order, the sort may be removed or moved there, the oldest first, which is offered and not applied.
    pub const LOST_SORT = {
        name: "lost-sort",
        summary: "`sort` whose order is lost",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [SortOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(later) = find(node) else { return };
    let keyword = later
        .first_token()
        .map_or(String::new(), |token| token.text().to_owned());
    let collects = collecting(cx, node, later);
    let turns = turned(node, later);
    let (label, help) = match &turns {
        Some(help) => ("sorts anew", help.clone()),
        None => advice(cx, node, later, &keyword, collects.is_some()),
    };
    let model = cx.model();
    let mut report = cx
        .report(node, format!("`{keyword}` forgets this order"))
        .related(Place::Query(later.text_range()), label)
        .help(help);
    let takes_any = later
        .descendants()
        .filter_map(call_name)
        .any(|name| matches!(name.as_ref(), "take_any" | "any" | "take_anyif" | "anyif"));
    let changes_nothing = !takes_any && !breaks_ties(node, later);
    let Some(removal) = without_step(node).filter(|_| changes_nothing) else {
        return;
    };
    let Some(collecting) = collects else {
        let safety = match turns {
            Some(_) => Safety::Choice,
            None => Safety::Safe,
        };
        report.fix("Remove the sort", safety, vec![removal]);
        return;
    };
    if let Some(target) = collecting.prev_sibling() {
        let place = TextRange::empty(target.text_range().end());
        let moved = edit(place, format!("\n| {}", oldest_first(model, node)));
        let title = "Sort before the step that makes lists";
        report = report.fix(title, Safety::Choice, vec![removal.clone(), moved]);
    }
    report.fix("Remove the sort", Safety::Choice, vec![removal]);
}

/// What the later step does, and what to do about it.
fn advice(
    cx: &Cx<'_, '_>,
    sort: SyntaxNode<'_>,
    later: SyntaxNode<'_>,
    keyword: &str,
    is_collected: bool,
) -> (&'static str, String) {
    const NO_ORDER: &str = "returns rows in no order";
    match later.kind() {
        NodeKind::SortOperator | NodeKind::TopOperator => ("sorts anew", "remove it".to_owned()),
        _ if is_one_row(later) => ("returns one row", "remove it".to_owned()),
        _ if is_collected => (
            NO_ORDER,
            "remove it, or sort before the step that makes lists".to_owned(),
        ),
        _ if has_keys(cx.model().output(later.id()), sort) => {
            (NO_ORDER, format!("remove it, or sort after `{keyword}`"))
        }
        _ => (NO_ORDER, "remove it".to_owned()),
    }
}

/// What to do where a later `top` or `sort` has the same key in the other direction, so that either may be meant.
fn turned(sort: SyntaxNode<'_>, later: SyntaxNode<'_>) -> Option<String> {
    let is_sorted = matches!(later.kind(), NodeKind::SortOperator | NodeKind::TopOperator);
    let turns = |key: SyntaxNode<'_>| {
        let mut others = later.children().filter(|_| is_sorted);
        let is_same = |other: &SyntaxNode<'_>| same(sorted(*other), sorted(key));
        others.find(|it| is_same(it) && goes_up(*it) != goes_up(key))
    };
    let key = keys_of(sort).find_map(turns)?;
    let (first, other) = match goes_up(key) {
        true => ("smallest", "desc"),
        false => ("largest", "asc"),
    };
    let name = match later.kind() {
        NodeKind::TopOperator => "`top` takes",
        _ => "the later one begins with",
    };
    Some(format!(
        "{name} the {first}: write `{other}` there, or remove this one"
    ))
}

/// Whether a key begins with the smallest value.
fn goes_up(key: SyntaxNode<'_>) -> bool {
    let end = sorted(key).text_range().end();
    let mut behind = significant(key).filter(|it| it.text_range().start() >= end);
    behind.any(|it| it.text() == "asc")
}

/// Whether the order may be meant for the rows that a later `sort` or `top` takes for equal: it has keys which that one hasn't.
fn breaks_ties(sort: SyntaxNode<'_>, later: SyntaxNode<'_>) -> bool {
    let keys: Vec<_> = match later.kind() {
        NodeKind::SortOperator | NodeKind::TopOperator => later.children().map(sorted).collect(),
        _ => return false,
    };
    let is_known = |key: SyntaxNode<'_>| keys.iter().any(|other| same(*other, key));
    !keys_of(sort).map(sorted).all(is_known)
}

fn keys_of(sort: SyntaxNode<'_>) -> impl Iterator<Item = SyntaxNode<'_>> {
    let keys = SortOperator::cast(sort)
        .into_iter()
        .flat_map(SortOperator::keys);
    keys.map(Expression::syntax)
}

/// The sort as lists of values over time need it: times without a direction go up.
fn oldest_first(model: &Model, sort: SyntaxNode<'_>) -> String {
    let mut text = sort.text().to_owned();
    let keys: Vec<_> = keys_of(sort).collect();
    for key in keys.into_iter().rev() {
        let end = key.text_range().end() - sort.text_range().start();
        if key.kind() != NodeKind::OrderedExpression && model.type_of(key.id()) == Type::DATETIME {
            text.insert_str(end.into(), " asc");
        }
    }
    text
}

/// Whether rows still have all that a sort sorts by.
fn has_keys(rows: Option<Schema<'_>>, sort: SyntaxNode<'_>) -> bool {
    let mut keys = sort
        .descendants()
        .filter(|it| it.kind() == NodeKind::NameReference);
    rows.is_some_and(|rows| keys.all(|it| rows.is_open() || rows.column(it.text()).is_some()))
}

/// Whether a step returns one row, whatever it reads.
fn is_one_row(step: SyntaxNode<'_>) -> bool {
    let groups = || step.child(NodeKind::ByClause).is_some();
    match step.kind() {
        NodeKind::CountOperator => true,
        NodeKind::SummarizeOperator => !groups(),
        _ => false,
    }
}

/// The step behind the one that forgets the order which was to have it: it makes lists of rows that still have the keys.
fn collecting<'t>(
    cx: &Cx<'_, '_>,
    sort: SyntaxNode<'t>,
    later: SyntaxNode<'t>,
) -> Option<SyntaxNode<'t>> {
    let mut steps = steps_after(later).take_while(|it| {
        keeps_rows(*it)
            || matches!(
                it.kind(),
                NodeKind::FilterOperator | NodeKind::SummarizeOperator
            )
    });
    let step = steps.find(|it| it.kind() == NodeKind::SummarizeOperator && reads_order(*it))?;
    has_keys(cx.model().input(step.id()), sort).then_some(step)
}

/// The step that forgets the order.
fn find(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    for step in steps_after(node) {
        match step.kind() {
            kind if kind == NodeKind::FilterOperator || keeps_rows(step) => {
                if reads_order(step) {
                    return None;
                }
            }
            NodeKind::SummarizeOperator
            | NodeKind::DistinctOperator
            | NodeKind::CountOperator
            | NodeKind::SortOperator
            | NodeKind::TopOperator => {
                return (!step.has_error() && !reads_order(step)).then_some(step);
            }
            _ => return None,
        }
    }
    None
}

/// Whether a step calls a function whose result depends on the order of the rows.
fn reads_order(step: SyntaxNode<'_>) -> bool {
    step.descendants().filter_map(call_name).any(|name| {
        let name = name.as_ref();
        name.starts_with("row_")
            || name.starts_with("make_")
            || name.starts_with("series_")
            || matches!(
                name,
                "prev" | "next" | "makelist" | "makeset" | "strcat_array" | "arg_max" | "arg_min"
            )
    })
}
