//! `join kind=leftouter` and a filter for rows without a match.

use kqlint_catalog::Environment;
use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::{Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryExpression, JoinOperator, OperatorParameter, PathExpression},
};

use crate::{
    context::Cx,
    query::{Parts, call, column, conditions, name, parameter, steps_after, without_step},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `join kind=leftouter` that is followed by a filter for rows without a match.
    ///
    /// ## Why is this bad?
    ///
    /// `kind=leftanti` says the same, builds no rows that are thrown away afterwards, and adds no empty columns.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// let Clusters = AmlComputeClusterEvent | where TimeGenerated > ago(1d) | distinct ClusterName;
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=leftouter (Clusters) on ClusterName
    /// | where isempty(ClusterName1)
    /// ```
    ///
    /// ```kql,good
    /// let Clusters = AmlComputeClusterEvent | where TimeGenerated > ago(1d) | distinct ClusterName;
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=leftanti (Clusters) on ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The columns of the right side are gone afterwards, so the fix is unsafe.
    /// There is none where the query names one of them further on.
    pub const EMULATED_ANTI_JOIN = {
        name: "emulated-anti-join",
        summary: "an outer join of which only rows without a match are kept",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [JoinOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    // Azure Resource Graph has no `kind=leftanti`.
    if cx.catalog().environment() == Environment::ResourceGraph {
        return;
    }
    let Some((filter, condition)) = find(cx.model(), node) else {
        return;
    };
    let is_only = conditions_of(filter).len() == 1;
    let is_read = is_right_read(cx, node, filter);
    let kind = node
        .children()
        .filter_map(OperatorParameter::cast)
        .find(|parameter| parameter.name() == "kind")
        .and_then(OperatorParameter::value);
    let report = cx
        .report(condition, "only rows without a match are kept")
        .related(Place::Query(node.text_range()), "after this outer join")
        .help("use `join kind=leftanti`");
    if let Some(kind) = kind
        && let Some(edit) = without_step(filter).filter(|_| is_only && !is_read)
    {
        let change = Edit {
            place: Place::Query(kind.syntax().text_range()),
            text: "leftanti".to_owned(),
        };
        report.fix(
            "Change to `kind=leftanti`",
            Safety::Unsafe,
            vec![change, edit],
        );
    }
}

/// Whether the text behind the filter names a column that only the right side of the join gave, or may have given.
fn is_right_read(cx: &Cx<'_, '_>, join: SyntaxNode<'_>, filter: SyntaxNode<'_>) -> bool {
    let (left, output) = (cx.model().input(join.id()), cx.model().output(join.id()));
    let (Some(left), Some(output)) = (left, output) else {
        return true;
    };
    let is_of_right = |name: &str| {
        left.column(name).is_none() && (output.is_open() || output.column(name).is_some())
    };
    let names = cx.nodes().of(NodeKind::NameReference).iter();
    names
        .filter(|it| it.text_range().start() >= filter.text_range().end())
        .any(|it| name(*it).is_some_and(|name| is_of_right(&name)))
}

fn conditions_of(filter: SyntaxNode<'_>) -> Parts<'_> {
    filter.children().last().map(conditions).unwrap_or_default()
}

/// The filter behind the join, and its condition on the right key.
fn find<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, SyntaxNode<'t>)> {
    if parameter(node, "kind") != Some("leftouter") || node.has_error() {
        return None;
    }
    let filter = steps_after(node)
        .next()
        .filter(|step| step.kind() == NodeKind::FilterOperator)?;
    let keys = right_keys(node);
    let condition = conditions_of(filter).into_iter().find(|condition| {
        call(*condition).is_some_and(|call| {
            matches!(call.name.as_ref(), "isempty" | "isnull")
                && call
                    .arguments
                    .first()
                    .is_some_and(|argument| is_right_key(model, node, *argument, &keys))
        })
    })?;
    Some((filter, condition))
}

/// The names of the keys on the right side; a name without sides is on both.
fn right_keys(node: SyntaxNode<'_>) -> Vec<(String, bool)> {
    let clause = JoinOperator::cast(node).and_then(JoinOperator::join_on_clause);
    let Some(clause) = clause else {
        return Vec::new();
    };
    let conditions: Vec<_> = clause.conditions().map(|it| it.syntax()).collect();
    let sided = |node: SyntaxNode<'_>| {
        let path = PathExpression::cast(node)?;
        let is_right = path.base()?.syntax().text() == "$right";
        let key = name(path.selectors().next()?.syntax())?;
        is_right.then(|| key.into_owned())
    };
    let mut keys = Vec::new();
    for condition in conditions {
        if let Some(both) = name(condition) {
            keys.push((both.into_owned(), true));
        }
        if let Some(comparison) = BinaryExpression::cast(condition) {
            let sides = [comparison.left(), comparison.right()];
            let found = sides
                .into_iter()
                .flatten()
                .find_map(|it| sided(it.syntax()));
            keys.extend(found.map(|key| (key, false)));
        }
    }
    keys
}

fn is_right_key(
    model: &Model,
    join: SyntaxNode<'_>,
    node: SyntaxNode<'_>,
    keys: &[(String, bool)],
) -> bool {
    let Some(column) = column(model, node) else {
        return false;
    };
    match column.origin() {
        Origin::Suffixed { from, by } if by == join.id() => keys.iter().any(|(key, _)| key == from),
        // Without a suffix the name is the right side's only where the left side lacks it.
        _ => {
            let on_left = model
                .input(join.id())
                .is_none_or(|left| left.is_open() || left.column(column.name()).is_some());
            !on_left && keys.iter().any(|(key, both)| !both && key == column.name())
        }
    }
}
