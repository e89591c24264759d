//! A command that changes something, among queries.

use kqlint_syntax::{SyntaxNode, TextRange, TextSize};

use crate::{
    context::{Cx, quoted},
    query::significant,
    rule::declare_lint,
};

declare_lint! {
    /// Finds management commands that change something, such as `.drop` and `.ingest`.
    ///
    /// ## Why is this bad?
    ///
    /// Who runs a file of queries expects to read.
    /// What exports rows, cancels a query, clears a cache or only says what a purge would do changes nothing here.
    /// The rule is for folders that must hold nothing but queries, and runs only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// .drop table Jobs ifexists
    /// ```
    ///
    /// ```kql,good
    /// .show tables
    /// ```
    pub const CONTROL_COMMAND = {
        name: "control-command",
        summary: "a command that changes something",
        group: Security,
        level: Warning,
        since: "0.1.0",
        preview: true,
        kinds: [Command],
        check: check,
    }
}

/// Commands that leave the database as it is.
const HARMLESS: [&str; 3] = ["cancel", "export", "show"];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(dot) = significant(node).next() else {
        return;
    };
    let text = node.text();
    let rest = text.get(dot.text().len()..).unwrap_or_default();
    let rest = rest.trim_start();
    let is_verb = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let length = rest.find(|c| !is_verb(c)).unwrap_or(rest.len());
    let verb = rest.get(..length).unwrap_or_default();
    let lower = rest.to_ascii_lowercase();
    let mut words = lower
        .split(|c: char| !is_verb(c))
        .filter(|it| !it.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let is_harmless = HARMLESS.contains(&first)
        || match first {
            "purge" => is_rehearsed(&lower),
            "clear" => words.next() == Some("cache"),
            "execute" => only_shows(&lower),
            _ => false,
        };
    if is_harmless {
        return;
    }
    let object = match second {
        Some("cluster") => "cluster",
        Some("database") if matches!(first, "attach" | "create" | "detach" | "drop") => "cluster",
        _ => "database",
    };
    let start = node.text_range().end() - TextSize::of(rest);
    let end = start + TextSize::of(verb);
    let range = TextRange::new(dot.text_range().start(), end);
    let command = quoted(&format!(".{verb}"));
    cx.report_at(range, format!("{command} changes the {object}"))
        .help("keep commands apart from queries");
}

/// Whether a script only shows something; commands on lines of their own speak for themselves.
fn only_shows(command: &str) -> bool {
    let script = command.split_once("<|").map(|it| it.1.trim());
    script.is_some_and(|it| it.is_empty() || it.starts_with(".show"))
}

/// Whether a purge only says what it would remove, and waits for a token.
fn is_rehearsed(command: &str) -> bool {
    !command.contains("noregrets") && !command.contains("verificationtoken")
}
