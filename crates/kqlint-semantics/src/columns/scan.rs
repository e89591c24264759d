//! Which columns come out of `scan`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, FunctionParameter, ScanStep},
};

use crate::{
    binder::{Binder, Local, Value, is_expression},
    schema::ColumnData,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `scan with_match_id=m declare (a: long) with (step s: true => a = 1;)`: the input,
    /// what is declared, and the number of the match.
    pub(crate) fn scan(&mut self, node: SyntaxNode<'t>) -> Value {
        for clause in node.children() {
            if matches!(
                clause.kind(),
                NodeKind::ScanOrderByClause | NodeKind::ScanPartitionByClause
            ) {
                for key in clause.children() {
                    self.scalar(key);
                }
            }
        }
        let head = self.locals.head();
        let declared = self.scan_declared(node);
        let mut columns = self.input_columns();
        columns.extend_from_slice(&declared);
        let is_open = self.input_is_open();
        let rows = self.model.schemas.add(&columns, is_open);
        let steps: Vec<_> = node.children().filter_map(ScanStep::cast).collect();
        for step in &steps {
            if let Some(name) = step.name()
                && let Some(text) = name.name()
            {
                let id = name.syntax().id();
                let name = self.name(&text);
                self.locals.add(name, id, Local::Element(rows));
            }
        }
        for step in steps {
            self.scan_step(step.syntax());
        }
        self.locals.restore(head);
        let name = self.parameter_text(node, &["with_match_id"]);
        columns = self.input_columns();
        columns.extend(declared);
        columns.push(self.made_column(
            node.id(),
            name.as_deref().unwrap_or("match_id"),
            Type::LONG,
        ));
        Value::table(self.schema(&columns, is_open))
    }

    fn scan_declared(&mut self, node: SyntaxNode<'t>) -> Vec<ColumnData> {
        let Some(clause) = node.child(NodeKind::ScanDeclareClause) else {
            return Vec::new();
        };
        let mut declared = Vec::new();
        for parameter in clause.children().filter_map(FunctionParameter::cast) {
            let syntax = parameter.syntax();
            if let Some(default) = syntax.child(NodeKind::DefaultValue) {
                for value in default.children() {
                    self.expression(value);
                }
            }
            let Some(declaration) = syntax.child(NodeKind::NameAndTypeDeclaration) else {
                continue;
            };
            if let Some(column) = self.declared_column(declaration, Type::Unknown) {
                let local = Local::Value(Value::of_column(column));
                self.locals.add(column.name, declaration.id(), local);
                declared.push(column);
            }
        }
        declared
    }

    fn scan_step(&mut self, step: SyntaxNode<'t>) {
        for part in step.children() {
            if part.kind() == NodeKind::ScanAssignment {
                for side in part.children() {
                    self.expression(side);
                }
            } else if is_expression(part.kind()) {
                let value = self.expression(part);
                self.check_type(part, &value, Type::BOOL);
            }
        }
    }
}
