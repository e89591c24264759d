//! Columns: their names, types and origins.
//!
//! All schemas of a query lie in one arena. An operator that changes no column
//! shares the schema of its input, and one that only adds columns shares the others.

use std::num::NonZeroU32;

use kqlint_catalog::KnownName;
use kqlint_syntax::NodeId;

use crate::{
    names::{Name, Names, first_position},
    ty::Type,
};

/// The columns of some rows, at one point of a query.
#[derive(Clone, Copy)]
pub struct Schema<'m> {
    names: &'m Names,
    origins: &'m [OriginData],
    columns: &'m [ColumnData],
    is_open: bool,
}

impl<'m> Schema<'m> {
    /// The columns in the order in which the rows have them.
    pub fn columns(self) -> impl ExactSizeIterator<Item = Column<'m>> + Clone + use<'m> {
        self.columns.iter().map(move |&data| Column {
            names: self.names,
            origins: self.origins,
            data,
        })
    }

    /// The column of exactly that name.
    pub fn column(self, name: &str) -> Option<Column<'m>> {
        let name = self.names.find(name)?;
        let data = *self.columns.iter().find(|it| it.name == name)?;
        Some(Column {
            names: self.names,
            origins: self.origins,
            data,
        })
    }

    /// The tables whose columns these are, unchanged or renamed, each with the number of them.
    pub fn tables(self) -> Vec<(&'m str, usize)> {
        let mut counts: Vec<(Name, usize)> = Vec::new();
        let tables = self.columns().filter_map(|it| Some(it.stored()?.0));
        for table in tables {
            // Columns of one table mostly stand side by side.
            match counts.iter_mut().rev().find(|(known, _)| *known == table) {
                Some((_, count)) => *count += 1,
                None => counts.push((table, 1)),
            }
        }
        let counts = counts.into_iter();
        counts
            .map(|(table, count)| (self.names.text(table), count))
            .collect()
    }

    /// How many columns are known.
    pub fn len(self) -> usize {
        self.columns.len()
    }

    /// Whether no column is known.
    pub fn is_empty(self) -> bool {
        self.columns.is_empty()
    }

    /// Whether there may be columns that are not known. What depends on their
    /// absence stays silent.
    pub const fn is_open(self) -> bool {
        self.is_open
    }
}

impl std::fmt::Debug for Schema<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("(")?;
        for (at, column) in self.columns().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(out, "{comma}{column:?}")?;
        }
        let comma = if self.is_empty() { "" } else { ", " };
        match self.is_open {
            true => write!(out, "{comma}…)"),
            false => out.write_str(")"),
        }
    }
}

/// A column of a [`Schema`].
#[derive(Clone, Copy)]
pub struct Column<'m> {
    names: &'m Names,
    origins: &'m [OriginData],
    data: ColumnData,
}

impl<'m> Column<'m> {
    pub(crate) const fn new(names: &'m Names, origins: &'m [OriginData], data: ColumnData) -> Self {
        Self {
            names,
            origins,
            data,
        }
    }

    /// The name.
    pub fn name(self) -> &'m str {
        self.names.text(self.data.name)
    }

    /// The name as a number, where a built-in column is called so.
    pub fn known_name(self) -> Option<KnownName> {
        self.data.name.known()
    }

    /// The type; [`Type::Unknown`] where it can't be known.
    pub const fn ty(self) -> Type {
        self.data.ty
    }

    /// Which step made it.
    pub fn origin(self) -> Origin<'m> {
        match self.origin_data() {
            Some(data) => data.view(self.names, self.data.name),
            None => Origin::Unknown,
        }
    }

    /// The column of a table whose values it holds unchanged, through renames and
    /// copies: the table's name, then the column's name there.
    pub fn source(self) -> Option<(&'m str, &'m str)> {
        let (table, name) = self.stored()?;
        Some((self.names.text(table), self.names.text(name)))
    }

    /// The names of [`Column::source`].
    fn stored(self) -> Option<(Name, Name)> {
        let mut name = self.data.name;
        let mut data = self.origin_data()?;
        // Each step leads to an earlier entry, so the walk ends.
        loop {
            match *data {
                OriginData::Table { table } => return Some((table, name)),
                OriginData::Renamed { from, before, .. }
                | OriginData::Suffixed { from, before, .. } => {
                    name = from;
                    data = self.origins.get(before.0 as usize)?;
                }
                _ => return None,
            }
        }
    }

    fn origin_data(self) -> Option<&'m OriginData> {
        self.origins.get(self.data.origin.0 as usize)
    }
}

impl std::fmt::Debug for Column<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.name(), self.ty().name())
    }
}

/// Which step of a query made a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin<'m> {
    /// It is a column of a table.
    Table {
        /// The table's name.
        table: &'m str,
        /// The column's name.
        column: &'m str,
    },
    /// An expression computes it.
    Computed(NodeId),
    /// The query declares its name and type: `datatable`, `parse`, a parameter.
    Declared(NodeId),
    /// It is another column under a new name: `project-rename`, `extend a = b`.
    Renamed {
        /// The name before.
        from: &'m str,
        /// The expression that renames.
        by: NodeId,
    },
    /// A number was put after its name, since the left side of a join, or an earlier
    /// column, has the same name.
    Suffixed {
        /// The name before.
        from: &'m str,
        /// The operator.
        by: NodeId,
    },
    /// An operator or a plug-in makes it by itself, as `count` does.
    Operator(NodeId),
    /// A function of the workspace yields it.
    Function {
        /// The function's name.
        function: &'m str,
    },
    /// Not known.
    Unknown,
}

/// What the arena keeps for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ColumnData {
    pub(crate) name: Name,
    pub(crate) origin: OriginId,
    pub(crate) ty: Type,
}

