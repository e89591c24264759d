//! Comments that silence findings: `// kqlint: ignore[long-window] a yearly report`.
//!
//! A *suppression* is one such comment: it *names* rules or groups, has a *reach*
//! (a line, a query, the document), and may end on a day. The comment stands in a
//! query or, as a comment of the host, before one. Everything here counts in bytes
//! of the document, so that it makes no difference where the comment stands.

mod comment;
mod insert;
mod list;
mod report;

use jiff::civil::Date;
use kqlint_lints::{Group, Settings};
use text_size::TextRange;

pub use self::insert::suppressions_of;
use self::{
    comment::{Comment, Reach},
    list::{List, Name},
};
use crate::{
    analysis::{Analysis, HOST_RULE},
    finding::{Finding, HostLabel},
};

/// Who writes more comments for kqlint than this into one document is ignored from
/// there on: each may be looked at for each finding.
const MAX_COMMENTS: usize = 1000;

/// What decides about suppressions.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    /// The rules that run.
    pub(crate) rules: Settings,
    /// The day on which suppressions have ended or not.
    pub(crate) today: Date,
}

/// A comment that silences findings.
struct Suppression<'a> {
    comment: &'a Comment<'a>,
    reach: Reach,
    list: List<'a>,
    /// For each name, whether there was something to silence.
    is_used: Vec<bool>,
}

/// Takes out of the sorted `findings` what comments silence, and adds what is wrong
/// with these comments.
pub(crate) fn apply(analysis: &Analysis, text: &str, findings: &mut Vec<Finding>) {
    let mut comments = comment::all(analysis, text);
    if comments.is_empty() {
        return;
    }
    comments.truncate(MAX_COMMENTS);
    let policy = &*analysis.policy;
    let mut wrong = Vec::new();
    let mut suppressions = Vec::new();
    for comment in &comments {
        suppressions.extend(read(comment, policy, &mut wrong));
    }
    silence(&mut suppressions, policy, findings);
    silence(&mut suppressions, policy, &mut wrong);
    let silences_unused = |it: &Suppression<'_>| it.names_rule(report::UNUSED);
    let mut unused = report::unused(&suppressions, policy, analysis, |it| !silences_unused(it));
    silence(&mut suppressions, policy, &mut unused);
    // None of these silences the finding that it is unused itself.
    unused.extend(report::unused(
        &suppressions,
        policy,
        analysis,
        silences_unused,
    ));
    findings.append(&mut wrong);
    findings.append(&mut unused);
}

/// What a comment silences; what is wrong with it is added to `wrong`.
fn read<'a>(
    comment: &'a Comment<'a>,
    policy: &Policy,
    wrong: &mut Vec<Finding>,
) -> Option<Suppression<'a>> {
    let word = match comment.word() {
        Ok(word) => word?,
        Err(problem) => {
            wrong.extend(report::malformed(comment, policy, problem));
            return None;
        }
    };
    let list = match list::read(&comment.directive) {
        Ok(list) => list,
        Err(problem) => {
            wrong.extend(report::malformed(comment, policy, problem));
            return None;
        }
    };
    let unknown = list.names.iter().filter(|it| !is_known(it.text, policy));
    wrong.extend(unknown.filter_map(|it| report::unknown_name(comment, policy, it)));
    if list.reason.is_empty() {
        wrong.extend(report::unexplained(comment, policy));
    }
    let Some(reach) = comment.reach(word) else {
        let problem = list::Problem::new(
            comment.directive.word_range,
            "there is no query here that this comment could speak of",
        );
        wrong.extend(report::malformed(comment, policy, problem));
        return None;
    };
    Some(Suppression {
        is_used: vec![false; list.names.len()],
        comment,
        reach,
        list,
    })
}

/// Takes out what is silenced and notes what silenced it.
fn silence(suppressions: &mut [Suppression<'_>], policy: &Policy, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| {
        let mut ended = None;
        let mut is_silent = false;
        for suppression in suppressions.iter_mut() {
            if suppression.applies_to(finding) {
                match suppression.end_before(policy.today) {
                    Some(end) => ended = Some((end, suppression.place())),
                    None => is_silent = true,
                }
            }
        }
        if let Some((end, place)) = ended.filter(|_| !is_silent) {
            finding
                .notes
                .push(format!("its suppression ended on {end}"));
            finding.related.extend(place.map(|range| HostLabel {
                range,
                text: format!("silent until {end}"),
            }));
        }
        !is_silent
    });
}

impl Suppression<'_> {
    /// Whether it is about a finding; notes that there is one.
    fn applies_to(&mut self, finding: &Finding) -> bool {
        if !self.reach.contains(finding) {
            return false;
        }
        let mut out = false;
        for (name, is_used) in self.list.names.iter().zip(&mut self.is_used) {
            let covers = covers(name.text, finding.rule);
            *is_used |= covers;
            out |= covers;
        }
        out
    }

    /// The last day, where it is past.
    fn end_before(&self, today: Date) -> Option<Date> {
        self.list.until.filter(|end| *end < today)
    }

    fn place(&self) -> Option<TextRange> {
        self.comment.place(self.comment.directive.range)
    }

    fn names_rule(&self, rule: &str) -> bool {
        self.list.names.iter().any(|it| covers(it.text, rule))
    }

    /// The names that silence nothing although their rules ran.
    fn unused(&self, policy: &Policy) -> Vec<&Name<'_>> {
        let names = self.list.names.iter().zip(&self.is_used);
        let unused = names.filter(|(name, is_used)| !**is_used && runs(name.text, policy));
        unused.map(|(name, _)| name).collect()
    }
}

/// Whether a name in a comment stands for a rule. Text that isn't KQL hides what the
/// other rules would find, so it must be named.
fn covers(name: &str, rule: &str) -> bool {
    let is_of_group =
        || kqlint_lints::rule(rule).is_some_and(|it| it.group.name() == name) && rule != HOST_RULE;
    name == rule || is_of_group()
}

fn is_known(name: &str, policy: &Policy) -> bool {
    let mut custom = policy.rules.custom().iter();
    kqlint_lints::rule(name).is_some()
        || Group::ALL.iter().any(|it| it.name() == name)
        || custom.any(|it| it.name() == name)
}

/// Whether a rule of that name, or one of the group, is on.
fn runs(name: &str, policy: &Policy) -> bool {
    let mut rules = kqlint_lints::rules().iter();
    rules.any(|rule| covers(name, rule.name) && policy.rules.level(rule).is_some())
        || policy.rules.custom_level(name).is_some()
}

#[cfg(test)]
mod tests;
