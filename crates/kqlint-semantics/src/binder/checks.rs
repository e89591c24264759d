//! Whether an expression is what its place wants: a value, a bool, a column.

use kqlint_catalog::ScalarType;
use kqlint_syntax::{NodeKind, SyntaxNode};

use super::{Binder, Value};
use crate::{
    problem::{Expected, ProblemKind},
    ty::Type,
    types::conversion::{Conversion, is_assignable, is_integer, is_summable},
};

impl<'t> Binder<'t, '_> {
    /// An expression that must be a value.
    pub(crate) fn scalar(&mut self, node: SyntaxNode<'t>) -> Value {
        let value = self.expression(node);
        let is_value = value.ty.is_scalar() || value.ty == Type::Void;
        if !is_value && !value.is_wrong {
            self.mismatch(node, Expected::Scalar, value.ty);
            return Value::WRONG;
        }
        value
    }

    /// Something else than a value.
    pub(crate) fn check_value(&mut self, node: SyntaxNode<'t>, value: &Value) {
        self.mismatch(node, Expected::Scalar, value.ty);
    }

    fn mismatch(&mut self, node: SyntaxNode<'t>, expected: Expected, found: Type) {
        self.report(node, ProblemKind::TypeMismatch { expected, found });
    }

    /// A value of exactly that type.
    pub(crate) fn check_type(&mut self, node: SyntaxNode<'t>, value: &Value, ty: Type) {
        if !value.is_unknown() && !is_assignable(ty, value.ty, Conversion::None) {
            self.mismatch(node, Expected::Type(ty), value.ty);
        }
    }

    /// A value of that type, or of a narrower one.
    pub(crate) fn check_promotable(&mut self, node: SyntaxNode<'t>, value: &Value, ty: Type) {
        let is_known = !value.is_unknown() && !ty.is_unknown();
        if is_known && !is_assignable(ty, value.ty, Conversion::Promotable) {
            self.mismatch(node, Expected::Type(ty), value.ty);
        }
    }

    /// A whole number.
    pub(crate) fn check_integer(&mut self, node: SyntaxNode<'t>, value: &Value) {
        if !value.is_unknown() && !is_integer(value.ty) {
            self.mismatch(node, Expected::Integer, value.ty);
        }
    }

    /// A number, a span or a point in time.
    pub(crate) fn check_summable(&mut self, node: SyntaxNode<'t>, value: &Value) {
        if !value.is_unknown() && !is_summable(value.ty) {
            self.mismatch(node, Expected::Summable, value.ty);
        }
    }

    /// A dynamic value.
    pub(crate) fn check_dynamic(&mut self, node: SyntaxNode<'t>, value: &Value) {
        if !value.is_unknown() && !value.ty.is_dynamic() {
            self.mismatch(node, Expected::Type(Type::DYNAMIC), value.ty);
        }
    }

    /// Any value but a dynamic one.
    pub(crate) fn check_not_dynamic(&mut self, node: SyntaxNode<'t>, value: &Value) {
        if value.ty.is_dynamic() && !value.is_wrong {
            self.mismatch(node, Expected::NotDynamic, value.ty);
        }
    }

    /// The name of a column.
    pub(crate) fn check_column(&mut self, node: SyntaxNode<'t>, value: &Value) {
        if value.column.is_none() && !value.is_wrong {
            let expected = Expected::Column;
            self.report(node, ProblemKind::Form { expected });
        }
    }

    /// The type that a `TypeName` names.
    pub(crate) fn named_type(&mut self, node: SyntaxNode<'t>) -> Type {
        let text = node.text();
        let is_lower = !text.contains(|c: char| c.is_ascii_uppercase());
        match ScalarType::from_name(text) {
            Some(ty) if is_lower => ty.into(),
            Some(ty) => {
                self.report(node, ProblemKind::UnknownType);
                ty.into()
            }
            None => {
                self.report(node, ProblemKind::UnknownType);
                Type::Unknown
            }
        }
    }
}

/// The expressions among the children of a node; parameters and clauses are none.
pub(crate) fn expressions_of(node: SyntaxNode<'_>) -> impl Iterator<Item = SyntaxNode<'_>> {
    node.children().filter(|it| is_expression(it.kind()))
}

/// Whether nodes of that kind are expressions.
pub(crate) fn is_expression(kind: NodeKind) -> bool {
    use kqlint_syntax::ast::{AstNode, Expression};
    Expression::can_cast(kind)
}
