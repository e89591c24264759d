//! Which columns come out of `reduce`, `getschema` and `as`.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AsOperator, AstNode},
};

use crate::{
    binder::{Binder, Local, Value, expressions_of},
    scope::VariableKind,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `reduce by a with threshold=0.1`
    pub(crate) fn reduce(&mut self, node: SyntaxNode<'t>) -> Value {
        for subject in expressions_of(node) {
            let value = self.scalar(subject);
            self.check_type(subject, &value, Type::STRING);
        }
        let keeps_input = self.parameter_text(node, &["kind"]).as_deref() == Some("source");
        let mut columns = match keeps_input {
            true => self.input_columns(),
            false => Vec::new(),
        };
        let made = [
            ("Pattern", Type::STRING),
            ("Count", Type::LONG),
            ("Representative", Type::STRING),
        ];
        for (name, ty) in made {
            columns.push(self.made_column(node.id(), name, ty));
        }
        Value::table(self.schema(&columns, false))
    }

    /// `getschema`, `getschema kind=csl`
    pub(crate) fn get_schema(&mut self, node: SyntaxNode<'t>) -> Value {
        let as_text = self.parameter_text(node, &["kind"]).as_deref() == Some("csl");
        let made: &[(&str, Type)] = match as_text {
            true => &[("Schema", Type::STRING)],
            false => &[
                ("ColumnName", Type::STRING),
                ("ColumnOrdinal", Type::LONG),
                ("DataType", Type::STRING),
                ("ColumnType", Type::STRING),
            ],
        };
        let columns: Vec<_> = made
            .iter()
            .map(|(name, ty)| self.made_column(node.id(), name, *ty))
            .collect();
        Value::table(self.schema(&columns, false))
    }

    /// `as Name`: the rows can be named from here on.
    pub(crate) fn as_operator(&mut self, node: SyntaxNode<'t>) -> Value {
        let rows = self.passed_rows();
        let value = Value::table(rows);
        if let Some(declaration) = AsOperator::cast(node).and_then(|it| it.name())
            && let Some(text) = declaration.name()
        {
            let name = self.name(&text);
            let declaration = declaration.syntax();
            self.locals.add(name, declaration.id(), Local::Value(value));
            self.record(declaration, &value);
            self.note_variable(name, declaration, VariableKind::Value, &value);
        }
        value
    }
}
