//! `--baseline` and `--write-baseline`.

use std::fs;

use crate::support::{BROKEN, CLEAN, FIXED, Folder};

const WRITE: [&str; 3] = ["check", "--write-baseline", "known.toml"];
const USE: [&str; 3] = ["check", "--baseline", "known.toml"];

fn folder() -> Folder {
    let folder = Folder::new(&[("a.kql", BROKEN), ("in/b.kql", BROKEN), ("c.kql", CLEAN)]);
    folder
        .run(&WRITE)
        .exits(0)
        .complains("Wrote 2 findings to `known.toml`");
    folder
}

#[test]
fn what_is_known_is_not_reported() {
    let folder = folder();
    folder
        .run(&USE)
        .exits(0)
        .prints("Found nothing in 3 files")
        .complains("2 findings of `known.toml` left out");
    folder.run(&["check"]).exits(1);
}

#[test]
fn the_file_is_sorted_and_can_be_read() {
    let text = folder().read("known.toml");
    let (_, entries) = text.split_once("\n\n").expect("a head");
    assert_eq!(
        entries,
        "version = 1\n\n[[finding]]\nfile = \"a.kql\"\nrule = \"syntax-error\"\nquery = \"T\"\ntext = \"| | count\"\n\n[[finding]]\nfile = \"in/b.kql\"\nrule = \"syntax-error\"\nquery = \"T\"\ntext = \"| | count\"\n"
    );
}

#[test]
fn lines_may_move_and_white_space_may_change() {
    let folder = folder();
    folder.write("a.kql", b"// Rows.\n\nT\n  |  | count\n");
    folder.run(&USE).exits(0);
}

#[test]
fn entries_go_with_a_file_that_moves() {
    let folder = folder();
    fs::remove_file(folder.path("in/b.kql")).expect("the file is there");
    folder.write("d.kql", BROKEN.as_bytes());
    folder
        .run(&USE)
        .exits(0)
        .complains("2 findings of `known.toml` left out");
    folder.write("e.kql", BROKEN.as_bytes());
    folder.run(&USE).exits(1).prints("e.kql:2:3");
    folder
        .run(&WRITE)
        .exits(1)
        .complains("Took 0 findings out of `known.toml`; 2 left in it");
    let after = folder.read("known.toml");
    assert!(after.contains("d.kql") && !after.contains("in/b.kql") && !after.contains("e.kql"));
}

#[test]
fn what_is_new_is_reported() {
    let folder = folder();
    folder.write("a.kql", b"T\n| | count;\nT\n| | count\n");
    folder.run(&USE).exits(1).prints("Found 1 error in 1 file");
    folder.write("c.kql", BROKEN.as_bytes());
    folder.run(&USE).exits(1).prints("c.kql:2:3");
}

#[test]
fn a_baseline_only_shrinks() {
    let folder = folder();
    let before = folder.read("known.toml");
    folder.write("a.kql", FIXED.as_bytes());
    folder.write("c.kql", BROKEN.as_bytes());
    folder.run(&USE).exits(1).complains("1 more is gone");
    assert_eq!(folder.read("known.toml"), before);
    folder
        .run(&WRITE)
        .exits(1)
        .prints("c.kql:2:3")
        .complains("Took 1 finding out of `known.toml`; 1 left in it");
    let after = folder.read("known.toml");
    assert!(after.contains("in/b.kql") && !after.contains("a.kql\"\n") && !after.contains("c.kql"));
}

#[test]
fn files_that_were_not_checked_stay_in_it() {
    let folder = folder();
    folder.write("a.kql", FIXED.as_bytes());
    folder
        .run(&["check", "a.kql", "--write-baseline", "known.toml"])
        .exits(0)
        .complains("Took 1 finding out");
    assert!(folder.read("known.toml").contains("in/b.kql"));
    fs::remove_file(folder.path("in/b.kql")).expect("to be removed");
    folder.run(&WRITE).exits(0).complains("0 left in it");
}

#[test]
fn a_broken_file_is_named_with_its_place() {
    let folder = Folder::new(&[
        ("a.kql", BROKEN),
        ("known.toml", "version = 1\n[[finding]]\nfile = 3\n"),
        ("later.toml", "version = 2\n"),
    ]);
    folder.run(&USE).exits(2).complains("known.toml:3:8: ");
    folder
        .run(&["check", "--baseline", "later.toml"])
        .exits(2)
        .complains("a baseline of version 2");
    folder
        .run(&["check", "--baseline", "absent.toml"])
        .exits(2)
        .complains("cannot read `absent.toml`");
}

#[test]
fn what_is_not_reported_is_not_listed() {
    let hint = "AmlComputeJobEvent\n| summarize Jobs = count() by ClusterName\n";
    let folder = Folder::new(&[("a.kql", hint), ("b.kql", BROKEN)]);
    folder.run(&WRITE).exits(0).complains("Wrote 1 finding to");
    let hints = Folder::new(&[("a.kql", hint)]);
    let arguments = ["check", "--level", "hint", "--write-baseline", "known.toml"];
    hints
        .run(&arguments)
        .exits(0)
        .complains("Wrote 1 finding to");
    let run = hints.run(&USE).exits(0);
    assert!(!run.stderr.contains("gone"), "{run:?}");
}

#[test]
fn files_outside_of_its_folder_have_their_whole_path() {
    let folder = Folder::new(&[("a.kql", BROKEN), ("in/x.txt", "")]);
    let arguments = ["check", "a.kql", "--write-baseline", "in/known.toml"];
    folder.run(&arguments).exits(0);
    let text = folder.read("in/known.toml");
    assert!(
        !text.contains("\"//") && text.contains("/a.kql\""),
        "{text}"
    );
    let arguments = ["check", "a.kql", "--baseline", "in/known.toml"];
    folder.run(&arguments).exits(0);
}
