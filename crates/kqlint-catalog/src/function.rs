//! Built-in functions, aggregates and plug-ins with their signatures.
//!
//! The names of the kinds are those of Kusto's own vocabulary, so that a rule of
//! its binder can be found by the same word.

use crate::{
    ScalarType,
    blob::{Blob, Cursor, Entry},
    named::named_enum,
};

/// Bits of a function's flags; the kind is in the lowest two.
pub(crate) const KIND_MASK: u32 = 3;
pub(crate) const OBSOLETE: u32 = 1 << 2;
pub(crate) const HIDDEN: u32 = 1 << 3;
pub(crate) const CONSTANT_FOLDABLE: u32 = 1 << 4;

/// Bits of a signature's and of a parameter's flags.
pub(crate) const SIGNATURE_HIDDEN: u32 = 1;
pub(crate) const OPTIONAL: u32 = 1;
pub(crate) const REPEATS: u32 = 1 << 1;
pub(crate) const TAKES_TYPE: u32 = 1 << 2;

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
        /// Those of [`Parameter::types`].
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

    fn from_number(number: u32) -> Self {
        let Some(kind) = number.checked_sub(Self::FIRST_KIND) else {
            return ScalarType::from_number(number).map_or(Self::Unknown, Self::Type);
        };
        let kind = usize::try_from(kind)
            .ok()
            .and_then(|it| Self::KINDS.get(it));
        kind.map_or(Self::Unknown, |(kind, _)| *kind)
    }
}

/// A built-in function, aggregate or plug-in.
#[derive(Clone, Copy)]
pub struct Function<'c> {
    blob: Blob<'c>,
    name: u32,
    flags: u32,
    summary: u32,
    example: u32,
    alternative: u32,
    result_name: u32,
    result_name_prefix: u32,
    signature_count: u32,
    signatures: Cursor<'c>,
}

impl<'c> Function<'c> {
    pub(crate) fn read(entry: Entry<'c>) -> Self {
        let mut cursor = entry.blob.data(entry.record);
        Self {
            blob: entry.blob,
            name: entry.name,
            flags: cursor.number(),
            summary: cursor.number(),
            example: cursor.number(),
            alternative: cursor.number(),
            result_name: cursor.number(),
            result_name_prefix: cursor.number(),
            signature_count: cursor.number(),
            signatures: cursor,
        }
    }

    /// The name, in the case in which it has to be written.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> FunctionKind {
        FunctionKind::from_number(self.flags & KIND_MASK).unwrap_or(FunctionKind::Scalar)
    }

    /// What it does, in one sentence.
    #[must_use]
    pub fn summary(self) -> Option<&'c str> {
        self.blob.text(self.summary)
    }

    /// A query that shows it and runs anywhere.
    #[must_use]
    pub fn example(self) -> Option<&'c str> {
        self.blob.text(self.example)
    }

    /// Whether another function took its place.
    #[must_use]
    pub const fn obsolete(self) -> bool {
        self.flags & OBSOLETE != 0
    }

    /// The name of the function that took its place; with several, the one that
    /// always fits comes first.
    #[must_use]
    pub fn alternative(self) -> Option<&'c str> {
        self.blob.text(self.alternative)
    }

    /// Whether it works but isn't offered.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        self.flags & HIDDEN != 0
    }

    /// Whether a call with constant arguments is a constant.
    #[must_use]
    pub const fn constant_foldable(self) -> bool {
        self.flags & CONSTANT_FOLDABLE != 0
    }

    /// How the column of an unnamed call is named.
    #[must_use]
    pub fn result_name_kind(self) -> ResultNameKind {
        ResultNameKind::from_number(self.result_name).unwrap_or(ResultNameKind::None)
    }

    /// What that name begins with.
    #[must_use]
    pub fn result_name_prefix(self) -> Option<&'c str> {
        self.blob.text(self.result_name_prefix)
    }

    /// The ways to call it.
    pub fn signatures(self) -> impl Iterator<Item = Signature<'c>> + use<'c> {
        let mut cursor = self.signatures;
        (0..self.signature_count).map_while(move |_| Signature::read(self.blob, &mut cursor))
    }
}

