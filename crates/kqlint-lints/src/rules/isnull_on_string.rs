//! `isnull()` of text, which is never null.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Model, Type};
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    query::{Call, call, call_of, same},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `isnull()` and `isnotnull()` of a string.
    ///
    /// ## Why is this bad?
    ///
    /// Strings are never null in Kusto, they are empty: `isnotnull()` of a string is always true.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and isnotnull(JobErrorMessage)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and isnotempty(JobErrorMessage)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so the fix is unsafe.
    pub const ISNULL_ON_STRING = {
        name: "isnull-on-string",
        summary: "`isnull()` of text, which is never null",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: ["isnotnull", "isnull", "notnull"],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((call, argument, meant)) = find(cx.model(), node) else {
        return;
    };
    let result = if meant == "isempty" { "false" } else { "true" };
    let is_asked = is_asked_beside(node, argument);
    let report = cx
        .report(
            node,
            format!(
                "{} is text, and text is never null",
                quoted(argument.text())
            ),
        )
        .label(format!("always {result}"));
    if is_asked {
        report.help("remove it");
        return;
    }
    report.help(format!("use `{meant}()`")).replace(
        format!("Change to `{meant}()`"),
        Safety::Unsafe,
        call.name_node.text_range(),
        meant,
    );
}

/// Whether a condition beside asks already whether the text is empty.
fn is_asked_beside(node: SyntaxNode<'_>, argument: SyntaxNode<'_>) -> bool {
    let beside = node.parent().into_iter().flat_map(SyntaxNode::children);
    beside
        .filter_map(|it| call_of(it, &["isempty", "isnotempty", "notempty"]))
        .any(|call| call.arguments.first().is_some_and(|it| same(*it, argument)))
}

/// The call, its argument and the function that was meant.
fn find<'t>(
    model: &Model,
    node: SyntaxNode<'t>,
) -> Option<(Call<'t>, SyntaxNode<'t>, &'static str)> {
    let call = call(node)?;
    let meant = match call.name.as_ref() {
        "isnull" => "isempty",
        "isnotnull" | "notnull" => "isnotempty",
        _ => return None,
    };
    let argument = *call.arguments.first()?;
    let is_written = model.constant(argument.id()).is_some();
    (model.type_of(argument.id()) == Type::STRING && !is_written).then_some((call, argument, meant))
}
