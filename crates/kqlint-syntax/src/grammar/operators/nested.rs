//! Operators with queries inside of them.

use crate::{
    grammar::{
        Parsed, Parser, absent, at, bump, close, deeper, eat, expect,
        expressions::{AN_EXPRESSION, call, ordered_expression, simple_path, unnamed_expression},
        keyword,
        lists::{List, at_list_end, braced, parenthesized},
        literals::literal,
        mark, missing,
        names::{
            extended_name_declaration, extended_name_reference, name_declaration, name_length,
        },
        node, nth, nth_text,
        parameters::{self, eager_parameters, parameters},
        peek, pipeline, required, sources, statements,
    },
    node_kind::NodeKind,
    token::TokenKind,
};

/// What a sub-query is called when it is lacking.
const A_QUERY: &str = "a query in brackets";

/// A branch's pipeline, or any query.
fn branch(p: &mut Parser<'_, '_>) -> Parsed {
    deeper(p, |p| {
        pipeline::branch_pipeline(p).or_else(|_| pipeline::expression(p))
    })
}

/// `facet by a, b with (take 5)`
pub(in crate::grammar) fn facet_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::FacetOperator, |p| {
        keyword(p, TokenKind::FacetKw)?;
        expect(p, TokenKind::ByKw, "`by`");
        List::of("a column")
            .required()
            .ends(|p| at(p, TokenKind::WithKw) || at_list_end(p))
            .parse(p, simple_path);
        if at(p, TokenKind::WithKw) {
            let start = mark(p);
            bump(p);
            if at(p, TokenKind::LParen) {
                parenthesized(p, |p| {
                    required(p, "an operator", |p| deeper(p, pipeline::branch_pipeline))
                });
            } else {
                required(p, "an operator", |p| deeper(p, pipeline::any_operator));
            }
            close(p, start, NodeKind::FacetWithClause);
        }
        Ok(())
    })
}

/// `fork a = (take 5) (count)`
pub(in crate::grammar) fn fork_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ForkOperator, |p| {
        keyword(p, TokenKind::ForkKw)?;
        required(p, A_QUERY, fork_branch);
        while fork_branch(p).is_ok() {}
        Ok(())
    })
}

fn fork_branch(p: &mut Parser<'_, '_>) -> Parsed {
    let length = name_length(p, 0);
    let named = length > 0 && nth(p, length) == TokenKind::Eq;
    if !named && !at(p, TokenKind::LParen) {
        return absent();
    }
    node(p, NodeKind::ForkBranch, |p| {
        if named {
            name_declaration(p)?;
            bump(p);
        }
        parenthesized(p, |p| required(p, "a query", branch));
        Ok(())
    })
}

/// `partition hint.strategy=native by a (top 3 by b)`, `partition by a { T }`
pub(in crate::grammar) fn partition_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::PartitionOperator, |p| {
        keyword(p, TokenKind::PartitionKw)?;
        eager_parameters(p, &[]);
        expect(p, TokenKind::ByKw, "`by`");
        required(p, "a column", simple_path);
        let _ = node(p, NodeKind::PartitionScope, |p| {
            keyword(p, TokenKind::InKw)?;
            required(p, "a call or `dynamic(…)`", |p| {
                call(p).or_else(|_| literal(p))
            });
            Ok(())
        });
        match peek(p) {
            TokenKind::LBrace => node(p, NodeKind::PartitionQuery, |p| {
                braced(p, |p| {
                    required(p, "a query", |p| deeper(p, pipeline::expression))
                });
                Ok(())
            }),
            TokenKind::LParen => node(p, NodeKind::PartitionSubquery, |p| {
                parenthesized(p, |p| {
                    let _ = deeper(p, |p| {
                        pipeline::sub_pipeline(p);
                        Ok(())
                    });
                });
                Ok(())
            }),
            _ => {
                missing(p, A_QUERY);
                Ok(())
            }
        }
    })
}

