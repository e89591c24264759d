//! `requests`, which a workspace calls `AppRequests`.

use kqlint_catalog::{DeprecationStatus, ScalarType};
use kqlint_diagnostics::{Edit, Safety};
use kqlint_semantics::{Column, Origin, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, LiteralExpression},
};

use crate::{
    context::Cx,
    elsewhere::workspace_name,
    guesses::LOOKING,
    literal::{edit, quoted_literal},
    query::{call, call_of, calls, column},
    rule::declare_lint,
};

declare_lint! {
    /// Finds the classic names of the tables of Application Insights.
    ///
    /// ## Why is this bad?
    ///
    /// `requests`, `traces` and their like work in the scope of an Application Insights resource only.
    /// The same query in a workspace, a rule or a workbook that spans resources fails, and has to name `AppRequests` and other columns.
    /// The rule is for teams that query workspaces, and runs only when it is turned on.
    /// It is silent where the query names a resource, as `app("x").requests` does, where the host runs it in the scope of one, and where it reads columns that no such table has.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// requests
    /// | where timestamp > ago(1h)
    /// ```
    ///
    /// ```kql,good
    /// AppRequests
    /// | where TimeGenerated > ago(1h)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// All classic tables of the text and their columns get their new names at once; where a name follows from theirs, such as `avg_duration`, and is read, there is no fix.
    /// Nor is there one where the query reads a column that a workspace lacks, such as `appName`, or keeps in another form: `success` is a text here and a bool there.
    /// The query returns other columns and reads another table, so the fix is unsafe.
    pub const CLASSIC_TABLE = {
        name: "classic-table",
        summary: "a classic name of a table of Application Insights",
        group: Deprecated,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [NameReference],
        names: [Table],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((name, new)) = classic(cx, node) else {
        return;
    };
    if is_elsewhere(cx) {
        return;
    }
    // One fix for the whole text.
    let edits = is_first(cx, node).then(|| edits(cx)).flatten();
    let title = match are_several(cx, name) {
        true => "Use the names of a workspace".to_owned(),
        false => format!("Use `{new}`"),
    };
    let report = cx
        .report(node, format!("`{name}` is `{new}` in a workspace"))
        .help(format!("use `{new}`, and the names of its columns"));
    if let Some(edits) = edits {
        report.fix(title, Safety::Unsafe, edits);
    }
}

/// The classic table that a name means, and what a workspace calls it.
fn classic<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'_>) -> Option<(&'a str, &'a str)> {
    let Some(Resolution::Table(name)) = cx.model().resolution(node.id()) else {
        return None;
    };
    let deprecation = cx.table(name)?.deprecation();
    let legacy = deprecation.filter(|it| it.status() == DeprecationStatus::Legacy);
    Some((name, legacy?.replacements().next()?))
}

/// Whether the tables are those of a resource, or of another service: the host runs the query there, the query names one, or they have other columns.
fn is_elsewhere(cx: &Cx<'_, '_>) -> bool {
    // Names of columns begin in lower case there; others are parameters that a host brings.
    let lacks = |it: &SyntaxNode<'_>| {
        it.text().starts_with(|c: char| c.is_ascii_lowercase())
            && column(cx.model(), *it).is_some_and(|column| column.origin() == Origin::Unknown)
    };
    let named = |name: &str| {
        matches!(
            name,
            "app" | "cluster" | "database" | "resource" | "workspace"
        )
    };
    cx.input.facts.is_resource_scope
        || cx.nodes().calls().any(|(_, name)| named(name))
        || cx.nodes().of(NodeKind::NameReference).iter().any(lacks)
}

/// Whether no classic table is read before.
fn is_first(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let names = cx.nodes().of(NodeKind::NameReference);
    let mut tables = names.iter().filter(|it| classic(cx, **it).is_some());
    tables.next() == Some(&node)
}

/// Whether other classic tables get new names too.
fn are_several(cx: &Cx<'_, '_>, table: &str) -> bool {
    let names = cx.nodes().of(NodeKind::NameReference).iter();
    let mut tables = names.filter_map(|it| classic(cx, *it));
    tables.any(|(name, _)| name != table)
}

