//! Operators that filter, shape, sort and limit one table.

use crate::{
    error::SyntaxErrorKind,
    grammar::{
        Parsed, Parser, absent, at, bump, close, eat, expect,
        expressions::{
            AN_EXPRESSION, composite_call, is_direction, named_expression, ordered_expression,
            unnamed_expression,
        },
        keyword,
        lists::{List, parenthesized},
        literals::{row_schema, star},
        mark,
        names::{name_declaration, name_or_wildcard},
        node, nth, nth_text,
        operators::is_chart,
        parameters::{self, Value, eager_parameters, parameters},
        peek, required, slip,
    },
    node_kind::NodeKind,
    token::TokenKind,
};

/// What a count is called when it is lacking.
const ROWS: &str = "a number of rows";

/// `as Name`
pub(in crate::grammar) fn as_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::AsOperator, |p| {
        keyword(p, TokenKind::AsKw)?;
        parameters(p, &[]);
        required(p, "a name", name_declaration);
        Ok(())
    })
}

/// `assert-schema (a: string)`
pub(in crate::grammar) fn assert_schema_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::AssertSchemaOperator, |p| {
        keyword(p, TokenKind::AssertSchemaKw)?;
        required(p, "columns in brackets", row_schema);
        Ok(())
    })
}

/// `consume`
pub(in crate::grammar) fn consume_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ConsumeOperator, |p| {
        keyword(p, TokenKind::ConsumeKw)?;
        eager_parameters(p, &[]);
        Ok(())
    })
}

/// `count`, `count as Rows`; `count()` is a call
pub(in crate::grammar) fn count_operator(p: &mut Parser<'_, '_>) -> Parsed {
    if nth(p, 1) == TokenKind::LParen {
        return absent();
    }
    node(p, NodeKind::CountOperator, |p| {
        keyword(p, TokenKind::CountKw)?;
        if eat(p, TokenKind::AsKw) {
            required(p, "a name", |p| {
                if at(p, TokenKind::Identifier) {
                    name_declaration(p)
                } else {
                    absent()
                }
            });
        }
        Ok(())
    })
}

/// `distinct a, b`, `distinct *`
pub(in crate::grammar) fn distinct_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::DistinctOperator, |p| {
        keyword(p, TokenKind::DistinctKw)?;
        parameters(p, &[]);
        List::of("a column")
            .required()
            .parse(p, |p| star(p).or_else(|_| named_expression(p)));
        Ok(())
    })
}

/// `extend a = b + 1`
pub(in crate::grammar) fn extend_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ExtendOperator, |p| {
        keyword(p, TokenKind::ExtendKw)?;
        List::of("a column").required().parse(p, named_expression);
        Ok(())
    })
}

/// `where a > 1`
pub(in crate::grammar) fn filter_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FilterOperator, |p| {
        keyword(p, TokenKind::WhereKw).or_else(|_| keyword(p, TokenKind::FilterKw))?;
        parameters(p, &[]);
        required(p, "a condition", named_expression);
        Ok(())
    })
}

/// `getschema`
pub(in crate::grammar) fn getschema_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::GetSchemaOperator, |p| {
        keyword(p, TokenKind::GetSchemaKw)?;
        let _ = parameters::single(p, parameters::KIND);
        Ok(())
    })
}

/// `invoke f(1)`
pub(in crate::grammar) fn invoke_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::InvokeOperator, |p| {
        keyword(p, TokenKind::InvokeKw)?;
        required(p, "a call", composite_call);
        Ok(())
    })
}

/// `print a = 1`
pub(in crate::grammar) fn print_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::PrintOperator, |p| {
        keyword(p, TokenKind::PrintKw)?;
        List::of(AN_EXPRESSION)
            .required()
            .parse(p, named_expression);
        Ok(())
    })
}

/// `project a, b = c` and `project-rename a = b`
pub(in crate::grammar) fn project_operator(p: &mut Parser<'_, '_>, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        bump(p);
        List::of("a column").parse(p, named_expression);
        Ok(())
    })
}

/// `project-away a, b*` and `project-keep a, b*`
pub(in crate::grammar) fn project_by_name_operator(
    p: &mut Parser<'_, '_>,
    kind: NodeKind,
) -> Parsed {
    node(p, kind, |p| {
        bump(p);
        List::of("a column").parse(p, name_or_wildcard);
        Ok(())
    })
}

/// `project-reorder a, b* desc`
pub(in crate::grammar) fn project_reorder_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ProjectReorderOperator, |p| {
        keyword(p, TokenKind::ProjectReorderKw)?;
        List::of("a column").parse(p, |p| {
            let start = mark(p);
            name_or_wildcard(p)?;
            if is_direction(peek(p)) {
                bump(p);
                close(p, start, NodeKind::OrderedExpression);
            }
            Ok(())
        });
        Ok(())
    })
}

