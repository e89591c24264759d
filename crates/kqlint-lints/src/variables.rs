//! Names that stand as variables of others do: of a dashboard, a function, a table that the query describes.

use kqlint_semantics::Problem;
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, InExpression},
};

use crate::{
    context::Cx,
    query::{self, alternatives, bare, call_of, named},
};

/// Whether a name stands as a variable does that somebody else declares: as a number of rows, in
/// `a in (Name) or isempty(Name)`, as a partition of a table that the query describes, or, in
/// small letters, in the body of a function.
pub(crate) fn is_variable(cx: &Cx<'_, '_>, problem: &Problem, name: &str) -> bool {
    let is_number = is_number_of_rows(cx.tree(), problem);
    let is_small = name.starts_with(|c: char| c.is_ascii_lowercase());
    is_number
        || is_read_alone(cx, name)
        || is_small && (cx.is_function() || cx.comments_say(&["single function", "parameter"]))
        || may_be_empty(cx, problem, name)
        || is_partition(cx, name)
}

/// Whether a `let` reads the name outside of all pipes, where no column can be meant, and nothing declares it.
fn is_read_alone(cx: &Cx<'_, '_>, name: &str) -> bool {
    let is_alone = |it: SyntaxNode<'_>| {
        let around = it.ancestors().map(SyntaxNode::kind);
        let mut around = around.filter(|it| {
            matches!(
                it,
                NodeKind::LetStatement | NodeKind::PipeExpression | NodeKind::FunctionDeclaration
            )
        });
        around.next() == Some(NodeKind::LetStatement) && cx.model().resolution(it.id()).is_none()
    };
    let mut names = cx.nodes().of(NodeKind::NameReference).iter();
    names.any(|it| it.text() == name && is_alone(*it))
}

/// Whether a step makes a column of that name from one that isn't known: `project-rename Name = Unknown`, or from a node or an edge of a graph.
pub(crate) fn is_made(cx: &Cx<'_, '_>, name: &str) -> bool {
    let steps = [
        NodeKind::ProjectRenameOperator,
        NodeKind::GraphProjectClause,
    ];
    let nodes = steps.into_iter().flat_map(|it| cx.nodes().of(it));
    let mut items = nodes.flat_map(|it| it.children());
    items.any(|item| match named(item) {
        Some((alias, value)) => alias == name && value.kind() == NodeKind::NameReference,
        None => query::name(item).as_deref() == Some(name),
    })
}

/// Whether one alternative of a condition is that a list has no values, and another looks into it.
fn may_be_empty(cx: &Cx<'_, '_>, problem: &Problem, name: &str) -> bool {
    let Some(node) = cx.tree().node(problem.node) else {
        return false;
    };
    let is_choice = |it: &SyntaxNode<'_>| it.kind() == NodeKind::OrExpression;
    let is_list = |it: SyntaxNode<'_>| {
        let list = InExpression::cast(it).and_then(InExpression::expression_list);
        let mut values = list.into_iter().flat_map(|it| it.expressions());
        values.any(|it| query::name(it.syntax()).as_deref() == Some(name))
    };
    let mut choices = node.ancestors().filter(is_choice);
    let asks = |it: SyntaxNode<'_>| {
        let call = call_of(bare(it), &["isempty", "isnull"]);
        let argument = call.and_then(|it| it.arguments.first().copied());
        argument.is_some_and(|it| query::name(it).as_deref() == Some(name))
    };
    choices.any(|choice| {
        let all = alternatives(choice);
        all.iter().any(|it| asks(*it)) && all.iter().any(|it| is_list(*it))
    })
}

/// Whether an external table that the query describes is partitioned by the name.
fn is_partition(cx: &Cx<'_, '_>, name: &str) -> bool {
    let text = cx.tree().text();
    text.contains("inline_external_table") && {
        let clause = text.split_once("partition by").map_or("", |it| it.1);
        let clause = clause.split_once("pathformat").map_or(clause, |it| it.0);
        let mut words = clause.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|it| it == name)
    }
}

/// Whether a name is a part of the number of rows that `take` or `top` returns.
fn is_number_of_rows(tree: &SyntaxTree, problem: &Problem) -> bool {
    let Some(node) = tree.node(problem.node) else {
        return false;
    };
    let mut inner = node;
    for around in node.ancestors().skip(1) {
        match around.kind() {
            NodeKind::TakeOperator => return true,
            NodeKind::TopOperator => return inner.prev_sibling().is_none(),
            NodeKind::PipeExpression => return false,
            _ => inner = around,
        }
    }
    false
}
