//! Words of the language, by the place that they fit.

use kqlint_catalog::{ScalarType, join_kinds, render_kinds as charts};

use super::{
    Gatherer, columns,
    item::{Item, ItemKind},
    rank::Rank,
    site::Opener,
};
use crate::Topic;

/// Words that begin statements.
const STATEMENTS: [&str; 4] = ["let", "set", "declare query_parameters", "alias database"];

/// For each operator and clause, the words that go on after a value.
const AFTER_OPERAND: &[(&str, &str, &[&str])] = &[
    ("summarize", "", &["by"]),
    ("sort", "", &["by"]),
    ("order", "", &["by"]),
    ("sort", "by", &["asc", "desc", "nulls first", "nulls last"]),
    ("order", "by", &["asc", "desc", "nulls first", "nulls last"]),
    ("top", "", &["by"]),
    ("top", "by", &["asc", "desc", "nulls first", "nulls last"]),
    ("top-hitters", "", &["of"]),
    ("top-hitters", "of", &["by"]),
    ("top-nested", "", &["of"]),
    ("top-nested", "of", &["by", "with others="]),
    ("sample-distinct", "", &["of"]),
    (
        "project-reorder",
        "",
        &["asc", "desc", "granny-asc", "granny-desc"],
    ),
    ("join", "", &["on"]),
    ("lookup", "", &["on"]),
    ("render", "", &["with"]),
    ("parse", "", &["with"]),
    ("parse-where", "", &["with"]),
    ("parse-kv", "", &["as"]),
    ("parse-kv", "as", &["with"]),
    ("mv-expand", "", &["to typeof()", "limit"]),
    ("mv-expand", "to", &["typeof()", "limit"]),
    ("mv-apply", "", &["on", "to typeof()", "limit"]),
    ("mv-apply", "to", &["typeof()", "on", "limit"]),
    ("make-series", "", &["on", "default="]),
    ("make-series", "on", &["from", "to", "step", "by"]),
    ("make-series", "from", &["to", "step"]),
    ("make-series", "to", &["step"]),
    ("make-series", "step", &["by"]),
    ("make-series", "default", &["on"]),
    ("range", "", &["from"]),
    ("range", "from", &["to"]),
    ("range", "to", &["step"]),
    ("find", "", &["in", "where"]),
    ("find", "in", &["where"]),
    ("find", "where", &["project"]),
    ("partition", "", &["by"]),
    ("facet", "", &["by"]),
    ("facet", "by", &["with"]),
    ("reduce", "", &["by"]),
    ("reduce", "by", &["with"]),
    ("count", "", &["as"]),
];

/// For each operator, parameters that may be given before its first argument.
const PARAMETERS: &[(&str, &[&str])] = &[
    (
        "join",
        &[
            "kind",
            "hint.strategy",
            "hint.shufflekey",
            "hint.remote",
            "hint.num_partitions",
        ],
    ),
    ("lookup", &["kind"]),
    (
        "union",
        &[
            "kind",
            "withsource",
            "isfuzzy",
            "hint.concurrency",
            "hint.spread",
        ],
    ),
    (
        "summarize",
        &["hint.strategy", "hint.shufflekey", "hint.num_partitions"],
    ),
    ("distinct", &["hint.strategy", "hint.shufflekey"]),
    ("parse", &["kind"]),
    ("parse-where", &["kind"]),
    ("search", &["kind"]),
    ("make-series", &["kind"]),
    ("mv-expand", &["bagexpansion", "with_itemindex", "kind"]),
];

/// For each parameter of an operator, what it takes.
const PARAMETER_VALUES: &[(&str, &str, &[&str])] = &[
    ("lookup", "kind", &["leftouter", "inner"]),
    ("union", "kind", &["inner", "outer"]),
    ("union", "isfuzzy", &["true", "false"]),
    ("parse", "kind", &["simple", "regex", "relaxed"]),
    ("parse-where", "kind", &["simple", "regex"]),
    ("search", "kind", &["case_insensitive", "case_sensitive"]),
    ("make-series", "kind", &["nonempty"]),
    ("mv-expand", "kind", &["bag", "array"]),
    ("mv-expand", "bagexpansion", &["bag", "array"]),
    ("", "strategy", &["shuffle", "broadcast", "centralized"]),
    ("", "remote", &["auto", "left", "local", "right"]),
];

/// Options of `render … with (…)`.
const RENDER_OPTIONS: [&str; 16] = [
    "title",
    "kind",
    "xtitle",
    "ytitle",
    "xcolumn",
    "ycolumns",
    "series",
    "legend",
    "ysplit",
    "xaxis",
    "yaxis",
    "ymin",
    "ymax",
    "accumulate",
    "anomalycolumns",
    "xmin",
];

/// What options of `render` take.
const RENDER_OPTION_VALUES: &[(&str, &[&str])] = &[
    (
        "kind",
        &["default", "unstacked", "stacked", "stacked100", "map"],
    ),
    ("legend", &["visible", "hidden"]),
    ("ysplit", &["none", "axes", "panels"]),
    ("xaxis", &["linear", "log"]),
    ("yaxis", &["linear", "log"]),
    ("accumulate", &["true", "false"]),
];

