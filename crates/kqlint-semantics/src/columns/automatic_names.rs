//! How a column is named whose expression has no name: `count_`, `avg_X`, `d_key`.

use std::borrow::Cow;

use kqlint_catalog::ResultNameKind;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, FunctionCallExpression, LiteralExpression, NameReference, NamedExpression},
};

use crate::{
    binder::{Binder, Calls},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// The name that an expression gives to its column; `None` when it gives none.
    pub(crate) fn expression_name(
        &self,
        node: SyntaxNode<'t>,
        calls: Calls,
    ) -> Option<Cow<'t, str>> {
        match node.kind() {
            NodeKind::NameReference => NameReference::cast(node)?.name(),
            NodeKind::ParenthesizedExpression | NodeKind::OrderedExpression => {
                self.expression_name(node.children().next()?, calls)
            }
            NodeKind::NamedExpression => NamedExpression::cast(node)?.name()?.name(),
            NodeKind::BracketedExpression => index_name(node),
            NodeKind::PathExpression => self.path_name(node, calls),
            NodeKind::FunctionCallExpression => self.call_name(node, calls),
            _ => None,
        }
    }

    /// `a.b[0]` is `a_b_0` where the values are dynamic, else what the last part says.
    fn path_name(&self, node: SyntaxNode<'t>, calls: Calls) -> Option<Cow<'t, str>> {
        let mut parts = node.children();
        let base = parts.next()?;
        let mut name = self.expression_name(base, calls);
        let mut ty = self.last_type(base);
        for selector in parts {
            let part = self.expression_name(selector, calls);
            let joins = ty.is_unknown() && ty != Type::Table
                || matches!(ty, Type::Array(_) | Type::Bag)
                || ty == Type::DYNAMIC;
            name = match name.filter(|it| joins && !it.trim().is_empty()) {
                Some(left) => {
                    let right = part.unwrap_or_default();
                    Some(Cow::Owned(format!("{left}_{right}")))
                }
                None => part,
            };
            ty = self.last_type(selector);
        }
        name
    }

    fn call_name(&self, node: SyntaxNode<'t>, calls: Calls) -> Option<Cow<'t, str>> {
        let text = FunctionCallExpression::cast(node)?.name()?.name()?;
        let aggregate = match calls {
            Calls::Aggregate => self.catalog.aggregate(&text),
            _ => None,
        };
        let inner = if aggregate.is_some() {
            Calls::Normal
        } else {
            calls
        };
        let function = aggregate.or_else(|| self.catalog.function(&text))?;
        let list = node.child(NodeKind::ArgumentList)?;
        let first = list.children().next();
        let first_name = || first.and_then(|it| self.expression_name(it, inner));
        let prefixed = |prefix: Option<&str>| match prefix {
            Some(prefix) => {
                let name = first_name().unwrap_or_default();
                Some(Cow::Owned(format!("{prefix}_{name}")))
            }
            None => first_name(),
        };
        match function.result_name_kind() {
            ResultNameKind::None => None,
            ResultNameKind::FirstArgument => first_name(),
            ResultNameKind::PrefixAndFirstArgument => prefixed(function.result_name_prefix()),
            ResultNameKind::NameAndFirstArgument => prefixed(Some(function.name())),
            ResultNameKind::PrefixOnly => {
                let prefix = function.result_name_prefix()?;
                Some(Cow::Owned(prefix.to_owned()))
            }
            ResultNameKind::OnlyArgument => {
                let is_only = list.children().nth(1).is_none();
                first_name().filter(|_| is_only)
            }
            ResultNameKind::FirstArgumentValueIfColumn => self.column_of_text(first?),
        }
    }

    /// `column_ifexists("a", "")` is `a` where there is such a column.
    fn column_of_text(&self, node: SyntaxNode<'t>) -> Option<Cow<'t, str>> {
        let text = LiteralExpression::cast(node)?.string_value()?;
        let name = self.model.names.find(&text)?;
        self.known_column(self.rows?, name)?;
        Some(text)
    }
}

/// `["key"]` is `key`, `[0]` is `0`.
fn index_name(node: SyntaxNode<'_>) -> Option<Cow<'_, str>> {
    let literal = LiteralExpression::cast(node.children().next()?)?;
    match literal.string_value() {
        Some(text) => Some(text),
        None => Some(Cow::Borrowed(literal.syntax().text())),
    }
}
