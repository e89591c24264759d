//! Tables that comments declare.

use crate::analyzed;

#[test]
fn comments_declare_tables() {
    let text = "// kqlint: table Jobs(Start: datetime, Name: string)\nJobs | project Name, Nme";
    let (_, model) = analyzed(text);
    let problems = model.problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let at: std::ops::Range<usize> = problems[0].range.into();
    assert_eq!(&text[at], "Nme");
}

#[test]
fn a_comment_comes_before_the_catalog() {
    let (_, model) = analyzed("// kqlint: table Heartbeat(a: long)\nHeartbeat");
    let rows = model.queries().next().unwrap().output().unwrap();
    assert_eq!(format!("{rows:?}"), "(a: long)");
}
