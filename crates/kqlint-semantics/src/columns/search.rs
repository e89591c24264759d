//! Which columns come out of `search`, and what its terms mean.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    binder::{Binder, Value, is_expression},
    schema::SchemaId,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `search in (A, B) "x" and y > 1`: the table's name, then all columns.
    pub(crate) fn search(&mut self, node: SyntaxNode<'t>) -> Value {
        let rows = self.searched_rows(node);
        for predicate in node.children().filter(|it| is_expression(it.kind())) {
            self.with_rows(Some(rows), |cx| cx.search_predicate(predicate));
        }
        let mut columns = vec![self.made_column(node.id(), "$table", Type::STRING)];
        columns.extend(self.columns(rows));
        let is_open = self.is_open(rows);
        Value::table(self.schema(&columns, is_open))
    }

    fn searched_rows(&mut self, node: SyntaxNode<'t>) -> SchemaId {
        if let Some(tables) = self.sources_in(node) {
            let columns = self.all_columns(&tables);
            let columns = self.unified(&columns, node);
            let is_open = tables.iter().any(|it| self.is_open(*it));
            return self.model.schemas.add(&columns, is_open);
        }
        match self.rows {
            Some(_) => self.passed_rows(),
            // All tables there are: their columns aren't listed.
            None => self.all_tables(),
        }
    }

    /// The tables of `in (A, B*)`.
    pub(crate) fn sources_in(&mut self, node: SyntaxNode<'t>) -> Option<Vec<SchemaId>> {
        let clause = node.child(NodeKind::FindInClause)?;
        let mut tables = Vec::new();
        for source in clause.children() {
            self.with_rows(None, |cx| cx.union_source(source, &mut tables));
        }
        Some(tables)
    }

    /// A predicate in which a text alone is looked for in all columns.
    pub(crate) fn search_predicate(&mut self, node: SyntaxNode<'t>) {
        match node.kind() {
            NodeKind::ParenthesizedExpression
            | NodeKind::AndExpression
            | NodeKind::OrExpression => {
                for inner in node.children() {
                    self.search_predicate(inner);
                }
                self.record(node, &Value::of(Type::BOOL));
            }
            NodeKind::StarExpression => self.record(node, &Value::of(Type::BOOL)),
            _ => {
                let value = self.expression(node);
                let is_term = value.is_constant && value.ty == Type::STRING;
                if !is_term {
                    self.check_type(node, &value, Type::BOOL);
                }
            }
        }
    }
}
