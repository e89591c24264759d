//! `x has "10.0.0.1"` where `has_ipv4(x, "10.0.0.1")` would do.

use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    SyntaxNode,
    ast::{BinaryOperator, TextSearch},
};

use crate::{
    context::{Cx, quoted},
    literal::text,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `has` or `contains` that looks for an IPv4 address or the beginning of one.
    ///
    /// ## Why is this bad?
    ///
    /// To a text operator an address is text like any other: `contains "10.0.0.1"` also finds 110.0.0.1 and 10.0.0.17, and `has "10.0."` finds 192.10.0.1.
    /// `has_ipv4()` and `has_ipv4_prefix()` know what an address is, and use the index.
    ///
    /// A whole address looked for with `has` is left alone, since that finds whole terms, and so are versions, which user agents hold too, and the identifiers of certificates, which look like addresses.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where SyslogMessage contains "10.0.0.1"
    /// ```
    ///
    /// ```kql,good
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where has_ipv4(SyslogMessage, "10.0.0.1")
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Rows in which the digits are a part of something longer are not found afterwards, so the fix is unsafe.
    pub const IPV4_AS_TEXT = {
        name: "ipv4-as-text",
        summary: "an IPv4 address looked for as text",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [BinaryExpression],
        operators: [Text],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some(found) = find(cx, node) else { return };
    let (subject, value) = (found.subject.text(), found.value.text());
    let function = found.function;
    let call = match found.negated {
        true => format!("not({function}({subject}, {value}))"),
        false => format!("{function}({subject}, {value})"),
    };
    cx.report(
        node,
        format!("an address is looked for as text: {}", quoted(value)),
    )
    .help(format!("use `{function}()`"))
    .replace(
        format!("Use `{function}()`"),
        Safety::Unsafe,
        node.text_range(),
        call,
    );
}

struct Found<'t> {
    subject: SyntaxNode<'t>,
    value: SyntaxNode<'t>,
    function: &'static str,
    negated: bool,
}

fn find<'a>(cx: &Cx<'a, '_>, node: SyntaxNode<'a>) -> Option<Found<'a>> {
    let comparison = cx.binary()?;
    let BinaryOperator::Text(operator) = comparison.operator else {
        return None;
    };
    if !matches!(operator.search, TextSearch::Has | TextSearch::Contains) || node.has_error() {
        return None;
    }
    let text = text(cx.model(), comparison.right)?;
    let function = function(&text)?;
    let is_whole_term = operator.search == TextSearch::Has && function == "has_ipv4";
    if is_whole_term || is_object_identifier(&text) || is_version(comparison.left) {
        return None;
    }
    Some(Found {
        subject: comparison.left,
        value: comparison.right,
        function,
        negated: operator.negated,
    })
}

/// Whether a text begins as the object identifiers do that certificates and protocols use: 1.3.6 and 2.5, for instance.
fn is_object_identifier(text: &str) -> bool {
    const ROOTS: [&str; 5] = ["0.4.", "1.2.", "1.3.6.", "2.5.", "2.16."];
    ROOTS.iter().any(|root| text.starts_with(root))
}

fn is_version(subject: SyntaxNode<'_>) -> bool {
    let name = subject.text().to_ascii_lowercase();
    name.ends_with("release")
        || ["version", "build", "useragent", "user_agent"]
            .iter()
            .any(|it| name.contains(it))
}

/// The function that looks for such an address: a whole one, or octets with a point behind the last.
fn function(text: &str) -> Option<&'static str> {
    let (octets, function) = match text.strip_suffix('.') {
        Some(octets) => (octets, "has_ipv4_prefix"),
        None => (text, "has_ipv4"),
    };
    let count = octets.split('.').count();
    let are_octets = octets.split('.').all(|octet| {
        octet.len() <= 3
            && octet.bytes().all(|byte| byte.is_ascii_digit())
            && octet.parse::<u8>().is_ok()
    });
    let is_address = match function {
        "has_ipv4" => count == 4,
        _ => (2..=3).contains(&count),
    };
    (are_octets && is_address).then_some(function)
}

#[cfg(test)]
mod tests {
    use super::function;

    #[test]
    fn addresses_and_prefixes() {
        assert_eq!(function("10.0.0.1"), Some("has_ipv4"));
        assert_eq!(function("10.0."), Some("has_ipv4_prefix"));
        assert_eq!(function("10.0.0"), None);
        assert_eq!(function("1.2.3.999"), None);
        assert_eq!(function("v1.2."), None);
    }
}
