//! Rules that a team writes itself: a pattern, a message and a level, no code.
//!
//! They run in the same walk as all other rules.

mod find;
mod names;

use std::fmt;

use kqlint_diagnostics::Level;
use kqlint_syntax::NodeKind;
use regex::Regex;

use crate::registry::rule;

pub(crate) use self::find::check;

/// A rule of a team's own.
#[derive(Debug, Clone)]
pub struct CustomRule {
    /// Its name, which no other rule has.
    pub(crate) name: &'static str,
    /// How serious its findings are; `None` where it is off.
    pub(crate) level: Option<Level>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) pattern: Pattern,
}

/// What a rule of a team's own finds.
#[derive(Debug, Clone)]
pub enum Pattern {
    /// Tables of these names; `*` stands for any letters.
    ForbidTable(Vec<String>),
    /// Calls of functions, aggregates and plug-ins of these names; `*` stands for any letters.
    ForbidFunction(Vec<String>),
    /// Operators, as they are written: `search`, `mv-expand`.
    ForbidOperator(Vec<String>),
    /// A table that is read without a filter on a column.
    RequireFilter {
        /// Names of tables; `*` stands for any letters.
        tables: Vec<String>,
        /// The column.
        column: String,
    },
    /// Names of `let` that don't match.
    LetNames(Regex),
    /// Names of computed columns that don't match.
    ColumnNames(Regex),
    /// Text that matches, comments included.
    ForbidText(Regex),
}

/// Why there can't be a rule of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadName {
    /// It isn't lower-case words with `-` between.
    Form,
    /// It is the name of a rule that comes with kqlint.
    Taken,
}

impl CustomRule {
    /// A rule that is on.
    ///
    /// # Errors
    ///
    /// When it can't have that name.
    pub fn new(
        name: &str,
        level: Option<Level>,
        message: String,
        help: Option<String>,
        pattern: Pattern,
    ) -> Result<Self, BadName> {
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !name.split('-').all(is_word) {
            return Err(BadName::Form);
        }
        if rule(name).is_some() {
            return Err(BadName::Taken);
        }
        Ok(Self {
            name: names::kept(name),
            level,
            message,
            help,
            pattern,
        })
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The kinds of node that it is asked about.
    pub(crate) fn kinds(&self) -> &'static [NodeKind] {
        match self.pattern {
            Pattern::ForbidTable(_) | Pattern::RequireFilter { .. } => &[NodeKind::NameReference],
            Pattern::ForbidFunction(_) => &[NodeKind::FunctionCallExpression],
            Pattern::LetNames(_) => &[NodeKind::LetStatement],
            Pattern::ColumnNames(_) => &[NodeKind::NamedExpression],
            Pattern::ForbidText(_) => &[NodeKind::SourceFile],
            Pattern::ForbidOperator(_) => find::OPERATORS,
        }
    }
}

impl PartialEq for CustomRule {
    fn eq(&self, other: &Self) -> bool {
        let text = |it: &dyn fmt::Debug| format!("{it:?}");
        text(self) == text(other)
    }
}

impl Eq for CustomRule {}
