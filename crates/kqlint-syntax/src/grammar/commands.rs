//! Management commands: recognised, and the queries inside of them parsed.

use super::{
    Parser, at, at_end, bump, close, eat,
    lists::at_boundary,
    mark, nth_text, peek, pipeline, position, slip,
    statements::{function_body, statements},
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// `.show tables | where x`, `.set T <| Q`, `.create function f() { Q }`
pub(super) fn command(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    let mut makes_function = false;
    let mut holds_data = false;
    let mut depth = 0usize;
    bump(p);
    if at_end(p) {
        slip(p, SyntaxErrorKind::Expected("a management command"));
    }
    loop {
        match peek(p) {
            TokenKind::EndOfFile => break,
            TokenKind::LessPipe if holds_data => {
                data(p);
                break;
            }
            TokenKind::LessPipe => {
                bump(p);
                let query = mark(p);
                statements(p);
                close(p, query, NodeKind::QueryBlock);
                break;
            }
            TokenKind::LBrace if makes_function && depth == 0 => {
                function_body(p);
                continue;
            }
            TokenKind::Pipe if depth == 0 => {
                pipeline::pipes_after_command(p);
                break;
            }
            TokenKind::Semicolon if depth == 0 => break,
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => depth += 1,
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => {
                depth = depth.saturating_sub(1)
            }
            _ if at_boundary(p) && !at(p, TokenKind::LParen) => break,
            _ => match nth_text(p, 0) {
                "function" => makes_function = true,
                "inline" | "script" => holds_data = true,
                _ => {}
            },
        }
        bump(p);
    }
    close(p, start, NodeKind::Command);
    eat(p, TokenKind::Semicolon);
}

/// `<| 1,2,3`: rows, or commands one after another; none of it is a query.
fn data(p: &mut Parser<'_, '_>) {
    let start = position(p);
    p.state().data.get_or_insert(start);
    while !at_end(p) {
        bump(p);
    }
}
