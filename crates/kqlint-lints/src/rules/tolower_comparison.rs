//! `tolower(x) == "abc"` where `x =~ "abc"` would do.

use std::borrow::Cow;

use kqlint_diagnostics::{Edit, Safety};
use kqlint_semantics::Type;
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken,
    ast::{AstNode, BinaryOperator, InExpression, InOperator},
};

use crate::{
    context::Cx,
    literal::{edit, text},
    query::{Call, bare, call_of, calls},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `tolower()` or `toupper()` in a comparison that can ignore case by itself.
    ///
    /// ## Why is this bad?
    ///
    /// The call makes a new text for every row before anything is compared, and no index helps.
    /// `=~`, `!~`, `in~` and `!in~` ignore case, and `has`, `contains`, `startswith` and their like do so anyway.
    ///
    /// The operators fold ASCII letters only, so comparisons with other letters are left alone.
    /// So are numbers, times and their like, which are no text without the call.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | where tolower(VmPriority) == "dedicated"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | where VmPriority =~ "dedicated"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix is safe where the compared expression is known to be text and is compared with literals in the case that the call makes.
    /// Between two columns it is unsafe, since their values may have letters that are not ASCII.
    pub const TOLOWER_COMPARISON = {
        name: "tolower-comparison",
        summary: "`tolower()` or `toupper()` in a comparison",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression, InExpression],
        operators: [Equality, Text],
        check: check,
    }
}

/// What is compared.
struct Found<'t> {
    folds: Vec<Call<'t>>,
    /// The operator and what to write instead of it.
    operator: SyntaxToken<'t>,
    instead: &'static str,
    /// What the expression is compared with.
    against: Against,
}

/// What the result of a call is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Against {
    /// Text without letters, for which case doesn't matter.
    Unlettered,
    /// Text with ASCII letters.
    Ascii,
    /// What the query doesn't write out.
    Other,
}

impl Against {
    /// What texts are, all of which are written out; none where they have letters that no operator folds.
    fn of<'a>(texts: impl Iterator<Item = Option<Cow<'a, str>>>) -> Option<Self> {
        let mut out = Self::Unlettered;
        for text in texts {
            match text {
                None => out = Self::Other,
                Some(text) if !text.is_ascii() => return None,
                Some(text) => {
                    let has_letter = text.contains(|c: char| c.is_ascii_alphabetic());
                    if has_letter && out == Self::Unlettered {
                        out = Self::Ascii;
                    }
                }
            }
        }
        Some(out)
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let found = match node.kind() {
        NodeKind::BinaryExpression => comparison(cx),
        _ => membership(cx, node),
    };
    let Some(found) = found.filter(|_| !node.has_error()) else {
        return;
    };
    let is_row = |call: &&Call<'_>| !is_literal(call);
    let Some(first) = found.folds.iter().find(is_row) else {
        return;
    };
    let is_of = |call: &Call<'_>, fits: fn(Type) -> bool| {
        let argument = call.arguments.first();
        argument.is_some_and(|it| fits(cx.model().type_of(it.id())))
    };
    let is_comparable = |ty: Type| ty == Type::STRING || ty.is_dynamic() || ty == Type::Unknown;
    if !found.folds.iter().all(|call| is_of(call, is_comparable)) {
        return;
    }
    let is_text = |call: &Call<'_>| is_of(call, |ty| ty == Type::STRING);
    let is_safe = found.against != Against::Other && found.folds.iter().all(is_text);
    let keeps_operator = found.operator.text() == found.instead;
    let help = match (keeps_operator, found.against) {
        (true, Against::Unlettered) => "leave the call out: case doesn't matter here".to_owned(),
        (true, _) => format!("leave the call out: `{}` ignores case", found.instead),
        (false, _) => format!("compare with `{}`, which ignores case", found.instead),
    };
    let title = match keeps_operator {
        true => format!("Remove `{}()`", first.name),
        false => format!("Compare with `{}`", found.instead),
    };
    let safety = if is_safe {
        Safety::Safe
    } else {
        Safety::Unsafe
    };
    let edits = edits(&found);
    cx.report(node, format!("`{}()` runs on every row", first.name))
        .help(help)
        .fix(title, safety, edits);
}

fn edits(found: &Found<'_>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = found
        .folds
        .iter()
        .filter_map(|call| Some(edit(call.node.text_range(), call.arguments.first()?.text())))
        .collect();
    if found.operator.text() != found.instead {
        edits.push(edit(found.operator.text_range(), found.instead));
    }
    edits
}

