//! The list of columns that `project`, `extend`, `summarize` and their like build.
//!
//! A *declared* column has a name that the query writes; to write it twice is wrong.
//! Other columns get a number when their name is taken.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, CompoundNamedExpression, FunctionCallExpression, NamedExpression},
};
use rustc_hash::FxHashMap;

use crate::{
    binder::{Binder, Calls, Value},
    names::{Name, Names},
    problem::{Expected, ProblemKind},
    schema::{ColumnData, OriginData},
    ty::Type,
};

/// How often names are looked up before an index pays.
const LOOKUPS_BEFORE_INDEX: usize = 24;

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

/// A list of columns in the making.
#[derive(Debug, Default)]
pub(crate) struct Projection {
    columns: Vec<ColumnData>,
    /// The places of the columns whose names the query writes.
    declared: Vec<bool>,
    /// Columns that are not added a second time.
    skipped: Vec<ColumnData>,
    /// How many of the first columns are as good as skipped.
    skipped_first: usize,
    index: Option<FxHashMap<Name, usize>>,
    lookups: usize,
}

impl Projection {
    /// A list that begins with the columns of the input, which are not added again.
    pub(crate) fn over(columns: Vec<ColumnData>) -> Self {
        Self {
            skipped_first: columns.len(),
            columns,
            ..Self::default()
        }
    }

    /// The columns.
    pub(crate) fn columns(&self) -> &[ColumnData] {
        &self.columns
    }

    /// From now on the columns that are there are not added again.
    pub(crate) fn skip_present(&mut self) {
        self.skipped.extend_from_slice(&self.columns);
    }

    /// From now on a column isn't added.
    pub(crate) fn skip(&mut self, column: ColumnData) {
        self.skipped.push(column);
    }

    fn is_skipped(&self, column: ColumnData) -> bool {
        let first = self.columns.get(..self.skipped_first).unwrap_or_default();
        first.contains(&column) || self.skipped.contains(&column)
    }

    fn is_declared(&self, at: usize) -> bool {
        self.declared.get(at).copied().unwrap_or(false)
    }

    fn set_declared(&mut self, at: usize) {
        if self.declared.len() <= at {
            self.declared.resize(at + 1, false);
        }
        if let Some(place) = self.declared.get_mut(at) {
            *place = true;
        }
    }

    fn position(&mut self, name: Name) -> Option<usize> {
        if self.index.is_none() {
            self.lookups += 1;
            if self.lookups < LOOKUPS_BEFORE_INDEX {
                return self.columns.iter().rposition(|it| it.name == name);
            }
            let positions = self.columns.iter().enumerate();
            self.index = Some(positions.map(|(at, it)| (it.name, at)).collect());
        }
        self.index.as_ref()?.get(&name).copied()
    }

    fn push(&mut self, column: ColumnData) {
        if let Some(index) = &mut self.index {
            index.insert(column.name, self.columns.len());
        }
        self.columns.push(column);
    }

    fn replace(&mut self, at: usize, column: ColumnData) {
        if let Some(place) = self.columns.get_mut(at) {
            *place = column;
        }
    }
}

