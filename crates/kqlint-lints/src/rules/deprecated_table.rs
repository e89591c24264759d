//! A table that another one took the place of.

use kqlint_catalog::{Deprecation, DeprecationStatus};
use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::SyntaxNode;

use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds a table that is retired, or that another one took the place of.
    ///
    /// ## Why is this bad?
    ///
    /// No rows arrive in such a table after a certain day, so the query finds less and less, and says nothing.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterNodeEvent
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The other table has other columns and rows, so the fix is unsafe.
    pub const DEPRECATED_TABLE = {
        name: "deprecated-table",
        summary: "a table that is retired",
        group: Deprecated,
        level: Warning,
        since: "0.1.0",
        kinds: [NameReference],
        names: [Table],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(Resolution::Table(name)) = cx.model().resolution(node.id()) else {
        return;
    };
    let deprecation = cx.table(name).and_then(|table| table.deprecation());
    let Some(deprecation) = deprecation.filter(is_certain) else {
        return;
    };
    let replacements: Vec<&str> = deprecation.replacements().collect();
    let list = replacements
        .iter()
        .map(|it| format!("`{it}`"))
        .collect::<Vec<_>>()
        .join(" or ");
    let mut report = cx.report(node, format!("`{name}` is deprecated"));
    if let Some(since) = deprecation.since() {
        report = report.note(format!("since {since}"));
    }
    if let Some(retires) = deprecation.retires() {
        report = report.note(format!("announced to stop working on {retires}"));
    }
    if !list.is_empty() {
        report = report.help(format!("use {list}"));
    }
    if let [only] = replacements.as_slice() {
        report.replace(
            format!("Use `{only}`"),
            Safety::Unsafe,
            node.text_range(),
            *only,
        );
    }
}

/// Whether there is another place to go; a legacy mode may be all that a service offers.
pub(crate) fn is_certain(deprecation: &Deprecation<'_>) -> bool {
    deprecation.status() == DeprecationStatus::Deprecated
}
