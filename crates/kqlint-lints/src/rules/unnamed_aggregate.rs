//! `summarize count()`, whose column is called `count_`.

use kqlint_diagnostics::{Edit, Safety};
use kqlint_embed::RuleKind;
use kqlint_semantics::{Column, Origin, Resolution, Schema};
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, NameDeclaration, QueryOperator, SummarizeOperator},
};

use crate::{
    context::Cx,
    literal::edit,
    query::{call, column, name, number},
    rule::declare_lint,
};

declare_lint! {
    /// Finds an aggregate without a name.
    ///
    /// ## Why is this bad?
    ///
    /// The column gets a name such as `count_` or `avg_DurationMs`, which changes with the expression and says nothing of what is counted.
    /// Dashboards and alert rules that name the column break with it.
    /// Where the result doesn't hold the column under that name, as behind `toscalar()`, on the right side of `join kind=leftanti` or where a later step renames or drops it, the rule is silent.
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
    /// The column of the result has another name afterwards, so the fix is unsafe.
    /// Filters and sorts behind follow; where the query has the suggested name already, and where another step, or a setting of the host, may read the automatic name, there is no fix.
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
    let aggregates: Vec<_> = summarize.aggregates().map(|it| it.syntax()).collect();
    let names: Vec<_> = aggregates.iter().map(|it| suggestion(cx, *it)).collect();
    for (aggregate, name) in aggregates.iter().zip(&names) {
        let (Some(call), Some(name)) = (call(*aggregate), name) else {
            continue;
        };
        let resolution = cx.model().resolution(call.name_node.id());
        if !matches!(resolution, Some(Resolution::Aggregate(_))) {
            continue;
        }
        let Some(automatic) = returned(cx, *aggregate) else {
            continue;
        };
        let is_single = names.iter().flatten().filter(|it| *it == name).count() == 1;
        let is_free = is_single && !is_taken(cx, node, name);
        let edits = is_free
            .then(|| edits(cx, *aggregate, automatic, name))
            .flatten();
        let function = call.name;
        let help = match is_free {
            true => format!("give it one, such as `{name} = {function}(…)`"),
            false => format!("give it one: `… = {function}(…)`"),
        };
        let report = cx
            .report(
                *aggregate,
                format!("the column of `{function}()` has only its automatic name"),
            )
            .help(help);
        if let Some(edits) = edits {
            report.fix(format!("Call it `{name}`"), Safety::Unsafe, edits);
        }
    }
}

/// Whether the step, or what it stands in, has a column of that name already, or makes one later.
fn is_taken(cx: &Cx<'_, '_>, step: SyntaxNode<'_>, name: &str) -> bool {
    let is_column = |rows: Schema<'_>| rows.columns().any(|it| it.name() == name);
    let block = step
        .ancestors()
        .find(|it| it.kind() == NodeKind::QueryBlock)
        .unwrap_or(step);
    let declared = cx.nodes().within(NodeKind::NameDeclaration, block).iter();
    cx.model().output(step.id()).is_some_and(is_column)
        || declared
            .filter_map(|it| NameDeclaration::cast(*it)?.name())
            .any(|it| it == name)
}

/// The automatic name of an aggregate's column, where the result of the text holds the column under it.
fn returned<'a>(cx: &Cx<'a, '_>, aggregate: SyntaxNode<'_>) -> Option<&'a str> {
    let is_own = |column: &Column<'_>| is_of(*column, aggregate);
    let mut results = cx.model().queries().filter_map(|it| it.output());
    results.find_map(|it| Some(it.columns().find(is_own)?.name()))
}

/// Whether an aggregate makes a column, which `percentile()` does under a name of its own.
fn is_of(column: Column<'_>, aggregate: SyntaxNode<'_>) -> bool {
    let id = aggregate.id();
    matches!(column.origin(), Origin::Computed(by) | Origin::Operator(by) if by == id)
}

/// The edits that name an aggregate and its column wherever it is read; `None` where a reading names something itself, or the host may read it.
fn edits(
    cx: &Cx<'_, '_>,
    aggregate: SyntaxNode<'_>,
    automatic: &str,
    name: &str,
) -> Option<Vec<Edit>> {
    let facts = cx.input.facts;
    let has_settings = facts.is_panel
        || matches!(
            facts.kind,
            Some(
                RuleKind::Workbook | RuleKind::Dashboard | RuleKind::LogAlert | RuleKind::Scheduled
            )
        );
    let start = TextRange::empty(aggregate.text_range().start());
    let mut edits = vec![edit(start, format!("{name} = "))];
    for id in cx.readings().backwards(automatic, cx.tree().root().id()) {
        let node = cx.tree().node(id)?;
        let step = node
            .ancestors()
            .find(|it| QueryOperator::cast(*it).is_some())?;
        let names_nothing = matches!(
            step.kind(),
            NodeKind::FilterOperator | NodeKind::SortOperator | NodeKind::TopOperator
        );
        let column = column(cx.model(), node).filter(|_| names_nothing)?;
        if !is_of(column, aggregate) {
            return None;
        }
        edits.push(edit(node.text_range(), name));
    }
    (!has_settings).then_some(edits)
}

/// `Count` for `count()`, `ComputerCount` for `dcount(Computer)`, `P90DurationMs` for `percentile(DurationMs, 90)`; `None` for what has a name, or names several columns.
fn suggestion(cx: &Cx<'_, '_>, aggregate: SyntaxNode<'_>) -> Option<String> {
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
        "percentile" | "percentilew" => {
            let share = number(cx.model(), *call.arguments.last()?);
            let share = share.map_or("Percentile".to_owned(), |it| format!("P{it}"));
            before(&share.replace('.', "_"))
        }
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
