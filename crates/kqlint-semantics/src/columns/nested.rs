//! Which columns come out of `top-nested`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, NamedExpression, TopNestedClause},
};

use super::projection::free_name;
use crate::{
    binder::{Binder, Calls, Value},
    names::{Name, NameList},
    schema::ColumnData,
};

impl<'t> Binder<'t, '_> {
    /// `top-nested 3 of a by sum(b)`: two columns for each level.
    pub(crate) fn top_nested(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut columns: Vec<ColumnData> = Vec::new();
        let mut taken = NameList::default();
        for clause in node.children().filter_map(TopNestedClause::cast) {
            self.nested_level(clause, &mut columns, &mut taken);
        }
        Value::table(self.schema(&columns, false))
    }

    fn nested_level(
        &mut self,
        clause: TopNestedClause<'t>,
        columns: &mut Vec<ColumnData>,
        taken: &mut NameList,
    ) {
        for part in clause.syntax().children() {
            let count = matches!(
                part.kind(),
                NodeKind::TopNestedCount | NodeKind::TopNestedWithOthers
            );
            for inner in part.children().filter(|_| count) {
                self.scalar(inner);
            }
        }
        let mut of_name = String::new();
        if let Some(of) = clause.of().map(|it| it.syntax()) {
            let value = self.scalar(of);
            of_name = self
                .expression_name(of, Calls::Normal)
                .unwrap_or_default()
                .into_owned();
            let name = self.untaken(&of_name, taken);
            of_name = self.text(name).to_owned();
            columns.push(match value.copies {
                Some(column) if column.name == name => column,
                Some(column) => self.renamed(column, name, of, None),
                None => self.computed(name, of, value.ty),
            });
        }
        if let Some(by) = clause.by().map(|it| it.syntax()) {
            let value = self.with_calls(Calls::Aggregate, |cx| cx.scalar(by));
            let inner = match by.kind() {
                NodeKind::OrderedExpression => by.children().next().unwrap_or(by),
                _ => by,
            };
            let declared = NamedExpression::cast(inner).and_then(|it| it.name()?.name());
            let name = match declared {
                Some(name) => name.into_owned(),
                None => format!("aggregated_{of_name}"),
            };
            let name = self.untaken(&name, taken);
            columns.push(self.computed(name, by, value.ty));
        }
    }

    fn untaken(&mut self, text: &str, taken: &mut NameList) -> Name {
        let mut name = self.name(text);
        if !taken.insert(name) {
            name = free_name(&mut self.model.names, text, |it| taken.contains(it));
            taken.insert(name);
        }
        name
    }
}
