//! How long lists can become, as far as the query says it.

use kqlint_semantics::{Constant, Model, Origin, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, LetStatement, MakeSeriesOperator, QueryOperator},
};

use crate::{
    few_values::collects_few,
    lineage::lineage,
    query::{Call, bare, call, calls, name, number, value},
};

/// How many names are looked through.
const DEPTH: usize = 8;

/// Where `makelist()`, `makeset()` and `mvexpand` stop by themselves.
pub(crate) const OLD_LIMIT: usize = 128;

/// The aggregates that make a list of the values of a group.
const COLLECTING: [&str; 7] = [
    "make_list",
    "make_list_if",
    "make_list_with_nulls",
    "make_set",
    "make_set_if",
    "makelist",
    "makeset",
];

/// Whether the query says that a list has so many elements at most: it writes it out, cuts it, or collects so few values.
pub(crate) fn is_short(model: &Model, list: SyntaxNode<'_>, most: usize) -> bool {
    let mut list = bare(value(list));
    for _ in 0..DEPTH {
        if let Some(Constant::List(list)) = model.constant(list.id()) {
            return list.elements().len() <= most;
        }
        if let Some(series) = made_series(model, list) {
            return steps(model, series).is_some_and(|it| it <= most as f64);
        }
        if let Some(call) = call(list) {
            let is_cut = length(model, &call).is_some_and(|it| it <= most as f64);
            return is_cut || calls(list, &COLLECTING) && collects_few(model, &call, most);
        }
        let Some(written) = written_as(model, list) else {
            return false;
        };
        list = bare(value(written));
    }
    false
}

/// How many elements a call yields at most.
fn length(model: &Model, call: &Call<'_>) -> Option<f64> {
    let arguments = call.arguments.as_slice();
    let constant = |at: usize| number(model, *arguments.get(at)?);
    let reads_all = |it: &SyntaxNode<'_>| it.kind() == NodeKind::StarExpression;
    match call.name.as_ref() {
        _ if arguments.iter().any(reads_all) => None,
        "pack_array" => Some(arguments.len() as f64),
        "pack" | "bag_pack" | "pack_dictionary" => Some(arguments.len() as f64 / 2.0),
        "split" => match model.constant(arguments.first()?.id())? {
            Constant::String(text) => Some(text.len() as f64 + 1.0),
            _ => None,
        },
        "array_slice" => {
            let (first, last) = (constant(1)?, constant(2)?);
            ((first < 0.0) == (last < 0.0)).then_some(last - first + 1.0)
        }
        "range" => {
            let step = arguments.get(2).copied();
            between(model, *arguments.first()?, *arguments.get(1)?, step)
        }
        "makelist" | "makeset" if arguments.len() == 1 => Some(OLD_LIMIT as f64),
        "makelist" | "makeset" | "make_list" | "make_set" => constant(1),
        "todynamic" | "parse_json" => written_json(model, *arguments.first()?),
        _ => None,
    }
}

/// How many elements a list in JSON has at most whose brackets and commas the query writes: `strcat('[', a, ',', b, ']')`.
fn written_json(model: &Model, text: SyntaxNode<'_>) -> Option<f64> {
    let literal = |node: &SyntaxNode<'_>| match model.constant(node.id()) {
        Some(Constant::String(text)) => Some(text),
        _ => None,
    };
    let Some(call) = call(bare(text)).filter(|it| it.name == "strcat") else {
        return Some(literal(&text)?.matches(',').count() as f64 + 1.0);
    };
    let (first, last) = (call.arguments.first()?, call.arguments.last()?);
    let is_list =
        literal(first)?.trim_start().starts_with('[') && literal(last)?.trim_end().ends_with(']');
    let written = call.arguments.iter().filter_map(literal);
    let commas: usize = written.map(|it| it.matches(',').count()).sum();
    is_list.then_some(commas as f64 + 1.0)
}

/// How many steps lead from one constant to another.
pub(crate) fn between(
    model: &Model,
    from: SyntaxNode<'_>,
    to: SyntaxNode<'_>,
    step: Option<SyntaxNode<'_>>,
) -> Option<f64> {
    let (first, last) = (measure(model, from)?, measure(model, to)?);
    let step = match step {
        Some(step) => measure(model, step)?.1.abs(),
        None => 1.0,
    };
    (first.0 == last.0 && step > 0.0).then(|| ((last.1 - first.1) / step).floor() + 1.0)
}

/// A constant as a number or as ticks, with what it is: those of one kind can be compared.
pub(crate) fn measure(model: &Model, node: SyntaxNode<'_>) -> Option<(&'static str, f64)> {
    Some(match model.constant(bare(node).id())? {
        Constant::Long(value) => ("number", value as f64),
        Constant::Real(value) => ("number", value),
        Constant::TimeSpan(ticks) => ("span", ticks as f64),
        Constant::RelativeTime(ticks) => ("relative", ticks as f64),
        Constant::DateTime(ticks) => ("absolute", ticks as f64),
        _ => return None,
    })
}

/// The `make-series` that an expression is an item of, or whose axis a name is in a step behind it.
fn made_series<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<MakeSeriesOperator<'t>> {
    let mut around = node
        .ancestors()
        .take_while(|it| it.kind() != NodeKind::PipeExpression);
    around.find_map(MakeSeriesOperator::cast).or_else(|| {
        let name = name(node)?;
        let mut around = node.ancestors();
        let step = around.find(|it| QueryOperator::cast(*it).is_some())?;
        let steps = lineage(model, step).into_iter().rev();
        let series = steps.filter_map(MakeSeriesOperator::cast).next()?;
        let axis = series.syntax().child(NodeKind::MakeSeriesOnClause)?;
        let is_axis = self::name(axis.children().next()?)? == name;
        is_axis.then_some(series)
    })
}

/// How many elements the lists of a `make-series` have.
fn steps(model: &Model, series: MakeSeriesOperator<'_>) -> Option<f64> {
    let ends = series.syntax().child(NodeKind::MakeSeriesFromToStep)?;
    let end = |kind| ends.child(kind)?.children().next();
    between(
        model,
        end(NodeKind::MakeSeriesFrom)?,
        end(NodeKind::MakeSeriesTo)?,
        Some(end(NodeKind::MakeSeriesStep)?),
    )
}

/// What a step or a `let` calls by this name.
fn written_as<'t>(model: &Model, list: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
    let tree = list.tree();
    match model.resolution(list.id())? {
        Resolution::Column(column) => match column.origin() {
            Origin::Computed(id) | Origin::Operator(id) | Origin::Renamed { by: id, .. } => {
                tree.node(id).filter(|it| it.id() != list.id())
            }
            _ => None,
        },
        Resolution::Variable(id) => {
            let declaration = LetStatement::cast(tree.node(id)?.parent()?)?;
            Some(declaration.value()?.syntax())
        }
        _ => None,
    }
}
