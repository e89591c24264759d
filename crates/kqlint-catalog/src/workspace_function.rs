//! Functions that a workspace has: those of ASIM, watchlists, and the user's own.

use crate::{
    Column, Environment, ScalarType,
    blob::{Blob, Cursor},
    index::Entry,
    named::named_enum,
    table::COLUMN_SIZE,
};

/// Bits of a function's flags above those of its environments.
pub(crate) const OPEN: u32 = 1 << 8;
pub(crate) const PARAMETERS_KNOWN: u32 = 1 << 9;
pub(crate) const INVOKED: u32 = 1 << 10;
pub(crate) const USER_DEPLOYED: u32 = 1 << 11;

/// The number that stands for a table where a type is expected.
pub(crate) const TABULAR_TYPE: u32 = 15;

/// Why a function of the user's own can't have a name in a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedName {
    /// Names that begin with `_` are Microsoft's.
    Reserved,
    /// It has other characters than letters, digits and `_`.
    Characters,
}

impl RefusedName {
    /// What is wrong with a name; `None` for one that can be taken.
    ///
    /// Source: Azure Monitor, functions in log queries.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let is_odd = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        match name.starts_with('_') {
            true => Some(Self::Reserved),
            false => name.contains(is_odd).then_some(Self::Characters),
        }
    }
}

named_enum! {
    /// What a workspace function yields.
    pub enum WorkspaceFunctionKind {
        /// A table.
        Tabular = "tabular",
        /// One value.
        Scalar = "scalar",
        /// What can be asked instead of the workspace: `workspace("…")`, `app("…")`.
        Scope = "scope",
    }
}

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkspaceParameterType {
    /// A value.
    Scalar(ScalarType),
    /// A table.
    Tabular,
}

/// A function of the workspace.
#[derive(Clone, Copy)]
pub struct WorkspaceFunction<'c> {
    blob: Blob<'c>,
    name: u32,
    flags: u32,
    kind: u32,
    description: u32,
    note: u32,
    asim_schema: u32,
    body: u32,
    returns: u32,
    column_count: u32,
    /// The columns, then the parameters.
    columns: Cursor<'c>,
}

impl<'c> WorkspaceFunction<'c> {
    pub(crate) fn read(entry: Entry<'c>) -> Self {
        let mut cursor = entry.blob.data(entry.record);
        Self {
            blob: entry.blob,
            name: entry.name,
            flags: cursor.number(),
            kind: cursor.number(),
            description: cursor.number(),
            note: cursor.number(),
            asim_schema: cursor.number(),
            body: cursor.number(),
            returns: cursor.number(),
            column_count: cursor.number(),
            columns: cursor,
        }
    }

    /// Whether the function of that entry exists in the environment.
    pub(crate) fn is_visible(entry: Entry<'c>, environment: Environment) -> bool {
        entry.blob.data(entry.record).number() & environment.bit() != 0
    }

    /// The name, in the case in which it has to be written.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// What it yields.
    #[must_use]
    pub fn kind(self) -> WorkspaceFunctionKind {
        WorkspaceFunctionKind::from_number(self.kind).unwrap_or(WorkspaceFunctionKind::Tabular)
    }

    /// What it does, in one sentence.
    #[must_use]
    pub fn description(self) -> Option<&'c str> {
        self.blob.text(self.description)
    }

    /// A trap that who calls it should know.
    #[must_use]
    pub fn note(self) -> Option<&'c str> {
        self.blob.text(self.note)
    }

    /// The ASIM schema that its rows follow: `NetworkSession`.
    #[must_use]
    pub fn asim_schema(self) -> Option<&'c str> {
        self.blob.text(self.asim_schema)
    }

    /// The query behind it, for a function of the user's own.
    #[must_use]
    pub fn body(self) -> Option<&'c str> {
        self.blob.text(self.body)
    }

    /// The type of the value, for a scalar function.
    #[must_use]
    pub fn returns(self) -> Option<ScalarType> {
        ScalarType::from_number(self.returns).filter(|it| *it != ScalarType::Unknown)
    }

    /// Whether the columns are not known, or more may come than are listed.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.flags & OPEN != 0
    }

    /// Whether it is written after `invoke` and adds its columns to its input's.
    #[must_use]
    pub const fn is_invoked(self) -> bool {
        self.flags & INVOKED != 0
    }

    /// Whether the workspace has it only when someone deployed it.
    #[must_use]
    pub const fn is_user_deployed(self) -> bool {
        self.flags & USER_DEPLOYED != 0
    }

    /// Whether [`WorkspaceFunction::parameters`] is known to be complete.
    #[must_use]
    pub const fn parameters_are_known(self) -> bool {
        self.flags & PARAMETERS_KNOWN != 0
    }

    /// The columns that are known to come out, or that `invoke` adds.
    pub fn columns(self) -> impl Iterator<Item = Column<'c>> + use<'c> {
        let mut cursor = self.columns;
        let pieces = cursor.pieces(self.column_count).unwrap_or_default();
        pieces.iter().map(move |it| Column::read(self.blob, it))
    }

    /// The parameters in order.
    pub fn parameters(self) -> impl Iterator<Item = WorkspaceParameter<'c>> + use<'c> {
        let mut cursor = self.columns;
        cursor.skip(self.column_count.saturating_mul(COLUMN_SIZE as u32));
        let count = cursor.number();
        (0..count).map_while(move |_| {
            Some(WorkspaceParameter {
                blob: self.blob,
                name: cursor.varint()?,
                ty: cursor.varint()?,
                schema: cursor.varint()?,
                default: cursor.varint()?,
            })
        })
    }
}

impl std::fmt::Debug for WorkspaceFunction<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} function {}", self.kind().name(), self.name())
    }
}

/// A parameter of a workspace function.
#[derive(Clone, Copy)]
pub struct WorkspaceParameter<'c> {
    blob: Blob<'c>,
    name: u32,
    ty: u32,
    schema: u32,
    default: u32,
}

impl<'c> WorkspaceParameter<'c> {
    /// The name, which a call may use: `f(name=1)`.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// The type.
    #[must_use]
    pub fn ty(self) -> WorkspaceParameterType {
        if self.ty == TABULAR_TYPE {
            return WorkspaceParameterType::Tabular;
        }
        WorkspaceParameterType::Scalar(
            ScalarType::from_number(self.ty).unwrap_or(ScalarType::Unknown),
        )
    }

    /// The columns that a tabular argument must have, as the parameter declares
    /// them: `TimeGenerated:datetime`; `*` for any.
    #[must_use]
    pub fn tabular_schema(self) -> Option<&'c str> {
        self.blob.text(self.schema)
    }

    /// The literal that is taken when the argument is left out.
    #[must_use]
    pub fn default(self) -> Option<&'c str> {
        self.blob.text(self.default)
    }

    /// Whether it may be left out.
    #[must_use]
    pub fn is_optional(self) -> bool {
        self.default().is_some()
    }
}
