//! A column that another one took the place of.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Column, Resolution};
use kqlint_syntax::{NodeKind, SyntaxNode};

use super::deprecated_table::is_certain;
use crate::{
    context::Cx,
    query::{column, is_called, names_column},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a column of a table that is deprecated.
    ///
    /// ## Why is this bad?
    ///
    /// A deprecated column stays in the table, but may not be filled any more, so that the query runs and finds nothing.
    ///
    /// A pipeline that reads the other column too is left alone, and so is one that only drops the old one.
    /// The first reading in a pipeline is reported.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// StorageMalwareScanningResults
    /// | where TimeGenerated > ago(1d)
    /// | project BlobUri
    /// ```
    ///
    /// ```kql,good
    /// StorageMalwareScanningResults
    /// | where TimeGenerated > ago(1d)
    /// | project ScannedObjectUri
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The other column may hold other values, so the fix is unsafe.
    /// There is none where the other column is of another type.
    pub const DEPRECATED_COLUMN = {
        name: "deprecated-column",
        summary: "a column that is deprecated",
        group: Deprecated,
        level: Warning,
        since: "0.1.0",
        kinds: [NameReference],
        names: [DeprecatedColumn],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some(Resolution::Column(column)) = cx.model().resolution(node.id()) else {
        return;
    };
    // Through a rename the same column would be reported twice.
    let Some((table, name)) = column.source().filter(|(_, name)| *name == column.name()) else {
        return;
    };
    let Some(catalog_table) = cx.table(table) else {
        return;
    };
    let old = catalog_table.column(name);
    let deprecation = old.and_then(|column| column.deprecation());
    let Some(deprecation) = deprecation.filter(is_certain) else {
        return;
    };
    let replacement = deprecation.replacements().next();
    let is_dropped = is_in(node, NodeKind::ProjectAwayOperator);
    let pipe = pipe(node);
    let is_both = replacement.is_some_and(|new| reads(cx, pipe, new));
    let others = others(cx, node, column);
    let mut earlier = others.iter().take_while(|it| it.id() < node.id());
    let is_first = !earlier.any(|it| pipe.contains(it.id()));
    if is_dropped || is_both || !is_first {
        return;
    }
    let report = cx.report(node, format!("`{name}` of `{table}` is deprecated"));
    let Some(new) = replacement else { return };
    let report = report.help(format!("use `{new}`"));
    let is_alike = catalog_table.column(new).map(|it| it.ty()) == old.map(|it| it.ty());
    // Later steps still read the old name.
    let text = match (names_column(node), others.is_empty()) {
        (true, false) => format!("{name} = {new}"),
        _ => new.to_owned(),
    };
    let is_listed = is_in(node, NodeKind::ProjectKeepOperator)
        || is_in(node, NodeKind::ProjectReorderOperator)
        || is_in(node, NodeKind::DistinctOperator);
    if is_alike && (others.is_empty() || !is_listed) {
        report.replace(
            format!("Use `{new}`"),
            Safety::Unsafe,
            node.text_range(),
            text,
        );
    }
}

/// Whether a name is one of those that an operator lists.
fn is_in(node: SyntaxNode<'_>, operator: NodeKind) -> bool {
    node.parent().is_some_and(|it| it.kind() == operator)
}

/// The pipeline in which a name is read.
fn pipe(node: SyntaxNode<'_>) -> SyntaxNode<'_> {
    let mut around = node.ancestors();
    let pipe = around.find(|it| it.kind() == NodeKind::PipeExpression);
    pipe.unwrap_or(node)
}

/// Whether a part of the text reads a column of that name.
fn reads(cx: &Cx<'_, '_>, part: SyntaxNode<'_>, name: &str) -> bool {
    let names = cx.nodes().within(NodeKind::NameReference, part);
    names.iter().any(|it| is_called(*it, &[name]))
}

/// Where else the text reads that column of the table under its own name.
fn others<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>, read: Column<'_>) -> Vec<SyntaxNode<'a>> {
    let names = cx.nodes().of(NodeKind::NameReference).iter().copied();
    let is_same = |it: &SyntaxNode<'_>| {
        *it != node
            && column(cx.model(), *it)
                .is_some_and(|it| it.source() == read.source() && it.name() == read.name())
    };
    names.filter(is_same).collect()
}
