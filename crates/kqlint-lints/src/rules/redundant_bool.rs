//! `iff(x, true, false)` where `x` would do.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Constant, Model, Origin, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryOperator, InExpression, QueryOperator},
};

use crate::{
    comparison::{Binary, binary},
    context::Cx,
    literal::{holds_comment, is_null},
    query::{bare, call, call_of, calls, column, keeps_rows, names_column, steps_behind, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a condition that is asked for its value: `iff(x, true, false)`, `isempty(x) == false`, `not(not(x))`.
    ///
    /// ## Why is this bad?
    ///
    /// The condition is `true` or `false` already, and each layer around it is one more thing to read and to get wrong.
    ///
    /// Comparisons of columns with `true` and `false` are left alone, and so are conditions with a literal `null`.
    /// `iff(ipv4_is_private(Address), true, false)` does something: it makes `false` of the null that the function yields for what is no address.
    /// So a condition that is nothing but a call is left alone, unless the function always has an answer, as `isempty()` has; the same holds for each part of `and` and `or`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Failed = iff(EventType == "JobFailed", true, false)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Failed = (EventType == "JobFailed")
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Conditions on text, comparisons of a count with a literal, and those that ask whether something equals a literal, are never null, and the fix is safe for them.
    /// It is unsafe for others: whether a null number is larger than another is null, where `iff()` yields `false`.
    /// It is unsafe too where the expression has no alias and gives its column a name, which changes with it.
    pub const REDUNDANT_BOOL = {
        name: "redundant-bool",
        summary: "a condition that is asked for its value",
        group: Style,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression, BinaryExpression],
        functions: ["case", "iff", "iif", "not"],
        operators: [Equality],
        check: check,
    }
}

/// A condition with something around it that changes nothing, or turns it round.
struct Wrapped<'t> {
    condition: SyntaxNode<'t>,
    is_negated: bool,
    /// What is around it.
    wrapping: String,
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some(found) = find(cx, node) else {
        return;
    };
    let inner = bare(found.condition);
    let change = match found.is_negated {
        true => negated(cx, inner),
        false => Change {
            help: "write the condition alone".to_owned(),
            title: "Write the condition alone".to_owned(),
            text: match inner.kind() {
                NodeKind::FunctionCallExpression => inner.text().to_owned(),
                _ => format!("({})", inner.text()),
            },
        },
    };
    let safety = match is_never_null(cx.model(), inner) && !names_column(node) {
        true => Safety::Safe,
        false => Safety::Unsafe,
    };
    let report = cx
        .report(
            node,
            format!("a condition with {} around it", found.wrapping),
        )
        .help(change.help);
    if !holds_comment(node, node.text_range()) {
        report.replace(change.title, safety, node.text_range(), change.text);
    }
}

/// What to write instead.
struct Change {
    help: String,
    title: String,
    text: String,
}

/// The opposite of a condition.
fn negated(cx: &Cx<'_, '_>, condition: SyntaxNode<'_>) -> Change {
    let opposite = call(condition).and_then(|call| {
        let [_] = call.arguments.as_slice() else {
            return None;
        };
        let (_, name) = OPPOSITES.into_iter().find(|(it, _)| *it == call.name)?;
        Some((format!("`{name}()`"), call.name_node, name))
    });
    let turned = || {
        let comparison = binary(condition).filter(|_| is_never_null(cx.model(), condition))?;
        let name = match comparison.operator {
            BinaryOperator::Equal => "!=",
            BinaryOperator::NotEqual => "==",
            BinaryOperator::EqualTilde => "!~",
            BinaryOperator::NotEqualTilde => "=~",
            _ => return None,
        };
        Some((format!("`{name}`"), comparison.token.text_range(), name))
    };
    let found = opposite
        .map(|(what, node, name)| (what, node.text_range(), name))
        .or_else(turned);
    let Some((what, range, name)) = found else {
        return Change {
            help: "negate the condition with `not()`".to_owned(),
            title: "Negate the condition with `not()`".to_owned(),
            text: format!("not({})", condition.text()),
        };
    };
    let start = condition.text_range().start();
    let mut text = condition.text().to_owned();
    text.replace_range(std::ops::Range::<usize>::from(range - start), name);
    Change {
        help: format!("use {what}"),
        title: format!("Use {what}"),
        text: match condition.kind() {
            NodeKind::FunctionCallExpression => text,
            _ => format!("({text})"),
        },
    }
}

/// Functions that ask, and those that ask the opposite.
const OPPOSITES: [(&str, &str); 4] = [
    ("isempty", "isnotempty"),
    ("isnotempty", "isempty"),
    ("isnotnull", "isnull"),
    ("isnull", "isnotnull"),
];

fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<Wrapped<'a>> {
    let model = cx.model();
    let found = match node.kind() {
        NodeKind::FunctionCallExpression => branches(model, node).or_else(|| double(node)),
        _ => comparison(model, cx.binary()?),
    }?;
    let reads_all = |it: SyntaxNode<'_>| it.kind() == NodeKind::StarExpression;
    let has_null = |it: SyntaxNode<'_>| it.kind() != NodeKind::NameReference && is_null(it);
    let is_clear = !node.has_error() && !node.descendants().any(|it| reads_all(it) || has_null(it));
    is_clear.then_some(found)
}

/// `iff(x, true, false)`
fn branches<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<Wrapped<'t>> {
    let call = call_of(node, &["iff", "iif", "case"])?;
    let [condition, one, other] = call.arguments.as_slice() else {
        return None;
    };
    let is_negated = match (truth(model, *one)?, truth(model, *other)?) {
        (true, false) => false,
        (false, true) => true,
        _ => return None,
    };
    (is_bool(model, *condition) && asks_operators(*condition)).then_some(Wrapped {
        condition: *condition,
        is_negated,
        wrapping: format!("`{}()`", call.name),
    })
}

