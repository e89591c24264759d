//! What is wrong with comments for kqlint.

use kqlint_diagnostics::Safety;
use kqlint_lints::nearest;
use text_size::TextRange;

use super::{
    Policy, Suppression,
    comment::{Comment, shortened},
    list::{Name, Problem},
};
use crate::{
    analysis::Analysis,
    finding::{Finding, HostEdit, HostFix},
    project::rule_names,
};

/// The rule about comments that silence nothing.
pub(super) const UNUSED: &str = "unused-suppression";

const MALFORMED: &str = "malformed-directive";
const UNEXPLAINED: &str = "unexplained-suppression";

/// A comment that can't be read.
pub(super) fn malformed(
    comment: &Comment<'_>,
    policy: &Policy,
    problem: Problem,
) -> Option<Finding> {
    let finding = finding(MALFORMED, comment, policy, problem.range, problem.message)?;
    Some(with_meant(finding, comment, problem.range, problem.meant))
}

/// A name that is neither that of a rule nor that of a group.
pub(super) fn unknown_name(
    comment: &Comment<'_>,
    policy: &Policy,
    name: &Name<'_>,
) -> Option<Finding> {
    let message = format!("there is no rule `{}`", shortened(name.text));
    let finding = finding(MALFORMED, comment, policy, name.range, message)?;
    let meant = nearest(name.text, rule_names());
    Some(with_meant(finding, comment, name.range, meant))
}

/// A comment that doesn't say why.
pub(super) fn unexplained(comment: &Comment<'_>, policy: &Policy) -> Option<Finding> {
    let message = "the comment doesn't say why the finding is fine".to_owned();
    let range = comment.directive.range;
    let mut out = finding(UNEXPLAINED, comment, policy, range, message)?;
    out.help = Some("give the reason behind `]`".to_owned());
    Some(out)
}

/// Comments that silence nothing, of those that are looked at.
pub(super) fn unused(
    suppressions: &[Suppression<'_>],
    policy: &Policy,
    analysis: &Analysis,
    is_looked_at: impl Fn(&Suppression<'_>) -> bool,
) -> Vec<Finding> {
    let suppressions = suppressions.iter().filter(|it| is_looked_at(it));
    let found = suppressions.flat_map(|suppression| {
        let unused = suppression.unused(policy);
        // Rules are silent where the text can't be read.
        let is_readable = || {
            let reach = suppression.reach;
            suppression.comment.is_readable(reach, analysis)
        };
        match unused.len() {
            0 => Vec::new(),
            _ if !is_readable() => Vec::new(),
            count if count == suppression.list.names.len() => {
                unused_comment(suppression, policy).into_iter().collect()
            }
            _ => {
                let names = unused.into_iter();
                names
                    .filter_map(|it| unused_name(suppression, policy, it))
                    .collect()
            }
        }
    });
    found.collect()
}

fn unused_comment(suppression: &Suppression<'_>, policy: &Policy) -> Option<Finding> {
    let comment = suppression.comment;
    let names = suppression.list.names.iter();
    let names: Vec<_> = names
        .map(|it| format!("`{}`", shortened(it.text)))
        .collect();
    let verb = if names.len() == 1 { "finds" } else { "find" };
    let message = format!("{} {verb} nothing here", names.join(", "));
    let finding = finding(UNUSED, comment, policy, comment.directive.range, message)?;
    let edit = comment.removal();
    Some(with_fix(finding, "Remove the comment".to_owned(), edit))
}

fn unused_name(suppression: &Suppression<'_>, policy: &Policy, name: &Name<'_>) -> Option<Finding> {
    let comment = suppression.comment;
    let message = format!("`{}` finds nothing here", shortened(name.text));
    let finding = finding(UNUSED, comment, policy, name.range, message)?;
    let names = &suppression.list.names;
    let index = names.iter().position(|it| it == name)?;
    let before = index.checked_sub(1).and_then(|index| names.get(index));
    let range = match (before, names.get(index + 1)) {
        (Some(before), _) => TextRange::new(before.range.end(), name.range.end()),
        (None, Some(after)) => TextRange::new(name.range.start(), after.range.start()),
        (None, None) => name.range,
    };
    let title = format!("Remove `{}` from the comment", shortened(name.text));
    Some(with_fix(finding, title, comment.edit(range, "")))
}

/// A finding about a comment; `None` where its rule is off.
fn finding(
    rule: &'static str,
    comment: &Comment<'_>,
    policy: &Policy,
    range: TextRange,
    message: String,
) -> Option<Finding> {
    let level = policy.rules.level(kqlint_lints::rule(rule)?)?;
    let place = comment.place(range);
    let range = place.or_else(|| comment.place(comment.directive.range))?;
    Some(Finding::new(rule, level, message, range))
}

/// The name that was probably meant.
fn with_meant(
    mut finding: Finding,
    comment: &Comment<'_>,
    range: TextRange,
    meant: Option<&'static str>,
) -> Finding {
    let Some(meant) = meant else {
        return finding;
    };
    finding.help = Some(format!("did you mean `{meant}`?"));
    let edit = comment.edit(range, meant);
    with_fix(finding, format!("Change to `{meant}`"), edit)
}

/// A comment is nothing that a query returns, so its changes are safe.
fn with_fix(mut finding: Finding, title: String, edit: Option<HostEdit>) -> Finding {
    finding.fixes.extend(edit.map(|edit| HostFix {
        title,
        safety: Safety::Safe,
        edits: vec![edit],
    }));
    finding
}
