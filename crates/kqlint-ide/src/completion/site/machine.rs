//! Reads tokens one by one.

use kqlint_catalog::{OperatorPlace, operator};
use kqlint_syntax::{SyntaxToken, TokenKind};

use super::frame::{Comparison, Frame, Opener, State};

/// The open brackets, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Machine<'t> {
    outer: Vec<Frame<'t>>,
    frame: Frame<'t>,
}

/// Words that stand between two values.
const WORD_OPERATORS: [&str; 4] = ["and", "or", "in", "between"];

/// Operators whose arguments are sources of rows.
const SOURCE_OPERATORS: [&str; 3] = ["join", "lookup", "union"];

/// Operators that begin with a number.
const COUNT_OPERATORS: [&str; 6] = [
    "take",
    "limit",
    "top",
    "sample",
    "sample-distinct",
    "top-hitters",
];

/// Names of calls whose argument is a pipeline of its own.
const PIPELINE_CALLS: [&str; 4] = ["toscalar", "materialize", "totable", "view"];

impl<'t> Machine<'t> {
    /// The innermost bracket.
    pub(super) fn top(&self) -> &Frame<'t> {
        &self.frame
    }

    /// A blank line ends a query, unless a bracket is open or an operator begun.
    pub(super) fn end_query(&mut self) {
        let is_complete = matches!(self.frame.state, State::AfterOperand);
        if self.outer.is_empty() && is_complete && self.frame.statement.is_empty() {
            self.frame = Frame::default();
        }
    }

    /// Goes on by one token that isn't trivia.
    pub(super) fn read(&mut self, token: SyntaxToken<'t>) {
        let text = token.text();
        match text {
            "|" => self.pipe(),
            ";" => self.semicolon(),
            "(" => self.open(),
            "[" => self.push(Frame::new(Opener::Group, State::Operand)),
            "{" => self.push(Frame::new(Opener::Body, State::Start)),
            ")" | "]" | "}" => self.close(),
            "," => self.comma(),
            "=" => self.equals(),
            ":" => self.colon(),
            "." => {
                let base = self.frame.name.map_or("", SyntaxToken::text);
                self.frame.state = State::Member(base);
            }
            _ if token.kind() == TokenKind::Placeholder || token.kind().is_literal() => {
                self.value(None);
            }
            _ if text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$')) => {
                self.word(token);
            }
            _ => self.punctuation(token),
        }
    }

    fn push(&mut self, frame: Frame<'t>) {
        let outer = std::mem::replace(&mut self.frame, frame);
        self.outer.push(outer);
    }

    fn pipe(&mut self) {
        // A pipe inside the brackets of an expression means that they were forgotten.
        while matches!(self.frame.opener, Opener::Call(_) | Opener::Options) {
            match self.outer.pop() {
                Some(outer) => self.frame = outer,
                None => break,
            }
        }
        let frame = &mut self.frame;
        frame.previous_operator = frame.operator;
        frame.operator = "";
        frame.clause = "";
        frame.comparison = None;
        frame.name = None;
        frame.state = State::Pipe;
    }

    fn semicolon(&mut self) {
        while !matches!(self.frame.opener, Opener::Statement | Opener::Body) {
            match self.outer.pop() {
                Some(outer) => self.frame = outer,
                None => break,
            }
        }
        self.frame = Frame::new(self.frame.opener, State::Start);
    }

    fn open(&mut self) {
        let new = self.opened();
        self.push(new);
    }

    /// What an opening bracket begins.
    fn opened(&self) -> Frame<'t> {
        let frame = &self.frame;
        let name = frame.name.map_or("", SyntaxToken::text);
        let inside = |opener| Frame {
            operator: frame.operator,
            clause: frame.clause,
            ..Frame::new(opener, State::Operand)
        };
        let takes_operators = matches!(
            (frame.operator, frame.clause),
            ("mv-apply", "on") | ("partition", "by") | ("facet", "with") | ("fork", _)
        );
        if takes_operators {
            return Frame::new(Opener::Operators, State::Pipe);
        }
        if frame.name.is_some() && frame.state == State::AfterOperand {
            return match name {
                _ if PIPELINE_CALLS.contains(&name) => Frame::new(Opener::Pipeline, State::Start),
                "typeof" => Frame::new(Opener::Declarations, State::Type),
                _ => inside(Opener::Call(name)),
            };
        }
        match (frame.operator, frame.clause) {
            ("datatable" | "externaldata", "") => Frame::new(Opener::Declarations, State::Nothing),
            (_, "with") => Frame::new(Opener::Options, State::Nothing),
            ("search" | "find", "in") => Frame::new(Opener::Pipeline, State::Source),
            _ => match frame.state {
                State::Start | State::Source => Frame::new(Opener::Pipeline, State::Start),
                State::LetValue => Frame::new(Opener::Pipeline, State::LetValue),
                State::Operand if frame.comparison.is_some() => Frame {
                    comparison: frame.comparison,
                    ..inside(Opener::List)
                },
                _ => inside(Opener::Group),
            },
        }
    }

    fn close(&mut self) {
        if let Some(outer) = self.outer.pop() {
            self.frame = outer;
        }
        self.value(None);
    }

    fn comma(&mut self) {
        let frame = &mut self.frame;
        if frame.opener != Opener::List {
            frame.comparison = None;
        }
        frame.name = None;
        let takes_sources = (frame.operator == "union" && frame.opener != Opener::Group)
            || (frame.opener == Opener::Pipeline && frame.operator.is_empty());
        frame.state = match frame.opener {
            Opener::Declarations | Opener::Options => State::Nothing,
            _ if frame.operator == "project-rename" => State::Nothing,
            _ if takes_sources => State::Source,
            _ => State::Operand,
        };
    }

    fn equals(&mut self) {
        let frame = &mut self.frame;
        let name = frame.name.map_or("", SyntaxToken::text);
        let name = name.strip_prefix("hint.").unwrap_or(name);
        frame.state = if frame.statement == "let" && frame.operator.is_empty() {
            State::LetValue
        } else if is_parameter(frame, name) {
            State::Parameter(name)
        } else {
            State::Operand
        };
        frame.name = None;
        frame.comparison = None;
    }

    fn colon(&mut self) {
        let frame = &mut self.frame;
        let declares = match frame.opener {
            Opener::Declarations => true,
            Opener::Pipeline => frame.state == State::AfterOperand && frame.operator.is_empty(),
            _ => frame.operator.starts_with("parse") && frame.clause == "with",
        };
        if declares {
            frame.state = State::Type;
        } else {
            self.compare(":");
        }
    }

    fn punctuation(&mut self, token: SyntaxToken<'t>) {
        match token.text() {
            "*" if matches!(self.frame.state, State::Operand | State::Source) => self.value(None),
            operator @ ("==" | "!=" | "<>" | "=~" | "!~" | "<" | "<=" | ">" | ">=") => {
                self.compare(operator);
            }
            text if is_comparison(token) => self.compare(text),
            _ => {
                self.frame.comparison = None;
                self.frame.name = None;
                self.frame.state = State::Operand;
            }
        }
    }

    fn compare(&mut self, operator: &'t str) {
        let frame = &mut self.frame;
        frame.comparison = frame.name.map(|subject| Comparison { subject, operator });
        frame.name = None;
        frame.state = State::Operand;
    }

    /// A value has been read; its name, if it is one.
    fn value(&mut self, name: Option<SyntaxToken<'t>>) {
        let frame = &mut self.frame;
        let is_right_side = frame.comparison.is_some() && frame.opener != Opener::List;
        if is_right_side {
            frame.comparison = None;
        }
        frame.name = name;
        frame.state = match frame.state {
            // `top 5`, `range x`: what comes next is told by a word.
            State::Parameter(_) if SOURCE_OPERATORS.contains(&frame.operator) => State::Source,
            State::Parameter(_) => State::Operand,
            _ => State::AfterOperand,
        };
    }

    fn word(&mut self, token: SyntaxToken<'t>) {
        let text = token.text();
        match self.frame.state {
            State::Start => self.begin(token),
            State::Pipe => self.begin_operator(text),
            State::LetValue | State::Source if begins_rows(text) => self.begin_operator(text),
            State::AfterOperand => self.go_on(token),
            State::Source if text == "with" => self.frame.clause = "with",
            State::Operand if matches!(text, "by" | "on" | "of" | "with" | "from" | "in") => {
                self.clause(text);
            }
            State::Type => self.value(None),
            State::Nothing => {
                self.frame.state = after_new_name(&self.frame);
                self.frame.name = Some(token);
            }
            _ => self.value(Some(token)),
        }
    }

    /// The first word of a statement or a pipeline.
    fn begin(&mut self, token: SyntaxToken<'t>) {
        let text = token.text();
        match text {
            "let" | "set" | "declare" | "alias" if self.frame.opener != Opener::Pipeline => {
                self.frame.statement = text;
                self.frame.state = State::Nothing;
            }
            _ if begins_rows(text) => self.begin_operator(text),
            _ => self.value(Some(token)),
        }
    }

    fn begin_operator(&mut self, text: &'t str) {
        let frame = &mut self.frame;
        frame.operator = text;
        frame.clause = "";
        frame.name = None;
        frame.comparison = None;
        frame.state = match text {
            _ if SOURCE_OPERATORS.contains(&text) => State::Source,
            _ if begins_with_number(text) => State::Nothing,
            "count" | "getschema" | "consume" | "sort" | "order" | "find" | "partition"
            | "facet" | "reduce" | "datatable" | "externaldata" => State::AfterOperand,
            "as" | "range" | "project-rename" => State::Nothing,
            _ => State::Operand,
        };
    }

    /// A word after a value.
    fn go_on(&mut self, token: SyntaxToken<'t>) {
        let text = token.text();
        match text {
            "by" | "on" | "of" | "with" | "from" | "to" | "step" | "default" => self.clause(text),
            "in" if matches!(self.frame.operator, "search" | "find")
                && self.frame.name.is_none() =>
            {
                self.clause(text);
            }
            "where" if self.frame.operator == "find" => self.clause(text),
            "project" if self.frame.operator == "find" => self.clause(text),
            "as" if self.frame.operator == "count" => self.frame.state = State::Nothing,
            "asc" | "desc" | "nulls" | "first" | "last" => self.frame.name = None,
            "and" | "or" => {
                self.frame.comparison = None;
                self.frame.name = None;
                self.frame.state = State::Operand;
            }
            _ if is_comparison(token) => self.compare(text),
            // A parameter's name, or a word that isn't finished.
            _ => self.frame.name = Some(token),
        }
    }

    fn clause(&mut self, text: &'t str) {
        let frame = &mut self.frame;
        frame.clause = text;
        frame.name = None;
        frame.comparison = None;
        frame.state = match (frame.operator, text) {
            (_, "to") if frame.operator.starts_with("mv-") => State::AfterOperand,
            ("render" | "parse" | "parse-where" | "parse-kv", "with") | (_, "in") => State::Nothing,
            _ => State::Operand,
        };
    }
}

