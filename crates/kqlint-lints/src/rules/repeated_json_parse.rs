//! The same JSON read twice in one step.

use std::borrow::Cow;

use kqlint_diagnostics::Place;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    lineage::mixes_dynamic,
    query::{call, call_of, calls, column, named, same},
    rule::declare_lint,
};

declare_lint! {
    /// Finds one step that reads the JSON or XML of the same column more than once.
    ///
    /// ## Why is this bad?
    ///
    /// Each call reads the whole text again, for every row.
    ///
    /// Of the branches of `iff()` and `case()`, only one is computed, so that calls in two of them are no repetition.
    /// A column that the query also takes apart without such a call is dynamic already, and what is kept in a column of a table that isn't known, nobody can say, unless its name ends with `_s`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Code = tostring(parse_json(ErrorDetails).code), Text = tostring(parse_json(ErrorDetails).message)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Error = parse_json(ErrorDetails)
    /// | extend Code = tostring(Error.code), Text = tostring(Error.message)
    /// ```
    pub const REPEATED_JSON_PARSE = {
        name: "repeated-json-parse",
        summary: "the same text read as JSON or XML more than once",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["parse_json", "parse_xml", "parsejson", "todynamic", "toobject"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let steps = node.ancestors().filter(|it| {
        matches!(
            it.kind(),
            NodeKind::ExtendOperator
                | NodeKind::ProjectOperator
                | NodeKind::FilterOperator
                | NodeKind::SummarizeOperator
        )
    });
    for step in steps {
        // The first call of a step speaks for all.
        if step.descendants().find(|it| calls(*it, READS)) != Some(node) {
            continue;
        }
        if let Some((first, again, column)) = find(cx, step) {
            let help = match meant(cx, step, again) {
                Some(meant) => format!("read it once, or is {} meant?", quoted(&meant)),
                None => "read it once, in an `extend` before this step".to_owned(),
            };
            let column = quoted(column);
            cx.report(again, format!("{column} is read again for every row"))
                .related(Place::Query(first.text_range()), "read here already")
                .help(help);
        }
    }
}

/// The functions that read text.
const READS: &[&str] = REPEATED_JSON_PARSE.functions;

type Pair<'t> = (SyntaxNode<'t>, SyntaxNode<'t>, &'t str);

/// The first call, the one that repeats it, and what is read.
fn find<'t>(cx: &Cx<'_, '_>, step: SyntaxNode<'t>) -> Option<Pair<'t>> {
    let mut readings: Vec<SyntaxNode<'t>> = Vec::new();
    for call in step.descendants().filter_map(|it| call_of(it, READS)) {
        let inner = call.node;
        let [argument] = call.arguments.as_slice() else {
            continue;
        };
        if argument.kind() != NodeKind::NameReference || may_be_dynamic(cx, *argument) {
            continue;
        }
        let is_again = |first: &&SyntaxNode<'t>| same(**first, inner) && !excludes(**first, inner);
        if let Some(first) = readings.iter().find(is_again) {
            return (!step.has_error()).then(|| (*first, inner, argument.text()));
        }
        readings.push(inner);
    }
    None
}

/// Whether what is read may be dynamic, which is taken as it is.
fn may_be_dynamic(cx: &Cx<'_, '_>, argument: SyntaxNode<'_>) -> bool {
    let ty = cx.model().type_of(argument.id());
    // Azure Monitor calls text of a custom table so.
    let is_unsure = ty.is_unknown() && !argument.text().ends_with("_s");
    let Some(found) = column(cx.model(), argument) else {
        return ty.is_dynamic() || is_unsure;
    };
    let is_taken_apart = |path: &SyntaxNode<'_>| {
        let base = path.children().next();
        let base = base.filter(|it| it.text() == argument.text());
        base.and_then(|it| column(cx.model(), it))
            .is_some_and(|it| it.origin() == found.origin() && it.source() == found.source())
    };
    let mut paths = cx.nodes().of(NodeKind::PathExpression).iter();
    ty.is_dynamic()
        || is_unsure
        || mixes_dynamic(cx.model(), found, cx.tree())
        || paths.any(is_taken_apart)
}

/// Whether two calls stand in branches of which only one is computed.
fn excludes(first: SyntaxNode<'_>, again: SyntaxNode<'_>) -> bool {
    let around = first.ancestors().find(|it| it.contains(again.id()));
    let choice = around.and_then(SyntaxNode::parent).and_then(call);
    let Some(choice) = choice else { return false };
    let branch = |node: SyntaxNode<'_>| {
        let arguments = &choice.arguments;
        let at = arguments.iter().position(|it| it.contains(node.id()))?;
        let is_branch = match choice.name.as_ref() {
            "iff" | "iif" => at > 0,
            "case" => at % 2 == 1 || at + 1 == arguments.len(),
            _ => false,
        };
        is_branch.then_some(at)
    };
    matches!((branch(first), branch(again)), (Some(a), Some(b)) if a != b)
}

/// The column that a call was perhaps meant to read: `Status = parse_json(Details)` hides the column `Status`.
fn meant<'t>(cx: &Cx<'_, '_>, step: SyntaxNode<'_>, again: SyntaxNode<'t>) -> Option<Cow<'t, str>> {
    let (alias, value) = named(again.parent()?)?;
    let hides = cx.model().input(step.id())?.column(&alias).is_some();
    let reads = call(value)?.arguments.first()?.text();
    (value == again && hides && reads != alias).then_some(alias)
}
