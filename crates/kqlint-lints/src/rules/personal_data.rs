//! Addresses of people and ids of subscriptions in a query.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    comparison::Comparison,
    context::{Cx, quoted},
    names::name_words,
    options::RuleOption,
    query::bare,
    rule::declare_lint,
    times::is_filter,
};

const DOMAINS: RuleOption = RuleOption::names(
    "allowed-domains",
    "Domains whose addresses may stand in queries, such as those of services.",
);

declare_lint! {
    /// Finds filters for the mail address of a person, or for the id of one subscription.
    ///
    /// ## Why is this bad?
    ///
    /// A query that is kept for others tells them who is looked at, and finds nothing in their own workspace.
    ///
    /// Addresses of the domains that examples use (`example.com`, `contoso.com`, `tenant.onmicrosoft.com` and the like), and those of senders that nobody reads (`noreply@…`), of roles (`admin@…`) and of services (`svc-…`), are left alone.
    /// The id of a tenant is no secret, and the same for all who work there.
    /// So are the senders of mail that is looked for, who mostly are attackers, and values that a `let` names, which a reader changes in one place.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// SigninLogs
    /// | where TimeGenerated > ago(1d)
    /// | where UserPrincipalName == "jane.doe@hospital.org"
    /// ```
    ///
    /// ```kql,good
    /// declare query_parameters(User: string = "");
    /// SigninLogs
    /// | where TimeGenerated > ago(1d)
    /// | where UserPrincipalName == User
    /// ```
    pub const PERSONAL_DATA = {
        name: "personal-data",
        summary: "a mail address, or the id of a subscription",
        group: Security,
        level: Hint,
        since: "0.1.0",
        preview: true,
        options: [DOMAINS],
        kinds: [BinaryExpression, InExpression],
        operators: [Equality],
        check: check,
    }
}

/// Domains that stand for any company in documentation.
const EXAMPLES: [&str; 15] = [
    "adatum",
    "company",
    "contoso",
    "domain",
    "email",
    "example",
    "fabrikam",
    "mydomain",
    "northwind",
    "organization",
    "tailspintoys",
    "tenant",
    "tenantname",
    "test",
    "testdomain",
];

/// Senders and roles, without one person behind them: the letters of their names.
const ROLES: [&str; 18] = [
    "admin",
    "administrator",
    "alerts",
    "breakglass",
    "breakglassadmin",
    "donotreply",
    "emergency",
    "emergencyaccess",
    "emergencyadmin",
    "globaladmin",
    "helpdesk",
    "info",
    "noreply",
    "notifications",
    "root",
    "security",
    "soc",
    "support",
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if node.has_error() || !is_filter(node) {
        return;
    }
    for comparison in cx.comparisons().iter() {
        let Some(what) = find(cx, comparison) else {
            continue;
        };
        cx.report(
            comparison.value,
            format!("{} is {what}", quoted(comparison.text)),
        )
        .help("make it a parameter of the query");
    }
}

/// What a value tells.
fn find(cx: &Cx<'_, '_>, comparison: &Comparison<'_, '_>) -> Option<&'static str> {
    // What a `let` names is a parameter already, if an unusual one.
    if comparison.value.kind() != NodeKind::LiteralExpression {
        return None;
    }
    let words = name_words(bare(comparison.subject).text());
    // Those who send the mail that is looked for are mostly attackers.
    let is_sender = words
        .iter()
        .any(|it| matches!(it.as_str(), "from" | "sender"));
    if is_person(comparison.text) && !is_sender && !is_allowed(cx, comparison.text) {
        return Some("the address of a person");
    }
    let is_subscription = words.ends_with(&["subscription".to_owned(), "id".to_owned()]);
    (is_subscription && is_id(comparison.text)).then_some("the id of one subscription")
}

/// Whether a text is a mail address that isn't one of an example.
fn is_person(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else {
        return false;
    };
    let is_part = |part: &str| {
        part.len() > 1
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
    };
    let is_domain = domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.');
    let mut labels = domain.split('.');
    let is_example = labels.any(|label| {
        let label = label.to_lowercase();
        label.starts_with("your") || EXAMPLES.contains(&label.as_str())
    });
    let user_name = user.to_lowercase();
    let letters: String = user_name.chars().filter(|c| c.is_alphabetic()).collect();
    let is_service = ["svc-", "svc.", "svc_", "service-", "your"]
        .iter()
        .any(|it| user_name.starts_with(it));
    is_part(user)
        && is_part(domain)
        && is_domain
        && !is_example
        && !is_service
        && !ROLES.contains(&letters.as_str())
}

fn is_allowed(cx: &Cx<'_, '_>, text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(_, domain)| cx.names(&DOMAINS, domain))
}

/// Whether a text is a guid that isn't made up of one digit.
fn is_id(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|it| it.len()).collect();
    let digits = || text.chars().filter(|it| *it != '-');
    let first = digits().next();
    lengths == [8, 4, 4, 4, 12]
        && digits().all(|it| it.is_ascii_hexdigit())
        && digits().any(|it| Some(it) != first)
}

#[cfg(test)]
mod tests {
    use super::{is_id, is_person};

    #[test]
    fn addresses_of_examples_and_senders_are_nobody() {
        for text in [
            "jane@contoso.com",
            "jane@mail.example.org",
            "noreply@github.com",
            "Break-Glass01@hospital.org",
            "admin@hospital.org",
            "jane@tenant.onmicrosoft.com",
            "jane@yourcompany.org",
            "svc-backup@hospital.org",
            "@github.com",
            "jane@",
            "a b@hospital.org",
            "x",
        ] {
            assert!(!is_person(text), "{text}");
        }
        assert!(is_person("jane.doe@hospital.org"));
        assert!(is_person("jane.admin@hospital.org"));
    }

    #[test]
    fn ids_are_guids_with_several_digits() {
        assert!(is_id("3f2504e0-4f89-11d3-9a0c-0305e82c3301"));
        assert!(!is_id("00000000-0000-0000-0000-000000000000"));
        assert!(!is_id("3f2504e0"));
    }
}
