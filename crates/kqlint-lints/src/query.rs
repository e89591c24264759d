//! Questions about the shape of a query that many rules ask.

use std::borrow::Cow;

use kqlint_diagnostics::{Edit, Place};
use kqlint_semantics::{Column, Constant, Model, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TextRange,
    ast::{
        AstNode, Expression, FunctionCallExpression, NameReference, NamedExpression,
        ParenthesizedExpression, QueryOperator,
    },
};
use smallvec::{SmallVec, smallvec};

/// A call of a function.
#[derive(Debug, Clone)]
pub(crate) struct Call<'t> {
    pub(crate) node: SyntaxNode<'t>,
    /// The name, and where it stands.
    pub(crate) name: Cow<'t, str>,
    pub(crate) name_node: SyntaxNode<'t>,
    pub(crate) arguments: SmallVec<[SyntaxNode<'t>; 4]>,
}

/// The call that a node is.
pub(crate) fn call(node: SyntaxNode<'_>) -> Option<Call<'_>> {
    let call = FunctionCallExpression::cast(node)?;
    let name = call.name()?;
    let arguments = call.argument_list()?.expressions();
    Some(Call {
        node,
        name: name.name()?,
        name_node: name.syntax(),
        arguments: arguments.map(Expression::syntax).collect(),
    })
}

/// The call that a node is, where the function is one of these.
pub(crate) fn call_of<'t>(node: SyntaxNode<'t>, names: &[&str]) -> Option<Call<'t>> {
    calls(node, names).then(|| call(node)).flatten()
}

/// Whether a node calls one of these functions.
pub(crate) fn calls(node: SyntaxNode<'_>, names: &[&str]) -> bool {
    call_name(node).is_some_and(|name| names.contains(&name.as_ref()))
}

