//! Management commands, and what stands behind their `<|`.

use kqlint_syntax::{NodeKind, parse};

/// How many nodes of a kind a text has, and where its errors begin: line and message.
#[track_caller]
fn check(text: &str, kind: NodeKind, count: usize, errors: &[(usize, &str)]) {
    let tree = parse(text);
    let found = tree.root().descendants();
    let found = found.filter(|node| node.kind() == kind).count();
    assert_eq!(found, count, "{tree:?}");
    let messages: Vec<(usize, String)> = tree
        .errors()
        .iter()
        .map(|error| {
            let before = text.get(..error.range.start().into()).unwrap_or_default();
            (before.matches('\n').count() + 1, error.message(&tree))
        })
        .collect();
    let messages: Vec<(usize, &str)> = messages
        .iter()
        .map(|(line, message)| (*line, message.as_str()))
        .collect();
    assert_eq!(messages, errors);
}

#[test]
fn a_script_holds_commands() {
    let text = ".execute database script with (ContinueOnErrors = true) <|\n\
        .create-merge table T (a: long)\n\
        // a remark\n\
        .create-or-alter function f(x: long) {\n    T\n    | where a == x and\n}\n\n\
        .set-or-append U <| T | where a == 1 and b = \"x\"\n\
        .alter table T policy retention softdelete = 10d\n\
        .show tables | take 5";
    let errors = [
        (7, "expected a condition after `and`, found `}`"),
        (9, "`=` gives a name; a comparison is written `==`"),
    ];
    check(text, NodeKind::Command, 6, &errors);
}

#[test]
fn rows_are_no_query() {
    let text = ".ingest inline into table T <|\n1,\"x\n2 3,'y";
    check(text, NodeKind::Command, 1, &[]);
    let text = ".execute script <|\n.ingest inline into table T <|\n1,\"x\n.show tables | where";
    check(
        text,
        NodeKind::FilterOperator,
        1,
        &[(
            4,
            "expected a condition after `where`, found the end of the query",
        )],
    );
}

#[test]
fn a_script_in_a_script_is_no_deeper() {
    let text = ".execute script <|\n".repeat(2000);
    check(&text, NodeKind::Command, 2000, &[]);
}

#[test]
fn the_query_of_a_view_is_parsed() {
    let text = ".create async materialized-view V on table T { T | summarize count() by a }";
    check(text, NodeKind::SummarizeOperator, 1, &[]);
}

#[test]
fn a_script_begins_with_a_command() {
    let text = ".execute script <|\ncreate table T (a: long)\n.show tables";
    let errors = [(2, "expected a management command, found `create`")];
    check(text, NodeKind::Command, 2, &errors);
}