/// Whether a condition calls no function that may have no answer.
fn asks_operators(condition: SyntaxNode<'_>) -> bool {
    let condition = bare(condition);
    match condition.kind() {
        NodeKind::AndExpression | NodeKind::OrExpression => {
            condition.children().all(asks_operators)
        }
        NodeKind::FunctionCallExpression => match call_of(condition, &["not"]) {
            Some(not) => not.arguments.iter().all(|it| asks_operators(*it)),
            None => calls(condition, &TESTS),
        },
        _ => true,
    }
}

/// `not(not(x))`
fn double(node: SyntaxNode<'_>) -> Option<Wrapped<'_>> {
    let outer = call_of(node, &["not"])?;
    let inner = call_of(bare(*outer.arguments.first()?), &["not"])?;
    Some(Wrapped {
        condition: *inner.arguments.first()?,
        is_negated: false,
        wrapping: "`not()` twice".to_owned(),
    })
}

/// `isempty(x) == false`
fn comparison<'t>(model: &Model, comparison: Binary<'t>) -> Option<Wrapped<'t>> {
    let is_equal = match comparison.operator {
        BinaryOperator::Equal => true,
        BinaryOperator::NotEqual => false,
        _ => return None,
    };
    let condition = comparison.left;
    let truth = truth(model, comparison.right)?;
    let asks = matches!(
        bare(condition).kind(),
        NodeKind::BinaryExpression
            | NodeKind::InExpression
            | NodeKind::BetweenExpression
            | NodeKind::AndExpression
            | NodeKind::OrExpression
    ) || calls(bare(condition), &TESTS);
    asks.then_some(Wrapped {
        condition,
        is_negated: truth != is_equal,
        wrapping: "a comparison".to_owned(),
    })
}

/// Functions that ask, and always have an answer.
const TESTS: [&str; 4] = ["isempty", "isnotempty", "isnull", "isnotnull"];

/// The literal `true` or `false`.
fn truth(model: &Model, node: SyntaxNode<'_>) -> Option<bool> {
    match model.constant(node.id())? {
        Constant::Bool(value) if node.kind() == NodeKind::LiteralExpression => Some(value),
        _ => None,
    }
}

fn is_bool(model: &Model, node: SyntaxNode<'_>) -> bool {
    model.type_of(node.id()) == Type::BOOL
}

/// Whether a comparison asks whether something equals a value that is written out.
fn equals(model: &Model, comparison: Binary<'_>) -> bool {
    let is_equality = matches!(
        comparison.operator,
        BinaryOperator::Equal | BinaryOperator::NotEqual
    );
    let is_value = |it: SyntaxNode<'_>| model.constant(it.id()).is_some() && !is_null(bare(it));
    // A dynamic value may hold anything.
    let is_plain = |it: SyntaxNode<'_>| {
        let ty = model.type_of(it.id());
        !ty.is_dynamic() && !ty.is_unknown()
    };
    let sides = [comparison.left, comparison.right];
    is_equality && sides.into_iter().any(is_value) && sides.into_iter().all(is_plain)
}

/// Whether a comparison is of a count and a value that is written out: neither is null.
fn compares_count(model: &Model, comparison: Binary<'_>) -> bool {
    let is_value = |it: SyntaxNode<'_>| model.constant(it.id()).is_some() && !is_null(bare(it));
    let (left, right) = (comparison.left, comparison.right);
    is_value(left) && is_count(model, right) || is_count(model, left) && is_value(right)
}

/// Whether an expression is a column that the last `summarize` counts in, with no step behind that may leave it empty.
fn is_count(model: &Model, node: SyntaxNode<'_>) -> bool {
    const COUNTS: [&str; 6] = [
        "count",
        "countif",
        "count_distinct",
        "count_distinctif",
        "dcount",
        "dcountif",
    ];
    let counted = column(model, node).and_then(|it| match it.origin() {
        Origin::Computed(id) | Origin::Operator(id) => node.tree().node(id),
        _ => None,
    });
    let step = node
        .ancestors()
        .find(|it| QueryOperator::cast(*it).is_some());
    let (Some(counted), Some(step)) = (counted, step) else {
        return false;
    };
    let keeps_counts = |step: &SyntaxNode<'_>| {
        keeps_rows(*step)
            || matches!(
                step.kind(),
                NodeKind::FilterOperator
                    | NodeKind::SortOperator
                    | NodeKind::TopOperator
                    | NodeKind::TakeOperator
            )
    };
    let summarize = steps_behind(step).find(|it| !keeps_counts(it));
    calls(value(counted), &COUNTS)
        && summarize
            .is_some_and(|it| it.kind() == NodeKind::SummarizeOperator && it.contains(counted.id()))
}

/// Whether a condition has an answer for every row.
fn is_never_null(model: &Model, node: SyntaxNode<'_>) -> bool {
    let node = bare(node);
    let is_text = |node: SyntaxNode<'_>| model.type_of(node.id()) == Type::STRING;
    match node.kind() {
        NodeKind::AndExpression | NodeKind::OrExpression => {
            node.children().all(|it| is_never_null(model, it))
        }
        NodeKind::BinaryExpression => {
            node.children().all(is_text)
                || binary(node).is_some_and(|it| equals(model, it) || compares_count(model, it))
        }
        NodeKind::InExpression => InExpression::cast(node)
            .and_then(InExpression::subject)
            .is_some_and(|it| is_text(it.syntax())),
        NodeKind::FunctionCallExpression => calls(node, &TESTS),
        _ => false,
    }
}
