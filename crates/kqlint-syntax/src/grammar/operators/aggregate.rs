//! Operators that group and aggregate.

use crate::{
    grammar::{
        Parsed, Parser, absent, at, bump, close, expect,
        expressions::{
            AN_EXPRESSION, argument_list, named_expression, ordered_expression, unnamed_expression,
        },
        keyword,
        lists::{List, at_list_end},
        literals::literal,
        mark, node, nth,
        parameters::{self, eager_parameters, parameters},
        peek, required,
    },
    node_kind::NodeKind,
    token::TokenKind,
};

/// What an aggregate is called when it is lacking.
const AN_AGGREGATE: &str = "an aggregate such as `count()`";

/// `summarize n = count() by a, bin(b, 1h)`
pub(in crate::grammar) fn summarize_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::SummarizeOperator, |p| {
        keyword(p, TokenKind::SummarizeKw)?;
        parameters(p, &[]);
        List::of(AN_AGGREGATE)
            .ends(|p| at(p, TokenKind::ByKw) || at_list_end(p))
            .parse(p, named_expression);
        let _ = summarize_by(p);
        Ok(())
    })
}

fn summarize_by(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ByClause, |p| {
        keyword(p, TokenKind::ByKw)?;
        List::of("a column")
            .required()
            .ends(|p| at_old_bin(p) || at_list_end(p))
            .parse(p, named_expression);
        if at_old_bin(p) {
            let start = mark(p);
            let name = mark(p);
            bump(p);
            close(p, name, NodeKind::NameDeclaration);
            bump(p);
            required(p, AN_EXPRESSION, unnamed_expression);
            close(p, start, NodeKind::NamedExpression);
        }
        Ok(())
    })
}

/// `bin = 1h` behind the columns of `by`: the form that `bin()` replaced
fn at_old_bin(p: &mut Parser<'_, '_>) -> bool {
    at(p, TokenKind::BinKw) && nth(p, 1) == TokenKind::Eq && nth(p, 2).is_literal()
}

/// `by a, b`, up to whatever comes
fn by_clause(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ByClause, |p| {
        keyword(p, TokenKind::ByKw)?;
        List::of("a column")
            .required()
            .open()
            .parse(p, named_expression);
        Ok(())
    })
}

/// `make-series n = count() default=0 on Time from a to b step 1h by c`
pub(in crate::grammar) fn make_series_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MakeSeriesOperator, |p| {
        keyword(p, TokenKind::MakeSeriesKw)?;
        parameters(p, &[]);
        List::of(AN_AGGREGATE)
            .required()
            .ends(|p| {
                matches!(
                    peek(p),
                    TokenKind::OnKw | TokenKind::FromKw | TokenKind::InKw
                ) || at_list_end(p)
            })
            .parse(p, make_series_item);
        let start = mark(p);
        expect(p, TokenKind::OnKw, "`on`");
        required(p, "a column", named_expression);
        close(p, start, NodeKind::MakeSeriesOnClause);
        if from_to_step(p).is_err() {
            in_range(p);
        }
        let _ = by_clause(p);
        Ok(())
    })
}

fn make_series_item(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MakeSeriesItem, |p| {
        named_expression(p)?;
        if at(p, TokenKind::DefaultKw) {
            let start = mark(p);
            bump(p);
            expect(p, TokenKind::Eq, "`=`");
            required(p, "a value", named_expression);
            close(p, start, NodeKind::MakeSeriesDefault);
        }
        Ok(())
    })
}

/// `from a to b step 1h`; `from` and `to` may be left out
fn from_to_step(p: &mut Parser<'_, '_>) -> Parsed {
    if !matches!(
        peek(p),
        TokenKind::FromKw | TokenKind::ToKw | TokenKind::StepKw
    ) {
        return absent();
    }
    node(p, NodeKind::MakeSeriesFromToStep, |p| {
        let _ = bound(p, TokenKind::FromKw, NodeKind::MakeSeriesFrom);
        let _ = bound(p, TokenKind::ToKw, NodeKind::MakeSeriesTo);
        let start = mark(p);
        expect(p, TokenKind::StepKw, "`step`");
        required(p, AN_EXPRESSION, unnamed_expression);
        close(p, start, NodeKind::MakeSeriesStep);
        Ok(())
    })
}

fn bound(p: &mut Parser<'_, '_>, word: TokenKind, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        keyword(p, word)?;
        required(p, AN_EXPRESSION, unnamed_expression);
        Ok(())
    })
}

/// `in range(a, b, 1h)`
fn in_range(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    if expect(p, TokenKind::InKw, "`from`, `to`, `step` or `in range`") {
        expect(p, TokenKind::RangeKw, "`range`");
        argument_list(p);
    }
    close(p, start, NodeKind::MakeSeriesInRange);
}

/// `reduce by a with threshold=0.1`
pub(in crate::grammar) fn reduce_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ReduceOperator, |p| {
        keyword(p, TokenKind::ReduceKw)?;
        eager_parameters(p, parameters::REDUCE);
        expect(p, TokenKind::ByKw, "`by`");
        required(p, "a column", named_expression);
        if at(p, TokenKind::WithKw) {
            let start = mark(p);
            bump(p);
            parameters::known_list(p, parameters::REDUCE);
            close(p, start, NodeKind::WithClause);
        }
        Ok(())
    })
}

/// `top-hitters 3 of a by b`
pub(in crate::grammar) fn top_hitters_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::TopHittersOperator, |p| {
        keyword(p, TokenKind::TopHittersKw)?;
        required(p, "a number of values", named_expression);
        expect(p, TokenKind::OfKw, "`of`");
        required(p, "a column", named_expression);
        if at(p, TokenKind::ByKw) {
            let start = mark(p);
            bump(p);
            required(p, AN_EXPRESSION, named_expression);
            close(p, start, NodeKind::TopHittersByClause);
        }
        Ok(())
    })
}

/// `top-nested 3 of a with others = "x" by sum(b), top-nested of c by max(d)`
pub(in crate::grammar) fn top_nested_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::TopNestedOperator, |p| {
        List::of("`top-nested`")
            .required()
            .parse(p, top_nested_clause);
        Ok(())
    })
}

fn top_nested_clause(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::TopNestedClause, |p| {
        keyword(p, TokenKind::TopNestedKw)?;
        let _ = node(p, NodeKind::TopNestedCount, named_expression);
        expect(p, TokenKind::OfKw, "`of`");
        required(p, "a column", named_expression);
        if at(p, TokenKind::WithKw) {
            let start = mark(p);
            bump(p);
            expect(p, TokenKind::OthersKw, "`others`");
            expect(p, TokenKind::Eq, "`=`");
            required(p, "a value", |p| {
                literal(p).or_else(|_| unnamed_expression(p))
            });
            close(p, start, NodeKind::TopNestedWithOthers);
        }
        expect(p, TokenKind::ByKw, "`by`");
        required(p, AN_AGGREGATE, ordered_expression);
        Ok(())
    })
}
