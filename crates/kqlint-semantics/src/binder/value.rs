//! What the binder knows of an expression.

use crate::{
    constant::ConstantData,
    schema::{ColumnData, SchemaId},
    ty::Type,
};

/// What an expression yields, and what it names.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Value {
    /// The type.
    pub(crate) ty: Type,
    /// The columns of a table, or those of a graph's edges.
    pub(crate) schema: Option<SchemaId>,
    /// The columns of a graph's nodes.
    pub(crate) nodes: Option<SchemaId>,
    /// The column that it names.
    pub(crate) column: Option<ColumnData>,
    /// The column whose value it holds unchanged: one in brackets, or converted to the
    /// type that it has anyway.
    pub(crate) copies: Option<ColumnData>,
    /// The columns of a call that yields several values: `arg_max(a, *)`.
    pub(crate) tuple: Option<SchemaId>,
    /// The columns that a wildcard names.
    pub(crate) group: Option<SchemaId>,
    /// The value, where it can be computed.
    pub(crate) constant: Option<ConstantData>,
    /// Whether it is the same for every row, whether or not it can be computed.
    pub(crate) is_constant: bool,
    /// Whether something in it was reported, so that nothing more is to be said of it.
    pub(crate) is_wrong: bool,
}

impl Value {
    /// Nothing is known.
    pub(crate) const UNKNOWN: Self = Self {
        ty: Type::Unknown,
        schema: None,
        nodes: None,
        column: None,
        copies: None,
        tuple: None,
        group: None,
        constant: None,
        is_constant: false,
        is_wrong: false,
    };

    /// What is left of an expression that was reported.
    pub(crate) const WRONG: Self = Self {
        is_wrong: true,
        ..Self::UNKNOWN
    };

    /// A value of a type.
    pub(crate) const fn of(ty: Type) -> Self {
        Self {
            ty,
            ..Self::UNKNOWN
        }
    }

    /// A value of a type that is the same for every row.
    pub(crate) const fn constant_of(ty: Type) -> Self {
        Self {
            is_constant: true,
            ..Self::of(ty)
        }
    }

    /// A literal.
    pub(crate) const fn literal(ty: Type, constant: Option<ConstantData>) -> Self {
        Self {
            constant,
            ..Self::constant_of(ty)
        }
    }

    /// Rows.
    pub(crate) const fn table(schema: SchemaId) -> Self {
        Self {
            schema: Some(schema),
            ..Self::of(Type::Table)
        }
    }

    /// A graph.
    pub(crate) const fn graph(edges: SchemaId, nodes: SchemaId) -> Self {
        Self {
            schema: Some(edges),
            nodes: Some(nodes),
            ..Self::of(Type::Graph)
        }
    }

    /// A column's value.
    pub(crate) const fn of_column(column: ColumnData) -> Self {
        Self {
            column: Some(column),
            copies: Some(column),
            ..Self::of(column.ty)
        }
    }

    /// Several values.
    pub(crate) const fn of_tuple(tuple: SchemaId, ty: Type) -> Self {
        Self {
            tuple: Some(tuple),
            ..Self::of(ty)
        }
    }

    /// The same in brackets: it doesn't name its column any more.
    pub(crate) const fn bracketed(self) -> Self {
        Self {
            column: None,
            group: None,
            ..self
        }
    }

    /// The same, without the column that it names.
    pub(crate) const fn unnamed(self) -> Self {
        Self {
            column: None,
            copies: None,
            group: None,
            ..self
        }
    }

    /// The rows, where it is a table.
    pub(crate) fn rows(self) -> Option<SchemaId> {
        self.schema.filter(|_| self.ty == Type::Table)
    }

    /// Whether nothing can be said of it.
    pub(crate) const fn is_unknown(self) -> bool {
        self.is_wrong || self.ty.is_unknown()
    }
}
