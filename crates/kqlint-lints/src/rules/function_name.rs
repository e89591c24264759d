//! A function whose name a workspace refuses.

use kqlint_catalog::RefusedName;
use kqlint_diagnostics::Place;
use kqlint_embed::RuleKind;
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    query::significant,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a saved function whose name a workspace doesn't take.
    ///
    /// ## Why is this bad?
    ///
    /// Names that begin with `_` are those of Microsoft, and a name is made of letters, digits and `_`.
    /// The deployment fails, long after the query was written.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:function,function:_FailedJobs
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good,kind:function,function:FailedJobs
    /// AmlComputeJobEvent
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## References
    ///
    /// - [Functions in Azure Monitor log queries](https://learn.microsoft.com/azure/azure-monitor/logs/functions)
    pub const FUNCTION_NAME = {
        name: "function-name",
        summary: "a saved function with a name that isn't one",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let facts = cx.input.facts;
    if facts.kind != Some(RuleKind::Function) {
        return;
    }
    let first = significant(node).next();
    let (Some(fact), Some(first)) = (&facts.function_name, first) else {
        return;
    };
    let name = fact.text.trim();
    // What the host puts together, nobody knows here.
    let is_computed = name.starts_with('[') || name.contains(['$', '{', '%']);
    let help = match RefusedName::of(name).filter(|_| !is_computed) {
        None => return,
        Some(RefusedName::Reserved) => "begin with a letter: names with `_` are Microsoft's",
        Some(RefusedName::Characters) => "take letters, digits and `_`",
    };
    cx.report_at(
        first.text_range(),
        format!("{} is no name of a function", quoted(name)),
    )
    .related(Place::Host(fact.range), "named here")
    .help(help);
}
