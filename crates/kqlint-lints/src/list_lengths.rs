//! How long lists can become, as far as the query says it.

use kqlint_semantics::{Constant, Model, Origin, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{
        AstNode, DatatableExpression, LetStatement, MakeSeriesOperator, QueryOperator,
        RangeOperator,
    },
};

use crate::{
    lineage::{lineage, row_count},
    query::{Call, bare, call, calls, column, conditions, name, number, value},
    unique::chosen_by,
};

/// How many names are looked through.
const DEPTH: usize = 8;

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
            return length(model, &call).is_some_and(|it| it <= most as f64);
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
fn between(
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
fn measure(model: &Model, node: SyntaxNode<'_>) -> Option<(&'static str, f64)> {
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

/// Whether a list is made of many rows or steps: by `make-series`, `make_list()`, `range()` or their like.
pub(crate) fn is_collected(model: &Model, list: SyntaxNode<'_>) -> bool {
    const COLLECTING: [&str; 10] = [
        "make_list",
        "make_list_if",
        "make_list_with_nulls",
        "make_set",
        "make_set_if",
        "makelist",
        "makeset",
        "range",
        "repeat",
        "buildschema",
    ];
    /// Queries are as long as their authors like.
    const MOST: usize = 32;
    let mut pending = vec![list];
    for _ in 0..MOST {
        let Some(node) = pending.pop() else {
            return false;
        };
        let node = bare(value(node));
        if made_series(model, node).is_some() || calls(node, &COLLECTING) {
            return true;
        }
        match call(node) {
            Some(call) => pending.extend(call.arguments),
            None => pending.extend(written_as(model, node)),
        }
    }
    false
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

/// Whether the query says that so many rows at most reach a step.
pub(crate) fn are_rows_few(model: &Model, step: SyntaxNode<'_>, most: usize) -> bool {
    let mut are_few = false;
    for step in lineage(model, step) {
        let rows = match step.kind() {
            NodeKind::DatatableExpression => written_rows(model, step),
            NodeKind::PrintOperator | NodeKind::CountOperator => Some(1.0),
            NodeKind::RangeOperator => RangeOperator::cast(step).and_then(|it| {
                let (from, to, step) = (it.from()?, it.to()?, it.step()?);
                between(model, from.syntax(), to.syntax(), Some(step.syntax()))
            }),
            NodeKind::TakeOperator | NodeKind::TopOperator | NodeKind::SampleOperator => {
                row_count(model, step)
            }
            NodeKind::JoinOperator
            | NodeKind::LookupOperator
            | NodeKind::UnionOperator
            | NodeKind::MvExpandOperator
            | NodeKind::MvApplyOperator
            | NodeKind::EvaluateOperator
            | NodeKind::InvokeOperator => {
                are_few = false;
                None
            }
            _ => None,
        };
        are_few |= rows.is_some_and(|rows| rows <= most as f64);
    }
    are_few
}

/// How many rows a `datatable` has.
fn written_rows(model: &Model, table: SyntaxNode<'_>) -> Option<f64> {
    let columns = model.output(table.id())?.columns().len();
    let values = DatatableExpression::cast(table)?.values().count();
    Some(values as f64 / columns.max(1) as f64)
}

/// Whether the query says that an expression has so many different values at most in the rows that reach a step: a filter lists them, or branches of `iff()` do.
pub(crate) fn are_values_few(
    model: &Model,
    subject: SyntaxNode<'_>,
    step: SyntaxNode<'_>,
    most: usize,
) -> bool {
    let subject = bare(subject);
    if let Some(call) = call(subject) {
        let is_written = |it: &&SyntaxNode<'_>| model.constant(it.id()).is_some();
        let arguments = call.arguments.iter();
        return match call.name.as_ref() {
            "iff" | "iif" => arguments.skip(1).all(|it| is_written(&it)),
            "case" => {
                let last = call.arguments.len().saturating_sub(1);
                let results = arguments.enumerate();
                let mut results = results.filter(|(at, _)| at % 2 == 1 || *at == last);
                call.arguments.len() <= most && results.all(|(_, it)| is_written(&it))
            }
            _ => false,
        };
    }
    let made = column(model, subject).and_then(|it| match it.origin() {
        Origin::Computed(id) => subject.tree().node(id).map(value),
        _ => None,
    });
    if let Some(made) = made.filter(|it| call(*it).is_some()) {
        return are_values_few(model, made, step, most);
    }
    let chooses = |it: SyntaxNode<'_>| {
        let chosen = chosen_by(model, it).filter(|(_, count)| *count <= most);
        chosen.is_some_and(|(chosen, _)| name(subject).is_some_and(|it| it == chosen))
    };
    let filters = lineage(model, step);
    let mut filters = filters
        .iter()
        .filter(|it| it.kind() == NodeKind::FilterOperator);
    filters.any(|it| it.children().flat_map(conditions).any(chooses))
}
