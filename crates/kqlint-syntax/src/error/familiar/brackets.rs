//! Slips with brackets: lists, ranges and properties without them, or with others.

use text_size::TextRange;

use super::{Familiar, Place, familiar, touch};
use crate::{
    error::{
        SyntaxFix,
        fix::{edit, ends_step},
    },
    node_kind::NodeKind,
    token::TokenKind,
    tree::{SyntaxNode, SyntaxToken},
};

impl Place<'_, '_> {
    /// `in 1, 2`, `between 1 and 2`, `mv-apply a on take 1`
    pub(super) fn without_brackets(&self) -> Option<Familiar> {
        use TokenKind as T;
        let word = self.before.text();
        match self.before.kind() {
            T::BetweenKw | T::NotBetweenKw => familiar(
                format!("`{word}` takes its ends in brackets: `{word} (a .. b)`"),
                self.ends_in_brackets(),
            ),
            kind if takes_list(kind) => {
                let values = values(self.found, |kind| {
                    ends_step(kind) || matches!(kind, T::AndKw | T::OrKw)
                });
                familiar(
                    format!("`{word}` takes its values in brackets: `{word} (…)`"),
                    values.and_then(|range| self.enclose(range)),
                )
            }
            T::OnKw => familiar("`on` takes a query in brackets: `on (…)`", None),
            T::Eq | T::Identifier => self.function(),
            _ => None,
        }
    }

    /// `(a .. b)` for what stands behind `between`, where both ends are one token.
    fn ends_in_brackets(&self) -> Option<SyntaxFix> {
        let first = Some(self.found).filter(|token| is_value(*token))?;
        let between = first.next_significant()?;
        let second = between
            .next_significant()
            .filter(|token| is_value(*token))?;
        let behind = second.next_significant()?.kind();
        let separates = matches!(
            between.kind(),
            TokenKind::AndKw | TokenKind::DotDot | TokenKind::Comma
        );
        let ends = ends_step(behind) || matches!(behind, TokenKind::AndKw | TokenKind::OrKw);
        if !separates || !ends {
            return None;
        }
        let range = first.text_range().cover(second.text_range());
        let ends = format!("({} .. {})", first.text(), second.text());
        edit(format!("Write `{ends}`"), range, ends)
    }

    /// Puts a range in brackets.
    pub(super) fn enclose(&self, range: TextRange) -> Option<SyntaxFix> {
        let inner = self.tree.text().get(std::ops::Range::<usize>::from(range));
        edit("Put it in brackets", range, format!("({})", inner?))
    }

    /// `in [1, 2]`
    pub(super) fn list_in_other_brackets(&self) -> Option<Familiar> {
        let word = self.before.text();
        if !takes_list(self.before.kind()) {
            return None;
        }
        let values = values(self.found.next_significant()?, |kind| {
            kind == TokenKind::RBracket
        });
        let fix = values.and_then(|values| {
            let close = self.tree.token_at(values.end()).text_range();
            let close = TextRange::new(values.end(), close.end());
            let inner = self
                .tree
                .text()
                .get(std::ops::Range::<usize>::from(values))?;
            let range = self.found.text_range().cover(close);
            edit("Write round brackets", range, format!("({inner})"))
        });
        familiar(
            format!("`{word}` takes its values in round brackets: `{word} (…)`"),
            fix,
        )
    }

    /// `= [1, 2]`
    pub(super) fn list_without_dynamic(&self) -> Option<Familiar> {
        let open = self
            .before
            .prev_significant()
            .filter(|token| token.kind() == TokenKind::LBracket);
        let range = open.and_then(|open| {
            let literals = values(self.before, |kind| kind == TokenKind::RBracket)?;
            let close = self.tree.token_at(literals.end()).text_range();
            Some(open.text_range().cover(close))
        });
        let list = range.and_then(|range| {
            let list = self
                .tree
                .text()
                .get(std::ops::Range::<usize>::from(range))?;
            edit("Write `dynamic([…])`", range, format!("dynamic({list})"))
        });
        familiar("a list is written `dynamic([…])` in KQL", list)
    }

    /// `between (1 and 2)`, `between (1, 2)`
    pub(super) fn between_with_other_marks(&self) -> Option<Familiar> {
        let mark = match self.found.kind() {
            TokenKind::Comma => Some(self.found),
            TokenKind::RParen => self
                .before
                .prev_significant()
                .filter(|token| token.kind() == TokenKind::AndKw),
            _ => None,
        };
        familiar(
            format!(
                "expected `..` between the two ends of the range, found {}",
                self.error.found(self.tree)
            ),
            mark.and_then(|mark| {
                let written = if touch(self.before, mark) {
                    " .."
                } else {
                    ".."
                };
                edit("Write `..`", mark.text_range(), written)
            }),
        )
    }

    /// `render timechart with title="x"`
    pub(super) fn properties(&self) -> Option<Familiar> {
        self.found
            .next_significant()
            .filter(|next| next.kind() == TokenKind::Eq)?;
        let mut last = self.found;
        while let Some(next) = last.next_significant().filter(|it| !ends_step(it.kind())) {
            last = next;
        }
        familiar(
            "`with` takes its properties in brackets: `with (…)`",
            self.enclose(self.found.text_range().cover(last.text_range())),
        )
    }

    /// `project (a, b)`, `T, U`
    pub(super) fn columns_in_brackets(&self) -> Option<Familiar> {
        let around = self.tree.covering_node(self.found.text_range());
        let bracket = around
            .ancestors()
            .find(|node| node.kind() == NodeKind::ParenthesizedExpression);
        let step = bracket.and_then(SyntaxNode::parent);
        let takes_columns = step.filter(|step| {
            matches!(
                step.kind(),
                NodeKind::ProjectOperator
                    | NodeKind::ExtendOperator
                    | NodeKind::DistinctOperator
                    | NodeKind::SortOperator
                    | NodeKind::ByClause
            )
        });
        if let (Some(bracket), Some(step)) = (bracket, takes_columns) {
            let inner = bracket.text().strip_prefix('(')?.strip_suffix(')')?;
            let word = step.first_token()?;
            return familiar(
                format!("`{}` takes its columns without brackets", word.text()),
                edit("Remove the brackets", bracket.text_range(), inner.trim()),
            );
        }
        let first = self.before.prev_significant();
        let alone = first.is_none_or(|first| first.kind() == TokenKind::Semicolon);
        (alone && bracket.is_none())
            .then(|| familiar("several tables are read with `union T, U`", None))?
    }
}

/// Operators with a list on their right.
fn takes_list(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::InKw | T::InTildeKw | T::NotInKw | T::NotInTildeKw | T::HasAnyKw | T::HasAllKw
    )
}

fn is_value(token: SyntaxToken<'_>) -> bool {
    token.kind() == TokenKind::Identifier || token.kind().is_literal()
}

/// The range of values with commas between them from a token on, where what follows `ends` them.
fn values(first: SyntaxToken<'_>, ends: impl Fn(TokenKind) -> bool) -> Option<TextRange> {
    let mut last = first;
    loop {
        if !is_value(last) {
            return None;
        }
        let next = last.next_significant()?;
        if ends(next.kind()) {
            return Some(first.text_range().cover(last.text_range()));
        }
        if next.kind() != TokenKind::Comma {
            return None;
        }
        last = next.next_significant()?;
    }
}
