//! Pipelines, and which operator comes next.

use super::{
    Parsed, Parser, absent, at, bump, close, eat,
    expressions::{call, named_expression, unnamed_expression},
    graph, keyword,
    lists::{self, List},
    literals::placeholder,
    mark, missing, names, node, nth, nth_text, operators, peek, slip, sources, token_node,
};
use crate::{builder::Mark, error::SyntaxErrorKind, node_kind::NodeKind, token::TokenKind};

/// What an operator is called when it is lacking.
const AN_OPERATOR: &str = "an operator such as `where`";

/// What a pipeline that begins with `|` lacks.
pub(crate) const A_SOURCE: &str = "a table before `|`";

/// `| where x`: a pipeline that lacks its table
pub(super) fn without_source(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    missing(p, A_SOURCE);
    pipes(p, start);
    Ok(())
}

/// `T | where x | take 5`, or any expression
pub(super) fn expression(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    let here = super::position(p);
    source(p)?;
    leftovers(p, here);
    pipes(p, start);
    Ok(())
}

/// A pipeline inside a bracket.
pub(super) fn nested(p: &mut Parser<'_, '_>) -> Parsed {
    super::deeper(p, expression)
}

/// A pipeline that something else may follow.
pub(super) fn expression_without_leftovers(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    source(p)?;
    let mut any = false;
    while eat(p, TokenKind::Pipe) {
        operator_or_hole(p);
        any = true;
    }
    if any {
        close(p, start, NodeKind::PipeExpression);
    }
    Ok(())
}

fn source(p: &mut Parser<'_, '_>) -> Parsed {
    if at(p, TokenKind::Identifier) && nth(p, 1) == TokenKind::Placeholder {
        return names::name_reference(p);
    }
    // `{table} {filter} | take 5`: the second one brings its own pipe.
    if at(p, TokenKind::Placeholder) && nth(p, 1) == TokenKind::Placeholder {
        return placeholder(p);
    }
    if at_operator(p) {
        source_operator(p)
            .or_else(|_| piped_operator(p))
            .or_else(|_| unnamed_expression(p))
    } else {
        unnamed_expression(p)
            .or_else(|_| source_operator(p))
            .or_else(|_| piped_operator(p))
    }
}

/// `where x | take 5`: a pipeline that works on the table around it
pub(super) fn sub_pipeline(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    operator_or_hole(p);
    pipes(p, start);
}

/// A pipeline of a branch: begins with an operator, or is absent.
pub(super) fn branch_pipeline(p: &mut Parser<'_, '_>) -> Parsed {
    let start = mark(p);
    any_operator(p)?;
    pipes(p, start);
    Ok(())
}

/// `__contextual_datatable …` or an operator, and what is piped after it
pub(super) fn contextual_pipeline(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    if sources::contextual_datatable(p).is_err() {
        operator_or_hole(p);
    }
    pipes(p, start);
}

fn pipes(p: &mut Parser<'_, '_>, start: Mark) {
    let mut any = false;
    while eat(p, TokenKind::Pipe) || at(p, TokenKind::Placeholder) || lacks_pipe(p) {
        operator_or_hole(p);
        any = true;
    }
    if any {
        close(p, start, NodeKind::PipeExpression);
    }
}

/// Whether an operator follows without its pipe, which is a slip.
fn lacks_pipe(p: &mut Parser<'_, '_>) -> bool {
    let found = at_piped_word(p);
    if found && !super::statements::behind_placeholder(p) {
        slip(p, SyntaxErrorKind::Expected("`|`"));
    }
    found
}

/// Whether the next word is an operator that works on a table.
pub(super) fn at_piped_word(p: &mut Parser<'_, '_>) -> bool {
    use TokenKind as T;
    match peek(p) {
        T::WhereKw
        | T::ProjectKw
        | T::ProjectAwayKw
        | T::ProjectKeepKw
        | T::ProjectRenameKw
        | T::ProjectReorderKw
        | T::MvExpandKw
        | T::MvApplyKw
        | T::MakeSeriesKw
        | T::ParseWhereKw
        | T::SampleKw
        | T::SampleDistinctKw
        | T::TopNestedKw
        | T::InvokeKw => true,
        T::ExtendKw
        | T::SummarizeKw
        | T::DistinctKw
        | T::TakeKw
        | T::LimitKw
        | T::TopKw
        | T::SortKw
        | T::OrderKw
        | T::JoinKw
        | T::LookupKw
        | T::RenderKw
        | T::ParseKw
        | T::EvaluateKw
        | T::SerializeKw
        | T::CountKw => {
            let position = super::position(p);
            position > 0 && p.state().lexed.lines_before(position) > 0
        }
        _ => false,
    }
}

/// Operators of a management command's output: `| where x`
pub(super) fn pipes_after_command(p: &mut Parser<'_, '_>) {
    while eat(p, TokenKind::Pipe) {
        operator_or_hole(p);
    }
}

