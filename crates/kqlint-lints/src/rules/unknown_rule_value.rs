//! A severity, tactic or technique that the service of a rule doesn't know.

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_embed::{Fact, RuleKind};
use kqlint_syntax::{SyntaxNode, TextRange};

use crate::{
    context::{Cx, quoted},
    nearest::nearest,
    query::significant,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a severity, tactic, technique or comparison of a rule that its service doesn't know.
    ///
    /// ## Why is this bad?
    ///
    /// The rule is refused when it is deployed, long after it was reviewed.
    ///
    /// Looked at are the rules of Microsoft Sentinel, and the severity of log alerts, which is a number from 0 to 4.
    /// Case doesn't count, and values that the host computes are left alone.
    ///
    /// ## Example
    ///
    /// ```kql,bad,kind:scheduled,severity:Critical
    /// SigninLogs
    /// | where ResultType == "50126"
    /// ```
    ///
    /// ```kql,good,kind:scheduled,severity:High
    /// SigninLogs
    /// | where ResultType == "50126"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only a value that is clearly meant is offered, and `--fix` doesn't apply it.
    pub const UNKNOWN_RULE_VALUE = {
        name: "unknown-rule-value",
        summary: "a severity, tactic or technique that the service doesn't know",
        group: Alert,
        level: Warning,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Kind],
        check: check,
    }
}

const SEVERITIES: [&str; 4] = ["High", "Medium", "Low", "Informational"];

const LOG_ALERT_SEVERITIES: [&str; 5] = ["0", "1", "2", "3", "4"];

const OPERATORS: [&str; 8] = [
    "gt",
    "lt",
    "eq",
    "ne",
    "GreaterThan",
    "LessThan",
    "Equal",
    "NotEqual",
];

const TACTICS: [&str; 17] = [
    "Reconnaissance",
    "ResourceDevelopment",
    "InitialAccess",
    "Execution",
    "Persistence",
    "PrivilegeEscalation",
    "DefenseEvasion",
    "CredentialAccess",
    "Discovery",
    "LateralMovement",
    "Collection",
    "Exfiltration",
    "CommandAndControl",
    "Impact",
    "PreAttack",
    "ImpairProcessControl",
    "InhibitResponseFunction",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let facts = cx.input.facts;
    let one = |fact: &'_ Option<Fact>| fact.clone().into_iter().collect::<Vec<_>>();
    match facts.kind {
        Some(RuleKind::Scheduled | RuleKind::NearRealTime) => {
            check_names(cx, node, "severity", &one(&facts.severity), &SEVERITIES);
            let operator = one(&facts.trigger_operator);
            check_names(cx, node, "comparison", &operator, &OPERATORS);
            check_names(cx, node, "tactic", &facts.tactics, &TACTICS);
            for technique in facts.techniques.iter().filter(|it| !is_technique(&it.text)) {
                report(cx, node, "technique", technique)
                    .help("write the number of a technique, as `T1078` or `T1078.004`");
            }
        }
        Some(RuleKind::LogAlert) => {
            let severity = one(&facts.severity);
            check_names(cx, node, "severity", &severity, &LOG_ALERT_SEVERITIES);
        }
        _ => {}
    }
}

/// Reports the values that aren't among those that are known.
fn check_names(
    cx: &mut Cx<'_, '_>,
    node: SyntaxNode<'_>,
    what: &str,
    values: &[Fact],
    known: &[&'static str],
) {
    for value in values {
        let text = value.text.trim();
        if is_computed(text) || known.iter().any(|it| it.eq_ignore_ascii_case(text)) {
            continue;
        }
        let written: String = text.split([' ', '-', '_']).collect();
        let meant = nearest(&written, known.iter().copied());
        let report = report(cx, node, what, value);
        let Some(meant) = meant else {
            report.help(format!("write one of `{}`", known.join("`, `")));
            continue;
        };
        report.help(format!("write `{meant}`")).fix(
            format!("Write `{meant}`"),
            Safety::Choice,
            vec![Edit {
                place: Place::Host(value.range),
                text: meant.to_owned(),
            }],
        );
    }
}

fn report<'o>(
    cx: &'o mut Cx<'_, '_>,
    node: SyntaxNode<'_>,
    what: &str,
    value: &Fact,
) -> crate::report::Report<'o> {
    let first = significant(node).next();
    let range = first.map_or(TextRange::default(), |token| token.text_range());
    let text = quoted(&value.text);
    cx.report_at(range, format!("{text} is no {what} that the service knows"))
        .related(Place::Host(value.range), "the rule of this query says so")
}

/// Whether a value is put together by the host, or put in later.
fn is_computed(text: &str) -> bool {
    text.is_empty() || text.contains('.') || holds_expression(text)
}

fn holds_expression(text: &str) -> bool {
    text.contains(['[', '{', '(', '$', '<'])
}

/// `T1078`, `T1078.004`
fn is_technique(text: &str) -> bool {
    let text = text.trim();
    let (main, sub) = match text.split_once('.') {
        Some((main, sub)) => (main, Some(sub)),
        None => (text, None),
    };
    let is_number = |text: &str, digits: usize| {
        text.len() == digits && text.bytes().all(|it| it.is_ascii_digit())
    };
    let number = main.strip_prefix(['T', 't']);
    holds_expression(text)
        || number.is_some_and(|it| is_number(it, 4)) && sub.is_none_or(|sub| is_number(sub, 3))
}

#[cfg(test)]
mod tests {
    use super::is_technique;

    #[test]
    fn techniques_are_numbers() {
        for text in ["T1078", "T1078.004", "t0859", "[parameters('t')]"] {
            assert!(is_technique(text), "{text}");
        }
        for text in [
            "1078",
            "T107",
            "T1078.4",
            "T1078.0041",
            "Valid Accounts",
            "",
        ] {
            assert!(!is_technique(text), "{text}");
        }
    }
}
