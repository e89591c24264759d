//! Which columns come out of `summarize` and `count`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, CountOperator},
};

use super::projected::Style;
use crate::{
    binder::{Binder, Calls, Value, expressions_of},
    schema::ColumnData,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `summarize n = count() by a, bin(b, 1h)`: the keys come first.
    pub(crate) fn summarize(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        let mut list = self.projection();
        let mut keys: Vec<ColumnData> = Vec::new();
        if let Some(by) = node.child(NodeKind::ByClause) {
            for key in by.children() {
                let value = self.scalar(key);
                self.check_not_dynamic(key, &value);
                self.project_expression(&mut list, key, &value, Style::Default, None);
                if key.kind() != NodeKind::NamedExpression {
                    keys.extend(value.copies);
                }
            }
            list.skip_present();
        }
        let outer = std::mem::replace(&mut self.keys, keys);
        let mut aggregates = self.expressions.take();
        let walked = expressions_of(node)
            .map(|it| (it, self.with_calls(Calls::Aggregate, |cx| cx.scalar(it))));
        aggregates.extend(walked);
        self.keys = outer;
        for (aggregate, value) in aggregates.drain(..) {
            self.project_expression(&mut list, aggregate, &value, Style::Summarize, None);
        }
        self.expressions.give(aggregates);
        let takes_all = self.input_is_open() && list.columns().is_empty();
        let is_open = takes_all || self.takes_star(node) && self.input_is_open();
        Value::table(self.projected(list, is_open))
    }

    /// Whether an aggregate takes all columns, `arg_max(a, *)`.
    fn takes_star(&self, node: SyntaxNode<'t>) -> bool {
        node.descendants().any(|it| {
            it.kind() == NodeKind::StarExpression
                && it
                    .parent()
                    .is_some_and(|it| it.kind() == NodeKind::ArgumentList)
        })
    }

    /// `count as Rows`
    pub(crate) fn count(&mut self, node: SyntaxNode<'t>) -> Value {
        let name = CountOperator::cast(node).and_then(|it| it.name());
        let text = name.and_then(|it| it.name());
        let column = self.made_column(node.id(), text.as_deref().unwrap_or("Count"), Type::LONG);
        Value::table(self.schema(&[column], false))
    }
}
