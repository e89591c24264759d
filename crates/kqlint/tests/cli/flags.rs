//! What decides about the exit code, and where the output goes.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::support::{BROKEN, CLEAN, Folder};

/// A query with one warning.
const WARNING: &str = "// kqlint: ignor[syntax-error]\nprint 1\n";

/// A query with one hint.
const HINT: &str = "AmlComputeJobEvent\n| summarize Jobs = count() by ClusterName\n";

#[test]
fn warnings_may_be_allowed_up_to_a_number() {
    let folder = Folder::new(&[("a.kql", WARNING), ("b.kql", WARNING)]);
    folder.run(&["check"]).exits(1);
    folder.run(&["check", "--max-warnings", "1"]).exits(1);
    folder.run(&["check", "--max-warnings", "2"]).exits(0);
    folder.write("c.kql", BROKEN.as_bytes());
    folder.run(&["check", "--max-warnings", "9"]).exits(1);
}

#[test]
fn hints_may_be_errors() {
    let folder = Folder::new(&[("a.kql", HINT)]);
    folder.run(&["check"]).exits(0);
    folder
        .run(&["check", "--error-on-hints"])
        .exits(1)
        .prints("hint[no-time-filter]");
}

#[test]
fn the_exit_code_may_be_0_whatever_is_found() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    folder
        .run(&["check", "--exit-zero"])
        .exits(0)
        .prints("Found 1 error");
    folder.run(&["check", "--exit-zero", "--diff"]).exits(0);
    folder.run(&["check", "--exit-zero", "absent"]).exits(2);
}

#[test]
fn findings_are_counted_by_rule() {
    let folder = Folder::new(&[("a.kql", WARNING), ("b.kql", BROKEN), ("c.kql", BROKEN)]);
    let run = folder.run(&["check", "--statistics"]).exits(1);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "     2  syntax-error         error    in 2 files, 2 fixable",
            "     1  malformed-directive  warning  in 1 file, 1 fixable",
        ]
    );
}

#[test]
fn the_output_goes_to_a_file() {
    let folder = Folder::new(&[("a.kql", BROKEN), ("out.json", "old")]);
    for name in ["out.json", "new.json"] {
        let arguments = ["check", "--output-format", "json", "--output-file", name];
        let run = folder.run(&arguments).exits(1);
        assert_eq!(run.stdout, "");
        let findings: serde_json::Value = serde_json::from_str(&folder.read(name)).expect("JSON");
        assert_eq!(findings[0]["rule"], "syntax-error");
    }
    let count = fs::read_dir(folder.root()).expect("a folder").count();
    assert_eq!(count, 3);
    folder
        .run(&["check", "--output-file", "absent/out.txt"])
        .exits(2)
        .complains("cannot write `absent/out.txt`");
}

#[test]
fn suppressions_end_by_the_day_that_is_given() {
    let text = "T // kqlint: ignore[syntax-error] until 2027-01-31 a skeleton\n| | count\n";
    let text = text.replace("ignore[", "ignore-query[");
    let folder = Folder::new(&[("a.kql", &text)]);
    folder.run(&["check", "--today", "2027-01-31"]).exits(0);
    folder
        .run(&["check", "--today", "2027-02-01"])
        .exits(1)
        .prints("its suppression ended on 2027-01-31");
    folder
        .run(&["check", "--today", "soon"])
        .exits(2)
        .complains("--today");
}

#[test]
fn a_change_is_checked_while_watching() {
    let folder = Folder::new(&[("a.kql", CLEAN)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_kqlint"))
        .args(["check", "--watch"])
        .current_dir(folder.root())
        .env_remove("GITHUB_ACTIONS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let stdout = child.stdout.take().expect("an output");
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    let wait = |text: &str| loop {
        let line = receiver
            .recv_timeout(Duration::from_secs(30))
            .expect("a line in time");
        if line.contains(text) {
            break;
        }
    };
    wait("Found nothing in 1 file");
    folder.write("b.kql", BROKEN.as_bytes());
    wait("Found 1 error in 1 file");
    folder.write("kqlint.toml", b"[rules]\nsyntax-error = \"off\"\n");
    wait("Found nothing in 2 files");
    child.kill().expect("to end");
    child.wait().expect("an end");
}