pub(super) fn any_operator(p: &mut Parser<'_, '_>) -> Parsed {
    piped_operator(p).or_else(|_| source_operator(p))
}

fn operator_or_hole(p: &mut Parser<'_, '_>) {
    let here = super::position(p);
    if any_operator(p).is_err() && unknown_operator(p).is_err() {
        hole(p);
    }
    leftovers(p, here);
}

/// Nothing that could be an operator.
fn hole(p: &mut Parser<'_, '_>) {
    let start = mark(p);
    missing(p, AN_OPERATOR);
    close(p, start, NodeKind::UnknownOperator);
}

/// A word where an operator must be.
fn unknown_operator(p: &mut Parser<'_, '_>) -> Parsed {
    let word = peek(p).can_be_name() || matches!(peek(p), TokenKind::AndKw | TokenKind::OrKw);
    if !word {
        return absent();
    }
    let length = names::dashed_length(p).max(1);
    let here = super::position(p);
    p.state()
        .slip(here, here + length, SyntaxErrorKind::UnknownOperator);
    token_node(p, NodeKind::UnknownOperator, length);
    Ok(())
}

/// Skips what stands behind a complete operator and belongs to nothing.
fn leftovers(p: &mut Parser<'_, '_>, operator_start: usize) {
    if lists::at_boundary(p) || at_piped_word(p) || at(p, TokenKind::Placeholder) {
        return;
    }
    let stray = p.state().brackets == 0 && lists::is_closing(peek(p));
    if lists::at_list_end(p) && !stray {
        return;
    }
    // What follows a slip of this operator is part of the same mistake, and a placeholder may stand for what it goes on with.
    if !p.state().has_slip_since(operator_start) && !super::statements::behind_placeholder(p) {
        if super::statements::starts_on_new_line(p) {
            return;
        }
        slip(p, SyntaxErrorKind::Unexpected);
    }
    lists::skip_to_closing(p);
}

/// Whether what is next can't be anything but an operator.
pub(super) fn at_operator(p: &mut Parser<'_, '_>) -> bool {
    use TokenKind as T;
    let kind = peek(p);
    match kind {
        T::EvaluateKw => names::name_length(p, 1) > 0 || is_parameter(p, 1),
        T::FacetKw => nth(p, 1) == T::ByKw,
        T::PartitionKw | T::ReduceKw => nth(p, 1) == T::ByKw || is_parameter(p, 1),
        T::RangeKw => {
            let length = names::name_length(p, 1);
            length > 0 && nth(p, 1 + length) == T::FromKw
        }
        T::InlineExternalTableKw => matches!(nth(p, 1), T::LParen | T::KindKw),
        T::RenderKw => operators::is_chart(nth_text(p, 1)) || nth(p, 1).can_be_name(),
        T::AsKw
        | T::AssertSchemaKw
        | T::ExecuteAndCacheKw
        | T::FindKw
        | T::GraphMatchKw
        | T::GraphToTableKw
        | T::InvokeKw
        | T::MacroExpandKw
        | T::MakeGraphKw
        | T::GraphMarkComponentsKw
        | T::MakeSeriesKw
        | T::MvApplyKw
        | T::MvExpandKw
        | T::ParseWhereKw
        | T::ParseKvKw
        | T::PrintKw
        | T::ProjectKw
        | T::ProjectAwayKw
        | T::ProjectKeepKw
        | T::ProjectRenameKw
        | T::ProjectByNamesKw
        | T::ProjectReorderKw
        | T::SampleKw
        | T::SampleDistinctKw
        | T::SearchKw
        | T::TopHittersKw
        | T::TopNestedKw
        | T::UnionKw
        | T::WhereKw => true,
        _ => false,
    }
}

fn is_parameter(p: &mut Parser<'_, '_>, ahead: usize) -> bool {
    matches!(
        nth(p, ahead),
        TokenKind::KindKw | TokenKind::HintKw | TokenKind::WithsourceKw | TokenKind::WithSourceKw
    ) || nth_text(p, ahead) == "hint"
}

