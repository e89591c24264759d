//! A regular expression that can't be read.

use std::convert::Infallible;

use kqlint_diagnostics::Level;
use kqlint_semantics::{Constant, Model};
use kqlint_syntax::{NodeKind, SyntaxNode, ast::BinaryOperator};
use regex_syntax::ast::{self, Ast, ErrorKind, Visitor, parse::ParserBuilder};

use crate::{
    context::{Cx, quoted},
    patterns::plain_groups,
    query::call,
    rule::declare_lint,
};

declare_lint! {
    /// Finds regular expressions that Kusto can't read, and groups that an expression doesn't have.
    ///
    /// ## Why is this bad?
    ///
    /// A regular expression that can't be read makes the whole query fail: an error.
    /// Where `extract()` asks for a group that the expression doesn't have, the query runs, and the result is empty on every row: a warning.
    ///
    /// Kusto's regular expressions have no look-around and no back references.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Run = extract("(?<=run_)[0-9]+", 1, JobName)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Run = extract("run_([0-9]+)", 1, JobName)
    /// ```
    pub const BAD_REGEX = {
        name: "bad-regex",
        summary: "a regular expression that can't be read",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [BinaryExpression, FunctionCallExpression],
        functions: ["countof", "extract", "extract_all", "replace_regex"],
        operators: [Regex],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let model = cx.model();
    let Some(found) = find(cx, node).filter(|_| !node.has_error()) else {
        return;
    };
    let Some(Constant::String(pattern)) = model.constant(found.pattern.id()) else {
        return;
    };
    let groups = match groups(pattern) {
        Ok(groups) => groups,
        Err(reason) => {
            let Some(reason) = reason else { return };
            let message = format!("{} is not a regular expression: {reason}", quoted(pattern));
            cx.report(found.pattern, message);
            return;
        }
    };
    if let Some(group) = found.group
        && let Some(Constant::Long(wanted)) = model.constant(group.id())
        && usize::try_from(wanted).is_ok_and(|wanted| wanted > groups)
    {
        let note = match groups {
            0 => "it has no group; 0 stands for the whole match".to_owned(),
            1 => "it has one group; 0 stands for the whole match".to_owned(),
            _ => format!("it has {groups} groups; 0 stands for the whole match"),
        };
        cx.report(
            group,
            format!("the regular expression has no group {wanted}"),
        )
        .at_most(Level::Warning)
        .label("the result is always empty")
        .note(note);
    }
}

struct Found<'t> {
    pattern: SyntaxNode<'t>,
    group: Option<SyntaxNode<'t>>,
}

/// The regular expression that a comparison or a call uses.
fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<Found<'a>> {
    if node.kind() == NodeKind::BinaryExpression {
        let comparison = cx.binary()?;
        let is_regex = comparison.operator == BinaryOperator::MatchesRegex;
        return is_regex.then_some(Found {
            pattern: comparison.right,
            group: None,
        });
    }
    let call = call(node)?;
    let argument = |at: usize| call.arguments.get(at).copied();
    let (pattern, group) = match call.name.as_ref() {
        "extract" => (argument(0)?, argument(1)),
        "extract_all" => (argument(0)?, None),
        "replace_regex" => (argument(1)?, None),
        "countof" if is_regex_kind(cx.model(), argument(2)?) => (argument(1)?, None),
        _ => return None,
    };
    Some(Found { pattern, group })
}

fn is_regex_kind(model: &Model, node: SyntaxNode<'_>) -> bool {
    matches!(model.constant(node.id()), Some(Constant::String(kind)) if kind.eq_ignore_ascii_case("regex"))
}

/// How many groups the expression has; or why it is none, where every engine says so.
fn groups(pattern: &str) -> Result<usize, Option<String>> {
    if let Some(groups) = plain_groups(pattern) {
        return Ok(groups);
    }
    let parsed = ParserBuilder::new().nest_limit(100).build().parse(pattern);
    let ast = parsed.map_err(|error| {
        let at = error.span().start.offset;
        let is_brace = pattern.get(at..).is_some_and(|rest| rest.starts_with('{'));
        (is_certain(error.kind()) && !is_brace).then(|| error.kind().to_string())
    })?;
    let Ok(groups) = ast::visit(&ast, Groups(0));
    Ok(groups)
}

/// Counts groups.
struct Groups(usize);

impl Visitor for Groups {
    type Output = usize;
    type Err = Infallible;

    fn finish(self) -> Result<usize, Infallible> {
        Ok(self.0)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Infallible> {
        if let Ast::Group(group) = ast
            && group.capture_index().is_some()
        {
            self.0 += 1;
        }
        Ok(())
    }
}

/// Engines differ in what they let pass, such as `{` that begins no count and needless escapes.
fn is_certain(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ClassRangeInvalid
            | ErrorKind::ClassUnclosed
            | ErrorKind::EscapeUnexpectedEof
            | ErrorKind::GroupUnclosed
            | ErrorKind::GroupUnopened
            | ErrorKind::RepetitionCountInvalid
            | ErrorKind::RepetitionMissing
            | ErrorKind::UnsupportedBackreference
            | ErrorKind::UnsupportedLookAround
    )
}
