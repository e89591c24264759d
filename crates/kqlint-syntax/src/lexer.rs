//! Cuts a text into tokens.
//!
//! logos finds words and punctuation; white space, and what needs to look ahead (numbers, strings, literals such as `datetime(…)`), is measured here by hand.
//! Every byte of the text belongs to exactly one token.

mod foreign;
mod literal;

use logos::{Lexer, Logos};

use crate::{error::SyntaxErrorKind, placeholder::PlaceholderStyles, token::TokenKind};

/// A token: its kind and the byte where it starts. It ends where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) kind: TokenKind,
}

/// Something wrong within one token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LexError {
    /// Bytes.
    pub(crate) start: u32,
    /// Bytes.
    pub(crate) end: u32,
    pub(crate) kind: SyntaxErrorKind,
}

/// All tokens of a text, the end of file last.
#[derive(Debug)]
pub(crate) struct Lexed<'t> {
    pub(crate) text: &'t str,
    /// All tokens, trivia included.
    pub(crate) tokens: Vec<Token>,
    /// Kinds of the tokens that the grammar sees.
    pub(crate) kinds: Vec<TokenKind>,
    /// For each of them, its index in `tokens`.
    pub(crate) indices: Vec<u32>,
    /// The indices of the comments in `tokens`.
    pub(crate) comments: Vec<u32>,
    pub(crate) errors: Vec<LexError>,
    /// Whether no `*/` follows.
    open_comment: bool,
}

/// Cuts `text` into tokens.
pub(crate) fn lex(text: &str, placeholders: PlaceholderStyles) -> Lexed<'_> {
    let mut lexed = Lexed {
        text,
        tokens: Vec::with_capacity(text.len() / 3 + 2),
        kinds: Vec::with_capacity(text.len() / 5 + 2),
        indices: Vec::with_capacity(text.len() / 5 + 2),
        comments: Vec::new(),
        errors: Vec::new(),
        open_comment: false,
    };
    let mut lexer = TokenKind::lexer(text);
    let mut base = 0;
    let mut start = 0;
    loop {
        let blank = literal::blank_length(text, start);
        if blank > 0 {
            lexed.push(TokenKind::Whitespace, start);
            lexer.bump(blank);
            start += blank;
        }
        let Some(found) = lexer.next() else { break };
        let mut end = base + lexer.span().end;
        let kind = if placeholders.is_empty() {
            None
        } else {
            placeholders.measure(text, start)
        };
        let (kind, wanted) = match kind {
            Some(length) => {
                lexed.join_placeholder(start);
                let end = start + length;
                (TokenKind::Placeholder, end + placeholders.joined(text, end))
            }
            None => measure(&mut lexed, found.ok(), start, end),
        };
        if wanted > end {
            lexer.bump(wanted - end);
        } else if wanted < end {
            base = wanted;
            lexer = Lexer::new(text.get(wanted..).unwrap_or_default());
        }
        end = wanted;
        if kind != TokenKind::Placeholder || !lexed.ends_in_placeholder(start) {
            lexed.push(kind, start);
        }
        start = end;
    }
    lexed.push(TokenKind::EndOfFile, text.len());
    lexed
}

