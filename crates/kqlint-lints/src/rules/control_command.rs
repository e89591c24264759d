//! A command that changes something, among queries.

use kqlint_syntax::SyntaxNode;

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

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let mut tokens = significant(node);
    let (Some(dot), Some(verb)) = (tokens.next(), tokens.next()) else {
        return;
    };
    if !verb.text().eq_ignore_ascii_case("show") {
        let range = dot.text_range().cover(verb.text_range());
        let command = quoted(&format!(".{}", verb.text()));
        cx.report_at(range, format!("{command} changes the database"))
            .help("keep commands apart from queries");
    }
}
