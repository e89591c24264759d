//! `// kqlint: table Jobs(Start: datetime` declares no table.

use kqlint_semantics::DeclaredTable;
use kqlint_syntax::SyntaxNode;

use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds comments that are to declare a table and don't.
    ///
    /// A comment such as `// kqlint: table Jobs(Start: datetime, Name: string)` says which columns a table has that kqlint can't know.
    ///
    /// ## Why is this bad?
    ///
    /// Nothing is declared, and the queries below are checked as if the comment weren't there.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// // kqlint: table Jobs(Start: date)time
    /// Jobs
    /// | project Start
    /// ```
    ///
    /// ```kql,good
    /// // kqlint: table Jobs(Start: datetime)
    /// Jobs
    /// | project Start
    /// ```
    pub const MALFORMED_DECLARATION = {
        name: "malformed-declaration",
        summary: "a comment that is to declare a table and doesn't",
        group: Correctness,
        level: Warning,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Directives],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let tables = node.tree().directives().filter(|it| it.word == "table");
    for directive in tables {
        if let Err(error) = DeclaredTable::read(directive.rest) {
            let start = directive.rest_range.start();
            let range = match directive.rest.is_empty() {
                true => directive.word_range,
                false => error.range + start,
            };
            cx.report_at(range, error.message)
                .help("write `// kqlint: table Name(column: type, other: type)`");
        }
    }
}
