//! The ways to print findings.

use std::process::{Command, Stdio};

use serde_json::json;

use crate::support::{BROKEN, CLEAN, Folder};

const PAGE: &str =
    "# Ünits\n\n> - Äpfel\n>   ```kql\n>   T\n>   | where x == 'ö' | | count\n>   ```\n";

#[test]
fn full_underlines_the_place() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    let run = folder.run(&["check"]).exits(1);
    run.prints("error[syntax-error]: ")
        .prints(" --> a.kql:2:3\n  |\n2 | | | count\n  |   ^\n")
        .prints("= fix: Remove ")
        .prints(" (safe)\n")
        .prints("\nFound 1 error in 1 file (1 fixable with --fix)\n");
}

#[test]
fn concise_is_one_line_for_each_finding() {
    let folder = Folder::new(&[("b.kql", BROKEN), ("a.kql", BROKEN)]);
    let run = folder
        .run(&["check", "--output-format", "concise"])
        .exits(1);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("a.kql:2:3: error[syntax-error] "),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("b.kql:2:3: error[syntax-error] "),
        "{lines:?}"
    );
    run.complains("Found 2 errors in 2 files");
}

#[test]
fn json_has_the_documented_fields() {
    let folder = Folder::new(&[("page.md", PAGE)]);
    let run = folder.run(&["check", "--output-format", "json"]).exits(1);
    let findings = run.json();
    let finding = &findings[0];
    let keys: Vec<_> = finding.as_object().unwrap().keys().collect();
    let expected = [
        "path", "rule", "level", "message", "start", "end", "query", "help", "fixes",
    ];
    assert_eq!(keys, expected);
    assert_eq!(finding["path"], "page.md");
    assert_eq!(finding["rule"], "syntax-error");
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["start"], json!({"line": 6, "column": 24}));
    assert_eq!(finding["end"], json!({"line": 6, "column": 25}));
    assert_eq!(finding["query"], "T\n| where x == 'ö' | | count");
    let fix = &finding["fixes"][0];
    let keys: Vec<_> = fix.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["title", "safety", "edits"]);
    assert_eq!(fix["safety"], "safe");
    let keys: Vec<_> = fix["edits"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["start", "end", "text"]);
    assert_eq!(fix["edits"][0]["start"]["line"], 6);
}

#[test]
fn json_of_nothing_is_an_empty_array() {
    let folder = Folder::new(&[("a.kql", CLEAN)]);
    let run = folder.run(&["check", "--output-format", "json"]).exits(0);
    assert_eq!(run.json(), json!([]));
}

#[test]
fn the_order_is_the_same_each_time() {
    let names: Vec<_> = (0..50).map(|it| format!("{it}.kql")).collect();
    let files: Vec<_> = names.iter().map(|it| (it.as_str(), BROKEN)).collect();
    let folder = Folder::new(&files);
    let first = folder.run(&["check"]).exits(1).stdout;
    for _ in 0..5 {
        assert_eq!(folder.run(&["check"]).stdout, first);
    }
}

#[test]
fn ignored_and_hidden_files_are_left_out_unless_named() {
    let folder = Folder::new(&[
        (".gitignore", "out/\n"),
        ("out/a.kql", BROKEN),
        (".hidden/b.kql", BROKEN),
        ("c.kql", CLEAN),
    ]);
    folder
        .run(&["check"])
        .exits(0)
        .prints("Found nothing in 1 file\n");
    folder.run(&["check", "out/a.kql"]).exits(1);
}

#[test]
fn colours_are_for_terminals() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    let run = folder.run(&["check"]).exits(1);
    assert!(!run.stdout.contains('\x1b'), "{run:#?}");
}

#[test]
fn line_endings_of_windows_are_not_shown() {
    let folder = Folder::new(&[("a.kql", "\u{feff}T | | count\r\n| take 1\r\n")]);
    folder
        .run(&["check"])
        .exits(1)
        .prints(" --> a.kql:1:5\n  |\n1 | T | | count\n  |     ^\n");
}

#[test]
fn a_reader_that_leaves_is_no_failure_to_report() {
    let folder = Folder::new(&[("a.kql", &BROKEN.repeat(2000))]);
    for format in ["full", "json", "sarif"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kqlint"))
            .args(["check", "--output-format", format])
            .current_dir(folder.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(!errors.contains("error:"), "{format}: {errors}");
    }
}
