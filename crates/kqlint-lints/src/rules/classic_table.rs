//! `requests`, which a workspace calls `AppRequests`.

use kqlint_catalog::DeprecationStatus;
use kqlint_diagnostics::Safety;
use kqlint_semantics::Resolution;
use kqlint_syntax::SyntaxNode;

use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds the classic names of the tables of Application Insights.
    ///
    /// ## Why is this bad?
    ///
    /// `requests`, `traces` and their like work in the scope of an Application Insights resource only.
    /// The same query in a workspace, a rule or a workbook that spans resources fails, and has to name `AppRequests` and other columns.
    /// The rule is for teams that query workspaces, and runs only when it is turned on.
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
    /// The columns have other names too, so the fix is unsafe.
    pub const CLASSIC_TABLE = {
        name: "classic-table",
        summary: "a classic name of a table of Application Insights",
        group: Deprecated,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [NameReference],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(Resolution::Table(name)) = cx.model().resolution(node.id()) else {
        return;
    };
    let deprecation = cx
        .catalog()
        .table(name)
        .and_then(|table| table.deprecation())
        .filter(|it| it.status() == DeprecationStatus::Legacy);
    let Some(new) = deprecation.and_then(|it| it.replacements().next()) else {
        return;
    };
    cx.report(node, format!("`{name}` is `{new}` in a workspace"))
        .help(format!("use `{new}`, and the names of its columns"))
        .replace(
            format!("Use `{new}`"),
            Safety::Unsafe,
            node.text_range(),
            new,
        );
}
