//! `search "x"` and `union *`: every table there is.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, FindOperator, SearchOperator, UnionOperator},
};

use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds a query that reads all tables of the workspace.
    ///
    /// ## Why is this bad?
    ///
    /// A workspace has hundreds of tables, and each of them is read, up to the limits of the service.
    /// Alert rules don't accept such queries, and each new table changes the result.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// search "error 0x80070005"
    /// | take 10
    /// ```
    ///
    /// ```kql,good
    /// search in (Event, Syslog) "error 0x80070005"
    /// | take 10
    /// ```
    pub const ALL_TABLES_SEARCH = {
        name: "all-tables-search",
        summary: "a query over all tables",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        kinds: [SearchOperator, FindOperator, UnionOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.has_error() || !reads_all(node) {
        return;
    }
    let Some(keyword) = node.first_token() else {
        return;
    };
    let help = match node.kind() {
        NodeKind::UnionOperator => "name the tables",
        _ => "name the tables: `in (TableA, TableB)`",
    };
    cx.report_at(
        keyword.text_range(),
        format!("`{}` reads every table", keyword.text()),
    )
    .help(help);
}

fn reads_all(node: SyntaxNode<'_>) -> bool {
    let is_piped = node.prev_sibling().is_some();
    match node.kind() {
        NodeKind::SearchOperator => {
            let search = SearchOperator::cast(node);
            !is_piped && search.is_some_and(|it| it.find_in_clause().is_none())
        }
        NodeKind::FindOperator => {
            FindOperator::cast(node).is_some_and(|it| it.find_in_clause().is_none())
        }
        _ => UnionOperator::cast(node).is_some_and(|union| {
            let mut sources = union.sources().map(|source| source.syntax());
            sources.any(|source| matches!(source.text(), "*"))
        }),
    }
}
