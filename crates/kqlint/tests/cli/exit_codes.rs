//! 0: nothing to report. 1: findings. 2: kqlint could not do its work.

use crate::support::{BROKEN, CLEAN, Folder};

#[test]
fn nothing_to_report_is_0() {
    let folder = Folder::new(&[("a.kql", CLEAN), ("b.md", "# No query here\n")]);
    folder
        .run(&["check"])
        .exits(0)
        .prints("Found nothing in 2 files");
}

#[test]
fn an_error_is_1() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    folder
        .run(&["check", "a.kql"])
        .exits(1)
        .prints("Found 1 error in 1 file");
}

#[test]
fn hints_alone_are_0_even_when_shown() {
    let folder = Folder::new(&[
        ("a.kql", BROKEN),
        ("kqlint.toml", "[rules]\nsyntax-error = \"hint\"\n"),
    ]);
    let arguments = ["check", "--select", "syntax-error"];
    folder
        .run(&arguments)
        .exits(0)
        .prints("1 more with --level hint");
    let hints = ["check", "--select", "syntax-error", "--level", "hint"];
    folder.run(&hints).exits(0).prints("hint[syntax-error]");
}

#[test]
fn a_file_that_cannot_be_read_is_2_and_the_others_are_checked() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    let run = folder.run(&["check", "absent.kql", "a.kql"]).exits(2);
    run.complains("cannot read `absent.kql`")
        .prints("a.kql:2:3");
}

#[test]
fn a_folder_without_queries_is_0() {
    let folder = Folder::new(&[("a.txt", BROKEN)]);
    folder
        .run(&["check"])
        .exits(0)
        .prints("Found nothing in 0 files");
}

#[test]
fn json_is_an_array_even_when_nothing_can_be_read() {
    let folder = Folder::new(&[]);
    let run = folder
        .run(&["check", "absent", "--output-format", "json"])
        .exits(2);
    assert_eq!(run.json(), serde_json::json!([]));
}

#[test]
fn bad_arguments_are_2() {
    let folder = Folder::new(&[("a.kql", CLEAN)]);
    folder.run(&["chek"]).exits(2).complains("check");
    folder
        .run(&["check", "--fix", "--diff"])
        .exits(2)
        .complains("cannot be used with");
    folder
        .run(&["check", "--output-format", "yaml"])
        .exits(2)
        .complains("possible values: full, concise, json");
    folder
        .run(&["check", "--level", "info"])
        .exits(2)
        .complains("hint, warning, error");
}

#[test]
fn selected_rules_decide() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    folder.run(&["check", "--ignore", "syntax-error"]).exits(0);
    folder.run(&["check", "--select", "intent"]).exits(0);
    folder
        .run(&["check", "--select", "intent,syntax-error"])
        .exits(1);
}
