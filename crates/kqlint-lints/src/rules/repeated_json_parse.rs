//! The same JSON read twice in one step.

use kqlint_diagnostics::Place;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    lineage::mixes_dynamic,
    query::{call_of, calls, column, same},
    rule::declare_lint,
};

declare_lint! {
    /// Finds one step that reads the JSON or XML of the same column more than once.
    ///
    /// ## Why is this bad?
    ///
    /// Each call reads the whole text again, for every row.
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
            let column = quoted(column);
            cx.report(again, format!("{column} is read again for every row"))
                .related(Place::Query(first.text_range()), "read here already")
                .help("read it once, in an `extend` before this step");
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
        // What is dynamic already isn't read again.
        let is_dynamic = cx.model().type_of(argument.id()).is_dynamic()
            || column(cx.model(), *argument)
                .is_some_and(|column| mixes_dynamic(cx.model(), column, cx.tree()));
        if is_dynamic || argument.kind() != NodeKind::NameReference {
            continue;
        }
        if let Some(first) = readings.iter().find(|first| same(**first, inner)) {
            return (!step.has_error()).then(|| (*first, inner, argument.text()));
        }
        readings.push(inner);
    }
    None
}