/// The name of the function that a node calls.
pub(crate) fn call_name(node: SyntaxNode<'_>) -> Option<Cow<'_, str>> {
    FunctionCallExpression::cast(node)?.name()?.name()
}

/// The expression without brackets around it.
pub(crate) fn bare(node: SyntaxNode<'_>) -> SyntaxNode<'_> {
    let mut node = node;
    while let Some(inner) =
        ParenthesizedExpression::cast(node).and_then(ParenthesizedExpression::expression)
    {
        node = inner.syntax();
    }
    node
}

/// The name that an expression is.
pub(crate) fn name(node: SyntaxNode<'_>) -> Option<Cow<'_, str>> {
    NameReference::cast(bare(node))?.name()
}

/// Whether a reference is to one of these names; nearly all are written without brackets.
pub(crate) fn is_called(reference: SyntaxNode<'_>, wanted: &[&str]) -> bool {
    let text = reference.text();
    let is_bare = !text.starts_with('[');
    is_bare && wanted.contains(&text)
        || !is_bare && name(reference).is_some_and(|it| wanted.contains(&it.as_ref()))
}

/// The alias and the value of `Alias = value`.
pub(crate) fn named(node: SyntaxNode<'_>) -> Option<(Cow<'_, str>, SyntaxNode<'_>)> {
    let named = NamedExpression::cast(node)?;
    Some((named.name()?.name()?, named.value()?.syntax()))
}

/// The value of `Alias = value`, or the node itself.
pub(crate) fn value(node: SyntaxNode<'_>) -> SyntaxNode<'_> {
    let value = NamedExpression::cast(node).and_then(NamedExpression::value);
    value.map_or(node, Expression::syntax)
}

/// What a key of `sort` or `top` sorts by: `a` in `a asc`.
pub(crate) fn sorted(key: SyntaxNode<'_>) -> SyntaxNode<'_> {
    match key.kind() {
        NodeKind::OrderedExpression => key.children().next().unwrap_or(key),
        _ => key,
    }
}

/// The column that an expression is.
pub(crate) fn column<'m>(model: &'m Model, node: SyntaxNode<'_>) -> Option<Column<'m>> {
    match model.resolution(bare(node).id())? {
        Resolution::Column(column) => Some(column),
        _ => None,
    }
}

/// The number that an expression is.
pub(crate) fn number(model: &Model, node: SyntaxNode<'_>) -> Option<f64> {
    match model.constant(node.id())? {
        Constant::Long(value) => Some(value as f64),
        Constant::Real(value) => Some(value),
        _ => None,
    }
}

/// Whether a column of a step has its name from an expression, which has no name of its own.
pub(crate) fn names_column(node: SyntaxNode<'_>) -> bool {
    node.parent().is_none_or(|parent| {
        QueryOperator::cast(parent).is_some() && parent.kind() != NodeKind::FilterOperator
            || parent.kind() == NodeKind::ByClause
    })
}

/// The tokens of a node without white space and comments.
pub(crate) fn significant(node: SyntaxNode<'_>) -> impl Iterator<Item = SyntaxToken<'_>> {
    node.tokens().filter(|token| !token.kind().is_trivia())
}

/// Whether two expressions are written alike, apart from white space and comments.
pub(crate) fn same(left: SyntaxNode<'_>, right: SyntaxNode<'_>) -> bool {
    let (left, right) = (bare(left), bare(right));
    // Neighbours often begin alike: `a == 1`, `a == 2`.
    left.kind() == right.kind()
        && left.last_token().map(SyntaxToken::text) == right.last_token().map(SyntaxToken::text)
        && significant(left)
            .map(SyntaxToken::text)
            .eq(significant(right).map(SyntaxToken::text))
}

/// Whether an expression has another value each time: written twice, it says two things.
pub(crate) fn is_random(node: SyntaxNode<'_>) -> bool {
    node.descendants()
        .any(|it| calls(it, &["rand", "new_guid"]))
}

/// Each expression that is written like an earlier one, behind the first such.
pub(crate) fn repeated<'t>(nodes: &[SyntaxNode<'t>]) -> Vec<(SyntaxNode<'t>, SyntaxNode<'t>)> {
    // Long chains are rare, and quadratic time is not worth it for them.
    const MOST: usize = 64;
    let nodes = nodes.get(..MOST).unwrap_or(nodes);
    // Most differ in how they end.
    let end = |node: &SyntaxNode<'t>| bare(*node).last_token().map_or("", SyntaxToken::text);
    let ends: SmallVec<[_; 8]> = nodes.iter().map(end).collect();
    let known = || nodes.iter().copied().zip(&ends).enumerate();
    let repeats = known().filter_map(|(at, (second, end))| {
        let mut earlier = known().take(at).filter(|(_, (_, other))| *other == end);
        let (_, (first, _)) = earlier.find(|(_, (first, _))| same(*first, second))?;
        Some((first, second))
    });
    repeats.collect()
}

/// Whether a step works on columns only: the rows, their number and their order stay.
pub(crate) fn keeps_rows(step: SyntaxNode<'_>) -> bool {
    matches!(
        step.kind(),
        NodeKind::ExtendOperator
            | NodeKind::ProjectOperator
            | NodeKind::ProjectAwayOperator
            | NodeKind::ProjectKeepOperator
            | NodeKind::ProjectRenameOperator
            | NodeKind::ProjectReorderOperator
    )
}

/// The steps behind a step of a pipeline, in order.
pub(crate) fn steps_after(step: SyntaxNode<'_>) -> impl Iterator<Item = SyntaxNode<'_>> {
    std::iter::successors(pipe_sibling(step), |step| step.next_sibling())
}

fn pipe_sibling(step: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    is_step(step).then(|| step.next_sibling()).flatten()
}

/// Whether a pipeline returns any rows of its source, so that reading stops after a few, or their columns only.
pub(crate) fn is_look(pipe: SyntaxNode<'_>) -> bool {
    // `T | union A` reads two tables instead of one, and filters neither.
    let adds_tables = |step: SyntaxNode<'_>| {
        let mut sources = step.children();
        step.kind() == NodeKind::UnionOperator
            && sources.all(|it| it.kind() == NodeKind::NameReference)
    };
    let mut steps = pipe.children().skip(1);
    let first = steps.find(|step| !keeps_rows(*step) && !adds_tables(*step));
    first.is_some_and(|step| {
        matches!(
            step.kind(),
            NodeKind::TakeOperator | NodeKind::SampleOperator | NodeKind::GetSchemaOperator
        )
    })
}

/// Whether only the columns of a source are asked for: `getschema`, `take 0`.
pub(crate) fn asks_for_columns(source: SyntaxNode<'_>) -> bool {
    std::iter::successors(source.next_sibling(), |step| step.next_sibling()).any(|step| {
        let is_none = |it: SyntaxNode<'_>| it.text() == "0";
        match step.kind() {
            NodeKind::GetSchemaOperator => true,
            NodeKind::TakeOperator => step.children().any(is_none),
            _ => false,
        }
    })
}

/// The source and the steps before a step of a pipeline, in order.
pub(crate) fn steps_before(step: SyntaxNode<'_>) -> impl Iterator<Item = SyntaxNode<'_>> {
    step.parent()
        .filter(|_| is_step(step))
        .into_iter()
        .flat_map(SyntaxNode::children)
        .take_while(move |other| *other != step)
}

/// The steps before a step of a pipeline, the last one first, without its source.
pub(crate) fn steps_behind(step: SyntaxNode<'_>) -> impl Iterator<Item = SyntaxNode<'_>> + Clone {
    let last = is_step(step).then(|| step_behind(step)).flatten();
    std::iter::successors(last, |step| step_behind(*step))
}

fn step_behind(step: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    // The source has nothing before it.
    step.prev_sibling()
        .filter(|before| before.prev_sibling().is_some())
}

/// The step directly before a step of a pipeline; its source at the beginning.
pub(crate) fn step_before(step: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    is_step(step).then(|| step.prev_sibling()).flatten()
}

fn is_step(node: SyntaxNode<'_>) -> bool {
    node.parent()
        .is_some_and(|parent| parent.kind() == NodeKind::PipeExpression)
}

/// Parts of an expression: mostly a few.
pub(crate) type Parts<'t> = SmallVec<[SyntaxNode<'t>; 4]>;

/// The conditions that must all hold, in order: operands of `and`, brackets opened.
pub(crate) fn conditions(predicate: SyntaxNode<'_>) -> Parts<'_> {
    parts(predicate, NodeKind::AndExpression)
}

/// The alternatives of `or`, in order, brackets opened.
pub(crate) fn alternatives(predicate: SyntaxNode<'_>) -> Parts<'_> {
    parts(predicate, NodeKind::OrExpression)
}

fn parts(node: SyntaxNode<'_>, kind: NodeKind) -> Parts<'_> {
    let mut out = Parts::new();
    let mut pending: SmallVec<[_; 4]> = smallvec![node];
    while let Some(node) = pending.pop().map(bare) {
        if node.kind() == kind {
            let operands: SmallVec<[_; 8]> = node.children().collect();
            pending.extend(operands.into_iter().rev());
        } else {
            out.push(node);
        }
    }
    out
}

/// The value of a parameter such as `kind` in `join kind=inner`.
pub(crate) fn parameter<'t>(operator: SyntaxNode<'t>, name: &str) -> Option<&'t str> {
    use kqlint_syntax::ast::OperatorParameter;
    let parameter = operator
        .children()
        .filter_map(OperatorParameter::cast)
        .find(|parameter| parameter.name().eq_ignore_ascii_case(name))?;
    Some(parameter.value()?.syntax().text())
}

/// The edit that removes a step together with its pipe and the white space before it; none
/// where a comment stands in it or behind it on its line, and would lose what it speaks of.
pub(crate) fn without_step(step: SyntaxNode<'_>) -> Option<Edit> {
    let pipe = step.first_token()?.prev_significant()?;
    let before = pipe.prev_significant()?;
    let range = TextRange::new(before.text_range().end(), step.text_range().end());
    let text = step.tree().text();
    let removed = text.get(std::ops::Range::<usize>::from(range))?;
    let behind = text.get(usize::from(range.end())..)?;
    let is_described = behind.trim_start_matches([' ', '\t']).starts_with("//");
    (!removed.contains("//") && !is_described).then(|| Edit {
        place: Place::Query(range),
        text: String::new(),
    })
}

/// The edit that removes an element of a list with the separator beside it.
pub(crate) fn without_element(element: SyntaxNode<'_>) -> Option<Edit> {
    let range = match (element.prev_sibling(), element.next_sibling()) {
        (Some(before), _) => TextRange::new(before.text_range().end(), element.text_range().end()),
        (None, Some(after)) => {
            TextRange::new(element.text_range().start(), after.text_range().start())
        }
        (None, None) => return None,
    };
    let text = element.tree().text();
    let removed = text.get(std::ops::Range::<usize>::from(range))?;
    (!removed.contains("//")).then(|| Edit {
        place: Place::Query(range),
        text: String::new(),
    })
}
