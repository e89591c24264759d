//! Paths: `$left.a`, `d.b[0]`, `database("x").T`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, LiteralExpression, NameReference},
};

use super::{Binder, Value, names::Wanted};
use crate::{
    constant::ConstantData,
    problem::{Expected, ProblemKind},
    resolution::ResolutionData,
    schema::SchemaId,
    ty::Type,
    types::conversion::{dynamic_of, is_integer, is_string_or_dynamic},
};

impl<'t> Binder<'t, '_> {
    /// A base, then selectors from left to right.
    pub(crate) fn path(&mut self, node: SyntaxNode<'t>, wanted: Wanted) -> Value {
        let mut parts = node.children();
        let Some(first) = parts.next() else {
            return Value::WRONG;
        };
        let mut value = match self.pattern_with_path(first) {
            Some(pattern) => self.pattern_call(pattern, first, parts.next()),
            None => self.expression(first),
        };
        for selector in parts {
            value = self.select(value, selector, wanted);
            self.record(selector, &value);
        }
        value
    }

    fn select(&mut self, base: Value, selector: SyntaxNode<'t>, wanted: Wanted) -> Value {
        if selector.kind() == NodeKind::BracketedExpression {
            return self.element(base, selector);
        }
        if let Some(rows) = base.tuple {
            return self.member(rows, selector);
        }
        match base.ty {
            Type::Database | Type::Cluster => self.entity(base, selector, wanted),
            Type::EntityGroup => Value::WRONG,
            _ if base.is_unknown() => {
                self.skip(selector);
                Value {
                    is_wrong: base.is_wrong,
                    ..Value::UNKNOWN
                }
            }
            _ if base.ty.is_dynamic() => {
                self.skip(selector);
                Value::of(Type::DYNAMIC)
            }
            // What a function of another database yields may as well be a value.
            Type::Table if base.schema.is_some_and(|it| self.is_open(it)) => {
                self.skip(selector);
                Value::UNKNOWN
            }
            _ => self.no_member(selector),
        }
    }

    /// `$left.Column`, `step.Column`
    fn member(&mut self, rows: SchemaId, selector: SyntaxNode<'t>) -> Value {
        let Some(text) = NameReference::cast(selector).and_then(|it| it.name()) else {
            return Value::WRONG;
        };
        let name = self.name(&text);
        match self.column(rows, name) {
            Some(column) => {
                self.resolve(selector, ResolutionData::Column(column));
                Value::of_column(column)
            }
            None => {
                let name = self.text(name).into();
                self.report(selector, ProblemKind::UnknownColumn { name });
                Value::WRONG
            }
        }
    }

    /// `d[0]`, `d["key"]`
    fn element(&mut self, base: Value, selector: SyntaxNode<'t>) -> Value {
        let index = selector.children().next().map(|it| self.expression(it));
        if let Some(rows) = base.tuple {
            return self.tuple_element(rows, index, selector);
        }
        if let Some(index) = index
            && let Some(expected) = wrong_index(base.ty, index)
        {
            let at = selector.children().next().unwrap_or(selector);
            let expected = Expected::Type(expected);
            let found = index.ty;
            self.report(at, ProblemKind::TypeMismatch { expected, found });
        }
        match base.ty {
            Type::Array(element) => Value::of(dynamic_of(element.into())),
            Type::Unknown => Value {
                is_wrong: base.is_wrong || index.is_some_and(|it| it.is_wrong),
                ..Value::UNKNOWN
            },
            _ if base.ty.is_dynamic() => Value::of(Type::DYNAMIC),
            _ => {
                if !base.is_unknown() {
                    self.report(selector, ProblemKind::NoElements);
                }
                Value::WRONG
            }
        }
    }

    /// `series_stats(a)[0]`, `$left.['quoted name']`
    fn tuple_element(
        &mut self,
        rows: SchemaId,
        index: Option<Value>,
        selector: SyntaxNode<'t>,
    ) -> Value {
        let number = index.filter(|it| is_integer(it.ty) && !it.is_unknown());
        let Some(number) = number else {
            return self.named_member(rows, selector);
        };
        let columns = self.columns(rows);
        let column = match number.constant {
            Some(ConstantData::Long(at)) => usize::try_from(at).ok().and_then(|at| columns.get(at)),
            _ => None,
        };
        column.map_or(Value::UNKNOWN, |it| Value::of(it.ty))
    }

    /// `$left.['quoted name']`
    fn named_member(&mut self, rows: SchemaId, selector: SyntaxNode<'t>) -> Value {
        let literal = selector.children().find_map(LiteralExpression::cast);
        let Some(text) = literal.and_then(|it| it.string_value()) else {
            return Value::UNKNOWN;
        };
        let name = self.name(&text);
        self.column(rows, name)
            .map_or(Value::WRONG, Value::of_column)
    }

    /// A member of a value that has none.
    fn no_member(&mut self, selector: SyntaxNode<'t>) -> Value {
        match NameReference::cast(selector).and_then(|it| it.name()) {
            Some(name) => {
                let name = name.as_ref().into();
                self.report(selector, ProblemKind::UnknownColumn { name });
            }
            None => self.skip(selector),
        }
        Value::WRONG
    }

    /// Reads the arguments of a call whose function can't be known.
    fn skip(&mut self, selector: SyntaxNode<'t>) {
        if selector.kind() != NodeKind::FunctionCallExpression {
            return;
        }
        for list in selector
            .children()
            .filter(|it| it.kind() == NodeKind::ArgumentList)
        {
            for argument in list.children() {
                self.expression(argument);
            }
        }
    }
}

/// The type that an index must have, where it has another: arrays take numbers, bags
/// take texts.
fn wrong_index(base: Type, index: Value) -> Option<Type> {
    let is_number = is_integer(index.ty) || index.ty.is_dynamic();
    let is_text = is_string_or_dynamic(index.ty);
    if index.is_unknown() {
        return None;
    }
    match base {
        Type::Array(_) if !is_number => Some(Type::LONG),
        Type::Bag if !is_text => Some(Type::STRING),
        Type::DYNAMIC if !is_number && !is_text => Some(Type::LONG),
        _ => None,
    }
}