/// `__partitionby a id guid(…) (take 5)`
pub(in crate::grammar) fn partition_by_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::PartitionByOperator, |p| {
        keyword(p, TokenKind::PartitionByKw)?;
        eager_parameters(p, &[]);
        required(p, "a column", simple_path);
        if at(p, TokenKind::IdKw) {
            let start = mark(p);
            bump(p);
            required(p, "a literal", literal);
            close(p, start, NodeKind::ContextIdClause);
        }
        parenthesized(p, pipeline::contextual_pipeline);
        Ok(())
    })
}

/// `macro-expand g as s (s.T | count)`
pub(in crate::grammar) fn macro_expand_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MacroExpandOperator, |p| {
        keyword(p, TokenKind::MacroExpandKw)?;
        parameters(p, parameters::UNION);
        required(p, "an entity group", sources::entity_group_reference);
        if eat(p, TokenKind::AsKw) {
            required(p, "a name", name_declaration);
        }
        parenthesized(p, |p| {
            let _ = deeper(p, |p| {
                statements::nested_statements(p);
                Ok(())
            });
        });
        Ok(())
    })
}

/// `scan order by t partition by a declare (n: long = 0) with (step s: true => n = 1;)`
pub(in crate::grammar) fn scan_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ScanOperator, |p| {
        keyword(p, TokenKind::ScanKw)?;
        eager_parameters(p, &[]);
        let _ = scan_keys(p, TokenKind::OrderKw, NodeKind::ScanOrderByClause);
        let _ = scan_keys(p, TokenKind::PartitionKw, NodeKind::ScanPartitionByClause);
        if at(p, TokenKind::DeclareKw) {
            let start = mark(p);
            bump(p);
            parenthesized(p, |p| {
                List::of("a column and its type").parse(p, statements::function_parameter)
            });
            close(p, start, NodeKind::ScanDeclareClause);
        }
        expect(p, TokenKind::WithKw, "`with`");
        parenthesized(p, |p| while !at_list_end(p) && scan_step(p).is_ok() {});
        Ok(())
    })
}

fn scan_keys(p: &mut Parser<'_, '_>, word: TokenKind, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        keyword(p, word)?;
        expect(p, TokenKind::ByKw, "`by`");
        List::of("a column")
            .required()
            .ends(at_scan_clause)
            .parse(p, ordered_expression);
        Ok(())
    })
}

fn at_scan_clause(p: &mut Parser<'_, '_>) -> bool {
    use TokenKind as T;
    matches!(
        peek(p),
        T::PartitionKw | T::OrderKw | T::ByKw | T::DeclareKw | T::WithKw
    ) || at_list_end(p)
}

/// `step s optional output=last: a > s.b => n = 1, m = 2;`
fn scan_step(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ScanStep, |p| {
        keyword(p, TokenKind::StepKw)?;
        required(p, "a name", extended_name_declaration);
        eat(p, TokenKind::OptionalKw);
        if at(p, TokenKind::OutputKw) {
            let start = mark(p);
            bump(p);
            expect(p, TokenKind::Eq, "`=`");
            if matches!(nth_text(p, 0), "all" | "last" | "none") {
                bump(p);
            } else {
                missing(p, "`all`, `last` or `none`");
            }
            close(p, start, NodeKind::ScanStepOutput);
        }
        expect(p, TokenKind::Colon, "`:`");
        required(p, "a condition", unnamed_expression);
        if eat(p, TokenKind::FatArrow) {
            List::of("a column and its value")
                .required()
                .parse(p, scan_assignment);
        }
        expect(p, TokenKind::Semicolon, "`;`");
        Ok(())
    })
}

fn scan_assignment(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::ScanAssignment, |p| {
        extended_name_reference(p)?;
        expect(p, TokenKind::Eq, "`=`");
        required(p, AN_EXPRESSION, unnamed_expression);
        Ok(())
    })
}
