//! Parameters of operators: `kind=inner`, `hint.strategy=shuffle`.

use super::{
    Parsed, Parser, absent, at, bump, bump_many, close, eat, expect, expressions, is_joint,
    lists::{List, at_list_end},
    literals::literal,
    mark, names, node, nth, nth_text, peek, required, token_node,
};
use crate::{node_kind::NodeKind, token::TokenKind};

/// What a parameter's value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// A literal or a word.
    Any,
    /// One of these words, which may be keywords elsewhere, or what `Any` is.
    Words(&'static [&'static str]),
    /// A name that is declared here.
    Name,
    /// A column.
    Column,
    /// Columns, up to the next parameter.
    Columns,
    /// A call, a path or a literal.
    Expression,
}

/// A parameter and its value.
pub(super) type Spec = (&'static str, Value);

/// Parameters that any operator takes, as far as the grammar goes.
const KNOWN: &[Spec] = &[
    ("kind", Value::Any),
    ("hint.strategy", Value::Any),
    ("hint.shufflekey", Value::Column),
    ("hint.remote", Value::Any),
    ("hint.num_partitions", Value::Any),
    ("hint.spread", Value::Any),
    ("hint.concurrency", Value::Any),
    ("hint.distribution", Value::Any),
    ("hint.materialized", Value::Any),
    ("hint.progressive_top", Value::Any),
    ("hint.pass_filters", Value::Any),
    ("hint.pass_filters_column", Value::Column),
    ("isfuzzy", Value::Any),
    ("withsource", Value::Name),
    ("with_source", Value::Name),
    ("bagexpansion", Value::Any),
    ("with_itemindex", Value::Name),
    ("with_match_id", Value::Name),
    ("with_step_name", Value::Name),
    ("decodeblocks", Value::Any),
    ("expandoutput", Value::Any),
    ("bin_legacy", Value::Any),
    ("cycles", Value::Any),
    ("force_remote", Value::Any),
    ("__crossCluster", Value::Any),
    ("__crossDB", Value::Any),
    ("__id", Value::Any),
    ("__isFuzzy", Value::Any),
    ("__noWithSource", Value::Any),
    ("__packedColumn", Value::Column),
    ("__sourceColumnIndex", Value::Any),
];

/// `kind`, where it is all there is.
pub(super) const KIND: &[Spec] = &[("kind", Value::Any)];
/// Of `toscalar` and `totable`.
pub(super) const QUERY_CALL: &[Spec] = &[("kind", Value::Words(&["nooptimization"]))];
/// Of `parse`.
pub(super) const PARSE: &[Spec] = &[
    ("kind", Value::Words(&["relaxed", "simple"])),
    ("flags", Value::Any),
];
/// Of `union` and `macro-expand`.
pub(super) const UNION: &[Spec] = &[("best_effort", Value::Any)];
/// Of `graph-shortest-paths`.
pub(super) const SHORTEST_PATHS: &[Spec] = &[("output", Value::Any)];
/// Of `graph-mark-components`.
pub(super) const MARK_COMPONENTS: &[Spec] = &[("with_component_id", Value::Name)];
/// Of `reduce`.
pub(super) const REDUCE: &[Spec] = &[("threshold", Value::Any), ("characters", Value::Any)];
/// Of the nodes of `graph-to-table`.
pub(super) const NODES: &[Spec] = &[("with_node_id", Value::Name)];
/// Of the edges of `graph-to-table`.
pub(super) const EDGES: &[Spec] = &[
    ("with_source_id", Value::Name),
    ("with_target_id", Value::Name),
];
/// Of `parse-kv … with (…)`.
pub(super) const PARSE_KV: &[Spec] = &[
    ("pair_delimiter", Value::Any),
    ("kv_delimiter", Value::Any),
    ("regex", Value::Any),
    ("quote", Value::Any),
    ("escape", Value::Any),
    ("greedy", Value::Any),
];
/// Of `render … with (…)`.
pub(super) const RENDER: &[Spec] = &[
    ("kind", Value::Any),
    ("title", Value::Expression),
    ("accumulate", Value::Any),
    ("xcolumn", Value::Column),
    ("ycolumns", Value::Columns),
    ("anomalycolumns", Value::Columns),
    ("series", Value::Columns),
    ("xtitle", Value::Expression),
    ("ytitle", Value::Expression),
    ("xaxis", Value::Any),
    ("yaxis", Value::Any),
    ("legend", Value::Any),
    ("ysplit", Value::Any),
    ("ymin", Value::Any),
    ("ymax", Value::Any),
    ("xmin", Value::Any),
    ("xmax", Value::Any),
];

/// What a parameter is called when it is lacking.
const A_PARAMETER: &str = "a parameter";

/// Parameters before anything else of an operator; each needs its `=` to count as one.
pub(super) fn parameters(p: &mut Parser<'_, '_>, own: &[Spec]) {
    while parameter(p, own, true).is_ok() {}
}

/// Parameters of operators where nothing else can begin with a known name.
pub(super) fn eager_parameters(p: &mut Parser<'_, '_>, own: &[Spec]) {
    while parameter(p, own, false).is_ok() {}
}

fn parameter(p: &mut Parser<'_, '_>, own: &[Spec], needs_equals: bool) -> Parsed {
    // Most operators begin with something else, which needn't be compared with all names.
    if needs_equals && !matches!(nth(p, 1), TokenKind::Eq | TokenKind::Dot) {
        return absent();
    }
    let Some((length, value)) = name(p, own).or_else(|| name(p, KNOWN)) else {
        return absent();
    };
    if needs_equals && nth(p, length) != TokenKind::Eq {
        return absent();
    }
    value_behind(p, length, value, own)
}

/// The parameter of `own` that is next: its tokens and the value it takes.
fn name(p: &mut Parser<'_, '_>, own: &[Spec]) -> Option<(usize, Value)> {
    name_ahead(p, 0, own)
}

fn name_ahead(p: &mut Parser<'_, '_>, ahead: usize, own: &[Spec]) -> Option<(usize, Value)> {
    let kind = nth(p, ahead);
    if kind != TokenKind::Identifier && !kind.is_keyword() {
        return None;
    }
    let text = nth_text(p, ahead);
    if text == "hint" {
        return hint_ahead(p, ahead, own);
    }
    let &(_, value) = own.iter().find(|(name, _)| *name == text)?;
    Some((1, value))
}

/// `hint.x`, whose parts are tokens of their own where the lexer doesn't know it.
fn hint_ahead(p: &mut Parser<'_, '_>, ahead: usize, own: &[Spec]) -> Option<(usize, Value)> {
    let joint = is_joint(p, ahead + 1) && is_joint(p, ahead + 2);
    if !joint || nth(p, ahead + 1) != TokenKind::Dot {
        return None;
    }
    let text = nth_text(p, ahead + 2);
    let &(_, value) = own
        .iter()
        .find(|(name, _)| name.strip_prefix("hint.") == Some(text))?;
    Some((3, value))
}

/// A parameter whose name has `length` tokens.
fn value_behind(p: &mut Parser<'_, '_>, length: usize, value: Value, own: &[Spec]) -> Parsed {
    node(p, NodeKind::OperatorParameter, |p| {
        bump_many(p, length);
        expect(p, TokenKind::Eq, "`=`");
        parameter_value(p, value, own);
        Ok(())
    })
}

fn parameter_value(p: &mut Parser<'_, '_>, value: Value, own: &[Spec]) {
    match value {
        Value::Columns => columns(p, own),
        Value::Name => required(p, "a name", |p| {
            names::name_declaration(p).or_else(|_| any_value(p))
        }),
        Value::Column => required(p, "a column", |p| {
            names::name_reference(p).or_else(|_| any_value(p))
        }),
        Value::Expression => required(p, "a value", expressions::call_or_path),
        Value::Any => required(p, "a value", any_value),
        Value::Words(words) => required(p, "a value", |p| {
            if words.contains(&nth_text(p, 0)) {
                token_node(p, NodeKind::NameReference, 1);
                return Ok(());
            }
            any_value(p)
        }),
    }
}

/// A literal, a word or a name.
pub(super) fn any_value(p: &mut Parser<'_, '_>) -> Parsed {
    literal(p)
        .or_else(|_| word(p))
        .or_else(|_| names::name_reference(p))
}

/// A single word, as a value.
pub(super) fn word(p: &mut Parser<'_, '_>) -> Parsed {
    if !peek(p).can_be_name() {
        return absent();
    }
    token_node(p, NodeKind::NameReference, 1);
    Ok(())
}

/// `a, b` up to the next parameter.
pub(super) fn columns(p: &mut Parser<'_, '_>, own: &[Spec]) {
    let start = mark(p);
    loop {
        let named = name(p, own).is_some_and(|(length, _)| nth(p, length) == TokenKind::Eq);
        if named || names::extended_name_reference(p).is_err() {
            super::missing(p, "a column");
            break;
        }
        let next_is_parameter = name_ahead(p, 1, own)
            .or_else(|| name_ahead(p, 1, KNOWN))
            .is_some();
        if !at(p, TokenKind::Comma) || next_is_parameter {
            break;
        }
        bump(p);
    }
    close(p, start, NodeKind::NameReferenceList);
}

/// `a = 1, b = 2`, where only the names of `own` are parameters.
pub(super) fn declared_list(p: &mut Parser<'_, '_>, own: &'static [Spec]) {
    comma_list(p, |p| match name(p, own) {
        Some((length, value)) => value_behind(p, length, value, own),
        None => absent(),
    });
}

/// `a = 1, b = 2`, where any known name is a parameter.
pub(super) fn known_list(p: &mut Parser<'_, '_>, own: &'static [Spec]) {
    comma_list(p, |p| parameter(p, own, false));
}

/// `a = 1, b = 2`, with any names.
pub(super) fn property_list(p: &mut Parser<'_, '_>) {
    List::of(A_PARAMETER).parse(p, |p| {
        let length = names::extended_name_length(p, 0);
        if length == 0 {
            return absent();
        }
        node(p, NodeKind::OperatorParameter, |p| {
            bump_many(p, length);
            expect(p, TokenKind::Eq, "`=`");
            required(p, "a value", property_value);
            Ok(())
        })
    });
}

/// A string, a number, a date, `true`, a guid in any form, or a name.
fn property_value(p: &mut Parser<'_, '_>) -> Parsed {
    use TokenKind as T;
    match peek(p) {
        T::StringLiteral
        | T::LongLiteral
        | T::RealLiteral
        | T::BoolLiteral
        | T::DateTimeLiteral
        | T::GuidLiteral
        | T::Placeholder => literal(p),
        T::RawGuidLiteral => {
            token_node(p, NodeKind::LiteralExpression, 1);
            Ok(())
        }
        _ => names::extended_name_reference(p),
    }
}

fn comma_list<'t, 'p>(p: &mut Parser<'t, 'p>, item: impl Fn(&mut Parser<'t, 'p>) -> Parsed) {
    if item(p).is_err() {
        return;
    }
    while !at_list_end(p) {
        if !eat(p, TokenKind::Comma) {
            let here = super::position(p);
            if item(p).is_err() {
                return;
            }
            p.state().slip(
                here,
                here + 1,
                crate::error::SyntaxErrorKind::Expected("`,`"),
            );
        } else if item(p).is_err() {
            super::missing(p, A_PARAMETER);
            return;
        }
    }
}

/// One parameter with a given name, as in `getschema kind=csl`.
pub(super) fn single(p: &mut Parser<'_, '_>, own: &[Spec]) -> Parsed {
    match name(p, own) {
        Some((length, value)) if nth(p, length) == TokenKind::Eq => {
            value_behind(p, length, value, own)
        }
        _ => absent(),
    }
}
