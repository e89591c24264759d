//! Tables that a query brings itself, and queries as values.

use super::{
    Parsed, Parser, absent, at, bump, close, eat, expect,
    expressions::{AN_EXPRESSION, call, selector_or_call, selectors, unnamed_expression},
    keyword,
    lists::{List, MAX_DECISION, bracketed, parenthesized},
    literals::{literal, row_schema, string},
    mark, missing,
    names::{extended_name_declaration, name_reference},
    node, nth, nth_text,
    operators::aggregate::summarize_operator,
    parameters::{self, eager_parameters},
    pipeline, required, slip,
};
use crate::{error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// What a schema is called when it is lacking.
const COLUMNS: &str = "columns in brackets";

/// `datatable(a: long, b: string) [1, "x"]`
pub(super) fn datatable(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::DatatableExpression, |p| {
        keyword(p, TokenKind::DatatableKw)?;
        eager_parameters(p, &[]);
        required(p, COLUMNS, row_schema);
        bracketed(p, |p| {
            eat(p, TokenKind::Comma);
            List::of("a literal").trailing_comma().parse(p, literal);
        });
        Ok(())
    })
}

/// `__contextual_datatable guid(…) (a: long)`
pub(super) fn contextual_datatable(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ContextualDatatableExpression, |p| {
        keyword(p, TokenKind::ContextualDatatableKw)?;
        required(p, "an id", |p| {
            literal(p).or_else(|_| unnamed_expression(p))
        });
        required(p, COLUMNS, row_schema);
        Ok(())
    })
}

/// `externaldata(a: string) ["https://…"] with (format = "csv")`
pub(super) fn externaldata(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ExternaldataExpression, |p| {
        bump(p);
        eager_parameters(p, &[]);
        required(p, COLUMNS, row_schema);
        bracketed(p, |p| {
            List::of("a path in quotes").trailing_comma().parse(p, path)
        });
        with_properties(p);
        Ok(())
    })
}

fn path(p: &mut Parser<'_, '_>) -> Parsed {
    super::deeper(p, pipeline::expression_without_leftovers)
}

/// `with (a = 1, b = "c")`
pub(super) fn with_properties(p: &mut Parser<'_, '_>) {
    if !at(p, TokenKind::WithKw) {
        return;
    }
    let start = mark(p);
    bump(p);
    parenthesized(p, parameters::property_list);
    close(p, start, NodeKind::WithClause);
}

/// `inline_external_table (a: string) kind=storage partition by (…) pathformat=(…) dataformat=csv ("https://…")`
pub(super) fn inline_external_table(p: &mut Parser<'_, '_>) -> Parsed {
    if nth(p, 1) != TokenKind::KindKw && !(nth(p, 1) == TokenKind::LParen && has_typed_column(p)) {
        return absent();
    }
    node(p, NodeKind::InlineExternalTableExpression, |p| {
        bump(p);
        let _ = row_schema(p);
        let delta = table_kind(p);
        table_partitions(p);
        table_path_format(p);
        table_data_format(p, delta);
        let start = mark(p);
        parenthesized(p, |p| {
            List::of("a path in quotes").trailing_comma().parse(p, path)
        });
        close(p, start, NodeKind::InlineExternalTableClause);
        with_properties(p);
        Ok(())
    })
}

fn has_typed_column(p: &mut Parser<'_, '_>) -> bool {
    for ahead in 2..MAX_DECISION {
        match nth(p, ahead) {
            TokenKind::Colon | TokenKind::EndOfFile => return true,
            TokenKind::RParen => return false,
            _ => {}
        }
    }
    false
}

/// `kind=storage`; tells whether it is `delta`, which brings its own schema
fn table_kind(p: &mut Parser<'_, '_>) -> bool {
    let start = mark(p);
    if !expect(p, TokenKind::KindKw, "`kind`") {
        close(p, start, NodeKind::InlineExternalTableClause);
        return false;
    }
    expect(p, TokenKind::Eq, "`=`");
    let word = nth_text(p, 0);
    if matches!(word, "storage" | "delta") {
        bump(p);
    } else {
        slip(p, SyntaxErrorKind::Expected("`storage` or `delta`"));
    }
    close(p, start, NodeKind::InlineExternalTableClause);
    word == "delta"
}

fn table_partitions(p: &mut Parser<'_, '_>) {
    if !at(p, TokenKind::PartitionKw) {
        return;
    }
    let start = mark(p);
    bump(p);
    expect(p, TokenKind::ByKw, "`by`");
    parenthesized(p, |p| {
        eat(p, TokenKind::Comma);
        List::of("a partition column")
            .trailing_comma()
            .parse(p, partition_column);
    });
    close(p, start, NodeKind::InlineExternalTableClause);
}