/// A place in the list of origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OriginId(pub(crate) u32);

/// What the arena keeps for an origin. The columns of a table share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OriginData {
    Table {
        table: Name,
    },
    Computed {
        node: NodeId,
    },
    Declared {
        node: NodeId,
    },
    Renamed {
        from: Name,
        before: OriginId,
        by: NodeId,
    },
    Suffixed {
        from: Name,
        before: OriginId,
        by: NodeId,
    },
    Operator {
        node: NodeId,
    },
    Function {
        function: Name,
    },
    Unknown,
}

impl OriginData {
    fn view(self, names: &Names, column: Name) -> Origin<'_> {
        match self {
            Self::Table { table } => Origin::Table {
                table: names.text(table),
                column: names.text(column),
            },
            Self::Computed { node } => Origin::Computed(node),
            Self::Declared { node } => Origin::Declared(node),
            Self::Renamed { from, by, .. } => Origin::Renamed {
                from: names.text(from),
                by,
            },
            Self::Suffixed { from, by, .. } => Origin::Suffixed {
                from: names.text(from),
                by,
            },
            Self::Operator { node } => Origin::Operator(node),
            Self::Function { function } => Origin::Function {
                function: names.text(function),
            },
            Self::Unknown => Origin::Unknown,
        }
    }
}

/// A place in the list of schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(NonZeroU32);

impl SchemaId {
    fn at(index: usize) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        Self(NonZeroU32::MIN.saturating_add(number))
    }

    const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// What the arena keeps for a schema: a range of its columns.
#[derive(Debug, Clone, Copy)]
struct SchemaData {
    start: u32,
    end: u32,
    is_open: bool,
}

/// The arena.
#[derive(Debug, Clone)]
pub(crate) struct Schemas {
    columns: Vec<ColumnData>,
    /// The names of the columns once more, to be searched.
    names: Vec<Name>,
    schemas: Vec<SchemaData>,
    origins: Vec<OriginData>,
}

impl Default for Schemas {
    fn default() -> Self {
        Self {
            columns: Vec::with_capacity(1 << 9),
            names: Vec::with_capacity(1 << 9),
            schemas: Vec::with_capacity(1 << 4),
            origins: Vec::with_capacity(1 << 6),
        }
    }
}

impl Schemas {
    /// Adds a schema.
    pub(crate) fn add(&mut self, columns: &[ColumnData], is_open: bool) -> SchemaId {
        self.add_each(columns.iter().copied(), is_open)
    }

    /// Adds a schema whose columns have these names.
    pub(crate) fn add_named(
        &mut self,
        columns: &[ColumnData],
        names: &[Name],
        is_open: bool,
    ) -> SchemaId {
        self.names.extend_from_slice(names);
        self.columns.extend_from_slice(columns);
        self.add_last(columns.len(), is_open)
    }

    /// Adds a schema that has the columns of another one and more behind them. Where the
    /// other one was added last, only those are added, and both share the rest.
    pub(crate) fn add_behind(
        &mut self,
        before: SchemaId,
        columns: &[ColumnData],
        names: &[Name],
        is_open: bool,
    ) -> SchemaId {
        let (start, end) = match self.schemas.get(before.index()) {
            Some(data) => (data.start as usize, data.end as usize),
            None => (0, 0),
        };
        if end != self.columns.len() {
            self.columns.extend_from_within(start..end);
            self.names.extend_from_within(start..end);
        }
        self.columns.extend_from_slice(columns);
        self.names.extend_from_slice(names);
        self.add_last(end - start + columns.len(), is_open)
    }

    /// Adds a schema of columns that stand in no list yet.
    pub(crate) fn add_each(
        &mut self,
        columns: impl Iterator<Item = ColumnData>,
        is_open: bool,
    ) -> SchemaId {
        let start = self.columns.len();
        self.columns.extend(columns);
        let added = self.columns.get(start..).unwrap_or_default();
        self.names.extend(added.iter().map(|it| it.name));
        self.add_last(added.len(), is_open)
    }

    /// Adds a schema of the columns that were added last.
    fn add_last(&mut self, count: usize, is_open: bool) -> SchemaId {
        let end = self.columns.len();
        self.schemas.push(SchemaData {
            start: (end - count) as u32,
            end: end as u32,
            is_open,
        });
        SchemaId::at(self.schemas.len() - 1)
    }

    /// Adds an origin.
    pub(crate) fn add_origin(&mut self, origin: OriginData) -> OriginId {
        self.origins.push(origin);
        OriginId(self.origins.len() as u32 - 1)
    }

    pub(crate) fn origins(&self) -> &[OriginData] {
        &self.origins
    }

    /// The columns of a schema.
    pub(crate) fn columns(&self, id: SchemaId) -> &[ColumnData] {
        let Some(data) = self.schemas.get(id.index()) else {
            return &[];
        };
        self.columns
            .get(data.start as usize..data.end as usize)
            .unwrap_or_default()
    }

    /// Whether a schema is open.
    pub(crate) fn is_open(&self, id: SchemaId) -> bool {
        self.schemas.get(id.index()).is_none_or(|it| it.is_open)
    }

    /// The column of that name.
    pub(crate) fn column(&self, id: SchemaId, name: Name) -> Option<ColumnData> {
        let data = self.schemas.get(id.index())?;
        let names = self.names.get(data.start as usize..data.end as usize)?;
        let at = data.start as usize + first_position(names, name)?;
        self.columns.get(at).copied()
    }

    /// The schema as callers see it.
    pub(crate) fn view<'m>(&'m self, names: &'m Names, id: SchemaId) -> Schema<'m> {
        Schema {
            names,
            origins: &self.origins,
            columns: self.columns(id),
            is_open: self.is_open(id),
        }
    }
}