fn comparison<'a>(cx: &Cx<'a, '_>) -> Option<Found<'a>> {
    let comparison = cx.binary()?;
    let sides = [comparison.left, comparison.right];
    if !sides.iter().any(|side| calls(bare(*side), FOLDS)) {
        return None;
    }
    let name = sides
        .iter()
        .find_map(|side| fold(*side).map(|call| call.name))?;
    let operator = comparison.token;
    let (ignoring, folds_itself) = match comparison.operator {
        BinaryOperator::Equal => ("=~", false),
        BinaryOperator::NotEqual => ("!~", false),
        BinaryOperator::EqualTilde => ("=~", true),
        BinaryOperator::NotEqualTilde => ("!~", true),
        BinaryOperator::Text(text) if !text.case_sensitive => (kept(operator.text())?, true),
        _ => return None,
    };
    let mut folds = Vec::new();
    let mut texts = Vec::new();
    for side in sides {
        match fold(side) {
            Some(call) if call.name == name => {
                let argument = call.arguments.first().filter(|_| is_literal(&call));
                texts.extend(argument.map(|it| text(cx.model(), *it)));
                folds.push(call);
            }
            Some(_) => return None,
            None => {
                let text = text(cx.model(), side);
                let fits =
                    folds_itself || text.as_deref().is_some_and(|text| is_folded(&name, text));
                if !fits {
                    return None;
                }
                texts.push(text);
            }
        }
    }
    if texts.is_empty() {
        texts.push(None);
    }
    let against = Against::of(texts.into_iter())?;
    Some(Found {
        folds,
        operator,
        instead: instead(operator, ignoring, against),
        against,
    })
}

/// The operator to compare with: where the text has no letters, the one that is there does.
fn instead(operator: SyntaxToken<'_>, ignoring: &'static str, against: Against) -> &'static str {
    const PLAIN: [&str; 4] = ["==", "!=", "in", "!in"];
    let plain = PLAIN.into_iter().find(|it| *it == operator.text());
    match against {
        Against::Unlettered => plain.unwrap_or(ignoring),
        _ => ignoring,
    }
}

/// The text operators that ignore case, as static text.
fn kept(operator: &str) -> Option<&'static str> {
    const OPERATORS: [&str; 12] = [
        "has",
        "!has",
        "hasprefix",
        "!hasprefix",
        "hassuffix",
        "!hassuffix",
        "contains",
        "!contains",
        "startswith",
        "!startswith",
        "endswith",
        "!endswith",
    ];
    OPERATORS.into_iter().find(|it| *it == operator)
}

fn membership<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Found<'t>> {
    let expression = InExpression::cast(node)?;
    let operator = expression.operator_token()?;
    let (ignoring, folds_itself) = match expression.operator()? {
        InOperator::In => ("in~", false),
        InOperator::NotIn => ("!in~", false),
        InOperator::InTilde => ("in~", true),
        InOperator::NotInTilde => ("!in~", true),
        InOperator::HasAny => ("has_any", true),
        InOperator::HasAll => ("has_all", true),
    };
    let call = fold(expression.subject()?.syntax())?;
    let mut texts = Vec::new();
    for value in expression.expression_list()?.expressions() {
        let text = text(cx.model(), value.syntax());
        let fits = folds_itself
            || text
                .as_deref()
                .is_some_and(|text| is_folded(&call.name, text));
        if !fits {
            return None;
        }
        texts.push(text);
    }
    let against = Against::of(texts.into_iter())?;
    Some(Found {
        folds: vec![call],
        operator,
        instead: instead(operator, ignoring, against),
        against,
    })
}

/// The functions that change the case of a text.
const FOLDS: &[&str] = &["tolower", "toupper"];

/// The call that changes the case of a side.
fn fold(node: SyntaxNode<'_>) -> Option<Call<'_>> {
    call_of(bare(node), FOLDS).filter(|call| call.arguments.len() == 1)
}

/// Whether a call is about a text that is written out.
fn is_literal(call: &Call<'_>) -> bool {
    let mut arguments = call.arguments.iter();
    arguments.all(|it| it.kind() == NodeKind::LiteralExpression)
}

/// Whether a text is in the case that a call makes.
fn is_folded(function: &str, text: &str) -> bool {
    match function {
        "tolower" => text.to_lowercase() == text,
        _ => text.to_uppercase() == text,
    }
}