/// `day: datetime = bin(t, 1d)`
fn partition_column(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::NameAndTypeDeclaration, |p| {
        extended_name_declaration(p)?;
        expect(p, TokenKind::Colon, "`:`");
        super::literals::column_type(p);
        if eat(p, TokenKind::Eq) {
            required(p, AN_EXPRESSION, unnamed_expression);
        }
        Ok(())
    })
}

fn table_path_format(p: &mut Parser<'_, '_>) {
    if !at(p, TokenKind::PathFormatKw) {
        return;
    }
    let start = mark(p);
    bump(p);
    expect(p, TokenKind::Eq, "`=`");
    parenthesized(p, |p| {
        let _ = string(p);
        required(p, "a partition column", path_part);
        while path_part(p).is_ok() {}
    });
    close(p, start, NodeKind::InlineExternalTableClause);
}

/// `datetime_pattern("yyyy", day) "/"`, or a column and text
fn path_part(p: &mut Parser<'_, '_>) -> Parsed {
    if at(p, TokenKind::DatetimePatternKw) && nth(p, 1) == TokenKind::LParen {
        call(p)?
    } else {
        name_reference(p)?
    }
    let _ = string(p);
    Ok(())
}

fn table_data_format(p: &mut Parser<'_, '_>, delta: bool) {
    if !at(p, TokenKind::DataFormatKw) {
        if !delta {
            slip(p, SyntaxErrorKind::Expected("`dataformat`"));
        }
        return;
    }
    let start = mark(p);
    bump(p);
    expect(p, TokenKind::Eq, "`=`");
    expect(p, TokenKind::Identifier, "a data format such as `csv`");
    close(p, start, NodeKind::InlineExternalTableClause);
}

/// `materialized-view-combine ("v") base (T) delta (T) aggregations (summarize count() by a)`
pub(super) fn materialized_view_combine(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MaterializedViewCombineExpression, |p| {
        keyword(p, TokenKind::MaterializedViewCombineKw)?;
        parenthesized(p, |p| required(p, "a name in quotes", pipeline::nested));
        for (word, what) in [
            ("base", "`base`"),
            ("delta", "`delta`"),
            ("aggregations", "`aggregations`"),
        ] {
            let start = mark(p);
            if nth_text(p, 0) == word {
                bump(p);
                parenthesized(p, |p| match word {
                    "aggregations" => required(p, "`summarize`", summarize_operator),
                    _ => required(p, AN_EXPRESSION, pipeline::nested),
                });
                close(p, start, NodeKind::MaterializedViewCombineClause);
            } else {
                missing(p, what);
            }
        }
        Ok(())
    })
}

/// `toscalar(T | count)`, `totable(…)`
pub(super) fn query_call(p: &mut Parser<'_, '_>, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        bump(p);
        let _ = parameters::single(p, parameters::QUERY_CALL);
        parenthesized(p, |p| required(p, "a query", pipeline::nested));
        Ok(())
    })
}

/// `materialize(T | summarize count())`, as the value of a `let`
pub(super) fn materialize(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MaterializeExpression, |p| {
        keyword(p, TokenKind::MaterializeKw)?;
        parenthesized(p, |p| required(p, "a query", pipeline::nested));
        Ok(())
    })
}

/// `datascope = all`
pub(super) fn data_scope_clause(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::DataScopeClause, |p| {
        keyword(p, TokenKind::DataScopeKw)?;
        expect(p, TokenKind::Eq, "`=`");
        if matches!(nth_text(p, 0), "all" | "hotcache") {
            bump(p);
        } else {
            slip(p, SyntaxErrorKind::Expected("`all` or `hotcache`"));
        }
        Ok(())
    })
}

/// `entity_group [cluster("a").database("b")]`, `entity_group("name")`
pub(super) fn entity_group(p: &mut Parser<'_, '_>) -> Parsed {
    if !at(p, TokenKind::EntityGroupKw) {
        return absent();
    }
    if call(p).is_ok() {
        return Ok(());
    }
    node(p, NodeKind::EntityGroup, |p| {
        bump(p);
        bracketed(p, |p| {
            List::of("a database")
                .required()
                .parse(p, super::expressions::nested_expression)
        });
        Ok(())
    })
}

/// An entity group, a path to one, or a name
pub(super) fn entity_group_reference(p: &mut Parser<'_, '_>) -> Parsed {
    if at(p, TokenKind::EntityGroupKw) {
        return entity_group(p);
    }
    if matches!(nth_text(p, 0), "database" | "cluster") && nth(p, 1) == TokenKind::LParen {
        let start = mark(p);
        selector_or_call(p)?;
        selectors(
            p,
            start,
            selector_or_call,
            super::expressions::bracketed_element,
        );
        return Ok(());
    }
    name_reference(p)
}
