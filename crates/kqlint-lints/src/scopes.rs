//! Calls that name another workspace or resource: `workspace("…")`.

use std::borrow::Cow;

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{context::Cx, query::call};

/// A workspace or resource that a query of Azure Monitor names.
pub(crate) struct Scope<'t> {
    /// The function: `workspace`, `app` or `resource`.
    pub(crate) function: Cow<'t, str>,
    /// What it is called with.
    pub(crate) argument: SyntaxNode<'t>,
}

/// The workspace or resource that a call names; none where the query itself says what
/// such a name means.
pub(crate) fn scope<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Scope<'t>> {
    if !cx.catalog().environment().is_workspace() || node.has_error() {
        return None;
    }
    let call = call(node)?;
    let [argument] = call.arguments.as_slice() else {
        return None;
    };
    let argument = *argument;
    (!declares_pattern(node)).then_some(Scope {
        function: call.name,
        argument,
    })
}

fn declares_pattern(call: SyntaxNode<'_>) -> bool {
    let mut around = call.ancestors();
    let block = around.find(|it| it.kind() == NodeKind::QueryBlock);
    block.is_some_and(|it| it.child(NodeKind::PatternStatement).is_some())
}
