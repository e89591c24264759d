//! Values of types that don't go together.

use kqlint_catalog::{Catalog, Environment, ScalarType};
use kqlint_diagnostics::{Edit, Level, Place, Safety};
use kqlint_semantics::{Constant, Expected, Model, Problem, ProblemKind, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree, TextRange, TokenKind,
    ast::{AstNode, BinaryExpression, BinaryOperator, NameReference, NamedExpression},
};

use super::wrong_argument_count::signatures;
use crate::{
    context::{Cx, quoted},
    guesses::Guesses,
    query::{bare, call, call_name},
    rule::declare_lint,
    type_words::message,
};

declare_lint! {
    /// Finds operators and functions that get values of a type that they can't work with.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    ///
    /// The type of `column_ifexists(Name, "")` is that of the column, should it exist: where nobody knows, the rule is silent.
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
    /// Where the finding is an error, the query could not run before, so the fix is safe.
    /// A hint says that some service may accept the query, and its fix is unsafe; so is `==` for `=`.
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
    let guesses = Guesses::collect(cx);
    let mut mixed_before = None;
    for problem in cx.problems() {
        let node = tree.node(problem.node);
        let Some(message) = message(node, problem) else {
            continue;
        };
        let is_unsure = |node: SyntaxNode<'_>| {
            node.has_error()
                || reads_unknown(model, node)
                || takes_number(catalog, node, problem)
                || takes_anything(node, problem)
                || guesses.are_in(whole(node))
        };
        if node.is_none_or(is_unsure) || is_lenient(catalog.environment(), problem) {
            continue;
        }
        if let Some(other) = node.and_then(|node| mixed_with(model, node, problem)) {
            if mixed_before.replace(other) != Some(other) {
                let (title, edits) = wrapped(other, "tostring");
                cx.report(other, "the arguments are of different types")
                    .at_most(Level::Hint)
                    .label("dynamic, where others are text")
                    .fix(title, Safety::Unsafe, edits);
            }
            continue;
        }
        let called = node.and_then(|node| called(node, problem));
        let level = certainty(tree, problem, cx.looks_for_columns());
        let mut report = cx.report_at(problem.range, message).at_most(level);
        for signature in called.iter().flat_map(|name| signatures(catalog, name)) {
            report = report.note(signature);
        }
        if let Some(assignment) = node.and_then(assignment) {
            report.help("`=` names a column, `==` compares").replace(
                "Compare with `==`",
                Safety::Unsafe,
                assignment,
                "==",
            );
        } else if let Some(index) = number_in_quotes(model, tree.covering_node(problem.range)) {
            report.help(format!("write `[{index}]`"));
        } else if let Some((title, edits)) = node.and_then(|node| fix(model, node, problem)) {
            let safety = match level {
                Level::Error => Safety::Safe,
                _ => Safety::Unsafe,
            };
            report.fix(title, safety, edits);
        }
    }
}

/// The expression that a problem is about: the call, where the problem is told at its name.
fn whole(node: SyntaxNode<'_>) -> SyntaxNode<'_> {
    let call = node.parent().filter(|it| {
        it.kind() == NodeKind::FunctionCallExpression && it.children().next() == Some(node)
    });
    call.unwrap_or(node)
}

/// The dynamic argument that one of text stands beside, in a call that wants all of one type.
fn mixed_with<'t>(
    model: &Model,
    node: SyntaxNode<'t>,
    problem: &Problem,
) -> Option<SyntaxNode<'t>> {
    let ProblemKind::TypeMismatch {
        expected: Expected::Type(wanted),
        found: Type::STRING,
    } = problem.kind
    else {
        return None;
    };
    let call = call(node.parent()?.parent()?).filter(|_| wanted.is_dynamic())?;
    let mut arguments = call.arguments.into_iter();
    arguments.find(|it| model.type_of(it.id()).is_dynamic())
}

/// The `=` of `where A = "x"`.
fn assignment(node: SyntaxNode<'_>) -> Option<TextRange> {
    let is_filter = node.parent()?.kind() == NodeKind::FilterOperator;
    let named = NamedExpression::cast(node).filter(|_| is_filter)?;
    let mut tokens = named.syntax().own_tokens();
    Some(tokens.find(|it| it.kind() == TokenKind::Eq)?.text_range())
}

/// The number in `x['-1']`.
fn number_in_quotes<'m>(model: &'m Model, node: SyntaxNode<'_>) -> Option<&'m str> {
    match model.constant(node.id()).filter(|_| is_index(node))? {
        Constant::String(text) => text.parse::<i64>().is_ok().then_some(text),
        _ => None,
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
