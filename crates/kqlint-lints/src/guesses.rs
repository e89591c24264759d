//! Values whose type is a guess: `column_ifexists(Name, "")` yields a column of any type where there is one.

use std::borrow::Cow;

use kqlint_semantics::Origin;
use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode,
    ast::{AstNode, LetStatement, NameReference, QueryOperator},
};
use rustc_hash::FxHashSet;

use crate::{
    context::Cx,
    literal::text,
    query::{call, named},
};

/// The functions that look for a column by its name.
pub(crate) const LOOKING: [&str; 2] = ["column_ifexists", "columnifexists"];

/// What a text makes of columns that it looks for, and of which nobody knows whether they exist.
#[derive(Debug, Default)]
pub(crate) struct Guesses<'t> {
    calls: FxHashSet<NodeId>,
    /// Names of what is computed from them.
    names: FxHashSet<Cow<'t, str>>,
}

impl<'t> Guesses<'t> {
    /// Collects them.
    pub(crate) fn collect(cx: &Cx<'t, '_>) -> Self {
        let mut guesses = Self::default();
        if !cx.looks_for_columns() {
            return guesses;
        }
        let calls = cx.nodes().calls();
        let calls = calls.filter(|(_, name)| LOOKING.contains(name));
        let unknown = calls.filter(|(call, _)| !is_known(cx, *call));
        guesses.calls = unknown.map(|(call, _)| call.id()).collect();
        if guesses.calls.is_empty() {
            return guesses;
        }
        let mut naming: Vec<_> = [NodeKind::NamedExpression, NodeKind::LetStatement]
            .into_iter()
            .flat_map(|kind| cx.nodes().of(kind))
            .filter_map(|it| naming(*it))
            .collect();
        naming.sort_unstable_by_key(|(_, value)| value.id());
        for (name, value) in naming {
            if guesses.are_in(value) {
                guesses.names.insert(name);
            }
        }
        guesses
    }

    /// Whether an expression reads one of them.
    pub(crate) fn are_in(&self, expression: SyntaxNode<'_>) -> bool {
        let is_name = |it: SyntaxNode<'_>| {
            let name = NameReference::cast(it).and_then(NameReference::name);
            name.is_some_and(|it| self.names.contains(it.as_ref()))
        };
        !self.calls.is_empty()
            && expression
                .descendants()
                .any(|it| self.calls.contains(&it.id()) || is_name(it))
    }
}

/// A name, and what it stands for.
fn naming(node: SyntaxNode<'_>) -> Option<(Cow<'_, str>, SyntaxNode<'_>)> {
    let Some(declaration) = LetStatement::cast(node) else {
        return named(node);
    };
    let name = declaration.name()?.name()?;
    Some((name, declaration.value()?.syntax()))
}

/// Whether the rows are known to have the column that a call looks for, or to lack it.
fn is_known(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let find = || {
        let call = call(node)?;
        let wanted = text(cx.model(), *call.arguments.first()?)?;
        let mut around = node.ancestors();
        let step = around.find(|it| QueryOperator::cast(*it).is_some())?;
        let rows = cx.model().input(step.id())?;
        let column = rows.column(&wanted);
        let is_listed = column.is_some_and(|it| it.origin() != Origin::Unknown);
        Some(is_listed || !rows.is_open())
    };
    find().unwrap_or(false)
}
