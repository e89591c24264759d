//! One open bracket and how far the text inside it has come.

use kqlint_syntax::SyntaxToken;

/// What fits at the cursor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::completion) enum Expects<'t> {
    /// Rows: a table, a variable, an operator that makes rows.
    Source,
    /// Rows or a value: after `let x =`.
    Value,
    /// An operator, after a pipe.
    Operator,
    /// A value; what it is compared with, if anything.
    Operand(Option<Comparison<'t>>),
    /// A word that goes on after a value.
    AfterOperand,
    /// What follows `$left.` and the like.
    Member(&'t str),
    /// The value of an operator's parameter.
    Parameter(&'t str),
    /// A type.
    Type,
    /// Nothing that is known: a new name, a number.
    Nothing,
}

/// A comparison whose right side is being written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::completion) struct Comparison<'t> {
    /// The name that is compared.
    pub(in crate::completion) subject: SyntaxToken<'t>,
    /// The operator.
    pub(in crate::completion) operator: &'t str,
}

/// What opened the bracket.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::completion) enum Opener<'t> {
    /// No bracket: the statement itself.
    #[default]
    Statement,
    /// The call of a function.
    Call(&'t str),
    /// `in (`: a list of values.
    List,
    /// A pipeline of its own: `join (`.
    Pipeline,
    /// Operators on the rows at hand: `mv-apply … on (`.
    Operators,
    /// Names with types: `datatable(`.
    Declarations,
    /// Options: `with (`.
    Options,
    /// The body of a function.
    Body,
    /// Any other bracket.
    Group,
}

/// What was read last.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum State<'t> {
    /// Nothing: a statement or a pipeline begins.
    #[default]
    Start,
    /// `let x =`
    LetValue,
    /// A pipe.
    Pipe,
    /// Something after which a source of rows comes.
    Source,
    /// Something after which a value comes.
    Operand,
    /// A value.
    AfterOperand,
    /// A dot after a name.
    Member(&'t str),
    /// `kind =`
    Parameter(&'t str),
    /// A colon after a name.
    Type,
    /// Something after which a new name or a number comes.
    Nothing,
}

/// One open bracket.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame<'t> {
    pub(super) opener: Opener<'t>,
    /// The word that began the statement: `let`, `set`, or nothing.
    pub(super) statement: &'t str,
    pub(super) operator: &'t str,
    pub(super) previous_operator: &'t str,
    pub(super) clause: &'t str,
    pub(super) state: State<'t>,
    /// The last token, where it is a name.
    pub(super) name: Option<SyntaxToken<'t>>,
    pub(super) comparison: Option<Comparison<'t>>,
}

impl<'t> Frame<'t> {
    pub(super) fn new(opener: Opener<'t>, state: State<'t>) -> Self {
        Self {
            opener,
            state,
            ..Self::default()
        }
    }

    /// What fits after all that was read.
    pub(super) fn expects(&self) -> Expects<'t> {
        match self.state {
            State::Start | State::Source => Expects::Source,
            State::LetValue => Expects::Value,
            State::Pipe => Expects::Operator,
            State::Operand => Expects::Operand(self.comparison),
            State::AfterOperand => Expects::AfterOperand,
            State::Member(base) => Expects::Member(base),
            State::Parameter(name) => Expects::Parameter(name),
            State::Type => Expects::Type,
            State::Nothing => Expects::Nothing,
        }
    }

    /// Whether a statement begins here.
    pub(super) fn begins_statement(&self) -> bool {
        self.state == State::Start && matches!(self.opener, Opener::Statement | Opener::Body)
    }
}