/// Whether the first argument of an operator is a number: `take 10`.
pub(in crate::completion) fn begins_with_number(operator: &str) -> bool {
    COUNT_OPERATORS.contains(&operator)
}

/// Whether a word begins rows: `union`, `print`.
fn begins_rows(word: &str) -> bool {
    operator(word)
        .is_some_and(|it| matches!(it.place, OperatorPlace::Source | OperatorPlace::Either))
}

/// Whether `=` after that name gives a value to a parameter rather than a name to a column.
fn is_parameter(frame: &Frame<'_>, name: &str) -> bool {
    let is_kind = matches!(name, "kind" | "withsource" | "isfuzzy" | "decodeblocks");
    let takes_parameters = SOURCE_OPERATORS.contains(&frame.operator)
        || matches!(
            frame.operator,
            "parse"
                | "parse-where"
                | "search"
                | "find"
                | "evaluate"
                | "mv-expand"
                | "make-series"
                | "reduce"
        );
    frame.opener == Opener::Options
        || (is_kind && takes_parameters)
        || matches!(
            name,
            "strategy" | "shufflekey" | "num_partitions" | "remote" | "spread" | "concurrency"
        )
}

/// What follows a new name or a number.
fn after_new_name<'t>(frame: &Frame<'t>) -> State<'t> {
    match frame.statement {
        "declare" | "alias" => State::Nothing,
        _ => State::AfterOperand,
    }
}

/// Whether a word compares the values around it.
fn is_comparison(token: SyntaxToken<'_>) -> bool {
    let text = token.text();
    token.kind().is_keyword()
        && (WORD_OPERATORS.contains(&text)
            || matches!(text, "in~" | "has_any" | "has_all")
            || kqlint_catalog::scalar_operator(text).is_some())
}
