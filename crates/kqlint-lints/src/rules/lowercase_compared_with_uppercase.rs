//! `tolower(x) == "ABC"`, which never holds.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_semantics::{Constant, Model, Origin};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree, TextRange,
    ast::{AstNode, BinaryExpression, BinaryOperator},
};
use smallvec::{SmallVec, smallvec};

use crate::{
    context::{Cx, quoted},
    query::{bare, call, call_name, column, value},
    rule::declare_lint,
};

declare_lint! {
    /// Finds text in lower case that is compared with capitals, and the other way round.
    ///
    /// ## Why is this bad?
    ///
    /// `tolower()` leaves no capitals, so the two are never equal: the filter keeps nothing, or with `!=` everything.
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
    let (model, tree) = (cx.model(), cx.tree());
    let Some((subject, values)) = compared(cx) else {
        return;
    };
    let Some(function) = folded(model, tree, subject) else {
        return;
    };
    for (value, text) in values {
        let differs = match function {
            "tolower" => text.to_lowercase() != text,
            _ => text.to_uppercase() != text,
        };
        if !differs {
            continue;
        }
        let result = if function == "tolower" {
            "small"
        } else {
            "capital"
        };
        let message = format!("`{function}()` never yields {}", quoted(text));
        if is_quoted_call(text) {
            cx.report(value, message)
                .label("a text, not a call")
                .help("leave the quotation marks out");
            continue;
        }
        let report = cx
            .report(value, message)
            .label(format!("the other side has {result} letters only"))
            .help("compare with an operator that ignores case");
        if let Some(edits) = ignoring_case(node) {
            report.fix("Compare without regard to case", Safety::Unsafe, edits);
        }
    }
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
fn folded(model: &Model, tree: &SyntaxTree, subject: SyntaxNode<'_>) -> Option<&'static str> {
    let subject = bare(subject);
    if model.constant(subject.id()).is_some() {
        return None;
    }
    let node = match column(model, subject).map(|column| column.origin()) {
        Some(Origin::Computed(node)) => value(tree.node(node)?),
        Some(_) => return None,
        None => subject,
    };
    match call_name(bare(node))?.as_ref() {
        "tolower" => Some("tolower"),
        "toupper" => Some("toupper"),
        _ => None,
    }
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
