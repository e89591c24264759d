//! `summarize count()`, whose column is called `count_`.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, SummarizeOperator},
};

use crate::{
    context::Cx,
    query::{call, name, parameter},
    rule::declare_lint,
};

declare_lint! {
    /// Finds an aggregate without a name.
    ///
    /// ## Why is this bad?
    ///
    /// The column gets a name such as `count_` or `avg_DurationMs`, which changes with the expression and says nothing of what is counted.
    /// Dashboards and alert rules that name the column break with it.
    /// Where nobody sees the name, as in `toscalar()` or on the right side of `join kind=leftanti`, the rule is silent.
    /// The rule is a matter of taste, and runs only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize count() by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Steps behind may use the automatic name, so the fix is unsafe.
    pub const UNNAMED_AGGREGATE = {
        name: "unnamed-aggregate",
        summary: "an aggregate without a name",
        group: Style,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [SummarizeOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(summarize) = SummarizeOperator::cast(node).filter(|_| !node.has_error()) else {
        return;
    };
    if is_unseen(node) {
        return;
    }
    let aggregates: Vec<_> = summarize.aggregates().map(|it| it.syntax()).collect();
    let names: Vec<_> = aggregates.iter().map(|it| suggestion(*it)).collect();
    for (aggregate, name) in aggregates.iter().zip(&names) {
        let (Some(call), Some(name)) = (call(*aggregate), name) else {
            continue;
        };
        let resolution = cx.model().resolution(call.name_node.id());
        if !matches!(resolution, Some(Resolution::Aggregate(_))) {
            continue;
        }
        let function = call.name;
        let report = cx
            .report(
                *aggregate,
                format!("the column of `{function}()` has only its automatic name"),
            )
            .help(format!("give it one, such as `{name} = {function}(…)`"));
        let is_single = names.iter().flatten().filter(|it| *it == name).count() == 1;
        if is_single {
            report.replace(
                format!("Call it `{name}`"),
                Safety::Unsafe,
                TextRange::empty(aggregate.text_range().start()),
                format!("{name} = "),
            );
        }
    }
}

/// Whether nobody sees the names: the value of `toscalar()`, the list of `in`, the right side of an anti or semi join.
fn is_unseen(summarize: SyntaxNode<'_>) -> bool {
    let Some(pipe) = summarize.parent() else {
        return false;
    };
    let is_last = summarize.next_sibling().is_none();
    let mut around = pipe
        .ancestors()
        .skip(1)
        .filter(|it| it.kind() != NodeKind::ParenthesizedExpression);
    is_last
        && around.next().is_some_and(|it| match it.kind() {
            NodeKind::ToScalarExpression | NodeKind::ExpressionList => true,
            NodeKind::JoinOperator => parameter(it, "kind").is_some_and(|kind| {
                matches!(kind, "leftanti" | "anti" | "leftsemi" | "leftantisemi")
            }),
            _ => false,
        })
}

/// `Count` for `count()`, `ComputerCount` for `dcount(Computer)`; `None` for what has a name, or names several columns.
fn suggestion(aggregate: SyntaxNode<'_>) -> Option<String> {
    let call = call(aggregate)?;
    let argument = call.arguments.first().and_then(|it| name(*it));
    let argument = argument.map_or(String::new(), |name| capitalized(&name));
    let after = |what: &str| format!("{argument}{what}");
    let before = |what: &str| match argument.starts_with(what) {
        true => argument.clone(),
        false => format!("{what}{argument}"),
    };
    Some(match call.name.as_ref() {
        "arg_max" | "arg_min" | "percentiles" | "percentilesw" | "take_any" | "any" => return None,
        "count" | "countif" => "Count".to_owned(),
        "dcount" | "dcountif" | "count_distinct" | "count_distinctif" | "hll" => after("Count"),
        "make_set" | "makeset" | "make_set_if" => after("Set"),
        "make_list" | "makelist" | "make_list_if" | "make_list_with_nulls" => after("List"),
        "sum" | "sumif" => before("Total"),
        "avg" | "avgif" => before("Average"),
        "min" | "minif" if argument.contains("Time") => before("First"),
        "max" | "maxif" if argument.contains("Time") => before("Last"),
        "min" | "minif" => before("Lowest"),
        "max" | "maxif" => before("Highest"),
        other => before(&capitalized(other)),
    })
}

/// `MakeBag` for `make_bag`.
fn capitalized(name: &str) -> String {
    name.split('_')
        .flat_map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(chars)
        })
        .collect()
}
