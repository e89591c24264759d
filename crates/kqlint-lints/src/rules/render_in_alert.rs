//! A chart that nobody sees.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    alert::{is_rule, steps},
    context::Cx,
    query::without_step,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `render` in the query of a rule.
    ///
    /// ## Why is this bad?
    ///
    /// A rule has no chart; the step is left over from the portal.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:log-alert
    /// AmlComputeJobEvent
    /// | summarize Failures = countif(EventType == "JobFailed") by bin(TimeGenerated, 5m)
    /// | render timechart
    /// ```
    ///
    /// ```kql,good,kind:log-alert
    /// AmlComputeJobEvent
    /// | summarize Failures = countif(EventType == "JobFailed") by bin(TimeGenerated, 5m)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The rows stay the same, so the fix is safe.
    pub const RENDER_IN_ALERT = {
        name: "render-in-alert",
        summary: "`render` in the query of a rule",
        group: Alert,
        level: Hint,
        since: "0.1.0",
        kinds: [ExpressionStatement],
        given: [Kind],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !is_rule(cx) || node.has_error() {
        return;
    }
    let last = steps(node).pop();
    let Some(last) = last.filter(|step| step.kind() == NodeKind::RenderOperator) else {
        return;
    };
    let report = cx
        .report(last, "a rule has no chart")
        .help("leave `render` out");
    if let Some(edit) = without_step(last) {
        report.fix("Remove `render`", Safety::Safe, vec![edit]);
    }
}
