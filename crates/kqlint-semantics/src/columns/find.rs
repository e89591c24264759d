//! Which columns come out of `find`.

use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, LiteralExpression, NameReference, TypedColumnReference},
};

use crate::{
    binder::{Binder, Value, is_expression},
    names::Name,
    schema::{ColumnData, SchemaId},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `find withsource=t in (A, B) where x == 1 project x, y`
    pub(crate) fn find_operator(&mut self, node: SyntaxNode<'t>) -> Value {
        let tables = self.sources_in(node);
        let rows = match &tables {
            Some(tables) => {
                let columns = self.all_columns(tables);
                let columns = self.unified_by_name(&columns);
                let is_open = tables.iter().any(|it| self.is_open(*it));
                self.model.schemas.add(&columns, is_open)
            }
            None => self.all_tables(),
        };
        let mut predicates = node.children().filter(|it| is_expression(it.kind()));
        let predicate = predicates.next();
        if let Some(predicate) = predicate {
            self.with_rows(Some(rows), |cx| cx.search_predicate(predicate));
        }
        let source = self.parameter_text(node, &["withsource", "with_source"]);
        let source = source.as_deref().unwrap_or("source_");
        let mut columns = vec![self.made_column(node.id(), source, Type::STRING)];
        let clause = node
            .children()
            .find(|it| it.kind() == NodeKind::FindProjectClause && is_project(*it));
        let is_open = match clause {
            Some(clause) => {
                self.with_rows(Some(rows), |cx| cx.find_project(clause, &mut columns));
                false
            }
            None => {
                let tables = tables.unwrap_or_else(|| vec![rows]);
                self.find_smart(node, predicate, rows, &tables, &mut columns);
                tables.iter().any(|it| self.is_open(*it))
            }
        };
        self.find_away(node, rows, &mut columns);
        Value::table(self.schema(&columns, is_open))
    }

    fn find_project(&mut self, clause: SyntaxNode<'t>, columns: &mut Vec<ColumnData>) {
        for item in clause.children() {
            match item.kind() {
                NodeKind::PackExpression => {
                    columns.push(self.made_column(item.id(), "pack_", Type::DYNAMIC));
                }
                NodeKind::TypedColumnReference => {
                    let Some(typed) = TypedColumnReference::cast(item) else {
                        continue;
                    };
                    let Some(reference) = typed.name_reference() else {
                        continue;
                    };
                    let value = self.expression(reference.syntax());
                    let ty = item.child(NodeKind::TypeName).map(|it| self.named_type(it));
                    if let Some(column) = value.column {
                        let ty = ty.unwrap_or(column.ty);
                        columns.push(ColumnData { ty, ..column });
                    }
                }
                _ => {
                    let value = self.expression(item);
                    self.check_column(item, &value);
                    columns.extend(value.column);
                }
            }
        }
    }

    /// Without `project`: the columns that all tables have, those of the predicate, and
    /// the rest in one bag.
    fn find_smart(
        &mut self,
        node: SyntaxNode<'t>,
        predicate: Option<SyntaxNode<'t>>,
        rows: SchemaId,
        tables: &[SchemaId],
        columns: &mut Vec<ColumnData>,
    ) {
        let named = self.columns_named(predicate, rows);
        let has_term = predicate.is_some_and(has_search_term);
        let concerned: Vec<_> = tables
            .iter()
            .copied()
            .filter(|table| {
                tables.len() == 1
                    || has_term
                    || self.is_open(*table)
                    || named
                        .iter()
                        .any(|it| self.known_column(*table, it.name).is_some())
            })
            .collect();
        columns.extend(self.common_columns(&concerned));
        for column in named {
            if !columns.iter().any(|it| it.name == column.name) {
                columns.push(column);
            }
        }
        let kept: Vec<Name> = columns.iter().map(|it| it.name).collect();
        let packs = concerned.iter().any(|table| {
            let mut columns = self.columns(*table).into_iter();
            self.is_every_table(*table)
                || !self.is_open(*table) && columns.any(|it| !kept.contains(&it.name))
        });
        if packs {
            columns.push(self.made_column(node.id(), "pack_", Type::DYNAMIC));
        }
    }

    fn columns_named(&self, predicate: Option<SyntaxNode<'t>>, rows: SchemaId) -> Vec<ColumnData> {
        let mut named: Vec<ColumnData> = Vec::new();
        let nodes = predicate.into_iter().flat_map(|it| it.descendants());
        for reference in nodes.filter_map(NameReference::cast) {
            let column = reference
                .name()
                .and_then(|it| self.model.names.find(&it))
                .and_then(|it| self.known_column(rows, it));
            named.extend(column.filter(|it| !named.contains(it)));
        }
        named
    }

    fn common_columns(&self, tables: &[SchemaId]) -> Vec<ColumnData> {
        let Some((first, rest)) = tables.split_first() else {
            return Vec::new();
        };
        let mut columns = self.columns(*first);
        columns.retain(|column| {
            rest.iter()
                .all(|it| self.known_column(*it, column.name).is_some())
        });
        columns
    }

    fn find_away(&mut self, node: SyntaxNode<'t>, rows: SchemaId, columns: &mut Vec<ColumnData>) {
        let clause = node.children().find(|it| {
            it.kind() == NodeKind::FindProjectClause && !is_project(*it) && !is_smart(*it)
        });
        let Some(clause) = clause else {
            return;
        };
        for item in clause.children() {
            if item.kind() == NodeKind::StarExpression {
                columns.truncate(1);
                return;
            }
            let value = self.with_rows(Some(rows), |cx| cx.expression(item));
            if let Some(column) = value.column {
                columns.retain(|it| it.name != column.name);
            }
        }
    }
}

fn is_project(clause: SyntaxNode<'_>) -> bool {
    clause
        .first_token()
        .is_some_and(|it| it.kind() == TokenKind::ProjectKw)
}

fn is_smart(clause: SyntaxNode<'_>) -> bool {
    clause
        .first_token()
        .is_some_and(|it| it.text() == "project-smart")
}

/// Whether a predicate looks for a text in all columns.
fn has_search_term(node: SyntaxNode<'_>) -> bool {
    match node.kind() {
        NodeKind::StarExpression => true,
        NodeKind::LiteralExpression => {
            LiteralExpression::cast(node).is_some_and(|it| it.string_value().is_some())
        }
        NodeKind::ParenthesizedExpression | NodeKind::AndExpression | NodeKind::OrExpression => {
            node.children().any(has_search_term)
        }
        NodeKind::BinaryExpression => node
            .children()
            .next()
            .is_some_and(|it| it.kind() == NodeKind::StarExpression),
        _ => false,
    }
}
