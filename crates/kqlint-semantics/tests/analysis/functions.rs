//! Functions of the query: what their calls yield.

use crate::analyzed;

#[track_caller]
fn check(text: &str, expected: &str) {
    let (_, model) = analyzed(text);
    assert_eq!(model.problems(), [], "{text}");
    let query = model.queries().last().expect("a query");
    let rendered = query.output().map(|it| format!("{it:?}"));
    assert_eq!(rendered.as_deref(), Some(expected), "{text}");
}

#[test]
fn a_function_is_walked_for_the_rows_it_gets() {
    check(
        "let f = (R: (*), n: long) { R | extend m = n }; T | project Name | invoke f(1)",
        "(Name: string, m: long)",
    );
    check(
        "let f = (R: (Size: real)) { R | where Size > 1 }; f(U) | project Owner",
        "(Owner: string)",
    );
}

#[test]
fn a_function_sees_what_was_declared_before_it() {
    check(
        "let a = 1; let f = (R: (*)) { R | extend x = a }; let b = U | project Owner; f(b)",
        "(Owner: string, x: long)",
    );
}

#[test]
fn a_function_of_the_workspace_adds_to_the_rows_it_gets() {
    check(
        "T | project Name | invoke SeenBy()",
        "(Name: string, SeenBy: string)",
    );
    check(
        "Own_CL | project Name | invoke SeenBy() | extend x = parse_json(SeenBy)",
        "(Name: unknown, SeenBy: string, x: dynamic)",
    );
    check(
        "Own_CL | invoke SeenBy() | where Other == 1 | project Other",
        "(Other: unknown)",
    );
}

#[test]
fn views_and_values() {
    check("let V = view () { T | project Name }; V", "(Name: string)");
    check(
        "let OwnA = view () { T | project Name }; let OwnB = view () { T | project Size }; union Own*",
        "(Name: string, Size: long)",
    );
    check(
        "let V = T | summarize n = count(); V | project n",
        "(n: long)",
    );
    check(
        "let f = (a: long, b: string = 'x') { print p = a, q = b }; f(1)",
        "(p: long, q: string)",
    );
}

#[test]
fn a_function_that_calls_itself_ends() {
    let (_, model) =
        analyzed("let f = (R: (*)) { R | take 1 }; let g = (R: (*)) { f(f(f(R))) }; g(T)");
    assert_eq!(model.problems(), []);
}