impl Lexed<'_> {
    /// Makes a name or a number that ends right before a placeholder a part of it.
    fn join_placeholder(&mut self, start: usize) {
        let Some(last) = self.tokens.last_mut() else {
            return;
        };
        let joins = last.kind == TokenKind::Identifier
            || matches!(
                last.kind,
                TokenKind::LongLiteral | TokenKind::RealLiteral | TokenKind::TimeSpanLiteral
            )
            || last.kind.is_keyword();
        let text = self.text.get(last.start as usize..start);
        let is_word = text.is_some_and(|text| text.bytes().all(literal::is_name_byte));
        if joins && is_word {
            last.kind = TokenKind::Placeholder;
            if let Some(kind) = self.kinds.last_mut() {
                *kind = TokenKind::Placeholder;
            }
        }
    }

    /// Whether the last token is a placeholder that goes on at `start`.
    fn ends_in_placeholder(&self, start: usize) -> bool {
        let last = self.tokens.last();
        last.is_some_and(|last| {
            last.kind == TokenKind::Placeholder && (last.start as usize) < start
        })
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        if !kind.is_trivia() {
            self.kinds.push(kind);
            self.indices.push(self.tokens.len() as u32);
        } else if kind == TokenKind::Comment {
            self.comments.push(self.tokens.len() as u32);
        }
        self.tokens.push(Token {
            start: start as u32,
            kind,
        });
    }

    fn error(&mut self, start: usize, end: usize, kind: SyntaxErrorKind) {
        self.errors.push(LexError {
            start: start as u32,
            end: end as u32,
            kind,
        });
    }

    /// The index in `tokens` of a significant token; the end of file for one beyond it.
    pub(crate) fn index(&self, significant: usize) -> usize {
        self.indices
            .get(significant)
            .map_or(self.tokens.len().saturating_sub(1), |&index| index as usize)
    }

    /// The text of a significant token.
    pub(crate) fn text_of(&self, significant: usize) -> &str {
        let index = self.index(significant);
        let start = self
            .tokens
            .get(index)
            .map_or(0, |token| token.start as usize);
        let end = self
            .tokens
            .get(index + 1)
            .map_or(self.text.len(), |token| token.start as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Significant tokens of what would be a placeholder if all styles were on; 0 when it would be none.
    pub(crate) fn placeholder_length(&self, significant: usize) -> usize {
        let start = |significant: usize| {
            let token = self.tokens.get(self.index(significant));
            token.map_or(self.text.len(), |token| token.start as usize)
        };
        let Some(bytes) = PlaceholderStyles::ALL.measure(self.text, start(significant)) else {
            return 0;
        };
        let end = start(significant) + bytes;
        (1..=bytes)
            .find(|length| start(significant + length) >= end)
            .unwrap_or(0)
    }

    /// Whether nothing stands between a significant token and the one before it.
    pub(crate) fn is_joint(&self, significant: usize) -> bool {
        significant > 0 && self.index(significant) == self.index(significant - 1) + 1
    }

    /// How many line ends stand between a significant token and the one before it.
    pub(crate) fn lines_before(&self, significant: usize) -> usize {
        let from = if significant == 0 {
            0
        } else {
            self.index(significant - 1) + 1
        };
        let mut newlines = 0;
        for index in from..self.index(significant) {
            let (Some(token), Some(next)) = (self.tokens.get(index), self.tokens.get(index + 1))
            else {
                break;
            };
            let text = self
                .text
                .get(token.start as usize..next.start as usize)
                .unwrap_or_default();
            newlines += text.bytes().filter(|&byte| byte == b'\n').count();
        }
        newlines
    }

    /// Whether an empty line stands before a significant token.
    pub(crate) fn blank_line_before(&self, significant: usize) -> bool {
        let from = if significant == 0 {
            0
        } else {
            self.index(significant - 1) + 1
        };
        (from..self.index(significant)).any(|index| {
            let (Some(token), Some(next)) = (self.tokens.get(index), self.tokens.get(index + 1))
            else {
                return false;
            };
            let text = self
                .text
                .get(token.start as usize..next.start as usize)
                .unwrap_or_default();
            token.kind == TokenKind::Whitespace
                && text.bytes().filter(|&byte| byte == b'\n').count() > 1
        })
    }
}

/// The kind of the token at `start` and where it ends, given what logos found up to `end`.
fn measure(
    lexed: &mut Lexed<'_>,
    found: Option<TokenKind>,
    start: usize,
    end: usize,
) -> (TokenKind, usize) {
    let text = lexed.text;
    match found {
        None => foreign::token(lexed, start).unwrap_or_else(|| unknown(lexed, start)),
        Some(TokenKind::Slash) => foreign::comment(lexed, start).unwrap_or((TokenKind::Slash, end)),
        Some(TokenKind::LongLiteral) => literal::number(text, start),
        Some(TokenKind::StringLiteral) => string(lexed, start, start),
        Some(TokenKind::At) if literal::starts_string(text, end) => string(lexed, start, end),
        Some(kind) if kind >= TokenKind::Identifier => word(lexed, kind, start, end),
        Some(kind) => (kind, end),
    }
}

/// A word that logos found: a name, a keyword, or the start of a literal.
fn word(lexed: &mut Lexed<'_>, kind: TokenKind, start: usize, end: usize) -> (TokenKind, usize) {
    let text = lexed.text;
    let bytes = text.as_bytes();
    let next = bytes.get(end).copied().unwrap_or(0);
    if kind == TokenKind::Identifier {
        if bytes.get(start + 8) == Some(&b'-') && literal::is_raw_guid(text, start) {
            return (TokenKind::RawGuidLiteral, start + literal::RAW_GUID_LENGTH);
        }
        if end == start + 1 && matches!(bytes.get(start), Some(b'h' | b'H')) {
            let quote = if next == b'@' { end + 1 } else { end };
            if literal::starts_string(text, quote) {
                return string(lexed, start, quote);
            }
        }
    } else if next == b'(' {
        if let Some(literal) = literal::kind_of_call(text.get(start..end).unwrap_or_default()) {
            return call_literal(lexed, literal, end);
        }
    } else if literal::is_name_byte(next) {
        // Only words with a `-`, `.`, `~`, `!` or a space in them end before a letter.
        return match bytes.get(start) {
            Some(b'!') => (TokenKind::Bang, start + 1),
            _ => (TokenKind::Identifier, literal::name_end(text, start)),
        };
    }
    if next >= 0x80 && literal::name_end(text, end) > end {
        return match bytes.get(start) {
            Some(b'!') => (TokenKind::Bang, start + 1),
            _ => foreign_name(lexed, start),
        };
    }
    (kind, end)
}

/// A name with letters beyond ASCII, which needs brackets.
fn foreign_name(lexed: &mut Lexed<'_>, start: usize) -> (TokenKind, usize) {
    let end = literal::name_end(lexed.text, start);
    lexed.error(start, end, SyntaxErrorKind::NameNeedsBrackets);
    (TokenKind::Identifier, end)
}

/// `datetime(…)` and its like, from the bracket at `open` on.
fn call_literal(lexed: &mut Lexed<'_>, kind: TokenKind, open: usize) -> (TokenKind, usize) {
    let rest = lexed.text.get(open..).unwrap_or_default();
    let length = rest
        .find([')', '\r', '\n', '\u{2028}', '\u{2029}'])
        .unwrap_or(rest.len());
    let end = open + length;
    if rest.as_bytes().get(length) == Some(&b')') {
        return (kind, end + 1);
    }
    lexed.error(open, end, SyntaxErrorKind::UnclosedLiteral);
    (kind, end)
}

/// A string whose first quote stands at `quote`.
fn string(lexed: &mut Lexed<'_>, start: usize, quote: usize) -> (TokenKind, usize) {
    let verbatim = quote > start && lexed.text.as_bytes().get(quote - 1) == Some(&b'@');
    let Some(string) = literal::string(lexed.text, quote, verbatim) else {
        if let Some(token) = foreign::token(lexed, start) {
            return token;
        }
        lexed.error(start, start + 1, SyntaxErrorKind::UnexpectedCharacter);
        return (TokenKind::Bad, start + 1);
    };
    match string.bad_escape {
        // The end of the text may be in the middle of an escape.
        Some(escape) if string.closed || escape + 1 < lexed.text.len() => {
            lexed.error(
                escape,
                (escape + 2).min(string.end),
                SyntaxErrorKind::BadEscape {
                    string: start as u32,
                },
            );
        }
        _ if !string.closed => lexed.error(start, string.end, SyntaxErrorKind::UnclosedString),
        _ => {}
    }
    (TokenKind::StringLiteral, string.end)
}

/// What logos has no token for: white space and letters beyond ASCII, and characters of other languages.
fn unknown(lexed: &mut Lexed<'_>, start: usize) -> (TokenKind, usize) {
    let rest = lexed.text.get(start..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return (TokenKind::Bad, lexed.text.len());
    };
    if literal::is_white_space(first) {
        let length: usize = rest
            .chars()
            .take_while(|&c| literal::is_white_space(c))
            .map(char::len_utf8)
            .sum();
        return (TokenKind::Whitespace, start + length);
    }
    let name_end = literal::name_end(lexed.text, start);
    if name_end > start && first.is_alphabetic() {
        return foreign_name(lexed, start);
    }
    let end = start + first.len_utf8();
    lexed.error(start, end, SyntaxErrorKind::UnexpectedCharacter);
    (TokenKind::Bad, end)
}
