//! Operators that take values apart.

use crate::{
    grammar::{
        Parsed, Parser, at, bump, close, eat, expect,
        expressions::{AN_EXPRESSION, named_expression, required_call, unnamed_expression},
        keyword,
        lists::{List, at_list_end, parenthesized},
        literals::{
            evaluate_row_schema, name_and_optional_type, row_schema, star, string, typeof_literal,
        },
        mark, missing, node, nth,
        parameters::{self, eager_parameters, parameters},
        peek, pipeline, required,
    },
    node_kind::NodeKind,
    token::TokenKind,
};

/// `evaluate bag_unpack(d) : (*, a: string)`
pub(in crate::grammar) fn evaluate_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::EvaluateOperator, |p| {
        keyword(p, TokenKind::EvaluateKw)?;
        eager_parameters(p, &[]);
        required_call(p);
        if eat(p, TokenKind::Colon) {
            required(p, "columns in brackets", evaluate_row_schema);
        }
        Ok(())
    })
}

/// `mv-expand a, b to typeof(long) limit 10`
pub(in crate::grammar) fn mv_expand_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MvExpandOperator, |p| {
        keyword(p, TokenKind::MvExpandKw).or_else(|_| keyword(p, TokenKind::MvexpandOldKw))?;
        parameters(p, &[]);
        List::of("a column")
            .required()
            .ends(|p| at(p, TokenKind::LimitKw) || at_list_end(p))
            .parse(p, mv_expand_item);
        let _ = clause(p, TokenKind::LimitKw, NodeKind::RowLimitClause);
        Ok(())
    })
}

fn mv_expand_item(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MvExpandItem, |p| {
        if at(p, TokenKind::ToKw) {
            missing(p, "a column");
        } else {
            named_expression(p)?;
        }
        let _ = to_typeof(p);
        Ok(())
    })
}

/// `to typeof(long)`
fn to_typeof(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ToTypeOfClause, |p| {
        keyword(p, TokenKind::ToKw)?;
        required(p, "`typeof(…)`", |p| {
            if at(p, TokenKind::TypeofKw) {
                typeof_literal(p)
            } else {
                crate::grammar::absent()
            }
        });
        Ok(())
    })
}

fn clause(p: &mut Parser<'_, '_>, word: TokenKind, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        keyword(p, word)?;
        required(p, AN_EXPRESSION, unnamed_expression);
        Ok(())
    })
}

/// `mv-apply x = a to typeof(long) on (where x > 1)`
pub(in crate::grammar) fn mv_apply_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MvApplyOperator, |p| {
        keyword(p, TokenKind::MvApplyKw).or_else(|_| keyword(p, TokenKind::MvapplyOldKw))?;
        parameters(p, &[]);
        mv_apply_items(p);
        let _ = clause(p, TokenKind::LimitKw, NodeKind::RowLimitClause);
        let _ = clause(p, TokenKind::IdKw, NodeKind::ContextIdClause);
        expect(p, TokenKind::OnKw, "`on`");
        parenthesized(p, pipeline::contextual_pipeline);
        Ok(())
    })
}

fn mv_apply_items(p: &mut Parser<'_, '_>) {
    // `to typeof(…)` alone needs no column.
    if at(p, TokenKind::ToKw) {
        let start = mark(p);
        let _ = to_typeof(p);
        if !at(p, TokenKind::Comma) {
            close(p, start, NodeKind::MvExpandItem);
            return;
        }
        missing(p, "a column");
        close(p, start, NodeKind::MvExpandItem);
        bump(p);
    }
    List::of("a column")
        .required()
        .ends(at_mv_apply_end)
        .parse(p, mv_expand_item);
}

/// A word of a clause ends the columns, unless it must be a column itself.
fn at_mv_apply_end(p: &mut Parser<'_, '_>) -> bool {
    let word = matches!(
        peek(p),
        TokenKind::LimitKw | TokenKind::IdKw | TokenKind::OnKw
    );
    word && !matches!(
        nth(p, 1),
        TokenKind::Comma | TokenKind::ToKw | TokenKind::Eq
    ) || at_list_end(p)
}

/// `parse a with "x=" x: long "," *`, and `parse-where`
pub(in crate::grammar) fn parse_operator(p: &mut Parser<'_, '_>, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        bump(p);
        parameters(p, parameters::PARSE);
        required(p, "a column", unnamed_expression);
        expect(p, TokenKind::WithKw, "`with`");
        while star(p)
            .or_else(|_| string(p))
            .or_else(|_| name_and_optional_type(p))
            .is_ok()
        {}
        Ok(())
    })
}

/// `parse-kv a as (x: string) with (pair_delimiter = ",")`
pub(in crate::grammar) fn parse_kv_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ParseKvOperator, |p| {
        keyword(p, TokenKind::ParseKvKw)?;
        required(p, "a column", unnamed_expression);
        expect(p, TokenKind::AsKw, "`as`");
        required(p, "columns in brackets", row_schema);
        if at(p, TokenKind::WithKw) {
            let start = mark(p);
            bump(p);
            parenthesized(p, |p| parameters::declared_list(p, parameters::PARSE_KV));
            close(p, start, NodeKind::WithClause);
        }
        Ok(())
    })
}
