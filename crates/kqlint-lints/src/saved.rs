//! Texts that are to be saved as functions or run by Sentinel: who calls them bounds the time.

use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, ExpressionStatement, FunctionDeclaration, LetStatement},
};

use crate::{
    context::Cx,
    query::{Call, bare, call, named, value},
};

/// Whether a text is to be saved as a function: comments say so, it is one function and its call, it hands a name that nothing declares to a function of its own, or it makes the columns of a parser.
pub(crate) fn is_function(cx: &Cx<'_, '_>) -> bool {
    cx.comments_say(&["as function", "as a function", "function alias", "parser"])
        || is_wrapped(cx)
        || hands_on_parameter(cx)
        || is_parser(cx)
}

/// Whether a text is a query that Sentinel runs on a window of its own, as it looks: a rule, or one of the page of an entity.
pub(crate) fn is_of_sentinel(cx: &Cx<'_, '_>) -> bool {
    makes_entities(cx) || is_of_entity_page(cx)
}

/// Whether the query makes the columns that rules read entities from.
fn makes_entities(cx: &Cx<'_, '_>) -> bool {
    const ENTITY: &str = "CustomEntity";
    let names = cx.nodes().of(NodeKind::NameDeclaration);
    cx.tree().text().contains(ENTITY) && names.iter().any(|it| it.text().ends_with(ENTITY))
}

/// Whether the query is one function of an entity: it has a parameter `v_…`, or is called with a text which is filled in, as `'<Address>'`.
fn is_of_entity_page(cx: &Cx<'_, '_>) -> bool {
    let parameters = cx.nodes().of(NodeKind::FunctionParameter);
    let is_filled_in = |it: &SyntaxNode<'_>| {
        let text = value(*it).text().trim_matches(['\'', '"']);
        let word = text.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        word.is_some_and(|it| !it.is_empty() && it.chars().all(char::is_alphanumeric))
    };
    let is_called = |it: &SyntaxNode<'_>| {
        let query = ExpressionStatement::cast(*it).and_then(ExpressionStatement::expression);
        let call = query.and_then(|it| call(bare(it.syntax())));
        call.is_some_and(|it| is_of_text(cx, it.name_node) && it.arguments.iter().any(is_filled_in))
    };
    parameters.iter().any(|it| it.text().starts_with("v_"))
        || cx
            .nodes()
            .of(NodeKind::ExpressionStatement)
            .iter()
            .any(is_called)
}

/// Whether a text is one function and its call without values: `let Parser = (disabled: bool = false) { … }; Parser(disabled)`.
fn is_wrapped(cx: &Cx<'_, '_>) -> bool {
    let root = cx.tree().root();
    let statements: Vec<_> = root.children().flat_map(SyntaxNode::children).collect();
    let [first, last] = statements.as_slice() else {
        return false;
    };
    let (Some(function), Some(query)) =
        (LetStatement::cast(*first), ExpressionStatement::cast(*last))
    else {
        return false;
    };
    let is_function = function
        .value()
        .is_some_and(|it| FunctionDeclaration::cast(it.syntax()).is_some());
    let Some(query) = query.expression().map(|it| bare(it.syntax())) else {
        return false;
    };
    let (name, arguments) = match call(query) {
        Some(call) => (call.name_node, call.arguments),
        None => (query, Default::default()),
    };
    let is_name = |it: &SyntaxNode<'_>| value(*it).kind() == NodeKind::NameReference;
    is_function && is_of_text(cx, name) && arguments.iter().all(is_name)
}

/// Whether a name means what a `let` of the text names.
fn is_of_text(cx: &Cx<'_, '_>, name: SyntaxNode<'_>) -> bool {
    matches!(
        cx.model().resolution(name.id()),
        Some(Resolution::Variable(_))
    )
}

/// Whether a function of the text is given a name that nothing declares: a parameter of the function that the text is saved as.
fn hands_on_parameter(cx: &Cx<'_, '_>) -> bool {
    let is_undeclared = |name: SyntaxNode<'_>| {
        name.kind() == NodeKind::NameReference && cx.model().resolution(name.id()).is_none()
    };
    let hands_on = |call: Call<'_>| call.arguments.into_iter().map(value).any(is_undeclared);
    let is_own = |it: &SyntaxNode<'_>| {
        let name = it.children().next();
        name.is_some_and(|name| is_of_text(cx, name))
    };
    let calls = cx.nodes().of(NodeKind::FunctionCallExpression).iter();
    calls
        .filter(|it| is_own(it))
        .filter_map(|it| call(*it))
        .any(hands_on)
}

/// Whether a text gives each row the constants by which the parsers of ASIM name what they read, and takes no rows together after that.
fn is_parser(cx: &Cx<'_, '_>) -> bool {
    const COLUMNS: [&str; 3] = ["EventVendor", "EventProduct", "EventSchemaVersion"];
    let text = cx.tree().text();
    if !COLUMNS.iter().all(|column| text.contains(column)) {
        return false;
    }
    let constants: Vec<_> = cx
        .nodes()
        .of(NodeKind::NamedExpression)
        .iter()
        .filter_map(|it| Some((it.id(), named(*it)?)))
        .filter(|(_, (_, value))| cx.model().constant(value.id()).is_some())
        .collect();
    let makes = |column: &&str| constants.iter().any(|(_, (name, _))| name == *column);
    let last = constants.last().map(|(id, _)| *id);
    let groups = cx.nodes().of(NodeKind::SummarizeOperator);
    COLUMNS.iter().all(makes) && !groups.iter().any(|it| Some(it.id()) > last)
}
