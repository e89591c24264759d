//! Which columns come out of what stands before the first pipe: `datatable`, `print`,
//! `range`, `externaldata`, `materialize`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, NameDeclaration},
};

use super::projected::Style;
use crate::{
    binder::{Binder, Value, expressions_of},
    problem::{Expected, ProblemKind},
    ty::Type,
    types::{
        conversion::{Conversion, common},
        operators::{Arithmetic, arithmetic},
    },
};

impl<'t> Binder<'t, '_> {
    /// Sources that aren't names, calls or pipelines.
    pub(crate) fn special_source(&mut self, node: SyntaxNode<'t>) -> Value {
        match node.kind() {
            NodeKind::DatatableExpression => self.datatable(node),
            NodeKind::ContextualDatatableExpression
            | NodeKind::ExternaldataExpression
            | NodeKind::InlineExternalTableExpression => self.external(node),
            NodeKind::MaterializeExpression | NodeKind::ToTableExpression => {
                let inner = expressions_of(node).next();
                let value = inner.map_or(Value::WRONG, |it| self.bracketed_source(it));
                value.unnamed()
            }
            NodeKind::ToScalarExpression => self.first_value(node),
            NodeKind::TypeOfLiteral => self.typeof_literal(node),
            NodeKind::EntityGroup => {
                self.children(node);
                Value::of(Type::EntityGroup)
            }
            NodeKind::Missing | NodeKind::Placeholder => Value::WRONG,
            _ => {
                self.children(node);
                Value::UNKNOWN
            }
        }
    }

    fn bracketed_source(&mut self, node: SyntaxNode<'t>) -> Value {
        let value = self.with_rows(None, |cx| cx.source(node));
        if value.ty != Type::Graph {
            self.check_table(node, &value);
        }
        value
    }

    fn datatable(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        let schema = node.child(NodeKind::RowSchema);
        let columns = schema.map(|it| self.row_schema(it)).unwrap_or_default();
        let (mut count, mut range) = (0usize, None);
        for value in expressions_of(node) {
            count += 1;
            let all = range.get_or_insert(value.text_range());
            *all = all.cover(value.text_range());
            self.expression(value);
        }
        let width = columns.len();
        if width > 0 && !count.is_multiple_of(width) {
            let columns = width;
            let range = range.unwrap_or_else(|| node.text_range());
            self.report_at(node, range, ProblemKind::DataValueCount { columns });
        }
        Value::table(self.schema(&columns, false))
    }

    fn external(&mut self, node: SyntaxNode<'t>) -> Value {
        let schema = node.child(NodeKind::RowSchema);
        let columns = schema.map(|it| self.row_schema(it)).unwrap_or_default();
        for source in expressions_of(node) {
            self.expression(source);
        }
        Value::table(self.schema(&columns, schema.is_none()))
    }

    /// The first column of rows, as a value.
    fn first_value(&mut self, node: SyntaxNode<'t>) -> Value {
        let Some(inner) = expressions_of(node).next() else {
            return Value::WRONG;
        };
        let value = self.with_rows(None, |cx| cx.source(inner));
        let Some(rows) = value.rows() else {
            return Value {
                is_constant: true,
                ..value.unnamed()
            };
        };
        match self.columns(rows).first() {
            Some(first) => Value::constant_of(first.ty),
            None => {
                if !self.is_open(rows) && !value.is_wrong {
                    self.report(inner, ProblemKind::NoColumns);
                }
                Value {
                    is_constant: true,
                    ..Value::WRONG
                }
            }
        }
    }

    /// `typeof(long)`, `typeof(*, a: long)`: the type that a call is told.
    fn typeof_literal(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut columns = Vec::new();
        let has_star = node
            .children()
            .any(|it| it.kind() == NodeKind::StarExpression)
            || node.token(kqlint_syntax::TokenKind::Star).is_some();
        if has_star {
            columns = self.input_columns();
        }
        for declaration in node.children() {
            if declaration.kind() == NodeKind::NameAndTypeDeclaration {
                columns.extend(self.declared_column(declaration, Type::Unknown));
            }
        }
        if columns.is_empty() {
            let ty = node.child(NodeKind::TypeName).map(|it| self.named_type(it));
            return Value::constant_of(ty.unwrap_or(Type::Unknown));
        }
        let is_open = has_star && self.input_is_open();
        Value {
            is_constant: true,
            ..Value::table(self.schema(&columns, is_open))
        }
    }

    /// `print a = 1, now()`
    pub(crate) fn print(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut list = self.projection();
        for expression in expressions_of(node) {
            let value = self.scalar(expression);
            self.project_expression(&mut list, expression, &value, Style::Print, None);
        }
        Value::table(self.projected(list, false))
    }

    /// `range x from 1 to 10 step 1`
    pub(crate) fn range(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut bounds = expressions_of(node).map(|it| (it, self.expression(it)));
        let bounds: Vec<_> = bounds.by_ref().collect();
        for (node, value) in &bounds {
            self.check_summable(*node, value);
        }
        let ty = |at: usize| bounds.get(at).map_or(Type::Unknown, |it| it.1.ty);
        let step = ty(2);
        let both = common(ty(0), ty(1), Conversion::Promotable).unwrap_or(Type::Unknown);
        let ty = match (both, step) {
            (Type::INT, Type::INT) => Type::INT,
            _ => arithmetic(Arithmetic::Add, both, step).unwrap_or(Type::Unknown),
        };
        let name = node
            .child(NodeKind::NameDeclaration)
            .and_then(NameDeclaration::cast);
        let Some(text) = name.and_then(|it| it.name()) else {
            return Value::table(self.no_rows());
        };
        let column = self.made_column(node.id(), &text, ty);
        Value::table(self.schema(&[column], false))
    }

    /// Something else than rows where rows are wanted.
    pub(crate) fn check_table(&mut self, node: SyntaxNode<'t>, value: &Value) {
        let is_rows = value.ty == Type::Table || value.is_unknown();
        if !is_rows && value.ty != Type::Void {
            let expected = Expected::Table;
            self.report(node, ProblemKind::Form { expected });
        }
    }
}
