//! What is filled in before a query runs: placeholders of a host, and names that only
//! somebody else gives a meaning, `{Name}` and `$__macro`.

use kqlint_syntax::{NodeKind, SyntaxNode};

/// Whether a node stands for text that is filled in.
///
/// Where the styles of placeholders aren't on, as in a file of one query, a word in braces
/// is read as a name, and so is a macro; neither is ever the name of a column.
pub(crate) fn is_filled_in(node: SyntaxNode<'_>) -> bool {
    match node.kind() {
        NodeKind::Placeholder => true,
        NodeKind::NameReference => {
            let text = node.text();
            text.starts_with('{') || text.starts_with("$__")
        }
        _ => false,
    }
}

/// Whether what is filled in may read columns: it stands for rows, a step, a condition, a
/// column, and not for a value beside them.
pub(crate) fn may_read_columns(node: SyntaxNode<'_>) -> bool {
    let is_first = node.prev_sibling().is_none();
    match node.parent().map(SyntaxNode::kind) {
        Some(NodeKind::BinaryExpression) => is_first || follows_condition(node),
        Some(NodeKind::InExpression | NodeKind::BetweenExpression | NodeKind::ArgumentList) => {
            is_first
        }
        Some(kind) => !is_place_of_value(kind),
        None => true,
    }
}

/// Whether what is filled in may read variables as well: it stands for a statement, rows, a
/// step or a condition.
pub(crate) fn may_read_variables(node: SyntaxNode<'_>) -> bool {
    let Some(around) = node.parent() else {
        return true;
    };
    match around.kind() {
        NodeKind::ParenthesizedExpression => may_read_variables(around),
        NodeKind::BinaryExpression => follows_condition(node),
        NodeKind::ExpressionStatement
        | NodeKind::PipeExpression
        | NodeKind::FilterOperator
        | NodeKind::AndExpression
        | NodeKind::OrExpression
        | NodeKind::JoinOperator
        | NodeKind::LookupOperator
        | NodeKind::UnionOperator => true,
        _ => false,
    }
}

/// Whether what is filled in stands behind a whole condition, as a step of its own does:
/// `where a == 1 {Steps}`, but not `where TimeGenerated {TimeRange}`.
fn follows_condition(node: SyntaxNode<'_>) -> bool {
    let before = node.first_token().and_then(|it| it.prev_significant());
    let operand = node.prev_sibling();
    let is_joint = operand.and_then(|it| it.last_token()) == before;
    is_joint && operand.is_some_and(|it| it.kind() != NodeKind::NameReference)
}

/// Whether nodes of that kind hold values: lists of them, numbers of rows, JSON.
fn is_place_of_value(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::ExpressionList
            | NodeKind::TakeOperator
            | NodeKind::DynamicLiteral
            | NodeKind::JsonArray
            | NodeKind::JsonPair
    )
}
