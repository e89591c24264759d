//! Management commands: recognised, and the queries inside of them parsed.

use super::{
    Parser, at, at_end, bump, close, eat, is_joint,
    lists::at_boundary,
    mark, nth, nth_text, peek, pipeline, position, slip,
    statements::{function_body, statements},
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// What stands behind `<|`.
#[derive(Clone, Copy)]
enum Behind {
    Query,
    Data,
    Script,
}

/// `.show tables | where x`, `.set T <| Q`, `.create function f() { Q }`
pub(super) fn command(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    let mut holds_query = false;
    let mut behind = Behind::Query;
    let mut depth = 0usize;
    bump(p);
    if at_end(p) {
        slip(p, SyntaxErrorKind::Expected(A_COMMAND));
    }
    loop {
        match peek(p) {
            TokenKind::EndOfFile => break,
            TokenKind::LessPipe => {
                behind_arrow(p, behind);
                break;
            }
            TokenKind::LBrace if holds_query && depth == 0 => {
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
                "function" | "view" => holds_query = true,
                "inline" => behind = Behind::Data,
                "script" => behind = Behind::Script,
                _ => {}
            },
        }
        bump(p);
    }
    close(p, start, NodeKind::Command);
    eat(p, TokenKind::Semicolon);
}

/// What a command is called when it is lacking.
const A_COMMAND: &str = "a management command";

/// `<|` and what it brings.
fn behind_arrow(p: &mut Parser<'_, '_>, behind: Behind) {
    bump(p);
    match behind {
        Behind::Query => {
            let query = mark(p);
            statements(p);
            close(p, query, NodeKind::QueryBlock);
        }
        Behind::Data => data(p),
        // Inside of a script, what follows is the script's.
        Behind::Script if p.state().script => {}
        Behind::Script => script(p),
    }
}

/// `.create table T (a: long)` and further commands, each on a line of its own
fn script(p: &mut Parser<'_, '_>) {
    p.state().script = true;
    while !at_end(p) {
        let block = mark(p);
        if at(p, TokenKind::Dot) {
            command(p);
        } else {
            slip(p, SyntaxErrorKind::Expected(A_COMMAND));
            let skipped = mark(p);
            while !at_end(p) && !at_next_command(p) {
                bump(p);
            }
            close(p, skipped, NodeKind::SkippedTokens);
        }
        close(p, block, NodeKind::QueryBlock);
    }
    p.state().script = false;
}

/// Whether a line of a script begins here with a command.
pub(super) fn at_next_command(p: &mut Parser<'_, '_>) -> bool {
    if !p.state().script || !at(p, TokenKind::Dot) || !is_joint(p, 1) {
        return false;
    }
    let word = nth(p, 1);
    let here = position(p);
    let new_line = p.state().lexed.lines_before(here) > 0;
    new_line && (word == TokenKind::Identifier || word.is_keyword())
}

/// `<| 1,2,3`: rows, none of which is a query
fn data(p: &mut Parser<'_, '_>) {
    let start = position(p);
    p.state().data.get_or_insert(start);
    while !at_end(p) && !at_next_command(p) {
        bump(p);
    }
}