/// The edits that give all classic tables and their columns the names that they have in a workspace, wherever the text has them; `None` where names that follow from them can't follow, or a column has no like there.
fn edits(cx: &Cx<'_, '_>) -> Option<Vec<Edit>> {
    let names = cx.nodes().of(NodeKind::NameReference);
    let mut tables = Vec::new();
    let mut columns = Vec::new();
    for &node in names {
        let renames = |new| edit(node.text_range(), new);
        match cx.model().resolution(node.id()) {
            Some(Resolution::Table(_)) => tables.extend(classic(cx, node).map(|it| renames(it.1))),
            Some(Resolution::Column(column)) => {
                columns.extend(new_name(cx, node, column)?.map(renames));
            }
            _ => {}
        }
    }
    for &node in cx.nodes().of(NodeKind::FunctionCallExpression) {
        columns.extend(looked_for(cx, node));
    }
    tables.extend(columns);
    Some(tables)
}

/// What a column that a name means is called in a workspace, where that is another name; the outer `None` where that can't be said.
fn new_name<'a>(
    cx: &Cx<'a, '_>,
    node: SyntaxNode<'_>,
    column: Column<'a>,
) -> Option<Option<&'a str>> {
    if let Some((table, name)) = column.source() {
        return Some(renamed(cx, node, table, name)?.filter(|_| name == node.text()));
    }
    // An expression without a name has one after what it is made of: `bin(timestamp, 1h)`.
    let Origin::Computed(id) = column.origin() else {
        return Some(None);
    };
    let Some(made) = cx.tree().node(id) else {
        return Some(None);
    };
    let reads = made.descendants().filter(|it| {
        let Some(Resolution::Column(read)) = cx.model().resolution(it.id()) else {
            return false;
        };
        let source = read.source();
        source.is_some_and(|(table, name)| renamed(cx, made, table, name) != Some(None))
    });
    let mut reads = reads.map(SyntaxNode::text);
    let is_named = made.kind() == NodeKind::NamedExpression
        || made
            .parent()
            .is_some_and(|it| it.kind() == NodeKind::NamedExpression);
    match reads.next() {
        Some(_) if !is_named && calls(made, &["bin", "bin_at", "floor", "bin_auto"]) => {
            let first = call(made).and_then(|it| it.arguments.first().copied())?;
            let Some(Resolution::Column(read)) = cx.model().resolution(first.id()) else {
                return None;
            };
            let (table, name) = read.source()?;
            renamed(cx, first, table, name)
        }
        Some(_) if !is_named => None,
        _ => Some(None),
    }
}

/// What a workspace calls a column of a classic table that a node reads, where that is another name; the outer `None` where its table has no such column, or one that holds something else.
fn renamed<'a>(
    cx: &Cx<'a, '_>,
    node: SyntaxNode<'_>,
    table: &str,
    column: &str,
) -> Option<Option<&'a str>> {
    let classic = cx.catalog().table(table);
    let deprecation = classic.and_then(|it| it.deprecation());
    let legacy = deprecation.filter(|it| it.status() == DeprecationStatus::Legacy);
    let (Some(classic), Some(legacy)) = (classic, legacy) else {
        return Some(None);
    };
    let workspace = cx.catalog().table(legacy.replacements().next()?)?;
    let new = workspace_name(classic, workspace, column);
    let same = workspace.column(new.unwrap_or(column))?;
    // The type of a record is called by the name of its table there: `AppRequests`, not `request`.
    let has_type = same.ty() == classic.column(column)?.ty()
        || same.ty() == ScalarType::Bool && is_compared_with_bool(cx, node);
    (has_type && same.name() != "Type").then_some(new)
}

/// `success == false`
fn is_compared_with_bool(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let compared = node.parent().and_then(|it| cx.binary_of(it));
    compared.is_some_and(|it| {
        let other = if it.left == node { it.right } else { it.left };
        cx.model().type_of(other.id()) == Type::BOOL
    })
}

/// The edit of the name of a column that `column_ifexists()` looks for.
fn looked_for(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<Edit> {
    let call = call_of(node, &LOOKING)?;
    let literal = *call.arguments.first()?;
    let name = LiteralExpression::cast(literal)?.string_value()?;
    let names = cx.nodes().of(NodeKind::NameReference).iter();
    let mut tables = names.filter_map(|it| classic(cx, *it));
    let new = tables.find_map(|(table, _)| renamed(cx, literal, table, &name)?)?;
    Some(edit(literal.text_range(), quoted_literal(new)))
}
