//! Which columns come out of `make-series`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, MakeSeriesItem},
};

use super::projected::Style;
use crate::{
    binder::{Binder, Calls, Value, expressions_of},
    problem::ProblemKind,
    ty::Type,
    types::operators::{Arithmetic, arithmetic},
};

impl<'t> Binder<'t, '_> {
    /// `make-series n = count() default=0 on Time from a to b step 1h by c`: the keys,
    /// then an array for each aggregate and one for the axis.
    pub(crate) fn make_series(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        let mut list = self.projection();
        if let Some(by) = node.child(NodeKind::ByClause) {
            for key in by.children() {
                let value = self.scalar(key);
                self.project_expression(&mut list, key, &value, Style::Default, None);
            }
        }
        for item in node.children().filter_map(MakeSeriesItem::cast) {
            let Some(aggregate) = expressions_of(item.syntax()).next() else {
                continue;
            };
            let value = self.with_calls(Calls::Aggregate, |cx| cx.scalar(aggregate));
            if let Some(default) = item.syntax().child(NodeKind::MakeSeriesDefault) {
                for value in default.children() {
                    self.expression(value);
                }
            }
            let ty = Some(Type::DYNAMIC);
            self.project_expression(&mut list, aggregate, &value, Style::Summarize, ty);
        }
        let axis = node
            .child(NodeKind::MakeSeriesOnClause)
            .and_then(|it| it.children().next());
        if let Some(axis) = axis {
            let value = self.scalar(axis);
            let ty = Some(Type::DYNAMIC);
            self.project_expression(&mut list, axis, &value, Style::Default, ty);
            self.series_range(node, value.ty);
        }
        Value::table(self.projected(list, false))
    }

    fn series_range(&mut self, node: SyntaxNode<'t>, axis: Type) {
        for clause in node.children() {
            match clause.kind() {
                NodeKind::MakeSeriesFromToStep => {
                    for bound in clause.children() {
                        for value in bound.children() {
                            self.series_bound(value, bound.kind(), axis);
                        }
                    }
                }
                NodeKind::MakeSeriesInRange => {
                    for list in clause.children() {
                        for (at, value) in list.children().enumerate() {
                            let kind = match at {
                                0 | 1 => NodeKind::MakeSeriesFrom,
                                _ => NodeKind::MakeSeriesStep,
                            };
                            self.series_bound(value, kind, axis);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn series_bound(&mut self, node: SyntaxNode<'t>, kind: NodeKind, axis: Type) {
        let value = self.expression(node);
        if kind != NodeKind::MakeSeriesStep {
            self.check_promotable(node, &value, axis);
            return;
        }
        let steps = arithmetic(Arithmetic::Add, axis, value.ty);
        let fits = steps.is_some_and(|it| it == axis || it.is_unknown() || axis.is_dynamic());
        if !fits && !value.is_unknown() && !axis.is_unknown() {
            let step = value.ty;
            self.report(node, ProblemKind::NotAnInterval { step, axis });
        }
    }
}
