//! `tolower(x) == "ABC"`, which never holds.

use kqlint_diagnostics::{Edit, Level, Place, Safety};
use kqlint_semantics::{Constant, Model, Origin, Resolution};
use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, BinaryExpression, BinaryOperator, Expression, InExpression, LetStatement},
};
use smallvec::{SmallVec, smallvec};

use crate::{
    context::{Cx, quoted},
    lineage::{lineage, rows_of},
    query::{bare, call, call_name, column, keeps_rows, value},
    rule::declare_lint,
    times::is_filter,
};

declare_lint! {
    /// Finds text in lower case that is compared with capitals, and the other way round.
    ///
    /// ## Why is this bad?
    ///
    /// `tolower()` leaves no capitals, so the two are never equal: the filter keeps nothing, or with `!=` everything.
    /// Where such a comparison doesn't decide alone which rows stay, as in a branch of `case()`, it is a warning.
    ///
    /// A column counts as long as each of its values comes from the function: behind `union`, `scan` or a plug-in others may have joined.
    /// Letters with accents, which the functions may treat differently, aren't looked at, nor is a text whose twin in the right case stands in the same list.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and tolower(VmSize) == "STANDARD_D1_V2"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d) and VmSize =~ "STANDARD_D1_V2"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The query returns other rows afterwards, so the fix is unsafe.
    pub const LOWERCASE_COMPARED_WITH_UPPERCASE = {
        name: "lowercase-compared-with-uppercase",
        summary: "text in one case compared with a text in the other",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression],
        operators: [Equality, Text],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some((subject, values)) = compared(cx) else {
        return;
    };
    let Some(function) = folded(cx, node, subject) else {
        return;
    };
    let (fold, absent): (fn(&str) -> String, _) = match function {
        "tolower" => (str::to_ascii_lowercase, "capital"),
        _ => (str::to_ascii_uppercase, "small"),
    };
    // A list may hold the same text in the right case too.
    let is_known = |wanted: &str| values.iter().any(|(_, text)| *text == wanted);
    let mut never = values.clone();
    never.retain(|(_, text)| !is_known(&fold(text)));
    let keeps_none = is_filter(node) && never.len() == value_count(node);
    for (value, text) in never {
        let message = format!("`{function}()` never yields {}", quoted(text));
        if is_quoted_call(text) {
            quoted_call(cx, value, text, function, message);
            continue;
        }
        let mut report = cx
            .report(value, message)
            .label(format!("the other side has no {absent} letters"))
            .help("compare with an operator that ignores case");
        if !keeps_none {
            report = report.at_most(Level::Warning);
        }
        if let Some(edits) = ignoring_case(node) {
            report.fix("Compare without regard to case", Safety::Unsafe, edits);
        }
    }
}

/// With how many values a comparison compares.
fn value_count(node: SyntaxNode<'_>) -> usize {
    let list = InExpression::cast(node).and_then(InExpression::expression_list);
    list.map_or(1, |list| list.expressions().count())
}

/// Reports a text that was meant to be a call, once where it is written.
fn quoted_call<'a>(
    cx: &mut Cx<'a, '_>,
    value: SyntaxNode<'a>,
    text: &str,
    function: &str,
    message: String,
) {
    let model = cx.model();
    let mut written = value;
    if let Some(Resolution::Variable(declared)) = model.resolution(bare(value).id()) {
        let is_same = |it: &&SyntaxNode<'_>| {
            let meant = model.resolution(it.id());
            matches!(meant, Some(Resolution::Variable(it)) if it == declared)
        };
        let names = cx.nodes().of(NodeKind::NameReference);
        if names.iter().find(is_same) != Some(&bare(value)) {
            return;
        }
        let declaration = cx.tree().node(declared).and_then(SyntaxNode::parent);
        let given = declaration.and_then(LetStatement::cast);
        let given = given.and_then(LetStatement::value);
        written = given.map_or(value, |it| bare(it.syntax()));
    }
    // The first column of a watchlist is a number of its own.
    let help = match text.starts_with("_GetWatchlist(") {
        true => {
            format!("use `in ({text} | project {function}(SearchKey))`, without quotation marks")
        }
        false => "compare with what the call yields, without quotation marks".to_owned(),
    };
    cx.report(written, message)
        .label("a text, not a call")
        .help(help);
}

/// What is compared case by case.
type Compared<'a> = (SyntaxNode<'a>, SmallVec<[(SyntaxNode<'a>, &'a str); 1]>);

