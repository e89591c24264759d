//! Which columns come out of `mv-expand` and `mv-apply`.

use kqlint_catalog::ScalarType;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, MvApplyOperator},
};

use super::{projected::Style, projection::Projection};
use crate::{
    binder::{Binder, Value, expressions_of},
    schema::ColumnData,
    ty::Type,
    types::conversion::dynamic_of,
};

impl<'t> Binder<'t, '_> {
    /// `mv-expand x to typeof(long)`: a row for each element.
    pub(crate) fn mv_expand(&mut self, node: SyntaxNode<'t>) -> Value {
        let (list, _) = self.expanded(node);
        let is_open = self.input_is_open();
        Value::table(self.projected(list, is_open))
    }

    /// The columns of the input with those that are expanded, and which ones these are.
    fn expanded(&mut self, node: SyntaxNode<'t>) -> (Projection, Vec<ColumnData>) {
        self.parameters(node);
        let kind = self.parameter_text(node, &["kind", "bagexpansion"]);
        let as_array = kind.as_deref() == Some("array");
        let mut items = Vec::new();
        let mut sources = Vec::new();
        for item in node.children() {
            match item.kind() {
                NodeKind::MvExpandItem => {
                    let Some(expression) = expressions_of(item).next() else {
                        continue;
                    };
                    let value = self.scalar(expression);
                    self.check_dynamic(expression, &value);
                    sources.extend(value.column);
                    let ty = self.element_type(item, value.ty, as_array);
                    items.push((expression, value, ty));
                }
                NodeKind::RowLimitClause => {
                    for limit in item.children() {
                        let value = self.expression(limit);
                        self.check_integer(limit, &value);
                    }
                }
                _ => {}
            }
        }
        let mut list = self.projection_over_input();
        for (expression, value, ty) in items {
            self.project_expression(&mut list, expression, &value, Style::Replace, Some(ty));
        }
        if let Some(name) = self.parameter_text(node, &["with_itemindex"]) {
            let column = self.made_column(node.id(), &name, Type::LONG);
            self.add_column(&mut list, column, node, None);
        }
        (list, sources)
    }

    fn element_type(&mut self, item: SyntaxNode<'t>, ty: Type, as_array: bool) -> Type {
        let clause = item.child(NodeKind::ToTypeOfClause);
        if let Some(literal) = clause.and_then(|it| it.children().next()) {
            let ty = self.expression(literal).ty;
            return if ty.is_scalar() { ty } else { Type::Unknown };
        }
        match ty {
            Type::Array(element) => dynamic_of(element.into()),
            Type::Bag if as_array => Type::Array(ScalarType::Dynamic),
            Type::Bag => Type::Bag,
            _ if ty.is_dynamic() => Type::DYNAMIC,
            _ => ty,
        }
    }

    /// `mv-apply x = a on (where x > 1)`: the columns that aren't expanded, then those of
    /// the bracket.
    pub(crate) fn mv_apply(&mut self, node: SyntaxNode<'t>) -> Value {
        let (list, sources) = self.expanded(node);
        let is_open = self.input_is_open();
        let rows = self.projected(list, is_open);
        let query = MvApplyOperator::cast(node).and_then(|it| it.query());
        let result = match query {
            Some(query) => self.subquery(query.syntax(), Some(rows)),
            None => Value::table(rows),
        };
        let kept: Vec<_> = self
            .input_columns()
            .into_iter()
            .filter(|it| !sources.contains(it))
            .collect();
        let mut out = self.projection_over(&kept);
        let inner = result.rows().unwrap_or(rows);
        let is_open = is_open || self.is_open(inner);
        for column in self.columns(inner) {
            self.add_or_replace(&mut out, column);
        }
        Value::table(self.projected(out, is_open))
    }
}
