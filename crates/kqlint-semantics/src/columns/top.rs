//! Which columns come out of `take`, `sample`, `sort`, `top` and `top-hitters`.

use kqlint_syntax::{NodeKind, SyntaxNode};

use super::projected::Style;
use crate::{
    binder::{Binder, Calls, Value, expressions_of},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `take 10`, `sample 10`
    pub(crate) fn take(&mut self, node: SyntaxNode<'t>) -> Value {
        self.row_count(node);
        Value::table(self.passed_rows())
    }

    /// The number of rows, the first expression of an operator.
    fn row_count(&mut self, node: SyntaxNode<'t>) {
        self.parameters(node);
        if let Some(count) = expressions_of(node).next() {
            let value = self.expression(count);
            self.check_integer(count, &value);
        }
    }

    /// `sort by a desc`
    pub(crate) fn sort(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        for key in expressions_of(node) {
            let value = self.scalar(key);
            self.check_not_dynamic(key, &value);
        }
        Value::table(self.passed_rows())
    }

    /// `top 5 by a`
    pub(crate) fn top(&mut self, node: SyntaxNode<'t>) -> Value {
        self.row_count(node);
        for key in expressions_of(node).skip(1) {
            self.scalar(key);
        }
        Value::table(self.passed_rows())
    }

    /// `sample-distinct 10 of a`
    pub(crate) fn sample_distinct(&mut self, node: SyntaxNode<'t>) -> Value {
        self.row_count(node);
        let Some(of) = expressions_of(node).nth(1) else {
            return Value::table(self.no_rows());
        };
        let value = self.scalar(of);
        self.check_column(of, &value);
        let mut list = self.projection();
        self.project_expression(&mut list, of, &value, Style::Default, None);
        Value::table(self.projected(list, false))
    }

    /// `top-hitters 3 of a by b`
    pub(crate) fn top_hitters(&mut self, node: SyntaxNode<'t>) -> Value {
        self.row_count(node);
        let mut list = self.projection();
        let Some(of) = expressions_of(node).nth(1) else {
            return Value::table(self.no_rows());
        };
        let value = self.scalar(of);
        self.check_column(of, &value);
        self.project_expression(&mut list, of, &value, Style::Default, None);
        let by = node
            .child(NodeKind::TopHittersByClause)
            .and_then(|it| it.children().next());
        let (counted, prefix, ty) = match by {
            Some(by) => {
                let ty = self.scalar(by).ty;
                (by, "approximate_sum_", ty)
            }
            None => (of, "approximate_count_", Type::LONG),
        };
        let name = self
            .expression_name(counted, Calls::Normal)
            .unwrap_or_default();
        let column = self.made_column(node.id(), &format!("{prefix}{name}"), ty);
        self.add_column(&mut list, column, node, None);
        Value::table(self.projected(list, false))
    }
}