/// Words that fit where rows are expected.
pub(super) fn before_source(gatherer: &mut Gatherer<'_, '_>) {
    if gatherer.site.begins_statement {
        for word in STATEMENTS {
            gatherer.add(Rank::Declared, keyword(word));
        }
    }
    parameters(gatherer);
}

/// Words that fit where a value is expected.
pub(super) fn before_operand(gatherer: &mut Gatherer<'_, '_>) {
    if gatherer.site.clause.is_empty()
        && matches!(
            gatherer.site.opener,
            Opener::Statement | Opener::Pipeline | Opener::Operators | Opener::Body
        )
    {
        parameters(gatherer);
    }
}

/// Words that go on after a value.
pub(super) fn after_operand(gatherer: &mut Gatherer<'_, '_>) {
    let in_brackets = matches!(
        gatherer.site.opener,
        Opener::Call(_) | Opener::List | Opener::Group
    );
    if in_brackets {
        return;
    }
    let (operator, clause) = (gatherer.site.operator, gatherer.site.clause);
    for (of, after, words) in AFTER_OPERAND {
        if *of == operator && *after == clause {
            for word in *words {
                gatherer.add(Rank::Next, keyword(word));
            }
        }
    }
}

/// Literals, and words that make them.
pub(super) fn literals(gatherer: &mut Gatherer<'_, '_>) {
    for word in ["true", "false", "null"] {
        gatherer.add(Rank::Word, keyword(word));
    }
    for word in ["datetime", "timespan", "dynamic", "toscalar"] {
        let snippet = Some(format!("{word}($0)"));
        gatherer.add(
            Rank::Word,
            Item {
                snippet,
                ..keyword(word)
            },
        );
    }
}

/// `$left` and `$right`.
pub(super) fn sides(gatherer: &mut Gatherer<'_, '_>) {
    for word in ["$left", "$right"] {
        gatherer.add(Rank::Declared, keyword(word));
    }
}

/// Kinds of charts.
pub(super) fn render_kinds(gatherer: &mut Gatherer<'_, '_>) {
    for chart in charts() {
        let topic = Topic::RenderKind(chart.name.to_owned());
        gatherer.add(
            Rank::Near,
            Item::new(chart.name, ItemKind::Value).topic(topic),
        );
    }
}

/// Names of options in brackets.
pub(super) fn options(gatherer: &mut Gatherer<'_, '_>) {
    for name in RENDER_OPTIONS {
        let insert = Some(format!("{name}="));
        gatherer.add(
            Rank::Near,
            Item {
                insert,
                ..Item::new(name, ItemKind::Keyword)
            },
        );
    }
}

/// What follows `hint.`
pub(super) fn hints(gatherer: &mut Gatherer<'_, '_>) {
    let operator = gatherer.site.operator;
    for name in parameters_of(operator)
        .iter()
        .filter_map(|it| it.strip_prefix("hint."))
    {
        let insert = Some(format!("{name}="));
        gatherer.add(
            Rank::Near,
            Item {
                insert,
                ..Item::new(name, ItemKind::Keyword)
            },
        );
    }
}

/// What a parameter takes.
pub(super) fn parameter_values(gatherer: &mut Gatherer<'_, '_>, name: &str) {
    let operator = gatherer.site.operator;
    if gatherer.site.opener == Opener::Options {
        for (of, values) in RENDER_OPTION_VALUES {
            if *of == name {
                add_values(gatherer, values);
            }
        }
        return;
    }
    if operator == "join" && name == "kind" {
        for kind in join_kinds() {
            let topic = Topic::JoinKind(kind.name.to_owned());
            gatherer.add(
                Rank::Near,
                Item::new(kind.name, ItemKind::Value).topic(topic),
            );
        }
        return;
    }
    if name == "shufflekey" {
        return columns::in_scope(gatherer);
    }
    for (of, parameter, values) in PARAMETER_VALUES {
        if *parameter == name && (of.is_empty() || *of == operator) {
            add_values(gatherer, values);
        }
    }
}

/// Types.
pub(super) fn types(gatherer: &mut Gatherer<'_, '_>) {
    for ty in ScalarType::ALL
        .iter()
        .filter(|it| **it != ScalarType::Unknown)
    {
        gatherer.add(Rank::Near, Item::new(ty.name(), ItemKind::Type));
    }
}

fn parameters(gatherer: &mut Gatherer<'_, '_>) {
    for name in parameters_of(gatherer.site.operator) {
        let insert = Some(format!("{name}="));
        gatherer.add(
            Rank::Word,
            Item {
                insert,
                ..keyword(name)
            },
        );
    }
}

fn parameters_of(operator: &str) -> &'static [&'static str] {
    let found = PARAMETERS.iter().find(|(of, _)| *of == operator);
    found.map_or(&[], |(_, names)| names)
}

fn add_values(gatherer: &mut Gatherer<'_, '_>, values: &[&str]) {
    for value in values {
        gatherer.add(Rank::Near, Item::new(*value, ItemKind::Value));
    }
}

fn keyword(word: &str) -> Item {
    let topic = Topic::Keyword(word.split(' ').next().unwrap_or(word).to_owned());
    Item::new(word, ItemKind::Keyword).topic(topic)
}