/// Whether a bracket holds a query rather than a list.
pub(super) fn at_query(p: &mut Parser<'_, '_>) -> bool {
    if at_operator(p) {
        return true;
    }
    let mut depth = 0usize;
    for ahead in 0..lists::MAX_DECISION {
        match nth(p, ahead) {
            TokenKind::EndOfFile | TokenKind::Semicolon => return false,
            TokenKind::Comma if depth == 0 => return false,
            TokenKind::RParen => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return false,
            },
            TokenKind::LParen => depth += 1,
            TokenKind::Pipe if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

/// An operator that brings its own rows.
fn source_operator(p: &mut Parser<'_, '_>) -> Parsed {
    match peek(p) {
        TokenKind::EvaluateKw => operators::expand::evaluate_operator(p),
        TokenKind::FindKw => operators::join::find_operator(p),
        TokenKind::MacroExpandKw => operators::nested::macro_expand_operator(p),
        TokenKind::PrintKw => operators::simple::print_operator(p),
        TokenKind::SearchKw => operators::join::search_operator(p),
        TokenKind::UnionKw => operators::join::union_operator(p),
        _ => absent(),
    }
}

/// Which operator comes next is decided by one token.
fn piped_operator(p: &mut Parser<'_, '_>) -> Parsed {
    use TokenKind as T;
    use operators::{aggregate, expand, join, nested, simple};
    match peek(p) {
        T::AsKw => simple::as_operator(p),
        T::ConsumeKw => simple::consume_operator(p),
        T::CountKw => simple::count_operator(p),
        T::DistinctKw => simple::distinct_operator(p),
        T::EvaluateKw => expand::evaluate_operator(p),
        T::ExecuteAndCacheKw => node(p, NodeKind::ExecuteAndCacheOperator, |p| {
            keyword(p, T::ExecuteAndCacheKw)
        }),
        T::ExtendKw => simple::extend_operator(p),
        T::FacetKw => nested::facet_operator(p),
        T::FilterKw | T::WhereKw => simple::filter_operator(p),
        T::FindKw => join::find_operator(p),
        T::ForkKw => nested::fork_operator(p),
        T::GetSchemaKw => simple::getschema_operator(p),
        T::InvokeKw => simple::invoke_operator(p),
        T::JoinKw => join::join_operator(p),
        T::LookupKw => join::lookup_operator(p),
        T::MakeSeriesKw => aggregate::make_series_operator(p),
        T::MvapplyOldKw | T::MvApplyKw => expand::mv_apply_operator(p),
        T::MvexpandOldKw | T::MvExpandKw => expand::mv_expand_operator(p),
        T::ParseKw => expand::parse_operator(p, NodeKind::ParseOperator),
        T::ParseWhereKw => expand::parse_operator(p, NodeKind::ParseWhereOperator),
        T::ParseKvKw => expand::parse_kv_operator(p),
        T::PartitionByKw => nested::partition_by_operator(p),
        T::PartitionKw => nested::partition_operator(p),
        T::ProjectKw => simple::project_operator(p, NodeKind::ProjectOperator),
        T::ProjectRenameKw => simple::project_operator(p, NodeKind::ProjectRenameOperator),
        T::ProjectAwayKw => simple::project_by_name_operator(p, NodeKind::ProjectAwayOperator),
        T::ProjectKeepKw => simple::project_by_name_operator(p, NodeKind::ProjectKeepOperator),
        T::ProjectReorderKw => simple::project_reorder_operator(p),
        T::ProjectByNamesKw => simple::project_by_names_operator(p),
        T::RangeKw => simple::range_operator(p),
        T::InlineExternalTableKw => sources::inline_external_table(p),
        T::ReduceKw => aggregate::reduce_operator(p),
        T::RenderKw => simple::render_operator(p),
        T::SampleKw => simple::sample_operator(p),
        T::SampleDistinctKw => simple::sample_distinct_operator(p),
        T::ScanKw => nested::scan_operator(p),
        T::SearchKw => join::search_operator(p),
        T::SerializeKw => simple::serialize_operator(p),
        T::SortKw | T::OrderKw => simple::sort_operator(p),
        T::SummarizeKw => aggregate::summarize_operator(p),
        T::TakeKw | T::LimitKw => simple::take_operator(p),
        T::TopKw => simple::top_operator(p),
        T::TopHittersKw => aggregate::top_hitters_operator(p),
        T::TopNestedKw => aggregate::top_nested_operator(p),
        T::UnionKw => join::union_operator(p),
        T::MakeGraphKw => graph::make_graph_operator(p),
        T::GraphMatchKw => graph::graph_match_operator(p, NodeKind::GraphMatchOperator),
        T::GraphShortestPathsKw => {
            graph::graph_match_operator(p, NodeKind::GraphShortestPathsOperator)
        }
        T::GraphToTableKw => graph::graph_to_table_operator(p),
        T::GraphMarkComponentsKw => graph::graph_mark_components_operator(p),
        T::GraphWhereNodesKw => graph::graph_where_operator(p, NodeKind::GraphWhereNodesOperator),
        T::GraphWhereEdgesKw => graph::graph_where_operator(p, NodeKind::GraphWhereEdgesOperator),
        T::AssertSchemaKw => simple::assert_schema_operator(p),
        T::Placeholder => placeholder_step(p),
        _ => absent(),
    }
}

/// A placeholder that stands for a whole step.
fn placeholder_step(p: &mut Parser<'_, '_>) -> Parsed {
    node(p, NodeKind::UnknownOperator, |p| {
        if call(p).is_err() {
            bump(p);
        }
        if !lists::at_list_end(p) && !lists::at_boundary(p) && !at_piped_word(p) {
            List::of("a column").parse(p, named_expression);
        }
        Ok(())
    })
}
