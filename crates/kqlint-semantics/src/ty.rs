//! Types of expressions.

use kqlint_catalog::ScalarType;

/// The type of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Type {
    /// Not known: the expression depends on something open or wrong.
    #[default]
    Unknown,
    /// A value.
    Scalar(ScalarType),
    /// A dynamic value that holds a value of that type.
    Dynamic(ScalarType),
    /// A dynamic array whose elements have that type.
    Array(ScalarType),
    /// A dynamic property bag.
    Bag,
    /// Rows and columns.
    Table,
    /// The result of `make-graph`.
    Graph,
    /// `cluster("…")`
    Cluster,
    /// `database("…")`, `workspace("…")`
    Database,
    /// A list of databases.
    EntityGroup,
    /// A function that isn't called.
    Function,
    /// Nothing: a call that yields neither a value nor rows.
    Void,
}

impl Type {
    /// `bool`
    pub const BOOL: Self = Self::Scalar(ScalarType::Bool);
    /// `datetime`
    pub const DATETIME: Self = Self::Scalar(ScalarType::DateTime);
    /// `dynamic`
    pub const DYNAMIC: Self = Self::Scalar(ScalarType::Dynamic);
    /// `int`
    pub const INT: Self = Self::Scalar(ScalarType::Int);
    /// `long`
    pub const LONG: Self = Self::Scalar(ScalarType::Long);
    /// `real`
    pub const REAL: Self = Self::Scalar(ScalarType::Real);
    /// `string`
    pub const STRING: Self = Self::Scalar(ScalarType::String);
    /// `timespan`
    pub const TIMESPAN: Self = Self::Scalar(ScalarType::TimeSpan);

    /// The type of the value, where it is one; arrays are `dynamic`, what isn't known is
    /// [`ScalarType::Unknown`].
    pub const fn scalar(self) -> Option<ScalarType> {
        match self {
            Self::Unknown => Some(ScalarType::Unknown),
            Self::Scalar(ty) => Some(ty),
            Self::Dynamic(_) | Self::Array(_) | Self::Bag => Some(ScalarType::Dynamic),
            _ => None,
        }
    }

    /// Whether it is one value, of a known type or not.
    pub const fn is_scalar(self) -> bool {
        self.scalar().is_some()
    }

    /// Whether it is dynamic, with or without a known shape.
    pub const fn is_dynamic(self) -> bool {
        matches!(self.scalar(), Some(ScalarType::Dynamic))
    }

    /// Whether nothing is known of it.
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown | Self::Scalar(ScalarType::Unknown))
    }

    /// The name that Kusto prints.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Scalar(ty) => ty.name(),
            Self::Dynamic(_) | Self::Array(_) | Self::Bag => "dynamic",
            Self::Table => "table",
            Self::Graph => "graph",
            Self::Cluster => "cluster",
            Self::Database => "database",
            Self::EntityGroup => "entity_group",
            Self::Function => "function",
            Self::Void => "void",
        }
    }
}

impl From<ScalarType> for Type {
    fn from(ty: ScalarType) -> Self {
        match ty {
            ScalarType::Unknown => Self::Unknown,
            ty => Self::Scalar(ty),
        }
    }
}
