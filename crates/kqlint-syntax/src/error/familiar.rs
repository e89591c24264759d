//! Slips that people make often: what is said of each, and its cure where that is certain.

mod brackets;

use text_size::TextRange;

use super::{
    SyntaxError, SyntaxErrorKind, SyntaxFix,
    explain::is_condition,
    fix::{edit, ends_step, remove},
    quoted,
    words::{self, COLUMN_TYPES},
};
use crate::{
    node_kind::NodeKind,
    token::TokenKind,
    tree::{SyntaxNode, SyntaxToken, SyntaxTree},
};

/// A slip with a cause that its place tells.
pub(super) struct Familiar {
    pub(super) message: String,
    pub(super) fix: Option<SyntaxFix>,
}

fn familiar(message: impl Into<String>, fix: Option<SyntaxFix>) -> Option<Familiar> {
    Some(Familiar {
        message: message.into(),
        fix,
    })
}

/// Where a slip was noticed.
struct Place<'e, 't> {
    error: &'e SyntaxError,
    tree: &'t SyntaxTree,
    found: SyntaxToken<'t>,
    before: SyntaxToken<'t>,
}

/// What is known of a slip like this one.
pub(super) fn find(error: &SyntaxError, tree: &SyntaxTree) -> Option<Familiar> {
    let found = tree.token_at(error.range.start());
    if error.kind == SyntaxErrorKind::UnknownType {
        return unknown_type(found);
    }
    let place = Place {
        error,
        tree,
        found,
        before: found.prev_significant()?,
    };
    match error.kind {
        SyntaxErrorKind::Foreign("not") => place.bang(),
        SyntaxErrorKind::WrongBracket("(") => place.list_in_other_brackets(),
        SyntaxErrorKind::Expected("`(`") => place.without_brackets(),
        SyntaxErrorKind::Expected(what) => place
            .marks()
            .or_else(|| place.unit_of_time())
            .or_else(|| place.expected(what)),
        SyntaxErrorKind::Unexpected => place
            .marks()
            .or_else(|| place.unit_of_time())
            .or_else(|| place.unexpected()),
        _ => None,
    }
}

