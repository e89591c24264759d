//! Saved functions that take any rows: what they yield depends on the rows of a call, so
//! their bodies are read for each.

use kqlint_catalog::{ScalarType, WorkspaceFunction, WorkspaceParameter, WorkspaceParameterType};

use super::{arguments::is_literal, call::Argument};
use crate::{
    binder::{Binder, Value, bind_within},
    names::Name,
    options::DeclaredTable,
    schema::{ColumnData, OriginData},
};

/// How deep the bodies of saved functions may be inside each other.
const DEEPEST: u32 = 4;

/// What a parameter declares that takes any rows: `T: (*)`.
const ANY_ROWS: &str = "*";

impl<'t> Binder<'t, '_> {
    /// The rows that a function with a parameter `T: (*)` yields for those of a call.
    /// `None` where it takes none, or too much was read already.
    pub(crate) fn saved_result(
        &mut self,
        function: WorkspaceFunction<'_>,
        name: Name,
        arguments: &[Argument<'t>],
        invoked: Option<Value>,
    ) -> Option<Value> {
        let body = function.body()?;
        let takes_any = |it: WorkspaceParameter<'_>| it.tabular_schema() == Some(ANY_ROWS);
        if !function.parameters().any(takes_any) || self.depth >= DEEPEST {
            return None;
        }
        let mut options = self.options.clone();
        let mut text = String::with_capacity(body.len());
        for (at, parameter) in function.parameters().enumerate() {
            let given = match invoked {
                Some(rows) if at == 0 => Some((rows, None)),
                _ => self.given(parameter, at - usize::from(invoked.is_some()), arguments),
            };
            let value = match parameter.ty() {
                WorkspaceParameterType::Tabular => {
                    let table = self.table_of(at, given?.0)?;
                    let value = quoted(&table.name);
                    options.tables.insert(0, table);
                    value
                }
                WorkspaceParameterType::Scalar(ty) => match given.and_then(|it| it.1) {
                    Some(literal) => literal.to_owned(),
                    None => default_of(parameter, ty),
                },
            };
            text.push_str(&format!("let {} = {value};\n", quoted(parameter.name())));
        }
        text.push_str(body);
        let tree = kqlint_syntax::parse(&text);
        if !self.spend(tree.node_count()) || !tree.errors().is_empty() {
            return None;
        }
        let (model, left) =
            bind_within(&tree, self.catalog, &options, self.depth + 1, self.budget());
        self.spend(self.budget() - left.min(self.budget()));
        let rows = model.queries().last()?.output()?;
        let origin = self.origin(OriginData::Function { function: name });
        let columns: Vec<_> = rows
            .columns()
            .map(|it| ColumnData {
                name: self.name(it.name()),
                origin,
                ty: it.ty(),
            })
            .collect();
        Some(Value::table(self.schema(&columns, rows.is_open())))
    }

    /// The argument of a parameter, with its text where it is a literal.
    fn given<'a>(
        &self,
        parameter: WorkspaceParameter<'_>,
        at: usize,
        arguments: &'a [Argument<'t>],
    ) -> Option<(Value, Option<&'a str>)> {
        let has_name = |it: &&Argument<'t>| {
            let name = it.name.map(|name| self.text(name));
            name.is_some_and(|it| it.eq_ignore_ascii_case(parameter.name()))
        };
        let named = arguments.iter().find(has_name);
        let argument = named.or_else(|| arguments.get(at).filter(|it| it.name.is_none()))?;
        let literal = is_literal(argument.node).then(|| argument.node.text());
        Some((argument.value, literal))
    }

    /// The rows of an argument as a table that the body can name.
    fn table_of(&self, at: usize, value: Value) -> Option<DeclaredTable> {
        let rows = value.rows()?;
        let columns = self.columns(rows).into_iter();
        let columns = columns.map(|it| {
            let ty = it.ty.scalar().unwrap_or(ScalarType::Unknown);
            (self.text(it.name).to_owned(), ty)
        });
        let mut table = DeclaredTable::new(format!("$rows{at}"), columns.collect());
        table.is_open = self.is_open(rows);
        Some(table)
    }
}

/// The value that a parameter has where a call gives none that is known.
fn default_of(parameter: WorkspaceParameter<'_>, ty: ScalarType) -> String {
    match (parameter.default(), ty) {
        (Some(default), _) => default.to_owned(),
        (None, ScalarType::String) => "''".to_owned(),
        (None, ScalarType::Unknown) => "dynamic(null)".to_owned(),
        (None, ty) => format!("{}(null)", ty.name()),
    }
}

/// A name as a query may write any name.
fn quoted(name: &str) -> String {
    format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
}
