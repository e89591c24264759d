//! What can't be read, or wasn't made to be: a clear message, and no panic.

use crate::support::{BROKEN, Folder, Run};

#[track_caller]
fn check_beside_a_good_file(name: &str, bytes: &[u8]) -> Run {
    let folder = Folder::new(&[("good.kql", BROKEN)]);
    folder.write(name, bytes);
    folder.run(&["check"]).exits(2).prints("good.kql:2:3")
}

#[test]
fn bytes_that_are_not_utf_8() {
    let run = check_beside_a_good_file("bad.kql", b"T\n| where x == '\xff'\n");
    run.complains("`bad.kql` is not UTF-8 text: byte 0xff in line 2");
}

#[test]
fn a_nul_byte() {
    let run = check_beside_a_good_file("bad.md", b"# Title\n\n\0\n");
    run.complains("`bad.md` is not text: NUL byte in line 3");
}

#[test]
fn a_file_in_utf_16() {
    let run = check_beside_a_good_file("bad.kql", b"\xff\xfeT\0\n\0");
    run.complains("`bad.kql` is UTF-16 text; save it as UTF-8");
}

#[test]
fn a_very_large_file() {
    let folder = Folder::new(&[("good.kql", BROKEN), ("large.kql", "")]);
    let file = std::fs::File::options()
        .write(true)
        .open(folder.path("large.kql"))
        .unwrap();
    file.set_len(50_000_000).unwrap();
    let run = folder.run(&["check"]).exits(2).prints("good.kql:2:3");
    run.complains("`large.kql` is too large: 50 MB, files under 50 MB are read");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new(&[("good.kql", BROKEN), ("bad.kql", BROKEN)]);
    let path = folder.path("bad.kql");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything can't be kept from reading this.
    if std::fs::read(&path).is_err() {
        let run = folder.run(&["check"]).exits(2).prints("good.kql:2:3");
        run.complains("cannot read `bad.kql`: permission denied");
    }
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["check", "absent"]).exits(2);
    run.complains("cannot read `absent`: there is no such file or folder");
}

#[test]
fn a_file_of_another_kind() {
    let folder = Folder::new(&[("a.png", "")]);
    folder
        .run(&["check", "a.png"])
        .exits(2)
        .complains("`a.png` is not a kind of file");
}

#[test]
fn an_unknown_rule() {
    let folder = Folder::new(&[("a.kql", BROKEN)]);
    let run = folder.run(&["check", "--select", "syntax-eror"]).exits(2);
    run.complains("there is no rule `syntax-eror`; did you mean `syntax-error`?");
}

#[test]
fn a_fence_that_never_closes() {
    let page = "# Title\n\n- Item\n\n  ```kql\n  T\n  | | count\n";
    let folder = Folder::new(&[("page.md", page)]);
    let run = folder
        .run(&["check", "--output-format", "concise"])
        .exits(1);
    run.prints("page.md:5:3: warning[syntax-error] code block is never closed")
        .prints("page.md:7:5: error[syntax-error]");
}

#[test]
fn brackets_without_end() {
    let many = ["(", "[", "{", "f(x[{", "T | where (", "case(", "dynamic(["];
    let many = many.map(|text| text.repeat(100_000));
    for text in many.into_iter().chain(["T | join (".repeat(2_000)]) {
        let folder = Folder::new(&[("a.kql", &text)]);
        let run = folder
            .run(&["check", "--output-format", "concise"])
            .exits(1);
        let start = text.get(..10);
        assert!(
            run.stdout.len() < 100_000,
            "{start:?}: {}",
            run.stdout.len()
        );
    }
}

#[test]
fn text_that_talks_to_the_terminal() {
    let text = "T | where a == \"\x1b[31mred\x07\u{202e}\" 1 | where \x1b]0;title\x07\n";
    let folder = Folder::new(&[("a.kql", text), ("b\u{1b}[1m.kql", "T | take 'x\x1by' 1")]);
    for format in ["full", "concise", "json"] {
        let run = folder.run(&["check", "--output-format", format]).exits(1);
        assert_no_commands(&run.stdout);
        assert_no_commands(&run.stderr);
    }
    let folder = Folder::new(&[("a.kql", "T\n| where a == '\x1b[31m'\n| | count\n")]);
    assert_no_commands(&folder.run(&["check", "--diff"]).exits(1).stdout);
    assert_no_commands(&folder.run(&["columns", "a.kql"]).exits(0).stdout);
    assert_no_commands(&folder.run(&["check", "no\x1b[31mne"]).exits(2).stderr);
    assert_no_commands(&folder.run(&["explain", "no\x1b[31mne"]).exits(2).stderr);
    assert_no_commands(
        &folder
            .run(&["schema", "show", "no\x1b[31mne"])
            .exits(2)
            .stderr,
    );
}

#[track_caller]
fn assert_no_commands(text: &str) {
    let found = text.chars().find(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202a}'..='\u{202e}')
    });
    // Serde leaves the mark of direction in JSON as it is, where it is data.
    assert!(
        found.is_none() || text.starts_with('['),
        "{found:?} in {text:?}"
    );
}

#[test]
fn a_line_of_a_megabyte_is_cut() {
    let list: String = (100_000..200_000)
        .map(|it| format!("\"ü{it}\", "))
        .collect();
    let folder = Folder::new(&[("a.kql", &format!("T | where a in ({list}1) 1"))]);
    let run = folder.run(&["check"]).exits(1);
    assert!(run.stdout.len() < 2_000, "{}", run.stdout.len());
    run.prints(":1:1100020");
}
