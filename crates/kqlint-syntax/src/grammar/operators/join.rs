//! Operators over several tables.

use crate::{
    grammar::{
        Parsed, Parser, at, bump, close, eat, expect,
        expressions::{
            AN_EXPRESSION, parenthesized_expression, unnamed_expression, wildcarded_entity,
        },
        keyword,
        lists::{List, parenthesized},
        literals::{any_type, star},
        mark,
        names::{name_length, name_reference},
        node, nth,
        operators::simple::as_operator,
        parameters::{self, eager_parameters, parameters},
        peek, required, sources,
    },
    node_kind::NodeKind,
    token::TokenKind,
};

/// What a table is called when it is lacking.
const A_TABLE: &str = "a table";

/// `join kind=inner (T) on a, $left.b == $right.c`
pub(in crate::grammar) fn join_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::JoinOperator, |p| {
        keyword(p, TokenKind::JoinKw)?;
        parameters(p, &[]);
        required(p, "a table in brackets", unnamed_expression);
        if on_clause(p).is_err() {
            let _ = node(p, NodeKind::JoinWhereClause, |p| {
                keyword(p, TokenKind::WhereKw)?;
                required(p, "a condition", unnamed_expression);
                Ok(())
            });
        }
        Ok(())
    })
}

/// `lookup kind=leftouter T on a`
pub(in crate::grammar) fn lookup_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::LookupOperator, |p| {
        keyword(p, TokenKind::LookupKw)?;
        parameters(p, &[]);
        required(p, "a table in brackets", unnamed_expression);
        required(p, "`on` and the columns to match", on_clause);
        Ok(())
    })
}

fn on_clause(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::JoinOnClause, |p| {
        keyword(p, TokenKind::OnKw)?;
        List::of("a column")
            .required()
            .open()
            .parse(p, unnamed_expression);
        Ok(())
    })
}

/// `union kind=outer A, (B | take 1), Prefix*`
pub(in crate::grammar) fn union_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::UnionOperator, |p| {
        keyword(p, TokenKind::UnionKw)?;
        parameters(p, parameters::UNION);
        List::of(A_TABLE).required().parse(p, |p| {
            parenthesized_expression(p).or_else(|_| wildcarded_entity(p))
        });
        Ok(())
    })
}

/// `find withsource=t in (A, B*) where x == 1 project x, y: string, pack(*)`
pub(in crate::grammar) fn find_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FindOperator, |p| {
        keyword(p, TokenKind::FindKw)?;
        let _ = sources::data_scope_clause(p);
        let before = crate::grammar::position(p);
        eager_parameters(p, &[]);
        let restricted = in_clause(p).is_ok() || crate::grammar::position(p) > before;
        if restricted {
            expect(p, TokenKind::WhereKw, "`where`");
        } else {
            eat(p, TokenKind::WhereKw);
        }
        required(p, "a condition", unnamed_expression);
        let _ = project_clause(p);
        let _ = project_away_clause(p);
        Ok(())
    })
}

/// `in (A, B | as b, C*)`
fn in_clause(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FindInClause, |p| {
        keyword(p, TokenKind::InKw)?;
        parenthesized(p, |p| List::of(A_TABLE).required().parse(p, find_source));
        Ok(())
    })
}

fn find_source(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    wildcarded_entity(p)?;
    if at(p, TokenKind::Pipe) {
        bump(p);
        required(p, "`as`", as_operator);
        close(p, start, NodeKind::PipeExpression);
    }
    Ok(())
}

fn project_clause(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FindProjectClause, |p| {
        if eat(p, TokenKind::ProjectSmartKw) {
            return Ok(());
        }
        keyword(p, TokenKind::ProjectKw)?;
        List::of("a column").required().open().parse(p, find_column);
        Ok(())
    })
}

fn project_away_clause(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FindProjectClause, |p| {
        keyword(p, TokenKind::ProjectAwayOldKw)?;
        List::of("a column").required().open().parse(p, find_column);
        Ok(())
    })
}

/// `a`, `a: string`, `*`, `pack(*)`
fn find_column(p: &mut Parser<'_, '_>) -> Parsed {
    match peek(p) {
        TokenKind::PackKw => node(p, NodeKind::PackExpression, |p| {
            bump(p);
            parenthesized(p, |p| {
                expect(p, TokenKind::Star, "`*`");
            });
            Ok(())
        }),
        TokenKind::Star => star(p),
        _ => {
            let length = name_length(p, 0);
            if length == 0 || nth(p, length) != TokenKind::Colon {
                return name_reference(p);
            }
            node(p, NodeKind::TypedColumnReference, |p| {
                name_reference(p)?;
                bump(p);
                any_type(p);
                Ok(())
            })
        }
    }
}

/// `search kind=case_sensitive in (A, B) "x" and y > 1`
pub(in crate::grammar) fn search_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::SearchOperator, |p| {
        keyword(p, TokenKind::SearchKw)?;
        parameters(p, &[]);
        let _ = sources::data_scope_clause(p);
        let _ = in_clause(p);
        required(p, "text to search for", search_predicate);
        Ok(())
    })
}

fn search_predicate(p: &mut Parser<'_, '_>) -> Parsed {
    if unnamed_expression(p).is_ok() {
        return Ok(());
    }
    let start = mark(p);
    star(p)?;
    if eat(p, TokenKind::AndKw) {
        required(p, AN_EXPRESSION, unnamed_expression);
        close(p, start, NodeKind::AndExpression);
    }
    Ok(())
}
