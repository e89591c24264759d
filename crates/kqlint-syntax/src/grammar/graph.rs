//! Operators on graphs.

use super::{
    Parsed, Parser, absent, at, bump, bump_many, close, eat, expect,
    expressions::{AN_EXPRESSION, invocation, named_expression, simple_path, unnamed_expression},
    is_joint, keyword,
    lists::{List, at_list_end, close_bracket, parenthesized},
    mark,
    names::{name_declaration, name_reference},
    node, nth,
    parameters::{self, parameters},
    peek, pipeline, required,
};
use crate::{node_kind::NodeKind, token::TokenKind};

/// `make-graph a --> b with N on id`, `… with_node_id = n partitioned-by t (…)`
pub(super) fn make_graph_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MakeGraphOperator, |p| {
        keyword(p, TokenKind::MakeGraphKw)?;
        parameters(p, &[]);
        required(p, "a column", name_reference);
        if !eat_joint(p, &[TokenKind::Minus, TokenKind::Minus, TokenKind::Greater])
            && !eat_joint(p, &[TokenKind::Minus, TokenKind::Minus])
        {
            super::slip(p, crate::error::SyntaxErrorKind::Expected("`-->` or `--`"));
        }
        required(p, "a column", name_reference);
        if at(p, TokenKind::WithNodeIdKw) {
            let start = mark(p);
            bump(p);
            expect(p, TokenKind::Eq, "`=`");
            required(p, "a name", name_declaration);
            close(p, start, NodeKind::MakeGraphNodeId);
        } else if eat(p, TokenKind::WithKw) {
            List::of("a table and its key")
                .required()
                .ends(|p| at(p, TokenKind::PartitionedByKw) || at_list_end(p))
                .parse(p, graph_table);
        }
        if at(p, TokenKind::PartitionedByKw) {
            let start = mark(p);
            bump(p);
            required(p, "a column", simple_path);
            parenthesized(p, pipeline::contextual_pipeline);
            close(p, start, NodeKind::MakeGraphPartition);
        }
        Ok(())
    })
}

fn graph_table(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::MakeGraphTable, |p| {
        invocation(p)?;
        expect(p, TokenKind::OnKw, "`on`");
        required(p, "a column", name_reference);
        Ok(())
    })
}

/// Takes tokens that stand side by side.
fn eat_joint(p: &mut Parser<'_, '_>, kinds: &[TokenKind]) -> bool {
    let found = kinds
        .iter()
        .enumerate()
        .all(|(offset, &kind)| nth(p, offset) == kind && (offset == 0 || is_joint(p, offset)));
    if found {
        bump_many(p, kinds.len());
    }
    found
}

/// `graph-match (a)-[e*1..3]->(b), (b)<--(c) where a.x == 1 project a.x`, and `graph-shortest-paths`
pub(super) fn graph_match_operator(p: &mut Parser<'_, '_>, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        bump(p);
        let own = match kind {
            NodeKind::GraphShortestPathsOperator => parameters::SHORTEST_PATHS,
            _ => &[],
        };
        parameters(p, own);
        List::of("a pattern such as `(a)-->(b)`")
            .required()
            .open()
            .parse(p, graph_pattern);
        if at(p, TokenKind::WhereKw) {
            let start = mark(p);
            bump(p);
            required(p, "a condition", pipeline::expression_without_leftovers);
            close(p, start, NodeKind::GraphWhereClause);
        }
        if at(p, TokenKind::ProjectKw) {
            let start = mark(p);
            bump(p);
            List::of("a column").required().parse(p, named_expression);
            close(p, start, NodeKind::GraphProjectClause);
        }
        Ok(())
    })
}

fn graph_pattern(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::GraphPattern, |p| {
        pattern_element(p)?;
        while pattern_element(p).is_ok() {}
        Ok(())
    })
}

fn pattern_element(p: &mut Parser<'_, '_>) -> Parsed {
    match peek(p) {
        TokenKind::LParen => node(p, NodeKind::GraphPatternNode, |p| {
            parenthesized(p, |p| {
                let _ = name_declaration(p);
            });
            Ok(())
        }),
        TokenKind::Minus | TokenKind::Less => pattern_edge(p),
        _ => absent(),
    }
}

fn pattern_edge(p: &mut Parser<'_, '_>) -> Parsed {
    use TokenKind::{Greater, LBracket, Less, Minus, RBracket};
    node(p, NodeKind::GraphPatternEdge, |p| {
        if eat_joint(p, &[Minus, Minus, Greater])
            || eat_joint(p, &[Less, Minus, Minus])
            || eat_joint(p, &[Minus, Minus])
        {
            return Ok(());
        }
        if !eat_joint(p, &[Minus, LBracket]) && !eat_joint(p, &[Less, Minus, LBracket]) {
            return absent();
        }
        let _ = name_declaration(p);
        if at(p, TokenKind::Star) {
            let start = mark(p);
            bump(p);
            required(p, "a number", invocation);
            expect(p, TokenKind::DotDot, "`..`");
            required(p, "a number", invocation);
            close(p, start, NodeKind::GraphPatternEdgeRange);
        }
        if !eat_joint(p, &[RBracket, Minus, Greater]) && !eat_joint(p, &[RBracket, Minus]) {
            close_bracket(p, RBracket, "`]->` or `]-`");
        }
        Ok(())
    })
}

/// `graph-to-table nodes as N with_node_id=id, edges as E`
pub(super) fn graph_to_table_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::GraphToTableOperator, |p| {
        keyword(p, TokenKind::GraphToTableKw)?;
        List::of("`nodes` or `edges`")
            .required()
            .open()
            .parse(p, graph_output);
        Ok(())
    })
}

fn graph_output(p: &mut Parser<'_, '_>) -> Parsed {
    let own: &[parameters::Spec] = match peek(p) {
        TokenKind::NodesKw => parameters::NODES,
        TokenKind::EdgesKw => parameters::EDGES,
        _ => return absent(),
    };
    node(p, NodeKind::GraphToTableOutput, |p| {
        bump(p);
        if eat(p, TokenKind::AsKw) {
            required(p, "a name", name_declaration);
        }
        parameters(p, own);
        Ok(())
    })
}

/// `graph-mark-components kind=weak with_component_id=c`
pub(super) fn graph_mark_components_operator(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::GraphMarkComponentsOperator, |p| {
        keyword(p, TokenKind::GraphMarkComponentsKw)?;
        parameters(p, parameters::MARK_COMPONENTS);
        Ok(())
    })
}

/// `graph-where-nodes a == 1`, `graph-where-edges …`
pub(super) fn graph_where_operator(p: &mut Parser<'_, '_>, kind: NodeKind) -> Parsed {
    node(p, kind, |p| {
        bump(p);
        required(p, AN_EXPRESSION, unnamed_expression);
        Ok(())
    })
}
