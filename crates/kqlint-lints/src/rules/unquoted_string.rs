//! Text that lacks its quotes.

use kqlint_diagnostics::Safety;
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
    unknown::{Reading, Unknown},
};

declare_lint! {
    /// Finds a word that is compared with a text column, and is no name of anything.
    ///
    /// ## Why is this bad?
    ///
    /// Without quotes it is the name of a column, and there is none of that name: the query can't run.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// Event
    /// | where TimeGenerated > ago(1d)
    /// | where Source == ServiceFabricNodeBootstrapAgent
    /// ```
    ///
    /// ```kql,good
    /// Event
    /// | where TimeGenerated > ago(1d)
    /// | where Source == "ServiceFabricNodeBootstrapAgent"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The name may also be one of a variable that is missing, so adding the quotes is unsafe.
    pub const UNQUOTED_STRING = {
        name: "unquoted-string",
        summary: "text without quotes",
        group: Suspicious,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    for Unknown { problem, reading } in cx.unknown().iter() {
        if let Reading::Unquoted(name) = reading {
            cx.report_at(
                problem.range,
                format!("{} is neither a column nor in quotes", quoted(name)),
            )
            .help("put text in quotes")
            .replace(
                "Add quotes",
                Safety::Unsafe,
                problem.range,
                format!("\"{name}\""),
            );
        }
    }
}
