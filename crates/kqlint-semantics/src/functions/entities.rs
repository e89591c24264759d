//! What lies outside of the query's own database: `table("T")`, `database("d").T`,
//! `workspace("w").T`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, NameReference},
};

use super::call::Argument;
use crate::{
    binder::{Binder, Value, Wanted},
    problem::ProblemKind,
    resolution::ResolutionData,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `table("T")`: the same as `T`.
    pub(crate) fn table_call(&mut self, arguments: &[Argument<'t>]) -> Value {
        let Some(argument) = arguments.first() else {
            return Value::table(self.fresh_open_rows());
        };
        let Some(name) = self.constant_name(argument.value.constant) else {
            return Value::table(self.fresh_open_rows());
        };
        if let Some((crate::binder::Local::Value(value), _)) = self.locals.find(name)
            && value.ty == Type::Table
        {
            return value;
        }
        match self.table(name) {
            Some(rows) => Value::table(rows),
            None => {
                let environment = self.catalog.environment();
                let is_literal = argument.node.kind() == NodeKind::LiteralExpression;
                let is_custom = environment.has_custom_table_name(self.text(name));
                if is_literal && !is_custom {
                    let name = self.text(name).into();
                    let kind = match self.is_fuzzy {
                        true => ProblemKind::FuzzyTable { name },
                        false => ProblemKind::UnknownTable { name },
                    };
                    self.report(argument.node, kind);
                }
                Value::table(self.fresh_open_rows())
            }
        }
    }

    /// What a name, or a call, behind a database or a cluster yields. Nothing is known of
    /// other databases; a table of a known name has the columns that it has here.
    pub(crate) fn entity(
        &mut self,
        base: Value,
        selector: SyntaxNode<'t>,
        wanted: Wanted,
    ) -> Value {
        let _ = wanted;
        if selector.kind() == NodeKind::FunctionCallExpression {
            let arguments = self.arguments(selector, None);
            let name = selector.children().next();
            let callee = name.map_or("", |it| it.text());
            return match (base.ty, callee) {
                (Type::Cluster, "database") => Value::of(Type::Database),
                (Type::Database, "table") => self.foreign_table(&arguments),
                _ => Value::table(self.fresh_open_rows()),
            };
        }
        if base.ty == Type::Cluster {
            return Value::WRONG;
        }
        let reference = NameReference::cast(selector);
        if reference.is_some_and(|it| it.is_wildcard() && it.pattern() == "*") {
            return Value::table(self.all_tables());
        }
        let Some(text) = reference.and_then(|it| it.name()) else {
            return Value::table(self.fresh_open_rows());
        };
        let name = self.name(&text);
        match self.table(name) {
            Some(rows) => {
                self.resolve(selector, ResolutionData::Table(name));
                Value::table(self.opened(rows))
            }
            None => Value::table(self.fresh_open_rows()),
        }
    }

    fn foreign_table(&mut self, arguments: &[Argument<'t>]) -> Value {
        let constant = arguments.first().and_then(|it| it.value.constant);
        let rows = self
            .constant_name(constant)
            .and_then(|name| self.table(name));
        match rows {
            Some(rows) => Value::table(self.opened(rows)),
            None => Value::table(self.fresh_open_rows()),
        }
    }

    /// The same columns, where there may be others: the table of another database.
    fn opened(&mut self, rows: crate::schema::SchemaId) -> crate::schema::SchemaId {
        let columns = self.columns(rows);
        self.model.schemas.add(&columns, true)
    }
}
