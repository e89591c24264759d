//! Which columns an expression of `project`, `extend` or `summarize` stands for.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, CompoundNamedExpression, FunctionCallExpression, NamedExpression},
};

use super::projection::Projection;
use crate::{
    binder::{Binder, Calls, Value},
    problem::{Expected, ProblemKind},
    resolution::ResolutionData,
    schema::{ColumnData, SchemaId},
    ty::Type,
};

/// Which operator builds the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `project`, `distinct`, keys.
    Default,
    /// `print`: expressions without names are `print_0`, `print_1` ….
    Print,
    /// `extend`: a column of the same name is replaced.
    Extend,
    /// `mv-expand`: the column itself is replaced.
    Replace,
    /// `summarize`
    Summarize,
    /// `project-reorder`
    Reorder,
    /// `graph-match … project`: paths join their parts.
    Graph,
}

impl Style {
    const fn replaces(self) -> bool {
        matches!(self, Self::Replace | Self::Extend)
    }
}

impl<'t> Binder<'t, '_> {
    /// Adds the columns that an expression of `project` and its like stands for.
    /// `ty` overrides the type of a single column.
    pub(crate) fn project_expression(
        &mut self,
        list: &mut Projection,
        node: SyntaxNode<'t>,
        value: &Value,
        style: Style,
        ty: Option<Type>,
    ) {
        match node.kind() {
            NodeKind::OrderedExpression => {
                if let Some(inner) = node.children().next() {
                    self.project_expression(list, inner, value, style, ty);
                }
            }
            NodeKind::NamedExpression => self.project_named(list, node, value, style, ty),
            NodeKind::CompoundNamedExpression => self.project_names(list, node, value, style, ty),
            NodeKind::StarExpression => {
                for column in self.input_columns() {
                    self.add_or_replace(list, column);
                }
            }
            _ => self.project_unnamed(list, node, value, style, ty),
        }
    }

    fn project_named(
        &mut self,
        list: &mut Projection,
        node: SyntaxNode<'t>,
        value: &Value,
        style: Style,
        ty: Option<Type>,
    ) {
        let Some(named) = NamedExpression::cast(node) else {
            return;
        };
        let Some((declaration, text)) = named.name().and_then(|it| Some((it, it.name()?))) else {
            return;
        };
        let name = self.name(&text);
        let inner = named.value().map_or(node, |it| it.syntax());
        let declaration = declaration.syntax();
        if let Some(tuple) = value.tuple {
            let columns = self.columns(tuple);
            let Some((first, rest)) = columns.split_first() else {
                return;
            };
            let column = self.renamed(*first, name, node, ty);
            self.declare_named(list, column, declaration, true);
            if style != Style::Print {
                let rest = self.prefixed(rest, inner, style);
                self.add_tuple(list, &rest, inner);
            }
            return;
        }
        let column = match value.copies {
            Some(source) => self.renamed(source, name, node, ty.or(Some(value.ty))),
            None => self.computed(name, inner, ty.unwrap_or(value.ty)),
        };
        let replaces = value.column.is_some() || style.replaces();
        self.declare_named(list, column, declaration, replaces);
    }

    fn declare_named(
        &mut self,
        list: &mut Projection,
        column: ColumnData,
        declaration: SyntaxNode<'t>,
        replaces: bool,
    ) {
        self.resolve(declaration, ResolutionData::Column(column));
        self.record(declaration, &Value::of(column.ty));
        self.declare(list, column, declaration, replaces);
    }

    /// `(a, b) = call`
    fn project_names(
        &mut self,
        list: &mut Projection,
        node: SyntaxNode<'t>,
        value: &Value,
        style: Style,
        ty: Option<Type>,
    ) {
        let Some(compound) = CompoundNamedExpression::cast(node) else {
            return;
        };
        let names: Vec<_> = compound
            .rename_list()
            .into_iter()
            .flat_map(|it| it.name_declarations())
            .collect();
        let inner = compound.value().map_or(node, |it| it.syntax());
        let columns = match value.tuple {
            Some(tuple) => self.columns(tuple),
            None => {
                let name = self.name("");
                vec![self.computed(name, inner, value.ty)]
            }
        };
        for (at, column) in columns.iter().enumerate() {
            let named = names.get(at).and_then(|it| Some((it.syntax(), it.name()?)));
            match named {
                Some((declaration, text)) => {
                    let name = self.name(&text);
                    let column = match value.tuple {
                        Some(_) => self.renamed(*column, name, node, ty),
                        None => ColumnData { name, ..*column },
                    };
                    self.declare_named(list, column, declaration, style.replaces());
                }
                None if style != Style::Print => {
                    let column = self.prefixed(&[*column], inner, style);
                    self.add_tuple(list, &column, inner);
                }
                None => {}
            }
        }
    }

    fn project_unnamed(
        &mut self,
        list: &mut Projection,
        node: SyntaxNode<'t>,
        value: &Value,
        style: Style,
        ty: Option<Type>,
    ) {
        if let Some(column) = value.copies.filter(|_| style != Style::Graph) {
            let column = ColumnData {
                ty: ty.unwrap_or(column.ty),
                ..column
            };
            return self.declare(list, column, node, style == Style::Replace);
        }
        if let Some(group) = value.group {
            return self.project_group(list, node, group, style);
        }
        if style == Style::Print {
            return self.project_printed(list, node, value);
        }
        if let Some(tuple) = value.tuple {
            let columns = self.columns(tuple);
            let columns = self.prefixed(&columns, node, style);
            return self.add_tuple(list, &columns, node);
        }
        let calls = match style {
            Style::Summarize => Calls::Aggregate,
            _ => Calls::Normal,
        };
        let name = match self.expression_name(node, calls) {
            Some(name) if !name.is_empty() => self.name(&name),
            _ => self.default_name(),
        };
        let column = match value.copies {
            Some(source) => self.renamed(source, name, node, ty),
            None => self.computed(name, node, ty.unwrap_or(value.ty)),
        };
        if style.replaces() {
            self.add_or_replace(list, column);
        } else {
            self.add_column(list, column, node, None);
        }
    }

    fn project_group(
        &mut self,
        list: &mut Projection,
        node: SyntaxNode<'t>,
        group: SchemaId,
        style: Style,
    ) {
        if style != Style::Reorder {
            self.report(node, ProblemKind::SeveralColumns);
            return;
        }
        for column in self.columns(group) {
            if !list.is_skipped(column) {
                self.add_column(list, column, node, None);
                list.skip(column);
            }
        }
    }

    fn project_printed(&mut self, list: &mut Projection, node: SyntaxNode<'t>, value: &Value) {
        let at = node.prev_sibling().map_or(0, |_| {
            let siblings = node.parent().into_iter().flat_map(|it| it.children());
            siblings.take_while(|it| *it != node).count()
        });
        let ty = match value.tuple.map(|it| self.columns(it)) {
            Some(columns) => match columns.first() {
                Some(first) if columns.len() == 1 => first.ty,
                _ => return self.add_tuple(list, &columns, node),
            },
            None => value.ty,
        };
        let name = self.name(&format!("print_{at}"));
        let column = self.computed(name, node, ty);
        self.add_column(list, column, node, Some(name));
    }

    /// The columns of a call with what its function puts before their names.
    fn prefixed(
        &mut self,
        columns: &[ColumnData],
        call: SyntaxNode<'t>,
        style: Style,
    ) -> Vec<ColumnData> {
        let name = FunctionCallExpression::cast(call).and_then(|it| it.name()?.name());
        let catalog = self.catalog;
        let function = name.and_then(|name| match style {
            Style::Summarize => catalog.aggregate(&name),
            _ => catalog.function(&name),
        });
        let Some(prefix) = function.and_then(|it| it.result_name_prefix()) else {
            return columns.to_vec();
        };
        columns
            .iter()
            .map(|column| {
                let name = format!("{prefix}_{}", self.text(column.name));
                let name = self.name(&name);
                self.renamed(*column, name, call, None)
            })
            .collect()
    }

    fn add_tuple(&mut self, list: &mut Projection, columns: &[ColumnData], by: SyntaxNode<'t>) {
        for column in columns {
            self.add_column(list, *column, by, None);
        }
    }

    /// Renames a column of the list in place: `project-rename`.
    pub(crate) fn rename_in_place(
        &mut self,
        list: &mut Projection,
        node: SyntaxNode<'t>,
        value: &Value,
    ) {
        let named = NamedExpression::cast(node);
        let name = named
            .and_then(|it| it.name())
            .and_then(|it| Some((it, it.name()?)));
        let (Some((declaration, text)), Some(named)) = (name, named) else {
            let expected = Expected::Rename;
            self.report(node, ProblemKind::Form { expected });
            return;
        };
        let inner = named.value().map_or(node, |it| it.syntax());
        let Some(old) = value.column else {
            if !value.is_wrong {
                let expected = Expected::Column;
                self.report(inner, ProblemKind::Form { expected });
            }
            return;
        };
        let name = self.name(&text);
        let Some(at) = list.position(old.name) else {
            return;
        };
        if name != old.name && list.position(name).is_some() {
            let name = self.text(name).into();
            self.report(declaration.syntax(), ProblemKind::DuplicateColumn { name });
            return;
        }
        let new = self.renamed(old, name, node, None);
        self.resolve(declaration.syntax(), ResolutionData::Column(new));
        self.record(declaration.syntax(), &Value::of(new.ty));
        list.rename(at, new);
    }
}