/// `project-by-names "a", b`
pub(in crate::grammar) fn project_by_names_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ProjectByNamesOperator, |p| {
        keyword(p, TokenKind::ProjectByNamesKw)?;
        List::of("a column").parse(p, unnamed_expression);
        Ok(())
    })
}

/// `range x from 1 to 10 step 1`; `range(1, 10)` is a call
pub(in crate::grammar) fn range_operator(p: &mut Parser<'_, '_>) -> Parsed {
    if nth(p, 1) == TokenKind::LParen {
        return absent();
    }
    node(p, NodeKind::RangeOperator, |p| {
        keyword(p, TokenKind::RangeKw)?;
        required(p, "a name", name_declaration);
        expect(p, TokenKind::FromKw, "`from`");
        required(p, AN_EXPRESSION, unnamed_expression);
        expect(p, TokenKind::ToKw, "`to`");
        required(p, AN_EXPRESSION, unnamed_expression);
        expect(p, TokenKind::StepKw, "`step`");
        required(p, AN_EXPRESSION, unnamed_expression);
        Ok(())
    })
}

/// `render timechart with (title = "x")`
pub(in crate::grammar) fn render_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::RenderOperator, |p| {
        keyword(p, TokenKind::RenderKw)?;
        if is_chart(nth_text(p, 0))
            || matches!(peek(p), TokenKind::Identifier | TokenKind::Placeholder)
        {
            bump(p);
        } else {
            slip(
                p,
                SyntaxErrorKind::Expected("a kind of chart such as `timechart`"),
            );
        }
        while old_render_property(p).is_ok() {}
        if at(p, TokenKind::WithKw) {
            let start = mark(p);
            bump(p);
            parenthesized(p, |p| {
                eat(p, TokenKind::Comma);
                parameters::declared_list(p, parameters::RENDER);
            });
            close(p, start, NodeKind::WithClause);
        }
        Ok(())
    })
}

/// `kind=stacked`, `title="x"`, `by a, b`, outside of `with (…)`
fn old_render_property(p: &mut Parser<'_, '_>) -> Parsed {
    const OWN: &[parameters::Spec] = &[
        ("kind", Value::Any),
        ("title", Value::Expression),
        ("accumulate", Value::Any),
    ];
    let without_equals = match peek(p) {
        TokenKind::WithKw => nth(p, 1) != TokenKind::LParen,
        TokenKind::ByKw => true,
        _ => return parameters::single(p, OWN),
    };
    if !without_equals {
        return absent();
    }
    node(p, NodeKind::OperatorParameter, |p| {
        if eat(p, TokenKind::ByKw) {
            parameters::columns(p, OWN);
        } else {
            bump(p);
            required(p, "a value", parameters::any_value);
        }
        Ok(())
    })
}

/// `sample 10`
pub(in crate::grammar) fn sample_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::SampleOperator, |p| {
        keyword(p, TokenKind::SampleKw)?;
        parameters(p, &[]);
        required(p, ROWS, named_expression);
        Ok(())
    })
}

/// `sample-distinct 10 of a`
pub(in crate::grammar) fn sample_distinct_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::SampleDistinctOperator, |p| {
        keyword(p, TokenKind::SampleDistinctKw)?;
        parameters(p, &[]);
        required(p, "a number of values", named_expression);
        expect(p, TokenKind::OfKw, "`of`");
        required(p, "a column", named_expression);
        Ok(())
    })
}

/// `serialize n = row_number()`
pub(in crate::grammar) fn serialize_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::SerializeOperator, |p| {
        keyword(p, TokenKind::SerializeKw)?;
        parameters(p, &[]);
        List::of("a column").parse(p, named_expression);
        Ok(())
    })
}

/// `sort by a desc, b`
pub(in crate::grammar) fn sort_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::SortOperator, |p| {
        keyword(p, TokenKind::SortKw).or_else(|_| keyword(p, TokenKind::OrderKw))?;
        eager_parameters(p, &[]);
        expect(p, TokenKind::ByKw, "`by`");
        List::of("a column").required().parse(p, ordered_expression);
        Ok(())
    })
}

/// `take 10`, `limit 10`
pub(in crate::grammar) fn take_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::TakeOperator, |p| {
        keyword(p, TokenKind::TakeKw).or_else(|_| keyword(p, TokenKind::LimitKw))?;
        parameters(p, &[]);
        required(p, ROWS, named_expression);
        Ok(())
    })
}

/// `top 5 by a desc`
pub(in crate::grammar) fn top_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::TopOperator, |p| {
        keyword(p, TokenKind::TopKw)?;
        parameters(p, &[]);
        required(p, ROWS, named_expression);
        expect(p, TokenKind::ByKw, "`by`");
        required(p, "a column", ordered_expression);
        Ok(())
    })
}
