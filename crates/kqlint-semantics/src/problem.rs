//! What can't be right: names, types and calls that Kusto's own binder rejects.

use kqlint_syntax::{NodeId, TextRange};

use crate::{scope::Side, ty::Type};

/// A name, a type or a call that can't be right.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub range: TextRange,
    /// The node there.
    pub node: NodeId,
    /// The code that Kusto's own binder has for it.
    pub code: &'static str,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// No table, variable or function of that name; rows are wanted.
    UnknownTable {
        /// The name.
        name: Box<str>,
    },
    /// No column of that name in the rows at hand, nor a variable.
    /// [`Model::input`](crate::Model::input) of the operator says what there is.
    UnknownColumn {
        /// The name.
        name: Box<str>,
    },
    /// No function of that name.
    UnknownFunction {
        /// The name.
        name: Box<str>,
    },
    /// No plug-in of that name.
    UnknownPlugin {
        /// The name.
        name: Box<str>,
    },
    /// `fuzzy` unions forgive a table that isn't there.
    FuzzyTable {
        /// The name.
        name: Box<str>,
    },
    /// The name means several things.
    AmbiguousName {
        /// The name.
        name: Box<str>,
    },
    /// An aggregate outside of `summarize` and its like.
    AggregateNotAllowed {
        /// The name.
        name: Box<str>,
    },
    /// A plug-in outside of `evaluate`.
    PluginNotAllowed {
        /// The name.
        name: Box<str>,
    },
    /// A column outside of the calls among the aggregates of `summarize`.
    ColumnNotAllowed {
        /// The name.
        name: Box<str>,
    },
    /// A name of something that is no function is called.
    NotAFunction {
        /// The name.
        name: Box<str>,
    },
    /// A call with too few or too many arguments.
    ArgumentCount {
        /// The function.
        function: Box<str>,
        /// The least number.
        min: usize,
        /// The greatest number.
        max: usize,
        /// The number given.
        found: usize,
    },
    /// A call whose arguments fit none of the function's signatures.
    ArgumentTypes {
        /// The function.
        function: Box<str>,
        /// The types of the arguments.
        types: Vec<Type>,
    },
    /// A value of another type is wanted.
    TypeMismatch {
        /// What is wanted, in words: `a number`.
        expected: Expected,
        /// What is there.
        found: Type,
    },
    /// Operands of types that don't go together.
    OperandTypes {
        /// The operator as it is written.
        operator: Box<str>,
        /// The type on the left.
        left: Type,
        /// The type on the right.
        right: Type,
    },
    /// The conditions of a join compare columns of different types.
    JoinTypes {
        /// The type on the left.
        left: Type,
        /// The type on the right.
        right: Type,
    },
    /// A column is named twice in one operator.
    DuplicateColumn {
        /// The name.
        name: Box<str>,
    },
    /// Rows are wanted where a value is, or the other way round.
    Form {
        /// What is wanted.
        expected: Expected,
    },
    /// A join key must be `$left.a == $right.b` or a name.
    JoinKey,
    /// The left side of a join's `==` must be `$left.a`, the right side `$right.b`.
    JoinOperand {
        /// The side that must stand there.
        side: Side,
    },
    /// A join key that is a name must be a column of both sides.
    NotOnBothSides {
        /// The name.
        name: Box<str>,
    },
    /// A join key that is a name has different types on both sides.
    SidesDiffer {
        /// The name.
        name: Box<str>,
        /// The type on the left.
        left: Type,
        /// The type on the right.
        right: Type,
    },
    /// A join key can't be dynamic.
    DynamicJoinKey,
    /// The operator can't stand in this bracket.
    OperatorNotAllowed,
    /// A step whose type doesn't go with what it steps over.
    NotAnInterval {
        /// The type of the step.
        step: Type,
        /// The type that it steps over.
        axis: Type,
    },
    /// Arguments that come in groups, as those of `case` do, and the last group lacks some.
    IncompleteArguments {
        /// The function.
        function: Box<str>,
        /// How many arguments belong together.
        group: usize,
        /// How many follow the groups.
        after: usize,
        /// How many arguments there are.
        found: usize,
        /// The parameter that gets none.
        lacks: Box<str>,
    },
    /// `*` where a call takes none.
    StarNotAllowed,
    /// A word that is no type where one is wanted.
    UnknownType,
    /// A function that needs arguments stands without brackets.
    NoArgumentList {
        /// The name.
        name: Box<str>,
    },
    /// None of a pattern's bodies is for the texts that a call gives.
    NoPatternMatch {
        /// The pattern's name.
        name: Box<str>,
    },
    /// An argument that no parameter has the name of.
    UnknownArgument {
        /// The name.
        name: Box<str>,
    },
    /// A function of the query gets no argument for a parameter without a default.
    MissingArgument {
        /// The parameter.
        name: Box<str>,
    },
    /// Arguments that must be of one type aren't.
    NoCommonType,
    /// An operator that needs rows before it stands first, or the other way round.
    OperatorPlace {
        /// Whether it must be first.
        must_be_first: bool,
    },
    /// `toscalar` of rows without columns.
    NoColumns,
    /// A value isn't one of those that make sense there.
    UnexpectedValue,
    /// Several columns where one is wanted.
    SeveralColumns,
    /// `[…]` after something that has no elements.
    NoElements,
    /// A parameter of an operator that it doesn't have.
    UnknownOperatorParameter {
        /// The name.
        name: Box<str>,
    },
    /// No database, cluster, external table or other entity of that name is known.
    UnknownEntity {
        /// The name.
        name: Box<str>,
    },
    /// The number of values of `datatable` isn't a multiple of that of its columns.
    DataValueCount {
        /// The number of columns.
        columns: usize,
    },
    /// A table lacks columns that a parameter declares.
    LacksColumns,
    /// A variable is declared a second time.
    DuplicateVariable {
        /// The name.
        name: Box<str>,
    },
}

