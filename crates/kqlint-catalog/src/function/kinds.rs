//! The kinds of functions, parameters, arguments and results.
//!
//! Their names are those of Kusto's own vocabulary, so that a rule of its binder can
//! be found by the same word.

use crate::{ScalarType, named::named_enum};

named_enum! {
    /// What a built-in name is.
    pub enum FunctionKind {
        /// Computes one value for each row.
        Scalar = "function",
        /// Computes one value for each group of `summarize`.
        Aggregate = "aggregate",
        /// Makes a table, after `evaluate`.
        Plugin = "plugin",
    }
}

named_enum! {
    /// How the column is named that holds the result of a call without a name.
    pub enum ResultNameKind {
        /// `Column1`, or `print_0`.
        None = "None",
        /// As the first argument.
        FirstArgument = "FirstArgument",
        /// The prefix, `_`, then the first argument.
        PrefixAndFirstArgument = "PrefixAndFirstArgument",
        /// The function's name, `_`, then the first argument.
        NameAndFirstArgument = "NameAndFirstArgument",
        /// The prefix alone.
        PrefixOnly = "PrefixOnly",
        /// As the argument, when there is only one.
        OnlyArgument = "OnlyArgument",
        /// As the value of the first argument, when that is a column.
        FirstArgumentValueIfColumn = "FirstArgumentValueIfColumn",
    }
}

named_enum! {
    /// Which types a parameter takes.
    pub enum ParameterKind {
        /// Those of [`Parameter::types`](super::Parameter::types).
        Declared = "Declared",
        /// Any scalar.
        Scalar = "Scalar",
        /// A number.
        Number = "Number",
        /// A whole number.
        Integer = "Integer",
        /// A dynamic array.
        DynamicArray = "DynamicArray",
        /// A dynamic property bag.
        DynamicBag = "DynamicBag",
        /// A type that can be added up: a number or a timespan.
        Summable = "Summable",
        /// Any scalar but dynamic.
        NotDynamic = "NotDynamic",
        /// A string or a dynamic value.
        StringOrDynamic = "StringOrDynamic",
        /// A type that can be put in order.
        Orderable = "Orderable",
        /// The type that the other such arguments have, or dynamic.
        CommonScalarOrDynamic = "CommonScalarOrDynamic",
        /// A table.
        Tabular = "Tabular",
        /// A number or a bool.
        NumberOrBool = "NumberOrBool",
        /// A string or a dynamic array.
        StringOrArray = "StringOrArray",
        /// A whole number or a dynamic array.
        IntegerOrArray = "IntegerOrArray",
        /// The type that the other such arguments have, in an order.
        CommonOrderable = "CommonOrderable",
        /// Any scalar but real and bool.
        NotRealOrBool = "NotRealOrBool",
        /// The type that the other such arguments have.
        CommonScalar = "CommonScalar",
        /// Anything.
        Any = "Any",
    }
}

impl ParameterKind {
    /// Whether the arguments of such parameters must have a type in common.
    #[must_use]
    pub const fn is_common(self) -> bool {
        matches!(
            self,
            Self::CommonScalar | Self::CommonOrderable | Self::CommonScalarOrDynamic
        )
    }
}

named_enum! {
    /// What form an argument must have.
    pub enum ArgumentKind {
        /// Any expression.
        Expression = "Expression",
        /// A constant.
        Constant = "Constant",
        /// The name of a column.
        Column = "Column",
        /// A literal.
        Literal = "Literal",
        /// A literal that isn't empty.
        LiteralNotEmpty = "LiteralNotEmpty",
        /// An expression, or `*`.
        StarAllowed = "StarAllowed",
        /// Only `*`.
        StarOnly = "StarOnly",
        /// A column of the table that is the first argument.
        ColumnParameter0 = "Column_Parameter0",
        /// A column that both tables have.
        ColumnParameter0Common = "Column_Parameter0_Common",
        /// An expression over the elements of the first argument.
        ExpressionParameter0Element = "Expression_Parameter0_Element",
        /// A call of an aggregate.
        Aggregate = "Aggregate",
        /// A column or a constant; other expressions pass as well.
        ColumnOrLiteral = "Column_Literal",
    }
}

