//! `summarize count()`, whose column is called `count_`.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, SummarizeOperator},
};

use crate::{context::Cx, query::call, rule::declare_lint};

declare_lint! {
    /// Finds an aggregate without a name.
    ///
    /// ## Why is this bad?
    ///
    /// The column gets a name such as `count_` or `avg_DurationMs`, which changes with the expression and says nothing of what is counted.
    /// Dashboards and alert rules that name the column break with it.
    /// The rule is a matter of taste, and runs only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize count() by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Steps behind may use the automatic name, so the fix is unsafe.
    pub const UNNAMED_AGGREGATE = {
        name: "unnamed-aggregate",
        summary: "an aggregate without a name",
        group: Style,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [SummarizeOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(summarize) = SummarizeOperator::cast(node).filter(|_| !node.has_error()) else {
        return;
    };
    for aggregate in summarize.aggregates().map(|it| it.syntax()) {
        let Some(call) = call(aggregate) else {
            continue;
        };
        let name = call.name.as_ref();
        // These name several columns, each as it was.
        if aggregate.kind() == NodeKind::NamedExpression
            || matches!(
                name,
                "arg_max" | "arg_min" | "percentiles" | "percentilesw" | "take_any"
            )
        {
            continue;
        }
        let start = TextRange::empty(aggregate.text_range().start());
        let new = suggestion(name);
        cx.report(aggregate, format!("the column of `{name}()` has no name"))
            .help(format!("give it one: `{new} = {name}(…)`"))
            .replace(
                format!("Call it `{new}`"),
                Safety::Unsafe,
                start,
                format!("{new} = "),
            );
    }
}

/// `Count` for `count`, `MakeSet` for `make_set`.
fn suggestion(function: &str) -> String {
    function
        .split('_')
        .flat_map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(chars)
        })
        .collect()
}
