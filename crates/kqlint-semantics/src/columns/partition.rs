//! Which columns come out of `partition`, `fork` and `facet`.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    binder::{Binder, Local, Value, expressions_of, is_expression},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `partition by a (top 3 by b)`, `partition by a { T | where x == a }`
    pub(crate) fn partition(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        let head = self.locals.head();
        let mut parts = node.children().filter(|it| {
            is_expression(it.kind())
                || matches!(
                    it.kind(),
                    NodeKind::PartitionSubquery | NodeKind::PartitionQuery
                )
        });
        if let Some(entity) = parts.next() {
            let value = self.scalar(entity);
            self.check_column(entity, &value);
            if let Some(column) = value.column {
                let local = Local::Value(Value::of(column.ty));
                self.locals.add(column.name, entity.id(), local);
            }
        }
        let mut result = Value::UNKNOWN;
        for part in parts {
            let rows = match part.kind() {
                NodeKind::PartitionQuery => None,
                _ => self.rows,
            };
            let query = match part.kind() {
                NodeKind::PartitionQuery | NodeKind::PartitionSubquery => part.children().next(),
                _ => Some(part),
            };
            if let Some(query) = query {
                result = self.subquery(query, rows);
                self.check_table(query, &result);
            }
        }
        self.locals.restore(head);
        let rows = result.rows().unwrap_or_else(|| self.passed_rows());
        Value::table(rows)
    }

    /// `fork a = (take 5) (count)`: several results, none of which goes on.
    pub(crate) fn fork(&mut self, node: SyntaxNode<'t>) -> Value {
        let rows = self.rows;
        for branch in node.children() {
            for query in expressions_of(branch) {
                let value = self.subquery(query, rows);
                self.check_table(query, &value);
            }
        }
        Value::of(Type::Void)
    }

    /// `facet by a, b with (take 5)`: several results, none of which goes on.
    pub(crate) fn facet(&mut self, node: SyntaxNode<'t>) -> Value {
        let rows = self.rows;
        for part in node.children() {
            if part.kind() == NodeKind::FacetWithClause {
                for query in part.children() {
                    self.subquery(query, rows);
                }
                continue;
            }
            let value = self.scalar(part);
            self.check_column(part, &value);
        }
        Value::of(Type::Void)
    }
}
