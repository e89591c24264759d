//! Values of types that don't go together.

use kqlint_catalog::{Catalog, Environment, ScalarType};
use kqlint_diagnostics::{Edit, Level, Place, Safety};
use kqlint_semantics::{Constant, Expected, Model, Problem, ProblemKind, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree, TextRange,
    ast::{AstNode, BinaryExpression, BinaryOperator, NameReference},
};

use super::wrong_argument_count::signatures;
use crate::{
    context::{Cx, quoted},
    query::{bare, call, call_name},
    rule::declare_lint,
};

declare_lint! {
    /// Finds operators and functions that get values of a type that they can't work with.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    ///
    /// Some tables keep numbers as text: `QuotaUtilized` of `AmlComputeClusterEvent` is one of them, and has to be converted before it is compared with a number.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and TargetNodeCount > "4"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and TargetNodeCount > 4
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Quotes around a number are removed, text is converted to a number, and a dynamic value to text.
    /// The query could not run before, so the fixes are safe.
    pub const TYPE_MISMATCH = {
        name: "type-mismatch",
        summary: "values of types that don't go together",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let (model, tree, catalog) = (cx.model(), cx.tree(), cx.catalog());
    for problem in cx.problems() {
        let node = tree.node(problem.node);
        let Some(message) = find(node, problem) else {
            continue;
        };
        let is_unsure = |node: SyntaxNode<'_>| {
            node.has_error()
                || reads_unknown(model, node)
                || takes_number(catalog, node, problem)
                || takes_anything(node, problem)
        };
        if node.is_none_or(is_unsure) || is_lenient(catalog.environment(), problem) {
            continue;
        }
        let called = node.and_then(|node| called(node, problem));
        let level = certainty(tree, problem, cx.looks_for_columns());
        let mut report = cx.report_at(problem.range, message).at_most(level);
        for signature in called.iter().flat_map(|name| signatures(catalog, name)) {
            report = report.note(signature);
        }
        if let Some((title, edits)) = node.and_then(|node| fix(model, node, problem)) {
            report.fix(title, Safety::Safe, edits);
        }
    }
}

/// Whether a service may well accept it: queries of Azure Resource Graph compare dynamic values with others.
fn is_lenient(environment: Environment, problem: &Problem) -> bool {
    if environment != Environment::ResourceGraph {
        return false;
    }
    match &problem.kind {
        ProblemKind::OperandTypes { left, right, .. } => left.is_dynamic() || right.is_dynamic(),
        ProblemKind::ArgumentTypes { types, .. } => types.iter().any(|ty| ty.is_dynamic()),
        _ => is_dynamic(problem),
    }
}

/// Whether a part of the expression is a name of which nothing is known: then the type of the whole is a guess.
fn reads_unknown(model: &Model, node: SyntaxNode<'_>) -> bool {
    let mut names = node.descendants().filter_map(NameReference::cast);
    names.any(|it| {
        let node = it.syntax();
        let is_called = node
            .parent()
            .is_some_and(|it| it.kind() == NodeKind::FunctionCallExpression);
        !is_called && model.type_of(node.id()).is_unknown()
    })
}

/// Whether a number is given where the function takes one of another type, which the service converts.
fn takes_number(catalog: &Catalog, node: SyntaxNode<'_>, problem: &Problem) -> bool {
    let ProblemKind::TypeMismatch { expected, found } = problem.kind else {
        return false;
    };
    if !found.scalar().is_some_and(ScalarType::is_numeric) {
        return false;
    }
    let Some(call) = node.ancestors().skip(1).find_map(call) else {
        return false;
    };
    let Some(at) = call.arguments.iter().position(|it| it.contains(node.id())) else {
        return false;
    };
    // Seconds may have a fraction.
    let makes_time = matches!(call.name.as_ref(), "make_datetime" | "make_timespan");
    match expected {
        Expected::Integer => return makes_time && at + 1 == call.arguments.len(),
        Expected::Declared => {}
        _ => return false,
    }
    let function = catalog.function(&call.name);
    let signatures = function.into_iter().flat_map(|it| it.signatures());
    signatures
        .filter_map(|signature| signature.parameters().nth(at))
        .any(|parameter| parameter.types().any(ScalarType::is_numeric))
}