impl ProblemKind {
    /// The code that Kusto's own binder has for it, as far as the kind alone tells.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::UnknownTable { .. } => "KS204",
            Self::UnknownColumn { .. } => "KS142",
            Self::UnknownFunction { .. } => "KS211",
            Self::UnknownPlugin { .. } => "KS124",
            Self::FuzzyTable { .. } => "KS205",
            Self::AmbiguousName { .. } => "KS146",
            Self::AggregateNotAllowed { .. } => "KS144",
            Self::PluginNotAllowed { .. } => "KS126",
            Self::ColumnNotAllowed { .. } => "KS236",
            Self::NotAFunction { .. } => "KS128",
            Self::ArgumentCount { .. } => "KS120",
            Self::IncompleteArguments { .. } => "KS121",
            Self::ArgumentTypes { .. } => "KS127",
            Self::TypeMismatch { expected, .. } | Self::Form { expected } => expected.code(),
            Self::OperandTypes { .. } => "KS106",
            Self::JoinTypes { .. } => "KS242",
            Self::DuplicateColumn { .. } => "KS171",
            Self::JoinKey => "KS182",
            Self::JoinOperand { .. } => "KS183",
            Self::NotOnBothSides { .. } => "KS145",
            Self::SidesDiffer { .. } => "KS227",
            Self::DynamicJoinKey => "KS241",
            Self::OperatorNotAllowed => "KS177",
            Self::NotAnInterval { .. } => "KS178",
            Self::StarNotAllowed => "KS191",
            Self::UnknownType => "KS160",
            Self::NoArgumentList { .. } => "KS117",
            Self::NoPatternMatch { .. } => "KS188",
            Self::UnknownArgument { .. } => "KS196",
            Self::MissingArgument { .. } => "KS197",
            Self::NoCommonType => "KS232",
            Self::OperatorPlace { must_be_first } => {
                if *must_be_first {
                    "KS175"
                } else {
                    "KS174"
                }
            }
            Self::NoColumns => "KS190",
            Self::UnexpectedValue => "KS005",
            Self::SeveralColumns => "KS184",
            Self::NoElements => "KS147",
            Self::UnknownOperatorParameter { .. } => "KS179",
            Self::UnknownEntity { .. } => "KS207",
            Self::DataValueCount { .. } => "KS173",
            Self::LacksColumns => "KS249",
            Self::DuplicateVariable { .. } => "KS201",
        }
    }
}

/// What is wanted where something else stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A value of that type.
    Type(Type),
    /// A value of any type.
    Scalar,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// A number or a timespan.
    Summable,
    /// A string or a dynamic value.
    StringOrDynamic,
    /// Any value but a dynamic one.
    NotDynamic,
    /// A value that can be put in order.
    Orderable,
    /// One of the types that the function takes.
    Declared,
    /// Rows.
    Table,
    /// A graph.
    Graph,
    /// A constant.
    Constant,
    /// A literal.
    Literal,
    /// The name of a column.
    Column,
    /// A call of an aggregate.
    Aggregate,
    /// A call of a function.
    Call,
    /// A dynamic array.
    DynamicArray,
    /// A dynamic property bag.
    DynamicBag,
    /// A string or a dynamic array.
    StringOrArray,
    /// A whole number or a dynamic array.
    IntegerOrArray,
    /// `New = Old`
    Rename,
}

impl Expected {
    const fn code(self) -> &'static str {
        match self {
            Self::Type(_) => "KS141",
            Self::Scalar => "KS108",
            Self::Number => "KS137",
            Self::Integer => "KS134",
            Self::Summable => "KS138",
            Self::StringOrDynamic | Self::Declared => "KS107",
            Self::NotDynamic => "KS116",
            Self::Orderable => "KS206",
            Self::Table => "KS111",
            Self::Graph => "KS219",
            Self::Constant => "KS129",
            Self::Literal => "KS131",
            Self::Column => "KS109",
            Self::Aggregate => "KS144",
            Self::Call => "KS128",
            Self::DynamicArray => "KS234",
            Self::DynamicBag => "KS235",
            Self::StringOrArray => "KS233",
            Self::IntegerOrArray => "KS136",
            Self::Rename => "KS110",
        }
    }
}
