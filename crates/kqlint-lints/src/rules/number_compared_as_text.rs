//! `ResponseCode != "200"` where the column holds numbers.

use kqlint_diagnostics::Safety;
use kqlint_semantics::Type;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    query::column,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a column of numbers that is compared with a number in quotes.
    ///
    /// ## Why is this bad?
    ///
    /// The service takes `==` and `!=` between a number and a text, and refuses `<`, `>` and functions, so that the next change of the query fails.
    /// The numbers are also turned into texts for it, row by row.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlOnlineEndpointTrafficLog
    /// | where TimeGenerated > ago(1d) and ResponseCode != "200"
    /// ```
    ///
    /// ```kql,good
    /// AmlOnlineEndpointTrafficLog
    /// | where TimeGenerated > ago(1d) and ResponseCode != 200
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The service documents nothing on how it compares the two, so the fix is unsafe.
    pub const NUMBER_COMPARED_AS_TEXT = {
        name: "number-compared-as-text",
        summary: "a column of numbers compared with a text",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression],
        operators: [Equality],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let comparison = cx.comparisons().first().copied();
    let Some(comparison) = comparison.filter(|it| it.case_sensitive && !node.has_error()) else {
        return;
    };
    let Some(column) = column(cx.model(), comparison.subject) else {
        return;
    };
    let (value, text) = (comparison.value, comparison.text);
    let is_number = !text.is_empty()
        && text.len() < 16
        && text.chars().all(|c| c.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    let is_of_numbers = matches!(column.ty(), Type::INT | Type::LONG | Type::REAL);
    if is_of_numbers && is_number && value.kind() == NodeKind::LiteralExpression {
        let (name, ty) = (quoted(column.name()), column.ty().name());
        cx.report(value, format!("{name} is of type {ty}, not a text"))
            .help(format!("compare with `{text}`"))
            .replace(
                format!("Change to `{text}`"),
                Safety::Unsafe,
                value.text_range(),
                text,
            );
    }
}
