//! What can't be right.

use crate::analyzed;

/// Each problem as Kusto's code and the text at fault.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let (_, model) = analyzed(text);
    let found: Vec<_> = model
        .problems()
        .iter()
        .map(|it| (it.code, &text[std::ops::Range::<usize>::from(it.range)]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn names_that_mean_nothing() {
    check("Nothing | take 1", &[("KS204", "Nothing")]);
    check("T | where Nam == 'a'", &[("KS142", "Nam")]);
    check("T | extend x = foo(Name)", &[("KS211", "foo")]);
    check("T | evaluate foo()", &[("KS124", "foo")]);
    check(
        "let OwnV = view () { T }; union Own*, Nothing*",
        &[("KS142", "Nothing*")],
    );
    check("T | project Size | where Name == ''", &[("KS142", "Name")]);
    check(
        "union isfuzzy=true Nothing, T | take 1",
        &[("KS205", "Nothing")],
    );
}

#[test]
fn columns_of_a_chart() {
    check(
        "T | render timechart with (xcolumn=Tim, ycolumns=Size, Siz, series=Name, title='a')",
        &[("KS142", "Tim"), ("KS142", "Siz")],
    );
}

#[test]
fn calls_of_patterns() {
    let pattern = "declare pattern p = (a: string) { ('x') = { T | where Nam == a }; };";
    check(&format!("{pattern} p('x')"), &[("KS142", "Nam")]);
    let pattern = "declare pattern p = (a: string) { ('x') = { T }; };";
    check(&format!("{pattern} p('y')"), &[("KS188", "p")]);
    check(&format!("{pattern} p('x', 'y')"), &[("KS119", "p")]);
    check("declare pattern p; p('x')", &[]);
}

#[test]
fn calls_of_functions_of_the_query() {
    let function = "let f = (a: long, b: long = 1) { a + b };";
    check(&format!("{function} print f(a=1, c=2)"), &[("KS196", "c")]);
    check(&format!("{function} print f()"), &[("KS120", "f")]);
}

#[test]
fn calls_of_functions_of_the_workspace() {
    check("_Im_Dns(starttime=ago(1d), pack=true)", &[]);
    check("_Im_Dns(startime=ago(1d))", &[("KS196", "startime")]);
    check("_GetWatchlist()", &[("KS120", "_GetWatchlist")]);
    check("T | invoke _ASIM_ResolveDvcFQDN('Name')", &[]);
    check(
        "T | invoke _ASIM_ResolveDvcFQDN()",
        &[("KS119", "_ASIM_ResolveDvcFQDN")],
    );
    // Whoever deployed it may have another version.
    check("imAuthentication(targetusername_has='a')", &[]);
}

#[test]
fn arguments_that_come_in_pairs() {
    check("print case(true, 1, false, 2, 3), bag_pack('a', 1)", &[]);
    check("print case(true, 1, false, 2)", &[("KS121", "case")]);
    check("print bag_pack('a', 1, 'b')", &[("KS121", "bag_pack")]);
    check("print case(true, 1)", &[("KS120", "case")]);
}

#[test]
fn nothing_is_piped_into_a_list() {
    check(
        "T | where Name in ((union U | where Size > 1.5 | project Owner))",
        &[],
    );
    check(
        "T | where Name in (union U | project Tags)",
        &[("KS142", "Tags")],
    );
    check("T | where Name in (Name, 'a')", &[]);
}

#[test]
fn calls_that_are_wrong() {
    check("T | where strlen() > 1", &[("KS119", "strlen")]);
    check("T | where count() > 1", &[("KS144", "count")]);
    check("T | summarize Name", &[("KS236", "Name")]);
    check("T | extend x = ago(Name)", &[("KS107", "Name")]);
    check("T | extend x = abs(Time)", &[("KS127", "abs")]);
    check("T | extend x = max_of(1, 'a')", &[("KS232", "max_of")]);
}

#[test]
fn types_that_do_not_go_together() {
    check("T | where Name > 5", &[("KS106", ">")]);
    check("T | where Name", &[("KS141", "Name")]);
    check("T | where Size has 'a'", &[("KS106", "has")]);
    check("T | extend x = Time + 1", &[("KS106", "+")]);
    check("T | take 'a'", &[("KS134", "'a'")]);
    check("T | summarize count() by Tags", &[("KS116", "Tags")]);
    check("T | where Name between (1 .. 2)", &[("KS106", "between")]);
    check("T | where Time between (ago(1d) .. 1h)", &[]);
}

#[test]
fn joins_that_cannot_be() {
    check("T | join U on Time", &[("KS145", "Time")]);
    check("T | join U on Size", &[("KS227", "Size")]);
    check(
        "T | join U on $left.Name == $left.Size",
        &[("KS183", "$left.Size")],
    );
    check("T | join kind=inside U on Name", &[("KS005", "inside")]);
}

#[test]
fn columns_named_twice() {
    check("T | project a = Name, a = Size", &[("KS171", "a")]);
    check("let a = 1; let a = 2; print a", &[("KS201", "a")]);
    check("let a = 1; let f = () { let a = 2; print a }; f()", &[]);
}

#[test]
fn one_mistake_is_one_problem() {
    check(
        "T | where Nam == 'a' and Nam2 + 1 > 2",
        &[("KS142", "Nam"), ("KS142", "Nam2")],
    );
    check(
        "Nothing | where a == 1 | project b",
        &[("KS204", "Nothing")],
    );
}