impl std::fmt::Debug for Function<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.kind().name(), self.name())
    }
}

/// One way to call a function.
#[derive(Clone, Copy)]
pub struct Signature<'c> {
    blob: Blob<'c>,
    flags: u32,
    min_arguments: u32,
    max_arguments: u32,
    returns: u32,
    parameter_count: u32,
    parameters: Cursor<'c>,
}

impl<'c> Signature<'c> {
    /// Reads a signature and moves on to the next: its length stands before it.
    fn read(blob: Blob<'c>, cursor: &mut Cursor<'c>) -> Option<Self> {
        let len = cursor.varint()?;
        let mut own = *cursor;
        cursor.skip(len);
        Some(Self {
            blob,
            flags: own.varint()?,
            min_arguments: own.varint()?,
            max_arguments: own.varint()?,
            returns: own.varint()?,
            parameter_count: own.varint()?,
            parameters: own,
        })
    }

    /// The least number of arguments.
    #[must_use]
    pub const fn min_arguments(self) -> usize {
        self.min_arguments as usize
    }

    /// The greatest number of arguments.
    #[must_use]
    pub const fn max_arguments(self) -> usize {
        self.max_arguments as usize
    }

    /// What a call yields.
    #[must_use]
    pub fn returns(self) -> Returns {
        Returns::from_number(self.returns)
    }

    /// The parameters in order.
    pub fn parameters(self) -> impl Iterator<Item = Parameter<'c>> + use<'c> {
        let mut cursor = self.parameters;
        (0..self.parameter_count).map_while(move |_| Parameter::read(self.blob, &mut cursor))
    }

    /// Whether it works but isn't offered.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        self.flags & SIGNATURE_HIDDEN != 0
    }
}

/// A parameter of a signature.
#[derive(Clone, Copy)]
pub struct Parameter<'c> {
    blob: Blob<'c>,
    name: u32,
    flags: u32,
    kind: u32,
    types: u32,
    argument: u32,
    values: u32,
    default: u32,
}

impl<'c> Parameter<'c> {
    fn read(blob: Blob<'c>, cursor: &mut Cursor<'c>) -> Option<Self> {
        Some(Self {
            blob,
            name: cursor.varint()?,
            flags: cursor.varint()?,
            kind: cursor.varint()?,
            types: cursor.varint()?,
            argument: cursor.varint()?,
            values: cursor.varint()?,
            default: cursor.varint()?,
        })
    }

    /// The name, which a call may use: `f(name=1)`.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// Which types it takes.
    #[must_use]
    pub fn kind(self) -> ParameterKind {
        ParameterKind::from_number(self.kind).unwrap_or(ParameterKind::Any)
    }

    /// The types it takes, where the kind is [`ParameterKind::Declared`].
    pub fn types(self) -> impl Iterator<Item = ScalarType> + use<'c> {
        let types = ScalarType::ALL.iter().copied();
        types.filter(move |it| self.types & (1 << it.number()) != 0)
    }

    /// Whether it takes the name of a type: `typeof(long)`.
    #[must_use]
    pub const fn takes_type(self) -> bool {
        self.flags & TAKES_TYPE != 0
    }

    /// What form the argument must have.
    #[must_use]
    pub fn argument(self) -> ArgumentKind {
        ArgumentKind::from_number(self.argument).unwrap_or(ArgumentKind::Expression)
    }

    /// Whether it may be left out.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        self.flags & OPTIONAL != 0
    }

    /// Whether it may be given several times.
    #[must_use]
    pub const fn repeats(self) -> bool {
        self.flags & REPEATS != 0
    }

    /// The only values that make sense, or none when any value does.
    pub fn values(self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.blob.list(self.values)
    }

    /// What can be written to get the default: `~`.
    #[must_use]
    pub fn default(self) -> Option<&'c str> {
        self.blob.text(self.default)
    }
}
