//! Which columns come out of `evaluate` and `invoke`.

use kqlint_syntax::{NodeKind, SyntaxNode, TokenKind};

use crate::{
    binder::{Binder, Calls, Value, expressions_of},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `evaluate bag_unpack(d) : (*, a: string)`
    pub(crate) fn evaluate_plugin(&mut self, node: SyntaxNode<'t>) -> Value {
        let call = expressions_of(node).next();
        let result = match call {
            Some(call) => self.with_calls(Calls::Plugin, |cx| cx.source(call)),
            None => Value::WRONG,
        };
        let Some(schema) = node.child(NodeKind::RowSchema) else {
            return self.plugin_rows(result);
        };
        let declared = self.row_schema(schema);
        let mut columns = Vec::new();
        let has_star = schema.token(TokenKind::Star).is_some();
        if has_star {
            let rows = result.rows().unwrap_or(self.no_rows());
            let kept = self.columns(rows).into_iter();
            columns.extend(kept.filter(|it| !declared.iter().any(|new| new.name == it.name)));
        }
        columns.extend(declared);
        // `*` keeps the columns before, which may not be known.
        let is_open = has_star && self.input_is_open();
        Value::table(self.schema(&columns, is_open))
    }

    fn plugin_rows(&mut self, result: Value) -> Value {
        if result.ty == Type::Table {
            return Value::table(result.schema.unwrap_or(self.open_rows()));
        }
        Value {
            is_wrong: true,
            ..Value::table(self.fresh_open_rows())
        }
    }

    /// `invoke f(1)`: the rows before it are the first argument.
    pub(crate) fn invoke(&mut self, node: SyntaxNode<'t>) -> Value {
        let rows = self.passed_rows();
        let Some(call) = expressions_of(node).next() else {
            return Value::table(rows);
        };
        self.invoked = Some(Value::table(rows));
        let value = self.with_rows(None, |cx| cx.source(call));
        self.invoked = None;
        self.plugin_rows(value)
    }
}
