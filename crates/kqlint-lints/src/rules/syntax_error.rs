//! What Kusto's parser would not accept.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    SyntaxError, SyntaxErrorKind, SyntaxNode, SyntaxTree, TextRange, TextSize, TokenKind,
};

use crate::{
    context::{Cx, Report},
    rule::declare_lint,
};

declare_lint! {
    /// Finds text that is not KQL.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    /// One slip is reported once, where it stands, and the rest of the query is still checked.
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
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let tree = cx.tree();
    for error in tree.errors() {
        let report = cx.report_at(error.range, error.message(tree));
        cure(tree, error, report);
    }
}

/// Adds help and the fix where one is certain.
fn cure(tree: &SyntaxTree, error: &SyntaxError, report: Report<'_>) {
    let found = tree.token_at(error.range.start());
    let before = error.insertion_point(tree);
    let insert = TextRange::empty(before);
    match error.kind {
        SyntaxErrorKind::Expected("`|`") => {
            report.replace(
                "Insert `|`",
                Safety::Safe,
                TextRange::empty(error.range.start()),
                "| ",
            );
        }
        SyntaxErrorKind::Expected(what @ ("`)`" | "`]`" | "`}`" | "`,`" | "`;`")) => {
            let mark = what.trim_matches('`');
            report.replace(format!("Insert {what}"), Safety::Safe, insert, mark);
        }
        SyntaxErrorKind::Expected(what) if what.starts_with("an operator") => match found.kind() {
            TokenKind::Pipe => {
                let end = found
                    .next_significant()
                    .map_or(found.text_range().end(), |next| next.text_range().start());
                let range = TextRange::new(found.text_range().start(), end);
                report.help("remove one of the two pipes").replace(
                    "Remove the second `|`",
                    Safety::Safe,
                    range,
                    "",
                );
            }
            TokenKind::EndOfFile | TokenKind::Semicolon => remove_before(tree, before, "|", report),
            _ => {}
        },
        SyntaxErrorKind::Expected(_) => remove_before(tree, before, ",", report),
        SyntaxErrorKind::UnclosedString => {
            let text = tree
                .text()
                .get(std::ops::Range::<usize>::from(error.range))
                .unwrap_or_default();
            if let Some(quote) = text.chars().find(|c| matches!(c, '"' | '\'')) {
                let end = error.range.end();
                report.replace(
                    "Close the string",
                    Safety::Safe,
                    TextRange::empty(end),
                    quote.to_string(),
                );
            }
        }
        SyntaxErrorKind::UnclosedLiteral => {
            report.replace(
                "Insert `)`",
                Safety::Safe,
                TextRange::empty(error.range.end()),
                ")",
            );
        }
        SyntaxErrorKind::BadEscape { string } => {
            report
                .help("write `@` before the string, so that `\\` stands for itself")
                .replace(
                    "Make the string verbatim",
                    Safety::Safe,
                    TextRange::empty(string.into()),
                    "@",
                );
        }
        SyntaxErrorKind::NameNeedsBrackets => {
            let name = tree
                .text()
                .get(std::ops::Range::<usize>::from(error.range))
                .unwrap_or_default();
            report.replace(
                "Put the name in brackets",
                Safety::Safe,
                error.range,
                format!("['{name}']"),
            );
        }
        SyntaxErrorKind::RawGuid => {
            let text = found.text();
            report.replace(
                "Wrap it in `guid()`",
                Safety::Safe,
                error.range,
                format!("guid({text})"),
            );
        }
        _ => {}
    }
}

/// Removes a mark that stands right before the error with nothing to follow it.
fn remove_before(tree: &SyntaxTree, before: TextSize, mark: &str, report: Report<'_>) {
    let length = TextSize::of(mark);
    let Some(start) = before.checked_sub(length) else {
        return;
    };
    let range = TextRange::new(start, before);
    let ends = tree.text().get(usize::from(before)..).is_some_and(|rest| {
        rest.trim_start().is_empty() || rest.trim_start().starts_with(['|', ')', ';'])
    });
    if ends && tree.text().get(std::ops::Range::<usize>::from(range)) == Some(mark) {
        report.replace(format!("Remove the last `{mark}`"), Safety::Safe, range, "");
    }
}