/// Whether a text is a call that stands in quotation marks: `_GetWatchlist("Admins")`.
fn is_quoted_call(text: &str) -> bool {
    let name = text.split('(').next().unwrap_or_default();
    text.ends_with(')')
        && name.len() < text.len()
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// What the node at hand compares case by case, and the texts that are written out.
fn compared<'a>(cx: &Cx<'a, '_>) -> Option<Compared<'a>> {
    let found = cx.comparisons();
    if let Some(first) = found.first() {
        let values = found.iter().map(|it| (it.value, it.text));
        return first
            .case_sensitive
            .then(|| (first.subject, values.collect()));
    }
    let comparison = cx.binary()?;
    let BinaryOperator::Text(operator) = comparison.operator else {
        return None;
    };
    let Constant::String(text) = cx.model().constant(comparison.right.id())? else {
        return None;
    };
    operator
        .case_sensitive
        .then(|| (comparison.left, smallvec![(comparison.right, text)]))
}

/// The function whose result an expression is: `tolower` or `toupper`, through a column too.
fn folded<'a>(
    cx: &Cx<'a, '_>,
    comparison: SyntaxNode<'a>,
    subject: SyntaxNode<'a>,
) -> Option<&'static str> {
    let subject = bare(subject);
    if cx.model().constant(subject.id()).is_some() {
        return None;
    }
    let made = match column(cx.model(), subject).map(|column| column.origin()) {
        Some(Origin::Computed(made)) => Some(made),
        Some(_) => return None,
        None => None,
    };
    let node = match made {
        Some(made) => value(cx.tree().node(made)?),
        None => subject,
    };
    let function = match call_name(bare(node))?.as_ref() {
        "tolower" => "tolower",
        "toupper" => "toupper",
        _ => return None,
    };
    let Some(made) = made else {
        return Some(function);
    };
    let is_step = |it: &SyntaxNode<'_>| {
        let around = it.parent().map(SyntaxNode::kind);
        around == Some(NodeKind::PipeExpression)
    };
    let step = comparison.ancestors().find(is_step)?;
    let steps = lineage(cx.model(), step);
    arrives(cx.model(), &steps, made, &mut 0).then_some(function)
}

/// How many right sides of joins are looked into: names of `let` can make each of them long.
const RIGHT_SIDES: usize = 8;

/// Whether all values of a column that a step makes come out of the last step as they are: no other rows join them, and nothing may replace them.
fn arrives(model: &Model, steps: &[SyntaxNode<'_>], made: NodeId, joins: &mut usize) -> bool {
    for step in steps.iter().rev() {
        let is_made_here = step.contains(made);
        match step.kind() {
            NodeKind::JoinOperator | NodeKind::LookupOperator => {
                *joins += 1;
                if *joins > RIGHT_SIDES {
                    return false;
                }
                let mut sides = step.children();
                let right = sides.find_map(Expression::cast).map(Expression::syntax);
                let rows = right.map(|it| rows_of(model, it)).unwrap_or_default();
                if rows.iter().any(|it| it.contains(made)) {
                    return arrives(model, &rows, made, joins);
                }
            }
            _ if keeps_rows(*step) || hands_on(*step) => {
                if is_made_here {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

/// Whether a step takes all its rows from those before it, and replaces no values that the query doesn't name.
fn hands_on(step: SyntaxNode<'_>) -> bool {
    matches!(
        step.kind(),
        NodeKind::AsOperator
            | NodeKind::DistinctOperator
            | NodeKind::FilterOperator
            | NodeKind::MakeSeriesOperator
            | NodeKind::MvExpandOperator
            | NodeKind::ParseOperator
            | NodeKind::ParseWhereOperator
            | NodeKind::SampleOperator
            | NodeKind::SerializeOperator
            | NodeKind::SortOperator
            | NodeKind::SummarizeOperator
            | NodeKind::TakeOperator
            | NodeKind::TopOperator
    )
}

/// `tolower(x) == "A"` as `x =~ "A"`.
fn ignoring_case(node: SyntaxNode<'_>) -> Option<Vec<Edit>> {
    if node.kind() != NodeKind::BinaryExpression {
        return None;
    }
    let comparison = BinaryExpression::cast(node)?;
    let operator = match comparison.operator()? {
        BinaryOperator::Equal => "=~",
        BinaryOperator::NotEqual => "!~",
        _ => return None,
    };
    let call = call(comparison.left()?.syntax())?;
    let argument = *call.arguments.first()?;
    let edit = |range: TextRange, text: &str| Edit {
        place: Place::Query(range),
        text: text.to_owned(),
    };
    Some(vec![
        edit(call.node.text_range(), argument.text()),
        edit(comparison.operator_token()?.text_range(), operator),
    ])
}
