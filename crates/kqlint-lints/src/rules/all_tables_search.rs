//! `search "x"` and `union *`: every table there is.

use kqlint_semantics::Model;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, FindOperator, OperatorParameter, SearchOperator, UnionOperator},
};

use crate::{comparison::comparisons, context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds a query that reads all tables of the workspace.
    ///
    /// ## Why is this bad?
    ///
    /// A workspace has hundreds of tables, and each of them is read, up to the limits of the service.
    /// Alert rules don't accept such queries, and each new table changes the result.
    ///
    /// A query that asks about the tables themselves is left alone: one that groups by their name or resource, or measures volume or latency.
    /// One that then keeps some tables by their names is not.
    /// So is one whose text says that it is about all tables, or that declares views for it.
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
    if node.has_error()
        || !reads_all(node)
        || declares_views(cx)
        || is_inventory(cx.model(), node)
        || speaks_of_all(cx, node)
    {
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

/// Whether the text declares what is read beside the tables: `let V = view () { T }`.
fn declares_views(cx: &Cx<'_, '_>) -> bool {
    let declared = cx.nodes().of(NodeKind::FunctionDeclaration).iter();
    declared
        .filter_map(|it| it.first_token())
        .any(|it| it.kind() == TokenKind::ViewKw)
}

/// Whether the text beside the query says that all tables are meant.
fn speaks_of_all(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    const PHRASES: [[&str; 2]; 6] = [
        ["across", "all"],
        ["across", "tables"],
        ["all", "tables"],
        ["any", "table"],
        ["each", "table"],
        ["every", "table"],
    ];
    cx.prose().iter().any(|prose| {
        let words = prose.words();
        let mut pairs = words.iter().zip(words.iter().skip(1));
        prose.reach.intersect(node.text_range()).is_some()
            && pairs.any(|(one, next)| PHRASES.contains(&[&*one.text, &*next.text]))
    })
}

/// Columns that say which table or resource a row is of.
const SOURCES: [&str; 6] = [
    "$table",
    "SubscriptionId",
    "Type",
    "_ResourceId",
    "_SubscriptionId",
    "source_",
];

/// What says how large a row is, and how late it came.
const MEASURES: [&str; 5] = [
    "_BilledSize",
    "_IsBillable",
    "_TimeReceived",
    "estimate_data_size",
    "ingestion_time",
];

/// Whether the query groups by the tables, or measures them; one that picks some of them by name could name them.
fn is_inventory(model: &Model, node: SyntaxNode<'_>) -> bool {
    let Some(block) = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::QueryBlock)
    else {
        return false;
    };
    // One union may prepare what another one lists by table.
    let mut sources: Vec<_> = block.descendants().filter_map(with_source).collect();
    sources.push("$table");
    let picks = |it| {
        let compared = comparisons(model, it).into_iter();
        let mut picked = compared.filter(|it| sources.contains(&it.subject.text()));
        picked.any(|it| !it.negated)
    };
    !block.descendants().any(picks)
        && block
            .descendants()
            .filter(|it| it.kind() == NodeKind::NameReference)
            .any(|name| is_about_tables(name, &sources))
}

/// Whether a name groups by tables, or measures rows.
fn is_about_tables(name: SyntaxNode<'_>, sources: &[&str]) -> bool {
    let is_source = sources.contains(&name.text()) || SOURCES.contains(&name.text());
    let is_within = |kinds: &[NodeKind]| name.ancestors().any(|it| kinds.contains(&it.kind()));
    let groups = is_source
        && is_within(&[
            NodeKind::SummarizeOperator,
            NodeKind::DistinctOperator,
            NodeKind::MakeSeriesOperator,
        ]);
    let measures = MEASURES.contains(&name.text()) && !is_within(&[NodeKind::FilterOperator]);
    groups || measures
}

/// The column in which an operator names the tables.
fn with_source(node: SyntaxNode<'_>) -> Option<&str> {
    let parameter = node
        .children()
        .filter_map(OperatorParameter::cast)
        .find(|it| matches!(it.name(), "withsource" | "with_source"))?;
    Some(parameter.syntax().last_token()?.text())
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