impl<'t> Binder<'t, '_> {
    /// Adds a column; with a number after its name where that is taken.
    pub(crate) fn add_column(
        &mut self,
        list: &mut Projection,
        column: ColumnData,
        by: SyntaxNode<'t>,
        base_name: Option<Name>,
    ) -> ColumnData {
        if list.is_skipped(column) {
            return column;
        }
        let column = match list.position(column.name) {
            Some(_) => self.numbered(list, column, by, base_name),
            None => column,
        };
        list.push(column);
        column
    }

    fn numbered(
        &mut self,
        list: &mut Projection,
        column: ColumnData,
        by: SyntaxNode<'t>,
        base_name: Option<Name>,
    ) -> ColumnData {
        let base = self.text(base_name.unwrap_or(column.name)).to_owned();
        let name = free_name(&mut self.model.names, &base, |it| {
            list.position(it).is_some()
        });
        let origin = self.origin(OriginData::Suffixed {
            from: column.name,
            before: column.origin,
            by: by.id(),
        });
        ColumnData {
            name,
            origin,
            ..column
        }
    }

    /// Adds a column, or puts it in the place of one of the same name.
    pub(crate) fn add_or_replace(
        &mut self,
        list: &mut Projection,
        column: ColumnData,
        by: SyntaxNode<'t>,
    ) {
        if list.is_skipped(column) {
            return;
        }
        match list.position(column.name) {
            Some(at) => list.replace(at, column),
            None => {
                self.add_column(list, column, by, None);
            }
        }
    }

    /// Adds a column whose name the query writes at `node`.
    pub(crate) fn declare(
        &mut self,
        list: &mut Projection,
        column: ColumnData,
        node: SyntaxNode<'t>,
        replaces: bool,
    ) {
        let at = list.position(column.name);
        if at.is_some_and(|it| list.is_declared(it)) {
            let name = self.text(column.name).into();
            self.report(node, ProblemKind::DuplicateColumn { name });
            return;
        }
        match at.filter(|_| replaces) {
            Some(at) => {
                list.replace(at, column);
                list.set_declared(at);
            }
            None => {
                let before = list.columns.len();
                self.add_column(list, column, node, None);
                if list.columns.len() > before {
                    list.set_declared(before);
                }
            }
        }
    }

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
            NodeKind::OrderedExpression => match node.children().next() {
                Some(inner) => self.project_expression(list, inner, value, style, ty),
                None => {}
            },
            NodeKind::NamedExpression => self.project_named(list, node, value, style, ty),
            NodeKind::CompoundNamedExpression => self.project_names(list, node, value, style, ty),
            NodeKind::StarExpression => {
                for column in self.input_columns() {
                    self.add_or_replace(list, column, node);
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
        self.resolve(
            declaration,
            crate::resolution::ResolutionData::Column(column),
        );
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
            self.add_or_replace(list, column, node);
        } else {
            self.add_column(list, column, node, None);
        }
    }

    fn project_group(
        &mut self,
        list: &mut Projection,
        node: SyntaxNode<'t>,
        group: crate::schema::SchemaId,
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

    /// A column that an expression computes.
    pub(crate) fn computed(&mut self, name: Name, node: SyntaxNode<'t>, ty: Type) -> ColumnData {
        let origin = self.origin(OriginData::Computed { node: node.id() });
        ColumnData { name, origin, ty }
    }

    /// A column under another name.
    pub(crate) fn renamed(
        &mut self,
        column: ColumnData,
        name: Name,
        by: SyntaxNode<'t>,
        ty: Option<Type>,
    ) -> ColumnData {
        let origin = self.origin(OriginData::Renamed {
            from: column.name,
            before: column.origin,
            by: by.id(),
        });
        ColumnData {
            name,
            origin,
            ty: ty.unwrap_or(column.ty),
        }
    }

    /// `Column1`, or the next that isn't a name of something.
    pub(crate) fn default_name(&mut self) -> Name {
        loop {
            let name = self.name(&format!("Column{}", self.next_column));
            self.next_column += 1;
            let is_column = self
                .rows
                .and_then(|it| self.known_column(it, name))
                .is_some();
            if !is_column && self.locals.find(name).is_none() {
                return name;
            }
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
        self.resolve(
            declaration.syntax(),
            crate::resolution::ResolutionData::Column(new),
        );
        self.record(declaration.syntax(), &Value::of(new.ty));
        list.replace(at, new);
        if let Some(index) = &mut list.index {
            index.remove(&old.name);
            index.insert(name, at);
        }
        list.set_declared(at);
    }
}

/// A name with the least number that isn't taken.
pub(crate) fn free_name(
    names: &mut Names,
    base: &str,
    mut is_taken: impl FnMut(Name) -> bool,
) -> Name {
    let mut number = 1u32;
    loop {
        let name = names.intern(&format!("{base}{number}"));
        if !is_taken(name) {
            return name;
        }
        number += 1;
    }
}
