//! An alert rule on a table of the auxiliary plan.

use kqlint_catalog::TablePlan;
use kqlint_syntax::SyntaxNode;

use crate::{
    alert::is_rule,
    context::{Cx, quoted},
    plans::restricted,
    rule::declare_lint,
};

declare_lint! {
    /// Finds alert rules on tables of the auxiliary plan.
    ///
    /// ## Why is this bad?
    ///
    /// Azure Monitor runs no alert rules on such tables; on the basic plan it runs simple log alerts, and on the analytics plan all of them.
    ///
    /// Which tables are on which plan, a schema file says: `"plan": "auxiliary"`.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:log-alert,plan:Orders_CL:auxiliary
    /// Orders_CL
    /// | where State == "lost"
    /// ```
    ///
    /// ```kql,good,kind:log-alert,plan:Orders_CL:analytics
    /// Orders_CL
    /// | where State == "lost"
    /// ```
    ///
    /// ## References
    ///
    /// - [Table plans of Azure Monitor Logs](https://learn.microsoft.com/azure/azure-monitor/logs/data-platform-logs)
    pub const AUXILIARY_TABLE_IN_ALERT = {
        name: "auxiliary-table-in-alert",
        summary: "an alert rule on a table of the auxiliary plan",
        group: Alert,
        level: Error,
        since: "0.1.0",
        kinds: [NameReference],
        names: [Table],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if is_rule(cx) && restricted(cx, node) == Some(TablePlan::Auxiliary) {
        let table = quoted(node.text());
        cx.report(
            node,
            format!("{table} is on the auxiliary plan, which runs no alerts"),
        )
        .help("put the table on the analytics plan, or watch a summary of it");
    }
}
