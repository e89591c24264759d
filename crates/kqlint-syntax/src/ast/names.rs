//! What names, strings and parameters say.

use std::borrow::Cow;

use super::{
    AstNode, LiteralExpression, NameDeclaration, NameReference, OperatorParameter, RenderOperator,
    SortOperator,
};
use crate::{
    token::TokenKind,
    tree::{SyntaxNode, SyntaxToken},
};

/// The name that a node's own tokens spell; `None` where it is a pattern or a hole.
fn name_of<'t>(node: SyntaxNode<'t>) -> Option<Cow<'t, str>> {
    // As nearly every name is.
    if let Some(only) = node.only_token() {
        let is_part = matches!(
            only.kind(),
            TokenKind::Star | TokenKind::LBracket | TokenKind::LBrace
        );
        return (!is_part).then(|| Cow::Borrowed(only.text()));
    }
    let mut tokens = node.own_tokens();
    let first = tokens.next()?;
    match first.kind() {
        TokenKind::LBracket | TokenKind::LBrace => {
            let inner = tokens.next()?;
            match inner.kind() {
                TokenKind::StringLiteral => string_value(inner.text()),
                TokenKind::Star => None,
                _ => Some(Cow::Borrowed(inner.text())),
            }
        }
        TokenKind::Star => None,
        _ => match tokens.next() {
            None => Some(Cow::Borrowed(first.text())),
            Some(_) => None,
        },
    }
}

impl<'t> NameReference<'t> {
    /// The name, without the brackets and quotes of `['name']`; `None` for a wildcard.
    pub fn name(self) -> Option<Cow<'t, str>> {
        name_of(self.syntax())
    }

    /// `Prefix*` and its like.
    pub fn is_wildcard(self) -> bool {
        let is_star = |token: SyntaxToken<'t>| token.kind() == TokenKind::Star;
        match self.syntax().only_token() {
            Some(only) => is_star(only),
            None => self.syntax().own_tokens().any(is_star),
        }
    }

    /// The pattern of a wildcard, as it is written.
    pub fn pattern(self) -> &'t str {
        self.syntax()
            .text()
            .trim_start_matches('[')
            .trim_end_matches(']')
    }
}

impl<'t> NameDeclaration<'t> {
    /// The name, without the brackets and quotes of `['name']`.
    pub fn name(self) -> Option<Cow<'t, str>> {
        name_of(self.syntax())
    }
}

impl<'t> OperatorParameter<'t> {
    /// The parameter's name, as it is written.
    pub fn name(self) -> &'t str {
        let node = self.syntax();
        let start = node.text_range().start();
        let end = node
            .own_tokens()
            .find(|token| token.kind() == TokenKind::Eq)
            .map(|token| token.text_range().start())
            .or_else(|| {
                self.value()
                    .map(|value| value.syntax().text_range().start())
            })
            .unwrap_or(node.text_range().end());
        let length = usize::from(end - start);
        node.text().get(..length).unwrap_or_default().trim_end()
    }
}

impl<'t> LiteralExpression<'t> {
    /// The literal's tokens; several only for strings side by side.
    pub fn tokens(self) -> impl Iterator<Item = SyntaxToken<'t>> {
        self.syntax().own_tokens()
    }

    /// The kind of its first token.
    pub fn token_kind(self) -> Option<TokenKind> {
        let first = self.syntax().first_token();
        first.map(SyntaxToken::kind)
    }

    /// What a string literal says; neighbours are joined.
    pub fn string_value(self) -> Option<Cow<'t, str>> {
        if let Some(only) = self.syntax().only_token() {
            let is_string = only.kind() == TokenKind::StringLiteral;
            return is_string.then(|| string_value(only.text())).flatten();
        }
        let mut tokens = self.tokens();
        let mut value = string_value(
            tokens
                .next()
                .filter(|token| token.kind() == TokenKind::StringLiteral)?
                .text(),
        )?;
        for token in tokens {
            value.to_mut().push_str(&string_value(token.text())?);
        }
        Some(value)
    }
}

impl<'t> RenderOperator<'t> {
    /// The kind of chart.
    pub fn chart(self) -> Option<SyntaxToken<'t>> {
        self.syntax().own_tokens().nth(1)
    }
}

impl<'t> SortOperator<'t> {
    /// `sort` or `order`.
    pub fn keyword(self) -> Option<SyntaxToken<'t>> {
        self.syntax().first_token()
    }
}

/// What a string token says: without its quotes, escapes resolved.
/// `None` when it isn't closed or has an escape that isn't one.
pub fn string_value(token: &str) -> Option<Cow<'_, str>> {
    match token.as_bytes() {
        // As nearly every string does.
        [b'"' | b'\'', ..] => plain_value(token),
        _ => marked_value(token),
    }
}

/// The same for one that begins with a quote.
fn plain_value(text: &str) -> Option<Cow<'_, str>> {
    let content = match text.as_bytes() {
        [b'"', .., b'"'] | [b'\'', .., b'\''] => text.get(1..text.len() - 1)?,
        _ => return None,
    };
    match content.as_bytes().contains(&b'\\') {
        true => unescape(content).map(Cow::Owned),
        false => Some(Cow::Borrowed(content)),
    }
}

/// The same for one that has something else before its quotes, or other ones.
fn marked_value(token: &str) -> Option<Cow<'_, str>> {
    let text = token.strip_prefix(['h', 'H']).unwrap_or(token);
    let verbatim = text.strip_prefix('@');
    for fence in ["```", "~~~"] {
        if let Some(rest) = verbatim.unwrap_or(text).strip_prefix(fence) {
            return rest.strip_suffix(fence).map(Cow::Borrowed);
        }
    }
    let Some(text) = verbatim else {
        return plain_value(text);
    };
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let content = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let doubled: String = [quote, quote].iter().collect();
    Some(match content.contains(&doubled) {
        true => Cow::Owned(content.replace(&doubled, &quote.to_string())),
        false => Cow::Borrowed(content),
    })
}

fn unescape(content: &str) -> Option<String> {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at)?);
        rest = rest.get(at + 1..)?;
        let escape = rest.chars().next()?;
        rest = rest.get(escape.len_utf8()..)?;
        let simple = match escape {
            '\\' | '\'' | '"' => Some(escape),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'v' => Some('\u{b}'),
            _ => None,
        };
        if let Some(c) = simple {
            out.push(c);
            continue;
        }
        let (digits, radix) = match escape {
            'u' => (rest.get(..4)?, 16),
            'U' => (rest.get(..8)?, 16),
            'x' => (rest.get(..2)?, 16),
            '0'..='7' => {
                let more = rest
                    .bytes()
                    .take(if escape <= '3' { 2 } else { 1 })
                    .take_while(|b| (b'0'..=b'7').contains(b));
                (rest.get(..more.count())?, 8)
            }
            _ => return None,
        };
        rest = rest.get(digits.len()..)?;
        let high = if radix == 8 {
            escape.to_digit(8)? << (3 * digits.len())
        } else {
            0
        };
        let low = if digits.is_empty() {
            0
        } else {
            u32::from_str_radix(digits, radix).ok()?
        };
        out.push(char::from_u32(high + low).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    out.push_str(rest);
    Some(out)
}
