//! Which columns come out of `extend`, `serialize` and `where`.

use kqlint_syntax::{SyntaxNode, TextRange};

use super::projected::Style;
use crate::{
    binder::{Binder, Value, expressions_of},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `extend a = b + 1`
    pub(crate) fn extend(&mut self, node: SyntaxNode<'t>) -> Value {
        self.extended(node, Style::Extend)
    }

    /// `serialize n = row_number()`
    pub(crate) fn serialize(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        self.extended(node, Style::Default)
    }

    fn extended(&mut self, node: SyntaxNode<'t>, style: Style) -> Value {
        // Each expression sees the columns that came in, none of those before it.
        let mut values = self.expressions.take();
        values.extend(expressions_of(node).map(|it| (it, self.scalar(it))));
        let mut list = self.projection_over_input();
        for (expression, value) in values.drain(..) {
            self.project_expression(&mut list, expression, &value, style, None);
        }
        self.expressions.give(values);
        let is_open = self.input_is_open();
        Value::table(self.projected(list, is_open))
    }

    /// `where a > 1`
    pub(crate) fn where_operator(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        for predicate in expressions_of(node) {
            let value = self.expression(predicate);
            if !self.is_cut_off(predicate) {
                self.check_type(predicate, &value, Type::BOOL);
            }
        }
        Value::table(self.passed_rows())
    }

    /// Whether a syntax error stands right behind an expression, which then may be the begin of one.
    fn is_cut_off(&self, expression: SyntaxNode<'t>) -> bool {
        let last = expression.last_token();
        let next = last.and_then(|it| it.next_significant());
        let behind = next.map(|it| TextRange::empty(it.text_range().start()));
        behind.is_some_and(|it| self.tree.has_error_in(it))
    }
}