/// Whether the function takes what its documentation doesn't speak of, and the query runs:
/// `count(x)` counts the rows, and `todynamic(x)` leaves a dynamic value as it is.
fn takes_anything(node: SyntaxNode<'_>, problem: &Problem) -> bool {
    let is_of_call = match problem.kind {
        ProblemKind::TypeMismatch { expected, .. } => expected == Expected::Declared,
        _ => false,
    };
    let function = is_of_call
        .then(|| node.ancestors().skip(1).find_map(call_name))
        .flatten();
    match function.as_deref() {
        Some("count") => true,
        Some("todynamic" | "parse_json" | "toobject") => is_dynamic(problem),
        _ => false,
    }
}

fn is_dynamic(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::TypeMismatch { found, .. } if found.is_dynamic())
}

/// The function that gets arguments of wrong types.
fn called(node: SyntaxNode<'_>, problem: &Problem) -> Option<String> {
    match &problem.kind {
        ProblemKind::ArgumentTypes { function, .. } => Some(function.to_string()),
        ProblemKind::TypeMismatch {
            expected: Expected::Declared,
            ..
        } => {
            let name = node.ancestors().skip(1).find_map(call_name)?;
            Some(name.into_owned())
        }
        _ => None,
    }
}

/// How sure it is that the service rejects it: functions take more than their documentation says.
fn certainty(tree: &SyntaxTree, problem: &Problem, is_maybe_column: bool) -> Level {
    let node = tree.covering_node(problem.range);
    let ProblemKind::TypeMismatch { expected, found } = problem.kind else {
        if matches!(problem.kind, ProblemKind::ArgumentTypes { .. }) && !is_maybe_column {
            return Level::Warning;
        }
        return if is_maybe_column {
            Level::Hint
        } else {
            Level::Error
        };
    };
    match expected {
        _ if is_maybe_column => Level::Hint,
        Expected::Declared if found.is_dynamic() => Level::Hint,
        Expected::Declared => Level::Warning,
        Expected::DynamicArray | Expected::DynamicBag if found.is_dynamic() => Level::Hint,
        // An array takes text as an index, and `coalesce()` a mix.
        Expected::Type(ty) if ty.is_dynamic() => Level::Hint,
        Expected::Type(_) if is_index(node) => Level::Hint,
        _ => Level::Error,
    }
}

/// Whether a node is the index of an array: `x['-1']`.
fn is_index(node: SyntaxNode<'_>) -> bool {
    node.parent()
        .is_some_and(|parent| parent.kind() == NodeKind::BracketedExpression)
}

/// What is wrong, where the problem is about types.
fn find(node: Option<SyntaxNode<'_>>, problem: &Problem) -> Option<String> {
    Some(match &problem.kind {
        ProblemKind::OperandTypes {
            operator,
            left,
            right,
        } => format!(
            "{} can't work with {} and {}",
            quoted(operator),
            article(*left),
            article(*right)
        ),
        ProblemKind::ArgumentTypes { function, types } => {
            let types: Vec<String> = types.iter().map(|ty| article(*ty)).collect();
            format!("`{function}()` can't work with {}", types.join(" and "))
        }
        ProblemKind::TypeMismatch {
            expected: Expected::Declared,
            found,
        } => {
            let function = node?.ancestors().skip(1).find_map(call_name)?;
            format!("`{function}()` takes no {} here", found.name())
        }
        ProblemKind::TypeMismatch {
            expected: Expected::NotDynamic,
            found,
        } => format!("{} value can't be {}", article(*found), place(node?)),
        ProblemKind::TypeMismatch { expected, found } => {
            let found = if found.is_unknown() {
                "something else".to_owned()
            } else {
                article(*found)
            };
            format!("expected {}, found {found}", wanted(*expected)?)
        }
        ProblemKind::NoCommonType => "expected values of one type".to_owned(),
        ProblemKind::NotAnInterval { step, axis } => {
            format!("{} can't step over {}", article(*step), article(*axis))
        }
        _ => return None,
    })
}

