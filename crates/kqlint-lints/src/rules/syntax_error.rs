//! What Kusto's parser would not accept.

use kqlint_diagnostics::Safety;
use kqlint_embed::RuleKind;
use kqlint_syntax::{SyntaxErrorKind, SyntaxNode};

use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds text that is not KQL.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    /// One slip is reported once, where it stands, and the rest of the query is still checked.
    /// What a page leaves to its reader, such as `<words>` and a line of `...`, is no slip, and neither are words in angles that are the whole body of a function.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName,
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Offered where only one cure is likely: a pipe, a bracket, a quote or a comma that lacks, one too many, or a path whose backslashes want a verbatim string.
    /// The query could not run before, so the fix is safe.
    pub const SYNTAX_ERROR = {
        name: "syntax-error",
        summary: "text that is not KQL",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [SyntaxErrors],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let tree = cx.tree();
    // A page shows single steps too, and leaves parts to its reader.
    let is_page = cx.input.facts.kind == Some(RuleKind::Page);
    for error in tree.errors() {
        if is_page && error.is_at_fence(tree) {
            // A block that nothing closes is reported at its opening fence.
            if error.kind != SyntaxErrorKind::UnclosedString {
                cx.report_at(error.range, "the code block before this fence isn't closed");
            }
            break;
        }
        if error.is_template_body(tree) {
            continue;
        }
        if is_page && (error.lacks_source() || error.is_left_to_reader(tree)) {
            continue;
        }
        let mut report = cx.report_at(error.range, error.message(tree));
        if let Some(help) = error.help(tree) {
            report = report.help(help);
        }
        if let Some(fix) = error.fix(tree) {
            report.replace(fix.title, Safety::Safe, fix.range, fix.replacement);
        }
    }
}
