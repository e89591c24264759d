//! Bicep.

use kqlint_embed::{HostKind, RuleKind, extract};

use crate::checks::{self, intents, slice, texts};

const HOSTS: &[&str] = &[
    "var jobsQuery = '''\nT\n  | where a == 'b'\n\n| take 5\n'''\n",
    "var jobsQuery = '''\r\nT\r\n| take 5'''\r\n",
    "resource r 'Microsoft.Insights/scheduledQueryRules@2021' = {\n  name: 'n'\n  properties: {\n    displayName: 'Failures'\n    windowSize: 'PT5M'\n    criteria: {\n      allOf: [\n        {\n          query: 'T | where a == \\'x\\' ${x} \\u{e4}ä\\n| take 5'\n          metricMeasureColumn: 'n'\n        }\n      ]\n    }\n  }\n}\n",
];

#[test]
fn strings_are_read() {
    let read = |host| texts(HostKind::Bicep, host).concat();
    assert_eq!(read(HOSTS[0]), "T\n  | where a == 'b'\n\n| take 5");
    assert_eq!(read(HOSTS[1]), "T\r\n| take 5");
    assert_eq!(read(HOSTS[2]), "T | where a == 'x' ${x} ää\n| take 5");
}

#[test]
fn every_byte_of_a_fragment_stands_in_the_file() {
    for host in HOSTS {
        checks::bytes(HostKind::Bicep, host);
        checks::prefixes(HostKind::Bicep, host);
    }
}

#[test]
fn edits_keep_the_style() {
    for host in HOSTS {
        let offered = checks::edits(HostKind::Bicep, host);
        assert!(offered > 50, "{host:?} {offered}");
    }
}

#[test]
fn facts_of_an_alert_are_read() {
    let host = HOSTS[2];
    let found = extract(HostKind::Bicep, None, host).fragments;
    assert_eq!(intents(&found[0]), ["Title: Failures"]);
    let facts = &found[0].facts;
    assert_eq!(facts.kind, Some(RuleKind::LogAlert));
    let window = facts.window.as_ref().unwrap();
    assert_eq!(
        (slice(host, window.range), window.text.as_str()),
        ("PT5M", "PT5M")
    );
}

#[test]
fn deep_nesting_is_no_query() {
    let deep = format!("var query = {}", "[".repeat(100_000));
    assert!(texts(HostKind::Bicep, &deep).is_empty());
    let chain = format!("var query = {}'T | take 5'", "a ? ".repeat(10_000));
    assert_eq!(texts(HostKind::Bicep, &chain), ["T | take 5"]);
}

#[test]
fn declarations_say_nothing_about_each_other() {
    let host = "param name string = 'x'\nvar query = 'T | take 5'\n";
    let found = extract(HostKind::Bicep, None, host).fragments;
    assert_eq!(intents(&found[0]), [""; 0]);
}

#[test]
fn only_values_are_queries() {
    for host in [
        "// query: 'T | take 5'\n/* query: 'T | take 5' */\n",
        "@description('T | take 5')\nparam query string\n",
        "var query = loadTextContent('T | take 5.kql')\n",
        "var other = 'T | take 5'\n",
        "var query = 'T | take 5\n",
    ] {
        assert!(texts(HostKind::Bicep, host).is_empty(), "{host}");
    }
    let host = "var a = {\n  'query': 'T | take 5'\n  x: [ { query: 'U | take 5', y: 1 } ]\n}\n";
    assert_eq!(texts(HostKind::Bicep, host), ["T | take 5", "U | take 5"]);
}