/// What a call yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Returns {
    /// A value of that type.
    Type(ScalarType),
    /// The type of the first argument.
    Parameter0,
    /// The type of the second argument.
    Parameter1,
    /// The type of the first argument, with `int` made `long`.
    Parameter0Promoted,
    /// An array of what the first argument is.
    Parameter0Array,
    /// The type that the first argument names.
    Parameter0Literal,
    /// The type that the second argument names.
    Parameter1Literal,
    /// The type that the last argument names.
    ParameterNLiteral,
    /// The cluster that the first argument names.
    Parameter0Cluster,
    /// The database that the first argument names.
    Parameter0Database,
    /// The table that the first argument names.
    Parameter0Table,
    /// The external table that the first argument names.
    Parameter0ExternalTable,
    /// The materialized view that the first argument names.
    Parameter0MaterializedView,
    /// The entity group that the first argument names.
    Parameter0EntityGroup,
    /// The graph that the first argument names.
    Parameter0Graph,
    /// The stored query result that the first argument names.
    Parameter0StoredQueryResult,
    /// The type that the arguments have in common.
    Common,
    /// The type that the arguments have in common, unless that is dynamic.
    CommonNonDynamic,
    /// The widest of the numeric types of the arguments.
    Widest,
    /// Decided by a rule of the function's own.
    Custom,
    /// Not known.
    Unknown,
}

impl Returns {
    const KINDS: [(Self, &'static str); 20] = [
        (Self::Parameter0, "Parameter0"),
        (Self::Parameter1, "Parameter1"),
        (Self::Parameter0Promoted, "Parameter0Promoted"),
        (Self::Parameter0Array, "Parameter0Array"),
        (Self::Parameter0Literal, "Parameter0Literal"),
        (Self::Parameter1Literal, "Parameter1Literal"),
        (Self::ParameterNLiteral, "ParameterNLiteral"),
        (Self::Parameter0Cluster, "Parameter0Cluster"),
        (Self::Parameter0Database, "Parameter0Database"),
        (Self::Parameter0Table, "Parameter0Table"),
        (Self::Parameter0ExternalTable, "Parameter0ExternalTable"),
        (
            Self::Parameter0MaterializedView,
            "Parameter0MaterializedView",
        ),
        (Self::Parameter0EntityGroup, "Parameter0EntityGroup"),
        (Self::Parameter0Graph, "Parameter0Graph"),
        (
            Self::Parameter0StoredQueryResult,
            "Parameter0StoredQueryResult",
        ),
        (Self::Common, "Common"),
        (Self::CommonNonDynamic, "CommonNonDynamic"),
        (Self::Widest, "Widest"),
        (Self::Custom, "Custom"),
        (Self::Unknown, "Unknown"),
    ];

    /// The numbers below belong to the types.
    const FIRST_KIND: u32 = 16;

    /// The kind or type of that name in the data.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let kind = Self::KINDS.iter().find(|(_, it)| *it == name);
        let ty = || ScalarType::from_exact_name(name).map(Self::Type);
        kind.map(|(kind, _)| *kind).or_else(ty)
    }

    /// The spelling in the data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Type(ty) => ty.name(),
            kind => Self::KINDS
                .iter()
                .find(|(it, _)| *it == kind)
                .map_or("Unknown", |(_, name)| name),
        }
    }

    pub(crate) fn number(self) -> u32 {
        match self {
            Self::Type(ty) => ty.number(),
            kind => (Self::FIRST_KIND..)
                .zip(Self::KINDS)
                .find(|(_, (it, _))| *it == kind)
                .map_or(Self::FIRST_KIND, |(number, _)| number),
        }
    }

    pub(super) fn from_number(number: u32) -> Self {
        let Some(kind) = number.checked_sub(Self::FIRST_KIND) else {
            return ScalarType::from_number(number).map_or(Self::Unknown, Self::Type);
        };
        let kind = usize::try_from(kind)
            .ok()
            .and_then(|it| Self::KINDS.get(it));
        kind.map_or(Self::Unknown, |(kind, _)| *kind)
    }
}
