//! Applies fixes, in rounds, until nothing changes.
//!
//! Two fixes that touch the same text can't both be applied at once: the second
//! one waits for the next round, when the document has been analysed again.

use kqlint_diagnostics::{Level, Safety};

use crate::{
    analyzer::{Analyzer, Document},
    finding::{Finding, HostEdit, HostFix},
};

/// More rounds than fixes that depend on each other ever need.
const MAX_ROUNDS: usize = 10;

/// After a round that was taken back, so many fixes are tried one by one.
const MAX_SINGLE: usize = 32;

/// A document after its safe fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedDocument {
    /// The new text.
    pub text: String,
    /// What was applied, in the order of application.
    pub applied: Vec<AppliedFix>,
    /// What is left to report in the new text.
    pub findings: Vec<Finding>,
}

/// A fix that was applied.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppliedFix {
    /// The rule that it cures a finding of.
    pub rule: &'static str,
    /// What it does.
    pub title: String,
}

/// Applies the safe fixes of all findings that are at least as serious as `level`.
///
/// A round that leaves more syntax errors than there were is taken back; then the
/// fixes are tried one by one.
pub fn fix_document(analyzer: &Analyzer, document: Document<'_>, level: Level) -> FixedDocument {
    let mut out = FixedDocument {
        text: document.text.to_owned(),
        applied: Vec::new(),
        findings: analyzer.analyze(document).findings(document.text),
    };
    for _ in 0..MAX_ROUNDS {
        let shown = out.findings.iter().filter(|it| it.level >= level);
        let fixable: Vec<_> = shown.filter(|it| safe_fix(it).is_some()).collect();
        let attempt = |fixes: &[&Finding]| attempt(analyzer, document, &out, fixes);
        let all = attempt(&fixable);
        let next = all.or_else(|| fixable.chunks(1).take(MAX_SINGLE).find_map(attempt));
        let Some(next) = next else { break };
        out.text = next.text;
        out.applied.extend(next.applied);
        out.findings = next.findings;
    }
    out
}

/// The document after the fixes of some findings; `None` when there are none, or
/// when it has more syntax errors than before.
fn attempt(
    analyzer: &Analyzer,
    document: Document<'_>,
    before: &FixedDocument,
    fixable: &[&Finding],
) -> Option<FixedDocument> {
    let (text, applied) = apply_safe_fixes(&before.text, fixable.iter().copied());
    if applied.is_empty() {
        return None;
    }
    let fixed = Document {
        text: &text,
        ..document
    };
    let findings = analyzer.analyze(fixed).findings(&text);
    (errors(&findings) <= errors(&before.findings)).then_some(FixedDocument {
        text,
        applied,
        findings,
    })
}

/// The text after edits that are sorted and don't overlap; edits that don't fit
/// are left out.
pub fn apply_edits<'e>(text: &str, edits: impl IntoIterator<Item = &'e HostEdit>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        let start = usize::from(edit.range.start());
        let Some(before) = text.get(end..start) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&edit.text);
        end = usize::from(edit.range.end());
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

/// One round: the first safe fix of each finding, unless it touches one before it.
fn apply_safe_fixes<'f>(
    text: &str,
    findings: impl Iterator<Item = &'f Finding>,
) -> (String, Vec<AppliedFix>) {
    let mut edits: Vec<&HostEdit> = Vec::new();
    let mut applied = Vec::new();
    let fixes = findings.filter_map(|it| Some((it.rule, safe_fix(it)?)));
    for (rule, fix) in fixes {
        if fix.edits.iter().any(|edit| touches(&edits, edit)) {
            continue;
        }
        for edit in &fix.edits {
            let at = edits.partition_point(|it| it.range.start() < edit.range.start());
            edits.insert(at, edit);
        }
        applied.push(AppliedFix {
            rule,
            title: fix.title.clone(),
        });
    }
    (apply_edits(text, edits), applied)
}

/// The fix that may be applied without looking.
fn safe_fix(finding: &Finding) -> Option<&HostFix> {
    finding.fixes.iter().find(|it| it.safety == Safety::Safe)
}

/// Whether an edit overlaps or adjoins one of the sorted `edits`: two insertions at
/// one place have no certain order.
fn touches(edits: &[&HostEdit], edit: &HostEdit) -> bool {
    let next = edits.partition_point(|it| it.range.end() < edit.range.start());
    edits
        .get(next)
        .is_some_and(|it| it.range.start() <= edit.range.end())
}

fn errors(findings: &[Finding]) -> usize {
    findings
        .iter()
        .filter(|it| it.rule == crate::analysis::HOST_RULE)
        .count()
}

#[cfg(test)]
mod tests {
    use text_size::TextRange;

    use super::*;

    fn finding(edits: &[(u32, u32, &str)], safety: Safety) -> Finding {
        let edits = edits.iter().map(|&(start, end, text)| HostEdit {
            range: TextRange::new(start.into(), end.into()),
            text: text.to_owned(),
        });
        Finding {
            rule: "rule",
            level: Level::Warning,
            message: String::new(),
            range: TextRange::default(),
            label: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fixes: vec![HostFix {
                title: "Fix".to_owned(),
                safety,
                edits: edits.collect(),
            }],
            query: None,
        }
    }

    #[track_caller]
    fn check(findings: &[Finding], expected: &str, count: usize) {
        let (text, applied) = apply_safe_fixes("one two three", findings.iter());
        assert_eq!((text.as_str(), applied.len()), (expected, count));
    }

    #[test]
    fn fixes_apart_are_applied_in_any_order() {
        let findings = [
            finding(&[(8, 13, "3")], Safety::Safe),
            finding(&[(0, 3, "1")], Safety::Safe),
        ];
        check(&findings, "1 two 3", 2);
    }

    #[test]
    fn all_edits_of_a_fix_wait_for_the_next_round() {
        let findings = [
            finding(&[(4, 7, "2")], Safety::Safe),
            finding(&[(0, 3, "1"), (5, 6, "x")], Safety::Safe),
            finding(&[(4, 7, "2")], Safety::Safe),
        ];
        check(&findings, "one 2 three", 1);
    }

    #[test]
    fn insertions_at_one_place_wait() {
        let findings = [
            finding(&[(3, 3, "a")], Safety::Safe),
            finding(&[(3, 3, "b")], Safety::Safe),
        ];
        check(&findings, "onea two three", 1);
    }

    #[test]
    fn only_safe_fixes_are_applied() {
        let findings = [
            finding(&[(0, 3, "1")], Safety::Unsafe),
            finding(&[(4, 7, "2")], Safety::Choice),
        ];
        check(&findings, "one two three", 0);
    }
}
