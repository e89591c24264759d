//! Statements, functions, and where one query ends and the next begins.

use super::{
    Parsed, Parser, absent, at, at_end, bump, close, commands, deeper, eat, expect,
    expressions::{
        AN_EXPRESSION, default_value, nested_expression, unnamed_expression, wildcarded_entity,
    },
    keyword,
    lists::{List, at_boundary, at_list_end, braced, bracketed, parenthesized},
    literals::{literal, name_and_type},
    mark,
    names::{extended_name_length, follows_name, name_declaration, name_length},
    node, nth, peek, pipeline, position, required, slip, sources, token_node,
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// A whole file: blocks of statements.
pub(super) fn source_file(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    while !at_end(p) {
        block(p);
    }
    close(p, start, NodeKind::SourceFile);
}

/// Statements up to an empty line with another query behind it.
fn block(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    while at(p, TokenKind::Directive) {
        token_node(p, NodeKind::Directive, 1);
    }
    if at(p, TokenKind::Dot) {
        commands::command(p);
    } else {
        statements(p);
    }
    close(p, start, NodeKind::QueryBlock);
}

/// Statements and the semicolons between them.
pub(super) fn statements(p: &mut Parser<'_, '_>) {
    loop {
        let here = position(p);
        if statement(p).is_err() && !at_end(p) {
            slip(p, SyntaxErrorKind::Expected("a query"));
            if eat(p, TokenKind::Semicolon) {
                continue;
            }
            skip_to_statement(p);
        }
        if eat(p, TokenKind::Semicolon) {
            if at_end(p) {
                return;
            }
            continue;
        }
        if at_end(p) || at_boundary(p) {
            return;
        }
        if begins_statement(p) && position(p) > here {
            if behind_placeholder(p) {
                continue;
            }
            slip(p, SyntaxErrorKind::Expected("`;`"));
            continue;
        }
        // What goes on behind a placeholder may go on in what it stands for.
        if !p.state().has_slip_since(here) && !behind_placeholder(p) {
            slip(p, SyntaxErrorKind::Unexpected);
        }
        skip_to_statement(p);
        eat(p, TokenKind::Semicolon);
        if at_end(p) || at_boundary(p) {
            return;
        }
    }
}

/// Whether a placeholder is behind, which may bring its own semicolon.
pub(super) fn behind_placeholder(p: &mut Parser<'_, '_>) -> bool {
    let last = position(p).checked_sub(1);
    let kinds = &p.state().lexed.kinds;
    last.and_then(|last| kinds.get(last)) == Some(&TokenKind::Placeholder)
}

/// Statements inside a bracket.
pub(super) fn nested_statements(p: &mut Parser<'_, '_>) {
    loop {
        if statement(p).is_err() {
            return;
        }
        if !eat(p, TokenKind::Semicolon) {
            if at_list_end(p) {
                return;
            }
            slip(p, SyntaxErrorKind::Expected("`;`"));
        }
    }
}

/// Skips up to a semicolon or a boundary, at least one token.
fn skip_to_statement(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    let here = position(p);
    while !at_end(p) && !(position(p) > here && (at(p, TokenKind::Semicolon) || at_boundary(p))) {
        bump(p);
    }
    if position(p) > here {
        close(p, start, NodeKind::SkippedTokens);
    }
}

/// Whether what is next can begin a query, seen after an empty line.
pub(super) fn begins_statement(p: &mut Parser<'_, '_>) -> bool {
    use TokenKind as T;
    matches!(
        peek(p),
        T::Identifier
            | T::LetKw
            | T::SetKw
            | T::DeclareKw
            | T::AliasKw
            | T::RestrictKw
            | T::PrintKw
            | T::UnionKw
            | T::SearchKw
            | T::FindKw
            | T::DatatableKw
            | T::ExternaldataKw
            | T::ExternalDataKw
            | T::RangeKw
            | T::EvaluateKw
            | T::MacroExpandKw
            | T::DatabaseKw
            | T::LParen
            | T::Dot
            | T::Directive
            | T::ToTableKw
            | T::InlineExternalTableKw
            | T::LBracket
            | T::Placeholder
    )
}

/// Whether a line begins here that can begin a query.
pub(super) fn starts_on_new_line(p: &mut Parser<'_, '_>) -> bool {
    let here = position(p);
    p.state().brackets == 0
        && here > 0
        && p.state().lexed.lines_before(here) > 0
        && begins_statement(p)
}

fn statement(p: &mut Parser<'_, '_>) -> Parsed {
    use TokenKind as T;
    match (peek(p), nth(p, 1)) {
        (T::AliasKw, T::DatabaseKw) => alias_statement(p),
        (T::LetKw, _)
            if name_length(p, 1) > 0
                || nth(p, 1) != T::LParen && !follows_expression(nth(p, 1)) =>
        {
            let_statement(p)
        }
        (T::SetKw, _) => set_statement(p),
        (T::DeclareKw, T::PatternKw) => pattern_statement(p),
        (T::DeclareKw, T::QueryParametersKw) => query_parameters_statement(p),
        (T::RestrictKw, T::AccessKw) => restrict_statement(p),
        (T::Pipe, _) => node(p, NodeKind::ExpressionStatement, pipeline::without_source),
        _ => node(p, NodeKind::ExpressionStatement, pipeline::expression),
    }
}

/// Whether `let` before this is a name: `let | take 5`
fn follows_expression(kind: TokenKind) -> bool {
    follows_name(kind) || matches!(kind, TokenKind::Semicolon | TokenKind::EndOfFile)
}

/// `alias database d = cluster("c").database("d")`
fn alias_statement(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::AliasStatement, |p| {
        keyword(p, TokenKind::AliasKw)?;
        expect(p, TokenKind::DatabaseKw, "`database`");
        required(p, "a name", name_declaration);
        expect(p, TokenKind::Eq, "`=`");
        required(p, AN_EXPRESSION, unnamed_expression);
        Ok(())
    })
}

