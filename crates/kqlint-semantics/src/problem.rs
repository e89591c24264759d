//! What can't be right: names, types and calls that Kusto's own binder rejects.

use kqlint_syntax::{NodeId, TextRange};

use crate::ty::Type;

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
    /// A column's type can't be known here, and one is wanted.
    UntypedName {
        /// The name.
        name: Box<str>,
    },
    /// An obsolete function or operator.
    Obsolete {
        /// The name.
        name: Box<str>,
    },
    /// Another rule of the language, told by Kusto's code for it.
    Other {
        /// The code.
        code: &'static str,
    },
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
}
