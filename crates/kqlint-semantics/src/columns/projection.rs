//! The list of columns that `project`, `extend`, `summarize` and their like build.
//!
//! A *declared* column has a name that the query writes; to write it twice is wrong.
//! Other columns get a number when their name is taken.

use kqlint_syntax::SyntaxNode;
use rustc_hash::FxHashMap;

use crate::{
    binder::Binder,
    names::{Name, Names},
    problem::ProblemKind,
    schema::{ColumnData, OriginData},
    ty::Type,
};

/// How often names are looked up before an index pays.
const LOOKUPS_BEFORE_INDEX: usize = 24;

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

    pub(super) fn is_skipped(&self, column: ColumnData) -> bool {
        let first = self.columns.get(..self.skipped_first).unwrap_or_default();
        first.contains(&column) || self.skipped.contains(&column)
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

    /// Puts a column under another name in the place of one that is there.
    pub(super) fn rename(&mut self, at: usize, old: Name, column: ColumnData) {
        self.replace(at, column);
        self.set_declared(at);
        if let Some(index) = &mut self.index {
            index.remove(&old);
            index.insert(column.name, at);
        }
    }

    fn push(&mut self, column: ColumnData) {
        if let Some(index) = &mut self.index {
            index.insert(column.name, self.columns.len());
        }
        self.columns.push(column);
    }

    pub(super) fn replace(&mut self, at: usize, column: ColumnData) {
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
    loop {
        let name = names.intern(&format!("{base}{number}"));
        if !is_taken(name) {
            return name;
        }
        number += 1;
    }
}
