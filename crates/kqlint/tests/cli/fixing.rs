//! `--fix` and `--diff`.

use std::fs;

use crate::support::{BROKEN, CLEAN, FIXED, Folder};

#[test]
fn fixing_writes_says_so_and_is_done() {
    let folder = Folder::new(&[("a.kql", BROKEN), ("b.kql", CLEAN)]);
    let run = folder.run(&["check", "--fix"]).exits(0);
    run.prints("Fixed 1 finding in a.kql:\n  1 × Remove")
        .prints("Found nothing in 2 files");
    assert_eq!(folder.read("a.kql"), FIXED);
    let run = folder.run(&["check", "--fix"]).exits(0);
    assert_eq!(run.stdout, "Found nothing in 2 files\n");
    assert_eq!(folder.read("a.kql"), FIXED);
}

#[test]
fn what_cannot_be_fixed_is_reported_where_it_is_afterwards() {
    let folder = Folder::new(&[("a.kql", "T\n| | count\n| take 1 1\n")]);
    let arguments = ["check", "--fix", "--output-format", "concise"];
    let run = folder.run(&arguments).exits(1);
    run.prints("a.kql:3:10: error[syntax-error]")
        .complains("Fixed 1 finding in a.kql");
    assert_eq!(folder.read("a.kql"), "T\n| count\n| take 1 1\n");
}

#[test]
fn line_endings_and_the_byte_order_mark_are_kept() {
    let folder = Folder::new(&[("a.kql", "\u{feff}T\r\n| | count\r\n")]);
    folder.run(&["check", "--fix"]).exits(0);
    assert_eq!(folder.read("a.kql"), "\u{feff}T\r\n| count\r\n");
}

#[test]
fn a_query_in_a_list_of_a_page_keeps_its_place() {
    let page = "# Page\r\n\r\n- Item\r\n\r\n  ~~~ kusto\r\n  T\r\n  | | count\r\n  ~~~\r\n\r\n| | no query\r\n";
    let folder = Folder::new(&[("page.md", page)]);
    let run = folder
        .run(&["check", "--output-format", "concise"])
        .exits(1);
    run.prints("page.md:7:5: error[syntax-error]");
    folder.run(&["check", "--fix"]).exits(0);
    assert_eq!(
        folder.read("page.md"),
        page.replace("  | | count", "  | count")
    );
}

#[test]
fn the_diff_is_shown_and_nothing_is_written() {
    let folder = Folder::new(&[("a.kql", BROKEN), ("b.kql", CLEAN)]);
    let run = folder.run(&["check", "--diff"]).exits(1);
    assert_eq!(
        run.stdout,
        "--- a.kql\n+++ a.kql\n@@ -1,2 +1,2 @@\n T\n-| | count\n+| count\n"
    );
    assert_eq!(folder.read("a.kql"), BROKEN);
    folder.write("a.kql", FIXED.as_bytes());
    let run = folder.run(&["check", "--diff"]).exits(0);
    assert_eq!(run.stdout, "");
}

#[test]
fn the_folder_has_no_other_files_afterwards() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    folder.run(&["check", "--fix"]).exits(0);
    let names: Vec<_> = fs::read_dir(folder.root())
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .collect();
    assert_eq!(names, ["a.kql"]);
}

#[test]
fn a_read_only_file_stays_as_it_is_and_is_a_failure() {
    let folder = Folder::new(&[("a.kql", BROKEN), ("b.kql", BROKEN)]);
    let path = folder.path("a.kql");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let run = folder.run(&["check", "--fix"]).exits(2);
    run.complains("cannot write `a.kql`: it is read-only");
    assert_eq!(folder.read("a.kql"), BROKEN);
    assert_eq!(folder.read("b.kql"), FIXED);
}

#[cfg(unix)]
#[test]
fn the_file_is_replaced_as_a_whole_and_keeps_its_permissions() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    let folder = Folder::new(&[("a.kql", BROKEN)]);
    let path = folder.path("a.kql");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let before = fs::metadata(&path).unwrap();
    folder.run(&["check", "--fix"]).exits(0);
    let after = fs::metadata(&path).unwrap();
    assert_ne!(before.ino(), after.ino());
    assert_eq!(before.permissions(), after.permissions());
}

#[test]
fn only_what_is_reported_is_fixed() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    folder
        .run(&["check", "--fix", "--ignore", "syntax-error"])
        .exits(0);
    assert_eq!(folder.read("a.kql"), BROKEN);
}