/// What a value of another type than the wanted ones would be.
fn place(node: SyntaxNode<'_>) -> String {
    for around in node.ancestors().skip(1) {
        return match around.kind() {
            NodeKind::FunctionCallExpression => {
                let name = call_name(around).unwrap_or_default();
                format!("an argument of `{name}()` here")
            }
            NodeKind::ByClause | NodeKind::SummarizeOperator => "a group key".to_owned(),
            NodeKind::DistinctOperator => "told apart by `distinct`".to_owned(),
            NodeKind::SortOperator | NodeKind::TopOperator => "sorted by".to_owned(),
            NodeKind::JoinOperator | NodeKind::LookupOperator => "the key of a join".to_owned(),
            NodeKind::PartitionOperator => "the key of a partition".to_owned(),
            NodeKind::PipeExpression => break,
            _ => continue,
        };
    }
    "used here".to_owned()
}

/// A type with its article: `a string`.
fn article(ty: Type) -> String {
    let name = ty.name();
    let article = if name.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

fn wanted(expected: Expected) -> Option<String> {
    Some(match expected {
        Expected::Type(ty) => article(ty),
        Expected::Number => "a number".into(),
        Expected::Integer => "a whole number".into(),
        Expected::Summable => "a number or a timespan".into(),
        Expected::StringOrDynamic => "a string or a dynamic value".into(),
        Expected::Orderable => "a value that can be put in order".into(),
        Expected::DynamicArray => "a dynamic array".into(),
        Expected::DynamicBag => "a dynamic property bag".into(),
        _ => return None,
    })
}

fn fix(model: &Model, node: SyntaxNode<'_>, problem: &Problem) -> Option<(String, Vec<Edit>)> {
    if let ProblemKind::TypeMismatch {
        expected: Expected::NotDynamic,
        ..
    } = problem.kind
    {
        let mut node = node.tree().covering_node(problem.range);
        // `order by x asc`: the direction stays outside.
        if node.kind() == NodeKind::OrderedExpression {
            node = node.children().next()?;
        }
        let reads_all = |it: SyntaxNode<'_>| it.kind() == NodeKind::StarExpression;
        return (!node.descendants().any(reads_all)).then(|| wrapped(node, "tostring"));
    }
    let ProblemKind::OperandTypes { left, right, .. } = problem.kind else {
        return None;
    };
    let comparison =
        BinaryExpression::cast(node).or_else(|| node.parent().and_then(BinaryExpression::cast))?;
    let (left_node, right_node) = (
        bare(comparison.left()?.syntax()),
        bare(comparison.right()?.syntax()),
    );
    let is_number = |ty: Type| matches!(ty, Type::INT | Type::LONG | Type::REAL);
    if let BinaryOperator::Text(_) = comparison.operator()? {
        let is_name = left_node.kind() == NodeKind::NameReference;
        return (is_number(left) && is_name).then(|| wrapped(left_node, "tostring"));
    }
    match (left, right) {
        (Type::STRING, other) if is_number(other) => {
            unquoted(model, left_node).or_else(|| converted(left_node, other))
        }
        (other, Type::STRING) if is_number(other) => {
            unquoted(model, right_node).or_else(|| converted(right_node, other))
        }
        _ => None,
    }
}

/// The number that stands in quotes.
fn unquoted(model: &Model, node: SyntaxNode<'_>) -> Option<(String, Vec<Edit>)> {
    let is_literal = node.kind() == NodeKind::LiteralExpression;
    let Some(Constant::String(text)) = model.constant(node.id()).filter(|_| is_literal) else {
        return None;
    };
    let is_number = text.parse::<i64>().is_ok()
        || text.parse::<f64>().is_ok() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number.then(|| {
        let edit = Edit {
            place: Place::Query(node.text_range()),
            text: text.to_owned(),
        };
        (format!("Change to {}", quoted(text)), vec![edit])
    })
}

fn converted(node: SyntaxNode<'_>, other: Type) -> Option<(String, Vec<Edit>)> {
    if node.kind() != NodeKind::NameReference {
        return None;
    }
    let function = if other == Type::REAL {
        "toreal"
    } else {
        "tolong"
    };
    Some(wrapped(node, function))
}

fn wrapped(node: SyntaxNode<'_>, function: &str) -> (String, Vec<Edit>) {
    let range = node.text_range();
    let insert = |offset, text: String| Edit {
        place: Place::Query(TextRange::empty(offset)),
        text,
    };
    (
        format!("Convert with `{function}()`"),
        vec![
            insert(range.start(), format!("{function}(")),
            insert(range.end(), ")".to_owned()),
        ],
    )
}
