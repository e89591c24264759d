//! The parser's work grows with the length of a text and with nothing else: neither depth nor open brackets multiply it.
//!
//! Work is counted in nodes begun, so that no clock is involved. Every text is parsed on a thread with the usual small stack.

use kqlint_syntax::{count_steps, parse};

/// Constructs that hold themselves: what opens one, what is innermost, what closes it.
const NESTED: &[(&str, &str, &str)] = &[
    ("T | where ", "a", ""),
    ("(", "a", ")"),
    ("f(", "a", ")"),
    ("f(x = ", "a", ")"),
    ("a[", "1", "]"),
    ("a.b[", "1", "].c"),
    ("-(", "1", ")"),
    ("(a + ", "1", ") * 2"),
    ("(a and b or ", "c", ") == d"),
    ("a has (", "b", ")"),
    ("a in (", "1", ")"),
    ("a in ((", "T | project b", ") | take 1)"),
    ("a between (", "1", " .. 2)"),
    ("not(", "a", ")"),
    ("(T | join (", "U", ") on a)"),
    ("(union (", "U", "), V)"),
    ("toscalar(T | where a == ", "1", ")"),
    ("totable(", "T", ")"),
    ("iff(a, ", "1", ", 2)"),
    ("dynamic([", "1", "])"),
    ("let f = () { ", "1", " }; f"),
    ("datatable(a: long) [", "1", "]"),
    ("T | mv-apply a on (", "take 1", ")"),
    ("T | partition by a (", "take 1", ")"),
    ("T | fork (", "take 1", ")"),
    ("T | facet by a with (", "take 1", ")"),
    ("macro-expand g as s (", "s.T", ")"),
    ("(a, b) = (", "1", ")"),
    ("T | scan with (step s: ", "a", ";)"),
    ("inline_external_table (", "a: long", ")"),
    ("externaldata(a: long) [", "'u'", "]"),
    ("materialized_view(", "'a'", ")"),
    (".set x <| ", "T", ""),
    ("[", "a", "]"),
    ("{", "a", "}"),
];

/// A JSON value nests within its literal.
const JSON: &[(&str, &str, &str)] = &[
    ("[", "1", "]"),
    ("{\"a\": ", "1", "}"),
    ("[1, {\"b\": ", "2", "}, 3]"),
];

fn nested((open, inner, close): (&str, &str, &str), depth: usize) -> String {
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

#[track_caller]
fn assert_linear(what: &str, text: impl Fn(usize) -> String) {
    let steps: Vec<usize> = [8, 16, 32, 64]
        .iter()
        .map(|&depth| count_steps(&text(depth)))
        .collect();
    for pair in steps.windows(2) {
        assert!(pair[1] <= pair[0] * 5 / 2 + 64, "{what}: {steps:?}");
    }
}

#[test]
fn depth_costs_nothing_more() {
    for &construct in NESTED {
        assert_linear(construct.0, |depth| nested(construct, depth));
        // Nothing closes them.
        assert_linear(construct.0, |depth| {
            nested((construct.0, construct.1, ""), depth)
        });
        assert_linear(construct.0, |depth| nested((construct.0, "", ""), depth));
    }
    for &construct in JSON {
        assert_linear(construct.0, |depth| {
            format!("print dynamic({})", nested(construct, depth))
        });
        assert_linear(construct.0, |depth| {
            format!("print dynamic({}", construct.0.repeat(depth))
        });
    }
}

#[test]
fn deep_texts_need_no_deep_stack() {
    for &(open, inner, close) in NESTED.iter().chain(JSON) {
        for prefix in ["", "print dynamic(", "T | where a == "] {
            let text = format!("{prefix}{}", nested((open, inner, close), 2000));
            let tree = parse(&text);
            assert_eq!(tree.text(), text);
            parse(text.get(..text.len() / 3).unwrap_or_default());
        }
    }
    for open in [
        "(",
        "[",
        "{",
        "f(",
        "a in (",
        "dynamic([",
        "dynamic({\"a\":",
        ".set x <| ",
        "let f = () {",
    ] {
        parse(&open.repeat(100_000));
    }
}

#[test]
fn length_costs_its_share() {
    let lists: &[fn(usize) -> String] = &[
        |n| format!("T | where a in ({})", vec!["1"; n].join(", ")),
        |n| format!("T | where {}", vec!["a == 1"; n].join(" or ")),
        |n| format!("T | project {}", vec!["a"; n].join(", ")),
        |n| format!("T{}", " | where a > 1".repeat(n)),
        |n| format!("print {}", vec!["1"; n].join(" + ")),
        |n| "let a = 1;\n".repeat(n),
        |n| "T | take 1\n\n".repeat(n),
        |n| format!("print a{}", "[0].b".repeat(n)),
        |n| format!("datatable(a: long) [{}]", vec!["1"; n].join(", ")),
        |n| format!("print dynamic([{}])", vec!["1"; n].join(", ")),
        |n| "T where ".repeat(n),
        |n| "inline_external_table ( | ".repeat(n),
        |n| "a in (".repeat(n),
        |n| ") ".repeat(n),
        |n| "| ".repeat(n),
        |n| "'".repeat(n),
        |n| "/* ".repeat(n),
    ];
    for (index, list) in lists.iter().enumerate() {
        let (few, many) = (count_steps(&list(1000)), count_steps(&list(4000)));
        assert!(many <= few * 5 + 64, "{index}: {few}, {many}");
    }
}

#[test]
fn five_megabytes_are_one_query() {
    let step = "\n| where a == 1 and b in ('x', \"y\") or c has \"z\"";
    let text = format!("T{}", step.repeat(5_000_000 / step.len()));
    let tree = parse(&text);
    assert!(tree.errors().is_empty());
    assert_eq!(tree.text().len(), text.len());
}