impl<'t> Place<'_, 't> {
    /// `a =! 1`, `!(a == 1)`
    fn bang(&self) -> Option<Familiar> {
        let before = self.before;
        if before.kind() == TokenKind::Eq
            && touch(before, self.found)
            && is_condition(self.error, self.tree)
        {
            return self.written("=!", "!=", before, self.found);
        }
        let next = self.found.next_significant()?;
        let fix = (next.kind() == TokenKind::LParen)
            .then(|| edit("Write `not`", self.found.text_range(), "not"));
        familiar("`!` is written `not` in KQL", fix.flatten())
    }

    fn written(
        &self,
        written: &str,
        instead: &str,
        first: SyntaxToken<'t>,
        last: SyntaxToken<'t>,
    ) -> Option<Familiar> {
        let range = first.text_range().cover(last.text_range());
        familiar(
            format!("`{written}` is written `{instead}` in KQL"),
            edit(format!("Write `{instead}`"), range, instead),
        )
    }

    /// `===`, `=<`, `:=` and their like, whose parts are marks of their own.
    fn marks(&self) -> Option<Familiar> {
        const MARKS: [(&str, &str, &str, &str); 5] = [
            ("==", "=", "===", "=="),
            ("=", "<", "=<", "<="),
            ("..", ".", "...", ".."),
            ("|", ">", "|>", "|"),
            (":", "=", ":=", "="),
        ];
        let is = |first: SyntaxToken<'t>, second: SyntaxToken<'t>| {
            let marks = MARKS
                .iter()
                .find(|(one, two, ..)| first.text() == *one && second.text() == *two)?;
            touch(first, second).then_some(*marks)
        };
        if let Some((.., written, instead)) = is(self.before, self.found) {
            return self.written(written, instead, self.before, self.found);
        }
        let next = self.found.next_significant()?;
        let (.., written, instead) = is(self.found, next)?;
        (written == ":=").then(|| self.written(written, instead, self.found, next))?
    }

    /// `5 days`, `ago(1 d)`
    fn unit_of_time(&self) -> Option<Familiar> {
        let number = matches!(
            self.before.kind(),
            TokenKind::LongLiteral | TokenKind::RealLiteral
        );
        let unit = words::unit_of_time(self.found.text()).filter(|_| number)?;
        let written = format!("{} {}", self.before.text(), self.found.text());
        let instead = format!("{}{unit}", self.before.text());
        self.written(&written, &instead, self.before, self.found)
    }

    fn expected(&self, what: &str) -> Option<Familiar> {
        use TokenKind as T;
        let (before, found) = (self.before, self.found);
        match (what, found.kind()) {
            ("`]`", T::Comma) => self.list_without_dynamic(),
            ("`..`", _) => self.between_with_other_marks(),
            ("a value", _) if before.kind() == T::WithKw => self.properties(),
            ("`typeof(…)`", _) if COLUMN_TYPES.contains(&found.text()) => {
                let instead = format!("typeof({})", found.text());
                familiar(
                    format!("expected `{instead}`, found `{}`", found.text()),
                    edit(format!("Write `{instead}`"), found.text_range(), instead),
                )
            }
            ("`:`", _) if COLUMN_TYPES.contains(&found.text()) => familiar(
                format!(
                    "expected `:` between {} and `{}`",
                    quoted(before.text()),
                    found.text()
                ),
                edit("Insert `:`", gap(before, found), ": "),
            ),
            ("`:`", kind) if ends_step(kind) || kind == T::Comma => familiar(
                format!("expected `:` and a type after {}", quoted(before.text())),
                None,
            ),
            ("`by`", kind) if ends_step(kind) => familiar(
                format!("`{}` needs `by` and a column", self.step_word()?),
                None,
            ),
            ("`=`", T::LParen) => self.function(),
            ("`,`", T::TypeofKw) => familiar(
                "expected `to` before `typeof`",
                edit(
                    "Insert `to`",
                    TextRange::empty(found.text_range().start()),
                    "to ",
                ),
            ),
            ("`,`", T::StepKw) => familiar(
                "expected `on` and the column with the time before `step`",
                None,
            ),
            ("`,`", _) if found.text() == "group" => {
                familiar("`group by` is written `by` in KQL", remove(found))
            }
            ("`,`", _) => self.split_operator(),
            (_, T::WhereKw | T::FilterKw)
                if matches!(before.kind(), T::AndKw | T::OrKw)
                    && is_condition(self.error, self.tree) =>
            {
                let word = found.text();
                familiar(
                    format!(
                        "`{word}` stands only at the start of a step, not after `{}`",
                        before.text()
                    ),
                    remove(found),
                )
            }
            _ if COLUMN_TYPES.contains(&found.text()) => self.type_before_name(),
            _ => None,
        }
    }

    fn unexpected(&self) -> Option<Familiar> {
        use TokenKind as T;
        let (before, found) = (self.before, self.found);
        match (before.kind(), found.kind()) {
            (_, T::Comma) => self.columns_in_brackets(),
            (T::ProjectKw, T::Star) => familiar(
                "`project` takes no `*`; all columns stay without the step",
                None,
            ),
            (T::KindKw, _) => familiar(
                format!("expected `=` between `kind` and {}", quoted(found.text())),
                edit("Insert `=`", gap(before, found), "="),
            ),
            (T::RangeKw, _) => {
                familiar("expected `from`, as in `range x from 1 to 10 step 1`", None)
            }
            (T::At, _) => familiar("`@` stands only before a string", None),
            (T::OnKw, _) if self.step_word() == Some("join") => {
                familiar("expected a table between `join` and `on`", None)
            }
            (T::RParen, T::LBrace) => {
                familiar("a parameter needs its type, as in `(a: long)`", None)
            }
            (_, T::TimeSpanLiteral) if before.text() == "ago" => familiar(
                "`ago` is written `ago(…)` in KQL",
                self.enclose(found.text_range()).and_then(|fix| {
                    edit(
                        fix.title,
                        gap(before, found).cover(fix.range),
                        fix.replacement,
                    )
                }),
            ),
            _ if found.text() == "is" => self.is_null(),
            _ => None,
        }
    }

    /// `a is null`
    fn is_null(&self) -> Option<Familiar> {
        let next = self.found.next_significant()?;
        let (written, instead) = match next.text() {
            "null" => ("is null", "isnull(…)"),
            "not" if next.next_significant()?.text() == "null" => ("is not null", "isnotnull(…)"),
            _ => return None,
        };
        familiar(format!("`{written}` is written `{instead}` in KQL"), None)
    }

    /// `let f(a: long) { … }`
    fn function(&self) -> Option<Familiar> {
        let word = self.before.prev_significant()?;
        if word.kind() != TokenKind::LetKw || self.found.kind() != TokenKind::LParen {
            return None;
        }
        familiar(
            "a function is written `let f = (…) { … }` in KQL",
            edit("Insert `=`", gap(self.before, self.found), " = "),
        )
    }

    /// `let f = (long a) { … }`
    fn type_before_name(&self) -> Option<Familiar> {
        let name = self
            .found
            .next_significant()
            .filter(|next| next.kind() == TokenKind::Identifier)?;
        let inside = matches!(self.before.kind(), TokenKind::LParen | TokenKind::Comma);
        if !inside {
            return None;
        }
        let instead = format!("{}: {}", name.text(), self.found.text());
        familiar(
            format!("the name comes before its type: {}", quoted(&instead)),
            edit(
                "Put the name first",
                self.found.text_range().cover(name.text_range()),
                instead,
            ),
        )
    }

    /// `project away a`, `project-awy a`
    fn split_operator(&self) -> Option<Familiar> {
        let first = self.before.prev_significant()?;
        let dashed = first.kind() == TokenKind::Minus;
        let first = if dashed {
            first.prev_significant()?
        } else {
            first
        };
        let split = ["away", "keep", "rename", "reorder"].contains(&self.before.text());
        if first.kind() != TokenKind::ProjectKw || !(dashed || split) {
            return None;
        }
        let range = first.text_range().cover(self.before.text_range());
        let written = self
            .tree
            .text()
            .get(std::ops::Range::<usize>::from(range))?;
        let Some(instead) = words::nearest_operator(&format!("project-{}", self.before.text()))
        else {
            return familiar(format!("{} is not an operator", quoted(written)), None);
        };
        familiar(
            format!("{} is written `{instead}` in KQL", quoted(written)),
            edit(format!("Write `{instead}`"), range, instead),
        )
    }

    /// The first word of the step that the slip stands in.
    fn step_word(&self) -> Option<&'t str> {
        let end = TextRange::empty(self.before.text_range().start());
        let around = self.tree.covering_node(end);
        let step = around.ancestors().find(|node| {
            let parent = node.parent().map(SyntaxNode::kind);
            parent == Some(NodeKind::PipeExpression)
        })?;
        Some(step.first_token()?.text())
    }
}

/// `a: varchar`
fn unknown_type(found: SyntaxToken<'_>) -> Option<Familiar> {
    let instead = words::type_instead(found.text())?;
    familiar(
        format!(
            "{} is not a type; KQL has `{instead}`",
            quoted(found.text())
        ),
        edit(format!("Write `{instead}`"), found.text_range(), instead),
    )
}

fn touch(first: SyntaxToken<'_>, second: SyntaxToken<'_>) -> bool {
    first.text_range().end() == second.text_range().start()
}

/// What stands between two tokens.
fn gap(first: SyntaxToken<'_>, second: SyntaxToken<'_>) -> TextRange {
    TextRange::new(first.text_range().end(), second.text_range().start())
}
