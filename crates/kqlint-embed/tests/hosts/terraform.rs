//! Terraform.

use kqlint_embed::{HostKind, RuleKind, extract};

use crate::checks::{self, intents, slice, texts};

const HOSTS: &[&str] = &[
    "resource \"azurerm_sentinel_alert_rule_scheduled\" \"a\" {\n  display_name = \"Failures of the last day\"\n  query_period = \"P1D\"\n  query        = <<-QUERY\n    T\n      | where a == \"${var.x}\" // $${y}\n\n    | take 5\n  QUERY\n}\n",
    "locals {\n  a = { query_period = 1, query = \"T | where a == \\\"b\\\" ${f(\"}\")} \\u00e4ä\\n| take 5\" }\n}\n",
    "r \"a\" {\r\n  query_period = \"P1D\"\r\n  query = <<EOT\r\nT\r\n\r\n| take 5\r\nEOT\r\n}\r\n",
];

#[test]
fn strings_and_heredocs_are_read() {
    let read = |host| texts(HostKind::Terraform, host).concat();
    assert_eq!(
        read(HOSTS[0]),
        "T\n  | where a == \"${var.x}\" // ${y}\n\n| take 5"
    );
    assert_eq!(
        read(HOSTS[1]),
        "T | where a == \"b\" ${f(\"}\")} ää\n| take 5"
    );
    assert_eq!(read(HOSTS[2]), "T\r\n\r\n| take 5");
}

#[test]
fn every_byte_of_a_fragment_stands_in_the_file() {
    for host in HOSTS {
        checks::bytes(HostKind::Terraform, host);
        checks::prefixes(HostKind::Terraform, host);
    }
}

#[test]
fn facts_of_a_rule_are_read() {
    let host = HOSTS[0];
    let found = extract(HostKind::Terraform, None, host).fragments;
    assert_eq!(intents(&found[0]), ["Title: Failures of the last day"]);
    let facts = &found[0].facts;
    assert_eq!(facts.kind, Some(RuleKind::Scheduled));
    let period = facts.period.as_ref().unwrap();
    assert_eq!(
        (slice(host, period.range), period.text.as_str()),
        ("P1D", "P1D")
    );
}

#[test]
fn edits_keep_the_style() {
    for host in &HOSTS[1..] {
        let offered = checks::edits(HostKind::Terraform, host);
        assert!(offered > 50, "{host:?} {offered}");
    }
    let map = &extract(HostKind::Terraform, None, HOSTS[0]).fragments[0].map;
    let (range, text) = map
        .edit(kqlint_embed::TextRange::up_to(1.into()), "U\n| x")
        .unwrap();
    assert_eq!((slice(HOSTS[0], range), text.as_str()), ("T", "U\n    | x"));
}

#[test]
fn deep_nesting_is_no_query() {
    let deep = format!("query = {}", "[".repeat(100_000));
    assert!(texts(HostKind::Terraform, &deep).is_empty());
}