/// `let x = 1`, `let f = (a: long) { a + 1 }`
fn let_statement(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::LetStatement, |p| {
        keyword(p, TokenKind::LetKw)?;
        required(p, "a name", name_declaration);
        expect(p, TokenKind::Eq, "`=`");
        match peek(p) {
            TokenKind::MaterializeKw => sources::materialize(p),
            TokenKind::EntityGroupKw => sources::entity_group(p),
            _ if at_function(p) => function_declaration(p),
            _ => {
                required(p, "a value", pipeline::expression);
                Ok(())
            }
        }
    })
}

/// Whether `(a: long) { … }` is next, with `view` or without.
fn at_function(p: &mut Parser<'_, '_>) -> bool {
    let open = usize::from(at(p, TokenKind::ViewKw));
    if nth(p, open) != TokenKind::LParen {
        return false;
    }
    if matches!(nth(p, open + 1), TokenKind::RParen | TokenKind::Star) {
        return true;
    }
    let length = extended_name_length(p, open + 1);
    length > 0 && nth(p, open + 1 + length) == TokenKind::Colon
}

fn function_declaration(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FunctionDeclaration, |p| {
        eat(p, TokenKind::ViewKw);
        function_parameters(p);
        function_body(p);
        Ok(())
    })
}

/// `(a: long, b: string = "x")`
pub(super) fn function_parameters(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    parenthesized(p, |p| {
        List::of("a parameter and its type").parse(p, function_parameter)
    });
    close(p, start, NodeKind::FunctionParameters);
}

/// `a: long = 1`
pub(super) fn function_parameter(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FunctionParameter, |p| {
        name_and_type(p)?;
        if at(p, TokenKind::Eq) {
            let start = mark(p);
            bump(p);
            required(p, "a literal", default_value);
            close(p, start, NodeKind::DefaultValue);
        }
        Ok(())
    })
}

/// `{ let a = 1; T | where b == a }`
pub(super) fn function_body(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    braced(p, |p| {
        let _ = deeper(p, |p| {
            while let_or_parameters(p).is_ok() {
                expect(p, TokenKind::Semicolon, "`;`");
            }
            let _ = node(p, NodeKind::ExpressionStatement, pipeline::expression);
            if nth(p, 1) == TokenKind::RBrace {
                eat(p, TokenKind::Semicolon);
            }
            Ok(())
        });
    });
    close(p, start, NodeKind::FunctionBody);
}

fn let_or_parameters(p: &mut Parser<'_, '_>) -> Parsed {
    match peek(p) {
        TokenKind::LetKw => let_statement(p),
        TokenKind::DeclareKw => query_parameters_statement(p),
        _ => absent(),
    }
}

/// `set querytrace`, `set truncationmaxsize = 1000`
fn set_statement(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::SetStatement, |p| {
        keyword(p, TokenKind::SetKw)?;
        required(p, "the name of an option", name_declaration);
        if eat(p, TokenKind::Eq) {
            required(p, "a value", unnamed_expression);
        }
        Ok(())
    })
}

/// `declare query_parameters(a: long = 1)`
fn query_parameters_statement(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::QueryParametersStatement, |p| {
        keyword(p, TokenKind::DeclareKw)?;
        expect(p, TokenKind::QueryParametersKw, "`query_parameters`");
        parenthesized(p, |p| {
            List::of("a parameter and its type")
                .required()
                .parse(p, function_parameter)
        });
        Ok(())
    })
}

/// `restrict access to (T, database().*)`
fn restrict_statement(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::RestrictStatement, |p| {
        keyword(p, TokenKind::RestrictKw)?;
        expect(p, TokenKind::AccessKw, "`access`");
        expect(p, TokenKind::ToKw, "`to`");
        parenthesized(p, |p| {
            List::of("a table or view")
                .required()
                .parse(p, wildcarded_entity)
        });
        sources::with_properties(p);
        Ok(())
    })
}

/// `declare pattern app = (id: string)[scope: string] { ("a").["b"] = { T }; }`
fn pattern_statement(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::PatternStatement, |p| {
        keyword(p, TokenKind::DeclareKw)?;
        expect(p, TokenKind::PatternKw, "`pattern`");
        required(p, "a name", name_declaration);
        if at(p, TokenKind::Eq) {
            pattern_declaration(p);
        }
        Ok(())
    })
}

fn pattern_declaration(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    bump(p);
    parenthesized(p, |p| {
        List::of("a parameter and its type").parse(p, name_and_type)
    });
    if at(p, TokenKind::LBracket) {
        let path = mark(p);
        bracketed(p, |p| {
            required(p, "a parameter and its type", name_and_type)
        });
        close(p, path, NodeKind::PatternPathParameter);
    }
    braced(p, |p| {
        required(p, "a case of the pattern", pattern_match);
        while !at_list_end(p) && pattern_match(p).is_ok() {}
    });
    close(p, start, NodeKind::PatternDeclaration);
}

fn pattern_match(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::LParen) {
        return absent();
    }
    node(p, NodeKind::PatternMatch, |p| {
        let start = mark(p);
        parenthesized(p, |p| {
            List::of("a value").required().parse(p, nested_expression)
        });
        close(p, start, NodeKind::ArgumentList);
        if at(p, TokenKind::Dot) {
            let path = mark(p);
            bump(p);
            bracketed(p, |p| required(p, "a literal", literal));
            close(p, path, NodeKind::PatternPathValue);
        }
        expect(p, TokenKind::Eq, "`=`");
        function_body(p);
        expect(p, TokenKind::Semicolon, "`;`");
        Ok(())
    })
}
