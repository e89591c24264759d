//! YAML: rules of Microsoft Sentinel and others.

use kqlint_embed::{HostKind, RuleKind, extract};

use crate::checks::{self, intents, slice, texts};

const HOSTS: &[&str] = &[
    "queryPeriod: 1d\nquery: |\n  T\n\n   | where a == \"ä\"\n  | take 5\nname: x\n",
    "query: |2-\n    T\n  | take 5\n\n\ntactics: []\n",
    "- tactics: []\n  query: |\r\n    T\r\n\r\n    | take 5\r\n  name: ä\r\n",
    "tactics: []\nquery: >\n  T\n  | where a\n\n  | take 5\n    | count\n  | x\n",
    "tactics: []\nquery: 'T | where a == ''b''\n\n  | take 5\n  | x'\n",
    "tactics: []\nquery: \"T\\n| where a == \\\"b\\\" \\\n  | take \\u0035\n   | x\"\n",
    "tactics: []\nquery: T | where a\n  | take 5 # no text\n",
    "tactics: []\nquery: !!str &q |+\n  T\n  | take 5\n\n",
    "tactics: []\nquery: |\n\n  T\n  | take 5",
    "{tactics: [], query: \"T | take 5\", name: b}\n",
];

#[test]
fn every_byte_of_a_fragment_stands_in_the_file() {
    for host in HOSTS {
        assert_eq!(texts(HostKind::Yaml, host).len(), 1, "{host}");
        checks::bytes(HostKind::Yaml, host);
    }
}

#[test]
fn edits_keep_the_style() {
    for host in HOSTS {
        let offered = checks::edits(HostKind::Yaml, host);
        assert!(offered > 50, "{host:?} {offered}");
    }
}

#[test]
fn no_prefix_of_a_file_panics() {
    for host in HOSTS {
        checks::prefixes(HostKind::Yaml, host);
    }
    let deep = format!("query: {}", "[".repeat(100_000));
    assert!(texts(HostKind::Yaml, &deep).is_empty());
    let deep: String = (0..400)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert!(texts(HostKind::Yaml, &deep).is_empty());
}

#[test]
fn styles_are_read_as_they_mean() {
    let read = |host| texts(HostKind::Yaml, host).concat();
    assert_eq!(read(HOSTS[0]), "T\n\n | where a == \"ä\"\n| take 5");
    assert_eq!(read(HOSTS[1]), "  T\n| take 5");
    assert_eq!(read(HOSTS[2]), "T\r\n\r\n| take 5");
    assert_eq!(read(HOSTS[4]), "T | where a == 'b'\n| take 5 | x");
    assert_eq!(read(HOSTS[5]), "T\n| where a == \"b\" | take 5 | x");
    assert_eq!(read(HOSTS[6]), "T | where a | take 5");
}

#[test]
fn facts_of_a_rule_are_read() {
    let host = "id: 1\nname: Rare ä logons\ndescription: |\n  In the last\n  14 days.\nkind: Scheduled\nqueryFrequency: 1d\nqueryPeriod: 14d\nquery: |\n  T\n";
    let found = extract(HostKind::Yaml, None, host).fragments;
    assert_eq!(
        intents(&found[0]),
        ["Title: Rare ä logons", "Description: In the last\n14 days."]
    );
    let facts = &found[0].facts;
    assert_eq!(facts.kind, Some(RuleKind::Scheduled));
    assert_eq!(slice(host, facts.period.as_ref().unwrap().range), "14d");
    assert_eq!(slice(host, facts.frequency.as_ref().unwrap().range), "1d");
}

#[test]
fn what_stands_before_an_error_is_read() {
    let host = "tactics: []\nquery: |\n  T\n  | take 5\nname: }\n";
    let found = extract(HostKind::Yaml, None, host);
    assert_eq!(found.fragments.len(), 1);
    assert_eq!(slice(host, found.problems[0].range), "}");
}

#[test]
fn parameters_of_a_parser_are_read() {
    let host = "Parser:\n  Title: Events\nParserParams:\n  - Name: starttime\n    Type: datetime\n  - Name: disabled\n    Type: bool\nParserQuery: |\n  T | where not(disabled)\n";
    let found = extract(HostKind::Yaml, None, host).fragments;
    assert_eq!(found[0].facts.parameters, ["starttime", "disabled"]);
}

#[test]
fn a_comment_for_kqlint_belongs_to_the_query_on_its_line_or_below() {
    let host = "# kqlint: ignore-file[a]\nname: x\nquery: |  # kqlint: ignore[b]\n  T | take 1 // kqlint: ignore[c]\n  # kqlint: d\n---\n# kqlint: ignore[e]\n\n# Why.\nquery: T | take 1 # kqlint: ignore[f]\ndescription: 'a# kqlint: g'\n";
    let found = extract(HostKind::Yaml, None, host);
    let comments: Vec<_> = found
        .comments
        .iter()
        .map(|it| (slice(host, it.whole), it.query))
        .collect();
    let expected = [
        ("# kqlint: ignore-file[a]", None),
        ("# kqlint: ignore[b]", Some(0)),
        ("# kqlint: ignore[e]", Some(1)),
        ("# kqlint: ignore[f]", Some(1)),
    ];
    assert_eq!(comments, expected);
    for comment in &found.comments {
        assert_eq!(slice(host, comment.range), comment.text);
    }
}
