//! A function that isn't there.

use kqlint_catalog::Catalog;
use kqlint_semantics::{Problem, ProblemKind};
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    nearest::slip_of,
    options::RuleOption,
    rule::declare_lint,
};

const FUNCTIONS: RuleOption = RuleOption::names(
    "allowed-functions",
    "Functions of your own, which are no slips of known ones.",
);

declare_lint! {
    /// Finds the name of a function, an aggregate or a plug-in that is clearly a misspelt one.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run: "unknown function".
    ///
    /// Workspaces have functions of their own, so a name that is merely unknown is no finding.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Name = tolowr(JobName)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Name = tolower(JobName)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query could not run before, so the fix is safe.
    pub const UNKNOWN_FUNCTION = {
        name: "unknown-function",
        summary: "a misspelt function",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        options: [FUNCTIONS],
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let catalog = cx.catalog();
    for problem in cx.problems() {
        if let Some((name, meant)) = find(catalog, problem)
            && !cx.names(&FUNCTIONS, name)
        {
            cx.report_at(problem.range, format!("{} is not a function", quoted(name)))
                .did_you_mean(problem.range, name, meant, meant);
        }
    }
}

/// The unknown name and the function that it clearly stands for.
fn find<'p>(catalog: &'p Catalog, problem: &'p Problem) -> Option<(&'p str, &'p str)> {
    let (ProblemKind::UnknownFunction { name } | ProblemKind::UnknownPlugin { name }) =
        &problem.kind
    else {
        return None;
    };
    if name.len() < 4 {
        return None;
    }
    let meant = match problem.kind {
        ProblemKind::UnknownPlugin { .. } => slip_of(name, |edits| {
            let plugins = catalog.plugins_like(name, edits);
            plugins.map(|plugin| plugin.name())
        }),
        _ => slip_of(name, |edits| {
            let known = catalog.functions_like(name, edits);
            let shown = known.filter(|function| !function.is_hidden());
            shown.map(|function| function.name())
        }),
    };
    Some((name, meant?))
}
