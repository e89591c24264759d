//! A function that isn't there.

use kqlint_catalog::Catalog;
use kqlint_diagnostics::{Level, Safety};
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
    /// Workspaces have functions of their own, so a name that is merely unknown is no finding, and neither is a known one with a number behind it, such as `parse_json2`.
    /// One that is the plural of a known name, or differs from it in `_` only, may well be such a function too: these are hints.
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
    /// It is unsafe where the finding is a hint.
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
        let found = find(catalog, problem).filter(|it| !cx.names(&FUNCTIONS, it.0));
        let Some((name, meant)) = found else {
            continue;
        };
        let message = format!("{} is not a function", quoted(name));
        let report = cx.report_at(problem.range, message);
        if is_maybe_own(name, meant) {
            report
                .at_most(Level::Hint)
                .note("unless the workspace has a function of this name")
                .help(format!("did you mean `{meant}`?"))
                .replace(
                    format!("Change to `{meant}`"),
                    Safety::Unsafe,
                    problem.range,
                    meant,
                );
        } else {
            report.did_you_mean(problem.range, name, meant, meant);
        }
    }
}

/// Whether a name may be one that somebody gave: the plural of a known one, or the known one with other words apart.
fn is_maybe_own(name: &str, known: &str) -> bool {
    let joined = |it: &str| it.replace('_', "");
    let parts_differ = !name.eq_ignore_ascii_case(known);
    name.strip_suffix('s') == Some(known)
        || parts_differ && joined(name).eq_ignore_ascii_case(&joined(known))
}

/// The unknown name and the function that it clearly stands for.
fn find<'p>(catalog: &'p Catalog, problem: &'p Problem) -> Option<(&'p str, &'p str)> {
    let (ProblemKind::UnknownFunction { name } | ProblemKind::UnknownPlugin { name }) =
        &problem.kind
    else {
        return None;
    };
    // `parse_json2` is someone's version of it.
    if name.len() < 4 || name.ends_with(|c: char| c.is_ascii_digit()) {
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
