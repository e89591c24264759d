//! What a name means: a column, a variable, a table, a function without brackets.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, NameReference},
};

use super::{Binder, Calls, Local, Value};
use crate::{
    names::Name, problem::ProblemKind, resolution::ResolutionData, schema::SchemaId, scope::Side,
};

/// What is wanted where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A value, or rows where nothing else has the name.
    Anything,
    /// A value, or rows: an element of the list after `in`.
    Either,
    /// Rows.
    Rows,
}

impl<'t> Binder<'t, '_> {
    /// What a name yields.
    pub(crate) fn name_reference(&mut self, node: SyntaxNode<'t>, wanted: Wanted) -> Value {
        let Some(reference) = NameReference::cast(node) else {
            return Value::UNKNOWN;
        };
        if reference.is_wildcard() {
            return self.wildcard(node, reference.pattern());
        }
        let Some(text) = reference.name().filter(|it| !it.is_empty()) else {
            return Value::WRONG;
        };
        let name = self.name(&text);
        let value = self.find(node, name, wanted);
        value.unwrap_or_else(|| self.unknown_name(node, name, wanted))
    }

    fn find(&mut self, node: SyntaxNode<'t>, name: Name, wanted: Wanted) -> Option<Value> {
        if let Some(side) = self.side(name) {
            let rows = match side {
                Side::Left => self.rows,
                Side::Right => self.right,
            };
            self.resolve(node, ResolutionData::Side(side));
            return Some(Value {
                tuple: rows,
                ..Value::UNKNOWN
            });
        }
        if let Some(column) = self.column_in_scope(name) {
            self.resolve(node, ResolutionData::Column(column));
            return Some(Value::of_column(column));
        }
        if let Some((local, declaration)) = self.locals.find(name) {
            return Some(self.local(node, name, local, declaration));
        }
        if wanted == Wanted::Anything
            && let Some(value) = self.open_column(node, name)
        {
            return Some(value);
        }
        if let Some(value) = self.workspace_rows(node, name) {
            return Some(value);
        }
        if let Some(table) = self.table(name) {
            self.resolve(node, ResolutionData::Table(name));
            return Some(Value::table(table));
        }
        if let Some(value) = self.function_without_brackets(node, name) {
            return Some(value);
        }
        match wanted {
            Wanted::Either => self.open_column(node, name),
            Wanted::Anything | Wanted::Rows => None,
        }
    }

    /// A column that rows may have which aren't known: it hides tables and functions.
    fn open_column(&mut self, node: SyntaxNode<'t>, name: Name) -> Option<Value> {
        let rows = self.rows.filter(|_| self.calls != Calls::Aggregate)?;
        let column = self.column(rows, name)?;
        self.resolve(node, ResolutionData::Column(column));
        Some(Value::of_column(column))
    }

    /// Which side of a join a name is.
    pub(crate) fn side(&self, name: Name) -> Option<Side> {
        self.right?;
        match self.text(name) {
            "$left" => Some(Side::Left),
            "$right" => Some(Side::Right),
            _ => None,
        }
    }

    fn column_in_scope(&self, name: Name) -> Option<crate::schema::ColumnData> {
        let rows = self.rows.filter(|_| self.calls != Calls::Aggregate);
        let right = || self.right.and_then(|it| self.known_column(it, name));
        rows.and_then(|it| self.known_column(it, name))
            .or_else(right)
    }

    fn local(
        &mut self,
        node: SyntaxNode<'t>,
        name: Name,
        local: Local,
        declaration: kqlint_syntax::NodeId,
    ) -> Value {
        let resolution = match local {
            Local::Parameter(_) => ResolutionData::Parameter(declaration),
            _ => ResolutionData::Variable(declaration),
        };
        self.resolve(node, resolution);
        match local {
            Local::Value(value) | Local::Parameter(value) => value,
            Local::Function(function) if self.takes_no_arguments(function) => {
                self.call_user_function(function, &[])
            }
            Local::Function(_) => {
                let name = self.text(name).into();
                self.report(node, ProblemKind::NoArgumentList { name });
                Value::WRONG
            }
            Local::Element(rows) => Value {
                tuple: Some(rows),
                ..Value::UNKNOWN
            },
            Local::Pattern(_) | Local::Opaque => Value::WRONG,
        }
    }

    /// A built-in function that stands without its brackets.
    fn function_without_brackets(&mut self, node: SyntaxNode<'t>, name: Name) -> Option<Value> {
        let catalog = self.catalog;
        let text = self.text(name);
        let aggregate = match self.calls {
            Calls::Aggregate => catalog.aggregate(text),
            _ => None,
        };
        aggregate.or_else(|| catalog.function(text))?;
        let name = text.into();
        self.report(node, ProblemKind::NoArgumentList { name });
        Some(Value::WRONG)
    }

    fn unknown_name(&mut self, node: SyntaxNode<'t>, name: Name, wanted: Wanted) -> Value {
        let environment = self.catalog.environment();
        let stands_alone = self.rows.is_none() || wanted == Wanted::Rows;
        if stands_alone && environment.has_custom_table_name(self.text(name)) {
            self.resolve(node, ResolutionData::Table(name));
            return Value::table(self.fresh_open_rows());
        }
        let text: Box<str> = self.text(name).into();
        if wanted == Wanted::Rows {
            let kind = match self.is_fuzzy {
                true => ProblemKind::FuzzyTable { name: text },
                false => ProblemKind::UnknownTable { name: text },
            };
            self.report(node, kind);
            return Value {
                is_wrong: true,
                ..Value::table(self.fresh_open_rows())
            };
        }
        if self.rows.is_none() {
            self.report_as(node, ProblemKind::UnknownTable { name: text }, "KS142");
            return Value::WRONG;
        }
        let is_column = self
            .rows
            .is_some_and(|it| self.is_open(it) || self.known_column(it, name).is_some());
        if self.calls == Calls::Aggregate && is_column {
            self.report(node, ProblemKind::ColumnNotAllowed { name: text });
        } else {
            self.report(node, ProblemKind::UnknownColumn { name: text });
        }
        Value::WRONG
    }

    /// Rows of which nothing is known, apart from all others.
    pub(crate) fn fresh_open_rows(&mut self) -> SchemaId {
        self.model.schemas.add(&[], true)
    }

    /// The columns that `Prefix*` names.
    fn wildcard(&mut self, node: SyntaxNode<'t>, pattern: &str) -> Value {
        let Some(rows) = self.rows else {
            return Value::WRONG;
        };
        let columns = self.columns(rows);
        let found: Vec<_> = columns
            .into_iter()
            .filter(|it| matches(pattern, self.text(it.name)))
            .collect();
        if let [column] = *found {
            self.resolve(node, ResolutionData::Column(column));
            return Value::of_column(column);
        }
        if found.is_empty() && !self.is_open(rows) {
            let name = pattern.into();
            self.report(node, ProblemKind::UnknownColumn { name });
            return Value::WRONG;
        }
        let group = self.model.schemas.add(&found, self.is_open(rows));
        Value {
            group: Some(group),
            ..Value::UNKNOWN
        }
    }
}

/// Whether a name fits a pattern with `*` in it.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stand_for_any_text() {
        assert!(matches("Device*", "DeviceInfo"));
        assert!(matches("*Id", "DeviceId"));
        assert!(matches("a*b*c", "axxbyyc"));
        assert!(matches("*", ""));
        assert!(!matches("Device*", "Identity"));
        assert!(!matches("a*b", "ac"));
        assert!(!matches("a", "ab"));
    }
}
