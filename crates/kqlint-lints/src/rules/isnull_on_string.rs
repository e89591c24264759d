//! `isnull()` of text, which is never null.

use kqlint_diagnostics::{Level, Safety};
use kqlint_semantics::{Model, Origin, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, LiteralExpression},
};

use crate::{
    comparison::binary,
    context::{Cx, quoted},
    guesses::LOOKING,
    query::{Call, bare, call, call_of, calls, column, same, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `isnull()` and `isnotnull()` of a string.
    ///
    /// ## Why is this bad?
    ///
    /// Strings are never null in Kusto, they are empty: `isnotnull()` of a string is always true.
    /// Where a condition beside it asks already whether the text is empty, the call only says nothing, and is a hint.
    /// A column that is looked for with `column_ifexists()` has its own type where it exists, and is passed over.
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
    if cx.looks_for_columns() && is_looked_for(cx, argument) {
        return;
    }
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
        report
            .at_most(Level::Hint)
            .help("remove it: whether the text is empty is asked beside it");
        return;
    }
    report.help(format!("use `{meant}()`")).replace(
        format!("Change to `{meant}()`"),
        Safety::Unsafe,
        call.name_node.text_range(),
        meant,
    );
}

/// Whether an expression is a column that may not exist, or may have another type than its default: `column_ifexists("A", "")`.
fn is_looked_for(cx: &Cx<'_, '_>, argument: SyntaxNode<'_>) -> bool {
    let mut node = bare(argument);
    // A column may be another one under a new name.
    for _ in 0..8 {
        let (Some(Origin::Computed(made)) | Some(Origin::Renamed { by: made, .. })) =
            column(cx.model(), node).map(|it| it.origin())
        else {
            break;
        };
        let Some(made) = cx.tree().node(made) else {
            break;
        };
        node = bare(value(made));
    }
    calls(node, &LOOKING)
}

/// Whether a condition of the same `and` or `or` asks already whether the text is empty.
fn is_asked_beside(node: SyntaxNode<'_>, argument: SyntaxNode<'_>) -> bool {
    let all = node
        .ancestors()
        .skip(1)
        .take_while(|it| {
            matches!(
                it.kind(),
                NodeKind::AndExpression
                    | NodeKind::OrExpression
                    | NodeKind::ParenthesizedExpression
                    | NodeKind::BinaryExpression
            )
        })
        .last();
    all.into_iter()
        .flat_map(SyntaxNode::descendants)
        .any(|it| asks_empty(it, argument))
}

/// `isempty(x)`, `x == ""`, `strlen(x) > 0`
fn asks_empty(node: SyntaxNode<'_>, argument: SyntaxNode<'_>) -> bool {
    if let Some(comparison) = binary(node) {
        let is_empty = |it: SyntaxNode<'_>| {
            LiteralExpression::cast(bare(it))
                .and_then(LiteralExpression::string_value)
                .is_some_and(|text| text.is_empty())
        };
        return same(comparison.left, argument) && is_empty(comparison.right)
            || same(comparison.right, argument) && is_empty(comparison.left);
    }
    call_of(node, &["isempty", "isnotempty", "notempty", "strlen"])
        .and_then(|call| call.arguments.first().copied())
        .is_some_and(|it| same(it, argument))
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
