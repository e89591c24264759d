//! The grammar of KQL, as Kusto's own parser has it.
//!
//! Each production is a plain function over chumsky's input reference, named after what it parses and documented by an example.
//! It returns `Err` only where it does not begin, with nothing consumed; what is lacking further on becomes a hole and a slip.
//! Productions write to nothing but the builder, which is chumsky's state.

mod commands;
mod expressions;
mod graph;
mod lists;
mod literals;
mod named;
mod names;
mod operators;
mod parameters;
mod paths;
mod pipeline;
mod sources;
mod statements;

pub(crate) use self::{
    expressions::{AN_EXPRESSION, is_operator},
    pipeline::A_SOURCE,
};

use chumsky::{Parser as _, error::EmptyErr, extra, input::InputRef, primitive::custom};

use crate::{
    builder::{Builder, MAX_DEPTH, Mark},
    error::SyntaxErrorKind,
    lexer::Lexed,
    node_kind::NodeKind,
    placeholder::PlaceholderStyles,
    token::TokenKind,
    tree::SyntaxTree,
};

/// What a production works on.
type Parser<'t, 'p> = InputRef<'t, 'p, &'t [TokenKind], Extra<'t>>;
type Extra<'t> = extra::Full<EmptyErr, Builder<'t>, ()>;
/// Whether a production was there.
type Parsed = Result<(), EmptyErr>;

/// Parses the tokens of a text.
pub(crate) fn parse(lexed: Lexed<'_>) -> SyntaxTree {
    let (nodes, errors) = run(&lexed).finish();
    SyntaxTree {
        text: lexed.text.into(),
        tokens: lexed.tokens.into_boxed_slice(),
        comments: lexed.comments,
        nodes,
        errors,
        placeholders: PlaceholderStyles::NONE,
    }
}

/// Parses, and tells how many nodes were begun for it.
pub(crate) fn count_steps(lexed: &Lexed<'_>) -> usize {
    run(lexed).steps
}

fn run<'t>(lexed: &'t Lexed<'t>) -> Builder<'t> {
    let mut builder = Builder::new(lexed);
    let rule = custom::<_, &[TokenKind], (), Extra<'_>>(|p| {
        statements::source_file(p);
        Ok(())
    });
    // The rule takes every token, so the result says nothing that the builder doesn't.
    let _ = rule.parse_with_state(lexed.kinds.as_slice(), &mut builder);
    builder
}

/// The production isn't here.
fn absent() -> Parsed {
    Err(EmptyErr::default())
}

/// How many significant tokens are behind.
fn position(p: &mut Parser<'_, '_>) -> usize {
    *p.cursor().inner()
}

/// The kind of the token that is `ahead` tokens ahead.
fn nth(p: &mut Parser<'_, '_>, ahead: usize) -> TokenKind {
    let position = position(p);
    p.state()
        .lexed
        .kinds
        .get(position + ahead)
        .copied()
        .unwrap_or(TokenKind::EndOfFile)
}

/// The kind of the next token.
fn peek(p: &mut Parser<'_, '_>) -> TokenKind {
    nth(p, 0)
}

/// The text of the token that is `ahead` tokens ahead.
fn nth_text<'t>(p: &mut Parser<'t, '_>, ahead: usize) -> &'t str {
    let position = position(p);
    let lexed: &'t Lexed<'t> = p.state().lexed;
    lexed.text_of(position + ahead)
}

/// Whether nothing stands between the token that is `ahead` tokens ahead and the one before it.
fn is_joint(p: &mut Parser<'_, '_>, ahead: usize) -> bool {
    let position = position(p);
    p.state().lexed.is_joint(position + ahead)
}

fn at(p: &mut Parser<'_, '_>, kind: TokenKind) -> bool {
    peek(p) == kind
}

fn at_end(p: &mut Parser<'_, '_>) -> bool {
    at(p, TokenKind::EndOfFile)
}

/// Takes one token; the end of file stays.
fn bump(p: &mut Parser<'_, '_>) {
    if !at_end(p) {
        p.skip();
    }
}

fn bump_many(p: &mut Parser<'_, '_>, count: usize) {
    for _ in 0..count {
        bump(p);
    }
}

/// Takes a token of a kind, if it is next.
fn eat(p: &mut Parser<'_, '_>, kind: TokenKind) -> bool {
    let found = at(p, kind);
    if found {
        p.skip();
    }
    found
}

/// A token with which a production begins.
fn keyword(p: &mut Parser<'_, '_>, kind: TokenKind) -> Parsed {
    if eat(p, kind) { Ok(()) } else { absent() }
}

/// Takes a required token, or notes that it is lacking.
fn expect(p: &mut Parser<'_, '_>, kind: TokenKind, what: &'static str) -> bool {
    let found = eat(p, kind);
    if !found {
        slip(p, SyntaxErrorKind::Expected(what));
    }
    found
}

/// Notes a slip at the next token.
fn slip(p: &mut Parser<'_, '_>, kind: SyntaxErrorKind) {
    let position = position(p);
    p.state().slip(position, position + 1, kind);
}

/// A hole where something required is lacking.
fn missing(p: &mut Parser<'_, '_>, what: &'static str) {
    slip(p, SyntaxErrorKind::Expected(what));
    let hole = mark(p);
    close(p, hole, NodeKind::Missing);
}

/// What the grammar requires here.
fn required<'t, 'p>(
    p: &mut Parser<'t, 'p>,
    what: &'static str,
    inner: impl FnOnce(&mut Parser<'t, 'p>) -> Parsed,
) {
    if inner(p).is_err() {
        missing(p, what);
    }
}

fn mark(p: &mut Parser<'_, '_>) -> Mark {
    let position = position(p);
    p.state().mark(position)
}

fn close(p: &mut Parser<'_, '_>, mark: Mark, kind: NodeKind) {
    let position = position(p);
    p.state().close(mark, position, kind);
}

/// A node around what `inner` parses; nothing where `inner` isn't here.
fn node<'t, 'p>(
    p: &mut Parser<'t, 'p>,
    kind: NodeKind,
    inner: impl FnOnce(&mut Parser<'t, 'p>) -> Parsed,
) -> Parsed {
    let start = mark(p);
    inner(p)?;
    close(p, start, kind);
    Ok(())
}

/// A node of the next `count` tokens.
fn token_node(p: &mut Parser<'_, '_>, kind: NodeKind, count: usize) {
    let start = mark(p);
    bump_many(p, count);
    close(p, start, kind);
}

/// Runs `inner` one level deeper; beyond the limit, the rest of the bracket becomes one skipped piece.
fn deeper<'t, 'p>(
    p: &mut Parser<'t, 'p>,
    inner: impl FnOnce(&mut Parser<'t, 'p>) -> Parsed,
) -> Parsed {
    if p.state().depth >= MAX_DEPTH {
        slip(p, SyntaxErrorKind::TooDeep);
        lists::skip_to_closing(p);
        return Ok(());
    }
    p.state().depth += 1;
    let result = inner(p);
    p.state().depth -= 1;
    result
}
