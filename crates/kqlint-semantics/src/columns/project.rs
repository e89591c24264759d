//! Which columns come out of `project` and its four relatives.

use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, FunctionCallExpression},
};

use super::projected::Style;
use crate::{
    binder::{Binder, Value, expressions_of, matches_pattern},
    problem::{Expected, ProblemKind},
    schema::{ColumnData, SchemaId},
};

impl<'t> Binder<'t, '_> {
    /// `project a, b = c + 1`
    pub(crate) fn project(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut list = self.projection();
        for expression in expressions_of(node) {
            let value = self.scalar(expression);
            self.project_expression(&mut list, expression, &value, Style::Default, None);
        }
        let is_open = self.input_is_open() && list.columns().is_empty();
        Value::table(self.projected(list, is_open))
    }

    /// `project-away a, b*`
    pub(crate) fn project_away(&mut self, node: SyntaxNode<'t>) -> Value {
        let named = self.named_columns(node);
        self.kept_columns(|it| !named.contains(&it.name))
    }

    /// `project-keep a, b*`
    pub(crate) fn project_keep(&mut self, node: SyntaxNode<'t>) -> Value {
        let named = self.named_columns(node);
        self.kept_columns(|it| named.contains(&it.name))
    }

    fn kept_columns(&mut self, keeps: impl Fn(&ColumnData) -> bool) -> Value {
        let columns: Vec<_> = self.known_input().into_iter().filter(keeps).collect();
        let is_open = self.input_is_open();
        Value::table(self.schema(&columns, is_open))
    }

    fn named_columns(&mut self, node: SyntaxNode<'t>) -> Vec<crate::names::Name> {
        let mut names = Vec::new();
        for expression in expressions_of(node) {
            let value = self.expression(expression);
            match (value.column, value.group) {
                (Some(column), _) => names.push(column.name),
                (None, Some(group)) => {
                    names.extend(self.columns(group).iter().map(|it| it.name));
                }
                (None, None) if !value.is_wrong => {
                    let expected = Expected::Column;
                    self.report(expression, ProblemKind::Form { expected });
                }
                (None, None) => {}
            }
        }
        names
    }

    /// `project-rename new = old`
    pub(crate) fn project_rename(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut renames = Vec::new();
        for expression in expressions_of(node) {
            let inner = match expression.kind() {
                NodeKind::NamedExpression => expression.children().last(),
                _ => None,
            };
            let value = self.expression(inner.unwrap_or(expression));
            renames.push((expression, value));
        }
        let mut list = self.projection_over_input();
        for (expression, value) in renames {
            self.rename_in_place(&mut list, expression, &value);
        }
        let is_open = self.input_is_open();
        Value::table(self.projected(list, is_open))
    }

    /// `project-reorder a, b* asc`
    pub(crate) fn project_reorder(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut list = self.projection();
        for expression in expressions_of(node) {
            let mut value = self.expression(expression);
            if let Some(group) = value.group {
                let mut columns = self.columns(group);
                self.order(&mut columns, expression);
                value.group = Some(self.model.schemas.add(&columns, false));
            }
            self.project_expression(&mut list, expression, &value, Style::Reorder, None);
            if let Some(column) = value.column {
                list.skip(column);
            }
        }
        for column in self.known_input() {
            self.add_column(&mut list, column, node, None);
        }
        let is_open = self.input_is_open();
        Value::table(self.projected(list, is_open))
    }

    fn order(&self, columns: &mut [ColumnData], expression: SyntaxNode<'t>) {
        let key = |it: &ColumnData| self.text(it.name).to_lowercase();
        let natural = |it: &ColumnData| numbers_padded(&self.text(it.name).to_lowercase());
        let order = expression.own_tokens().map(|it| it.kind()).next();
        match order {
            Some(TokenKind::AscKw) => columns.sort_by_key(key),
            Some(TokenKind::DescKw) => {
                columns.sort_by_key(key);
                columns.reverse();
            }
            Some(TokenKind::GrannyAscKw) => columns.sort_by_key(natural),
            Some(TokenKind::GrannyDescKw) => {
                columns.sort_by_key(natural);
                columns.reverse();
            }
            _ => {}
        }
    }

    /// `project-by-names "a", dynamic(["b*"])`
    pub(crate) fn project_by_names(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut patterns = Vec::new();
        let mut is_known = true;
        for expression in expressions_of(node) {
            let value = self.expression(expression);
            if let Some(rows) = self.rows_whose_names(expression) {
                is_known &= !self.is_open(rows);
                let columns = self.columns(rows).into_iter();
                patterns.extend(columns.map(|it| self.text(it.name).to_owned()));
                continue;
            }
            match value
                .constant
                .map(|it| self.model.constants.view(&self.model.names, it))
            {
                Some(crate::Constant::String(text)) => patterns.push(text.to_owned()),
                Some(crate::Constant::List(list)) => {
                    for element in list.elements() {
                        match element {
                            crate::Constant::String(text) => patterns.push(text.to_owned()),
                            _ => is_known = false,
                        }
                    }
                }
                _ => is_known = false,
            }
        }
        let input = self.input_columns();
        let mut columns: Vec<ColumnData> = Vec::new();
        for pattern in patterns {
            for column in &input {
                if matches_pattern(&pattern, self.text(column.name)) && !columns.contains(column) {
                    columns.push(*column);
                }
            }
        }
        let is_open = !is_known || self.input_is_open();
        Value::table(self.schema(&columns, is_open))
    }

    /// The rows of `column_names_of(T)`.
    fn rows_whose_names(&mut self, node: SyntaxNode<'t>) -> Option<SchemaId> {
        let call = FunctionCallExpression::cast(node)?;
        if call.name()?.syntax().text() != "column_names_of" {
            return None;
        }
        let rows = expressions_of(node.child(NodeKind::ArgumentList)?).next()?;
        self.silently(|cx| cx.source(rows)).rows()
    }
}

/// A name in which numbers are padded, so that `a2` comes before `a10`.
fn numbers_padded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut digits = String::new();
    for c in name.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>20}"));
            digits.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}
