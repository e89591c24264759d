//! Which columns come out of `distinct`.

use kqlint_syntax::{NodeKind, SyntaxNode};

use super::projected::Style;
use crate::binder::{Binder, Value, expressions_of};

impl<'t> Binder<'t, '_> {
    /// `distinct a, b`, `distinct *`
    pub(crate) fn distinct(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        let mut list = self.projection();
        let mut has_star = false;
        for expression in expressions_of(node) {
            let is_star = expression.kind() == NodeKind::StarExpression;
            let value = if is_star {
                Value::UNKNOWN
            } else {
                self.scalar(expression)
            };
            self.project_expression(&mut list, expression, &value, Style::Default, None);
            if is_star {
                has_star = true;
                if let Some(column) = list.columns().iter().find(|it| it.ty.is_dynamic()) {
                    let value = Value::of(column.ty);
                    self.check_not_dynamic(expression, &value);
                }
            } else {
                self.check_not_dynamic(expression, &value);
            }
        }
        let is_open = has_star && self.input_is_open();
        Value::table(self.projected(list, is_open))
    }
}
