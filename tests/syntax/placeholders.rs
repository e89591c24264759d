//! What hosts put into queries stands for any part of them, where its style is on.

use kqlint_syntax::{NodeKind, PlaceholderStyles, SyntaxErrorKind, parse, parse_template};

/// Queries with one placeholder each, per style.
const QUERIES: &[(PlaceholderStyles, &[&str])] = &[
    (
        PlaceholderStyles::BRACES,
        &[
            "T | where a == {x:value}",
            "T | where TimeGenerated {TimeRange:query} and a == 1",
            "T | where a in ({List:value})",
            "T | where a in {List:value}",
            "T | where (a in {List:value} or b in {List:value}) and c == 1",
            "T {Filter:step} | take 1",
            "T | {Step:x} | take 1",
            "T\n| where a == 1\n{More:x}\n| take 1",
            "{Lets:x}\nT | take 1",
            "{Table:x} | take 1",
            "{Table:x} {Filter:x} | take 1",
            "{Start:x} by bin(t, 1d)\n| take 1",
            "T | {Step:x} by bin(t, 1d) | take 1",
            "T | take {n:value}",
            "T | summarize count() by bin(t, {Days:value}d)",
            "T | project a, b_{x:y}_c",
            "T | join kind={Kind:x} (U) on a",
            "T | where a {Operator:x} b",
            "T | top 5 by a {Order:x}",
            "union {Tables:x}",
            "datatable(a: long) {Rows:x}",
        ],
    ),
    (
        PlaceholderStyles::DOUBLE_BRACES,
        &[
            "T | where a > datetime({{StartTimeISO}})",
            "T | where a > {{x}}",
        ],
    ),
    (
        PlaceholderStyles::DOLLAR_BRACES,
        &[
            "T | where a > ${var.x}",
            "T | where a in (${join(\", \", [for x in y : \"${x}\"])})",
        ],
    ),
    (
        PlaceholderStyles::DOLLAR_NAMES,
        &["T | where $__timeFilter(TimeGenerated)", "$table | take 1"],
    ),
    (
        PlaceholderStyles::BRACKETS,
        &[
            "T | where a > [parameters('x')]",
            "T | take [concat(variables('a'), 'b')]",
        ],
    ),
    (
        PlaceholderStyles::ANGLES,
        &["<table name> | take 1", "T | where a == <your value>"],
    ),
];

#[test]
fn stand_for_anything_where_their_style_is_on() {
    for (styles, queries) in QUERIES {
        for query in *queries {
            let tree = parse_template(query, *styles);
            let errors: Vec<String> = tree
                .errors()
                .iter()
                .map(|error| error.message(&tree))
                .collect();
            assert!(errors.is_empty(), "{query}: {errors:?}");
            let text: String = tree.root().tokens().map(|token| token.text()).collect();
            assert_eq!(text, *query);
        }
    }
}

#[test]
fn one_error_suggests_the_setting_where_their_style_is_off() {
    for query in [
        "T | where a == {x:value}",
        "T | where a == {{x}} | take 1",
        "T | where a == ${x} and b",
    ] {
        let tree = parse(query);
        let kinds: Vec<SyntaxErrorKind> = tree.errors().iter().map(|error| error.kind).collect();
        assert_eq!(kinds, [SyntaxErrorKind::PlaceholderOff], "{query}");
        assert!(
            tree.errors()
                .iter()
                .all(|error| error.help(&tree).is_some())
        );
        assert!(
            tree.root()
                .descendants()
                .any(|node| node.kind() == NodeKind::Placeholder)
        );
    }
}

#[test]
fn leave_what_is_kql_alone() {
    for query in [
        "let f = () { T }; f",
        "T | where a[0] == b['c']",
        "T | join U on $left.a == $right.b",
        "T | where a < 1 and b > 2",
        "print dynamic({\"a\": [1]})",
    ] {
        let tree = parse_template(query, PlaceholderStyles::ALL);
        assert!(tree.errors().is_empty(), "{query}");
        assert!(
            !tree
                .root()
                .descendants()
                .any(|node| node.kind() == NodeKind::Placeholder),
            "{query}"
        );
    }
}
