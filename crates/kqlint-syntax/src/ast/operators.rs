//! Which operator an expression has.

use super::{
    ArithmeticExpression, AstNode, BetweenExpression, BinaryExpression, InExpression,
    UnaryExpression,
};
use crate::{token::TokenKind, tree::SyntaxToken};

/// Comparisons and string operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryOperator {
    /// `==`
    Equal,
    /// `!=`, `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `=~`
    EqualTilde,
    /// `!~`
    NotEqualTilde,
    /// `:`, in `search`
    Search,
    /// `matches regex`
    MatchesRegex,
    /// `has`, `contains`, `startswith` and the rest
    Text(TextOperator),
}

/// An operator that looks for text in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextOperator {
    /// What it looks for.
    pub search: TextSearch,
    /// Whether case counts (`has_cs`).
    pub case_sensitive: bool,
    /// Whether it wants the text to be absent (`!has`).
    pub negated: bool,
}

/// What a [`TextOperator`] looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextSearch {
    /// A whole term.
    Has,
    /// A term that starts so.
    HasPrefix,
    /// A term that ends so.
    HasSuffix,
    /// Any part.
    Contains,
    /// The start.
    StartsWith,
    /// The end.
    EndsWith,
    /// A `like` pattern.
    Like,
}

impl BinaryOperator {
    /// The operator that a token is.
    pub fn from_token(kind: TokenKind) -> Option<Self> {
        use TextSearch as S;
        use TokenKind as T;
        let (search, case_sensitive, negated) = match kind {
            T::EqEq => return Some(Self::Equal),
            T::NotEq | T::LessGreater => return Some(Self::NotEqual),
            T::Less => return Some(Self::Less),
            T::LessEq => return Some(Self::LessOrEqual),
            T::Greater => return Some(Self::Greater),
            T::GreaterEq => return Some(Self::GreaterOrEqual),
            T::EqTilde => return Some(Self::EqualTilde),
            T::BangTilde => return Some(Self::NotEqualTilde),
            T::Colon => return Some(Self::Search),
            T::MatchesRegexKw => return Some(Self::MatchesRegex),
            T::HasKw => (S::Has, false, false),
            T::NotHasKw => (S::Has, false, true),
            T::HasCsKw => (S::Has, true, false),
            T::NotHasCsKw => (S::Has, true, true),
            T::HasPrefixKw => (S::HasPrefix, false, false),
            T::NotHasPrefixKw => (S::HasPrefix, false, true),
            T::HasPrefixCsKw => (S::HasPrefix, true, false),
            T::NotHasPrefixCsKw => (S::HasPrefix, true, true),
            T::HasSuffixKw => (S::HasSuffix, false, false),
            T::NotHasSuffixKw => (S::HasSuffix, false, true),
            T::HasSuffixCsKw => (S::HasSuffix, true, false),
            T::NotHasSuffixCsKw => (S::HasSuffix, true, true),
            T::ContainsKw => (S::Contains, false, false),
            T::NotContainsKw | T::NotcontainsKw => (S::Contains, false, true),
            T::ContainsCsKw | T::ContainscsKw => (S::Contains, true, false),
            T::NotContainsCsKw | T::NotcontainscsKw => (S::Contains, true, true),
            T::StartsWithKw => (S::StartsWith, false, false),
            T::NotStartsWithKw => (S::StartsWith, false, true),
            T::StartsWithCsKw => (S::StartsWith, true, false),
            T::NotStartsWithCsKw => (S::StartsWith, true, true),
            T::EndsWithKw => (S::EndsWith, false, false),
            T::NotEndsWithKw => (S::EndsWith, false, true),
            T::EndsWithCsKw => (S::EndsWith, true, false),
            T::NotEndsWithCsKw => (S::EndsWith, true, true),
            T::LikeKw => (S::Like, false, false),
            T::NotlikeKw => (S::Like, false, true),
            T::LikecsKw => (S::Like, true, false),
            T::NotlikecsKw => (S::Like, true, true),
            _ => return None,
        };
        Some(Self::Text(TextOperator {
            search,
            case_sensitive,
            negated,
        }))
    }
}

/// Operators with a list on their right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InOperator {
    /// `in`
    In,
    /// `in~`
    InTilde,
    /// `!in`
    NotIn,
    /// `!in~`
    NotInTilde,
    /// `has_any`
    HasAny,
    /// `has_all`
    HasAll,
}

impl<'t> BinaryExpression<'t> {
    /// The operator's token.
    pub fn operator_token(self) -> Option<SyntaxToken<'t>> {
        self.syntax().own_tokens().next()
    }

    /// The operator.
    pub fn operator(self) -> Option<BinaryOperator> {
        BinaryOperator::from_token(self.operator_token()?.kind())
    }
}

impl<'t> InExpression<'t> {
    /// The operator's token.
    pub fn operator_token(self) -> Option<SyntaxToken<'t>> {
        self.syntax().own_tokens().next()
    }

    /// The operator.
    pub fn operator(self) -> Option<InOperator> {
        Some(match self.operator_token()?.kind() {
            TokenKind::InKw => InOperator::In,
            TokenKind::InTildeKw => InOperator::InTilde,
            TokenKind::NotInKw => InOperator::NotIn,
            TokenKind::NotInTildeKw => InOperator::NotInTilde,
            TokenKind::HasAnyKw => InOperator::HasAny,
            TokenKind::HasAllKw => InOperator::HasAll,
            _ => return None,
        })
    }
}

impl<'t> BetweenExpression<'t> {
    /// `between` or `!between`.
    pub fn operator_token(self) -> Option<SyntaxToken<'t>> {
        self.syntax().own_tokens().next()
    }

    /// Whether it is `!between`.
    pub fn is_negated(self) -> bool {
        self.operator_token()
            .is_some_and(|token| token.kind() == TokenKind::NotBetweenKw)
    }
}

impl<'t> ArithmeticExpression<'t> {
    /// The operators between the operands: `+` and `-`, or `*`, `/` and `%`.
    pub fn operator_tokens(self) -> impl Iterator<Item = SyntaxToken<'t>> {
        self.syntax().own_tokens()
    }
}

impl<'t> UnaryExpression<'t> {
    /// `+` or `-`.
    pub fn operator_token(self) -> Option<SyntaxToken<'t>> {
        self.syntax().own_tokens().next()
    }
}
