//! What a literal is.

use kqlint_catalog::ScalarType;
use kqlint_syntax::{
    SyntaxNode, TokenKind,
    ast::{AstNode, LiteralExpression},
};

use super::{date, span};
use crate::{
    binder::{Binder, Value},
    constant::ConstantData,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// The type and the value of a literal.
    pub(crate) fn literal(&mut self, node: SyntaxNode<'t>) -> Value {
        let Some(literal) = LiteralExpression::cast(node) else {
            return Value::UNKNOWN;
        };
        let kind = literal.token_kind();
        if kind == Some(TokenKind::StringLiteral) {
            return Value::literal(Type::STRING, self.text_literal(literal));
        }
        let text = inner(node.text());
        let (ty, constant) = match kind {
            Some(TokenKind::BoolLiteral) => (Type::BOOL, boolean(text)),
            Some(TokenKind::LongLiteral) => (Type::LONG, whole(text)),
            Some(TokenKind::IntLiteral) => (Type::INT, whole(text)),
            Some(TokenKind::RealLiteral) => (Type::REAL, text.parse().ok().map(ConstantData::Real)),
            Some(TokenKind::DecimalLiteral) => (Type::Scalar(ScalarType::Decimal), None),
            Some(TokenKind::DateTimeLiteral) => (
                Type::DATETIME,
                date::parse(text).map(ConstantData::DateTime),
            ),
            Some(TokenKind::TimeSpanLiteral) => (
                Type::TIMESPAN,
                span::parse(text).map(ConstantData::TimeSpan),
            ),
            Some(TokenKind::GuidLiteral | TokenKind::RawGuidLiteral) => {
                (Type::Scalar(ScalarType::Guid), None)
            }
            Some(_) => (Type::DYNAMIC, None),
            None => return Value::UNKNOWN,
        };
        Value::literal(ty, constant)
    }

    /// The value of a string; it is known when the host has put its values in.
    fn text_literal(&mut self, literal: LiteralExpression<'t>) -> Option<ConstantData> {
        let node = literal.syntax();
        if node.tree().holds_placeholder(node.text()) {
            return None;
        }
        let value = literal.string_value()?;
        Some(ConstantData::String(self.keep(&value)))
    }
}

/// What stands in the brackets of `datetime(…)`; the text itself where there are none.
fn inner(text: &str) -> &str {
    let bracket = text
        .starts_with(|c: char| c.is_ascii_alphabetic())
        .then(|| text.split_once('('))
        .flatten();
    match bracket {
        Some((_, rest)) => rest.strip_suffix(')').unwrap_or(rest).trim(),
        None => text,
    }
}

fn boolean(text: &str) -> Option<ConstantData> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" => Some(ConstantData::Bool(true)),
        "false" | "0" => Some(ConstantData::Bool(false)),
        _ => None,
    }
}

fn whole(text: &str) -> Option<ConstantData> {
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let value = match hexadecimal {
        Some(digits) => i64::from_str_radix(digits, 16).ok()?,
        None => text.parse().ok()?,
    };
    Some(ConstantData::Long(value))
}

/// A string that is read as a point in time: `todatetime("2024-05-01")`.
pub(super) fn date_of(text: &str) -> Option<ConstantData> {
    date::parse(text).map(ConstantData::DateTime)
}

/// A string that is read as a span: `totimespan("1d")`.
pub(super) fn span_of(text: &str) -> Option<ConstantData> {
    span::parse(text).map(ConstantData::TimeSpan)
}
