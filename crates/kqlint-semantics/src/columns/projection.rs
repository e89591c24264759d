//! The list of columns that `project`, `extend`, `summarize` and their like build.
//!
//! A *declared* column has a name that the query writes; to write it twice is wrong.
//! Other columns get a number when their name is taken.

use std::fmt::Write as _;

use kqlint_syntax::SyntaxNode;

use crate::{
    binder::Binder,
    names::{Name, NameList, Names},
    problem::ProblemKind,
    schema::{ColumnData, OriginData, SchemaId},
    ty::Type,
};

/// A list of columns in the making.
#[derive(Debug)]
pub(crate) struct Projection {
    columns: Vec<ColumnData>,
    /// The names of the columns.
    names: NameList,
    /// The places of the columns whose names the query writes.
    declared: Vec<bool>,
    /// Columns that are not added a second time.
    skipped: Vec<ColumnData>,
    /// How many of the first columns are as good as skipped.
    skipped_first: usize,
    /// The rows whose columns the list begins with, as long as these are unchanged.
    begun: Option<SchemaId>,
}

/// How many columns a list has room for at first.
const ROOM: usize = 64;

impl Default for Projection {
    fn default() -> Self {
        Self {
            columns: Vec::with_capacity(ROOM),
            names: NameList::with_room(ROOM),
            declared: Vec::with_capacity(ROOM),
            skipped: Vec::new(),
            skipped_first: 0,
            begun: None,
        }
    }
}

impl Projection {
    /// The columns.
    pub(crate) fn columns(&self) -> &[ColumnData] {
        &self.columns
    }

    /// Takes everything out.
    fn clear(&mut self) {
        self.columns.clear();
        self.names.clear();
        self.declared.clear();
        self.skipped.clear();
        self.skipped_first = 0;
        self.begun = None;
    }

    /// Begins with columns of the input, which are not added again.
    fn begin(&mut self, columns: &[ColumnData]) {
        self.columns.extend_from_slice(columns);
        self.names.extend(columns.iter().map(|it| it.name));
        self.skipped_first = self.columns.len();
    }

    /// From now on the columns that are there are not added again.
    pub(crate) fn skip_present(&mut self) {
        self.skipped.extend_from_slice(&self.columns);
    }

    /// From now on a column isn't added.
    pub(crate) fn skip(&mut self, column: ColumnData) {
        self.skipped.push(column);
    }

    pub(super) fn is_skipped(&mut self, column: ColumnData) -> bool {
        let at = self.position(column.name);
        self.skips(column, at)
    }

    /// The same where the place of the column's name is known.
    fn skips(&self, column: ColumnData, at: Option<usize>) -> bool {
        let first = self.columns.get(..self.skipped_first).unwrap_or_default();
        at.is_some() && first.contains(&column) || self.skipped.contains(&column)
    }

    pub(super) fn is_declared(&self, at: usize) -> bool {
        self.declared.get(at).copied().unwrap_or(false)
    }

    pub(super) fn set_declared(&mut self, at: usize) {
        if self.declared.len() <= at {
            self.declared.resize(at + 1, false);
        }
        if let Some(place) = self.declared.get_mut(at) {
            *place = true;
        }
    }

    pub(super) fn position(&mut self, name: Name) -> Option<usize> {
        self.names.position(name)
    }

    /// Puts a column under another name in the place of one that is there.
    pub(super) fn rename(&mut self, at: usize, column: ColumnData) {
        self.replace(at, column);
        self.set_declared(at);
        self.names.replace(at, column.name);
    }

    fn push(&mut self, column: ColumnData) {
        self.names.push(column.name);
        self.columns.push(column);
    }

    /// Puts a column in the place of one of the same name.
    pub(super) fn replace(&mut self, at: usize, column: ColumnData) {
        if let Some(place) = self.columns.get_mut(at) {
            *place = column;
            if at < self.skipped_first {
                self.begun = None;
            }
        }
    }
}

impl<'t> Binder<'t, '_> {
    /// A list without columns.
    pub(crate) fn projection(&mut self) -> Projection {
        self.projections.take_or(Projection::default)
    }

    /// A list that begins with the columns of the input, which are not added again.
    pub(crate) fn projection_over_input(&mut self) -> Projection {
        let mut list = self.projection();
        if let Some(rows) = self.rows {
            let inferred = self.inferred_columns(rows);
            list.begin(self.model.schemas.columns(rows));
            list.begin(inferred);
            list.begun = Some(rows).filter(|_| inferred.is_empty());
        }
        list
    }

    /// A list that begins with columns, which are not added again.
    pub(crate) fn projection_over(&mut self, columns: &[ColumnData]) -> Projection {
        let mut list = self.projection();
        list.begin(columns);
        list
    }

    /// The rows that an operator yields whose list is done.
    pub(crate) fn projected(&mut self, mut list: Projection, is_open: bool) -> SchemaId {
        let schemas = &mut self.model.schemas;
        let (columns, names) = (list.columns.as_slice(), list.names.as_slice());
        let kept = list.skipped_first;
        let rows = match (list.begun, columns.get(kept..), names.get(kept..)) {
            _ if columns.is_empty() => self.schema(&[], is_open),
            (Some(before), Some(columns), Some(names)) => {
                schemas.add_behind(before, columns, names, is_open)
            }
            _ => schemas.add_named(columns, names, is_open),
        };
        list.clear();
        self.projections.give(list);
        rows
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
        let at = list.position(column.name);
        self.add_found(list, column, at, by, base_name)
    }

    /// The same where the place of the column's name is known.
    fn add_found(
        &mut self,
        list: &mut Projection,
        column: ColumnData,
        at: Option<usize>,
        by: SyntaxNode<'t>,
        base_name: Option<Name>,
    ) -> ColumnData {
        if list.skips(column, at) {
            return column;
        }
        let column = match at {
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
    pub(crate) fn add_or_replace(&mut self, list: &mut Projection, column: ColumnData) {
        let at = list.position(column.name);
        if list.skips(column, at) {
            return;
        }
        match at {
            Some(at) => list.replace(at, column),
            None => list.push(column),
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
                self.add_found(list, column, at, node, None);
                if list.columns.len() > before {
                    list.set_declared(before);
                }
            }
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
}

/// A name with the least number that isn't taken.
pub(crate) fn free_name(
    names: &mut Names,
    base: &str,
    mut is_taken: impl FnMut(Name) -> bool,
) -> Name {
    let mut number = 1u32;
    let mut text = String::with_capacity(base.len() + 4);
    text.push_str(base);
    loop {
        text.truncate(base.len());
        // Writing to a text doesn't fail.
        let _ = write!(text, "{number}");
        let name = names.intern(&text);
        if !is_taken(name) {
            return name;
        }
        number += 1;
    }
}
