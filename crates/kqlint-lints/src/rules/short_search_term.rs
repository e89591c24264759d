//! `has` with a term too short for the index.

use kqlint_semantics::{Model, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryOperator, InExpression, InOperator, TextSearch},
};

use crate::{
    comparison::{Binary, binary, comparisons},
    context::{Cx, quoted},
    lineage::is_indexed,
    literal::text,
    query::{alternatives, column, conditions, steps_before},
    rule::declare_lint,
    times::time_column,
    unique::chosen_by,
};

declare_lint! {
    /// Finds `has` that looks for a term of one or two characters.
    ///
    /// ## Why is this bad?
    ///
    /// Kusto keeps an index of the terms of three characters and more.
    /// A shorter one isn't in it, so the text of every row is read.
    ///
    /// The rule looks at filters on columns of a table as they are, in which no other condition selects rows by a whole text, a number or a longer term.
    /// Extensions of files in a list, such as `has_any (".exe", ".py")`, are left alone: nothing longer is known of what is looked for.
    /// Tables that list what is, such as the inventories of vulnerability management, are small and left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where SyslogMessage has "su"
    /// ```
    ///
    /// ```kql,good
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where ProcessName == "su"
    /// ```
    pub const SHORT_SEARCH_TERM = {
        name: "short-search-term",
        summary: "a term that is too short for the index",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression],
        operators: [Text],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    // Most comparisons look for no term.
    let is_other = |it: Binary<'_>| !matches!(it.operator, BinaryOperator::Text(_));
    if cx.binary().is_some_and(is_other) {
        return;
    }
    let Some((value, text)) = find(cx.model(), node).filter(|_| !node.has_error()) else {
        return;
    };
    if !is_indexed(cx.model(), node) || is_narrowed(cx.model(), node) || is_of_state(cx, node) {
        return;
    }
    let term = terms(&text).max_by_key(|it| it.chars().count());
    cx.report(
        value,
        format!(
            "{} is too short for the index",
            quoted(term.unwrap_or(&text))
        ),
    )
    .note("terms of three characters and more are in the index")
    .help("look for a longer term as well, or for the whole value with `==`");
}

/// Whether a condition is about a table that lists what is: it has few rows.
fn is_of_state(cx: &Cx<'_, '_>, condition: SyntaxNode<'_>) -> bool {
    let subject = condition.children().next();
    let source = subject
        .and_then(|it| column(cx.model(), it))
        .and_then(|it| it.source());
    source.is_some_and(|(table, _)| {
        cx.catalog().table(table).is_some() && time_column(cx.catalog(), table).is_none()
    })
}

/// The first value whose terms are all short; with `has_all` all values must be.
fn find<'t>(model: &'t Model, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, String)> {
    let searched = searched(node)?;
    let mut short = searched.values.iter().filter_map(|&value| {
        let text = text(model, value)?;
        // Nothing but its kind is known of a file that is looked for by its extension.
        let is_extension = !searched.needs_all && is_extension(&text);
        (is_short(&text) && !is_extension).then(|| (value, text.into_owned()))
    });
    let first = short.next()?;
    let are_all = short.count() + 1 == searched.values.len();
    (are_all || !searched.needs_all).then_some(first)
}

/// The values that a condition looks for.
struct Searched<'t> {
    values: Vec<SyntaxNode<'t>>,
    /// Whether one row must hold all of them.
    needs_all: bool,
}

fn searched(node: SyntaxNode<'_>) -> Option<Searched<'_>> {
    if let Some(comparison) = binary(node) {
        let BinaryOperator::Text(operator) = comparison.operator else {
            return None;
        };
        let searches = matches!(
            operator.search,
            TextSearch::Has | TextSearch::HasPrefix | TextSearch::HasSuffix
        );
        return (searches && !operator.negated).then(|| Searched {
            values: vec![comparison.right],
            needs_all: true,
        });
    }
    let expression = InExpression::cast(node)?;
    let needs_all = match expression.operator()? {
        InOperator::HasAny => false,
        InOperator::HasAll => true,
        _ => return None,
    };
    let list = expression.expression_list()?;
    let values = list.expressions().map(|it| it.syntax()).collect();
    Some(Searched { values, needs_all })
}

/// `.py`
fn is_extension(text: &str) -> bool {
    let name = text.strip_prefix('.');
    name.is_some_and(|it| it.chars().all(char::is_alphanumeric))
}

fn is_short(text: &str) -> bool {
    let longest = terms(text).map(|term| term.chars().count()).max();
    matches!(longest, Some(1 | 2))
}

fn terms(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
}

/// Whether another condition that must hold looks for values that are in the index.
fn is_narrowed(model: &Model, node: SyntaxNode<'_>) -> bool {
    let Some(filter) = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::FilterOperator)
    else {
        return false;
    };
    let before = steps_before(filter).chain([filter]);
    let filters = before.filter(|step| step.kind() == NodeKind::FilterOperator);
    filters
        .flat_map(SyntaxNode::children)
        .flat_map(conditions)
        .filter(|condition| *condition != node)
        .any(|condition| selects(model, condition))
}

/// `EventID == 4688`
fn is_number(model: &Model, condition: SyntaxNode<'_>) -> bool {
    let of_number =
        |it: SyntaxNode<'_>| matches!(model.type_of(it.id()), Type::INT | Type::LONG | Type::REAL);
    condition.children().next().is_some_and(of_number) && chosen_by(model, condition).is_some()
}

/// `Path startswith "C:/Windows"`
fn begins_long(model: &Model, condition: SyntaxNode<'_>) -> bool {
    let begins = binary(condition).filter(|it| {
        matches!(it.operator, BinaryOperator::Text(it) if it.search == TextSearch::StartsWith && !it.negated)
    });
    let long = |it: Binary<'_>| text(model, it.right).is_some_and(|text| !is_short(&text));
    begins.is_some_and(long)
}

/// Whether a condition compares with a whole text or a number, or looks for long terms; each of its alternatives must.
fn selects(model: &Model, condition: SyntaxNode<'_>) -> bool {
    let mut alternatives = alternatives(condition).into_iter();
    alternatives.all(|it| {
        conditions(it)
            .into_iter()
            .any(|it| selects_alone(model, it))
    })
}

fn selects_alone(model: &Model, condition: SyntaxNode<'_>) -> bool {
    let mut compared = comparisons(model, condition).into_iter().peekable();
    if compared.peek().is_some() {
        return compared.all(|it| !it.negated && !is_short(it.text));
    }
    if is_number(model, condition) || begins_long(model, condition) {
        return true;
    }
    // A list that can't be seen is taken for one of long terms.
    searched(condition).is_some() && find(model, condition).is_none()
}
