//! `not(isempty(x))` where `isnotempty(x)` would do.

use kqlint_diagnostics::Safety;
use kqlint_syntax::SyntaxNode;

use crate::{
    context::Cx,
    literal::holds_comment,
    query::{Call, call},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `not()` around a test for emptiness or null.
    ///
    /// ## Why is this bad?
    ///
    /// Each test has an opposite with a name of its own, which is read at once.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where not(isempty(JobErrorMessage))
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where isnotempty(JobErrorMessage)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The opposite means the same, so the fix is safe.
    pub const NEGATED_ISEMPTY = {
        name: "negated-isempty",
        summary: "`not()` around a test for emptiness or null",
        group: Style,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["not"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((inner, opposite)) = find(node) else {
        return;
    };
    let argument = inner.arguments.first().map_or("", |it| it.text());
    let report = cx
        .report(
            node,
            format!("`not({}())` has a name of its own", inner.name),
        )
        .help(format!("use `{opposite}()`"));
    if !holds_comment(node, node.text_range()) {
        report.replace(
            format!("Use `{opposite}()`"),
            Safety::Safe,
            node.text_range(),
            format!("{opposite}({argument})"),
        );
    }
}

/// The test, and the name of its opposite.
fn find(node: SyntaxNode<'_>) -> Option<(Call<'_>, &'static str)> {
    let outer = call(node)?;
    let [inner] = outer.arguments.as_slice() else {
        return None;
    };
    let inner = call(*inner).filter(|call| call.arguments.len() == 1)?;
    let opposite = match inner.name.as_ref() {
        "isempty" => "isnotempty",
        "isnotempty" => "isempty",
        "isnull" => "isnotnull",
        "isnotnull" => "isnull",
        _ => return None,
    };
    (!node.has_error()).then_some((inner, opposite))
}
