//! A column that another one took the place of.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::SyntaxNode;

use super::deprecated_table::is_certain;
use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds a column of a table that is deprecated.
    ///
    /// ## Why is this bad?
    ///
    /// A deprecated column stays in the table but isn't filled any more, so that the query runs and finds nothing.
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

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(Resolution::Column(column)) = cx.model().resolution(node.id()) else {
        return;
    };
    // Through a rename the same column would be reported twice.
    let Some((table, name)) = column.source().filter(|(_, name)| *name == column.name()) else {
        return;
    };
    let deprecation = cx
        .table(table)
        .and_then(|table| table.column(name))
        .and_then(|column| column.deprecation());
    let Some(deprecation) = deprecation.filter(is_certain) else {
        return;
    };
    let replacement = deprecation.replacements().next();
    let report = cx.report(node, format!("`{name}` of `{table}` is deprecated"));
    let Some(new) = replacement else { return };
    report.help(format!("use `{new}`")).replace(
        format!("Use `{new}`"),
        Safety::Unsafe,
        node.text_range(),
        new,
    );
}
