//! Text on standard input.

use crate::support::{BROKEN, CLEAN, FIXED, Folder};

#[test]
fn a_dash_reads_a_query() {
    let folder = Folder::new(&[]);
    let run = folder
        .run_with(&["check", "-", "--output-format", "concise"], BROKEN)
        .exits(1);
    run.prints("<stdin>:2:3: error[syntax-error]");
    folder.run_with(&["check", "-"], CLEAN).exits(0);
}

#[test]
fn a_name_says_how_to_read_it() {
    let page = format!("# Title\n\n```kql\n{BROKEN}```\n");
    let arguments = [
        "check",
        "--stdin-filename",
        "docs/page.md",
        "--output-format",
        "concise",
    ];
    let run = Folder::new(&[]).run_with(&arguments, &page).exits(1);
    run.prints("docs/page.md:5:3: error[syntax-error]");
}

#[test]
fn a_name_says_which_configuration_applies() {
    let folder = Folder::new(&[("inner/kqlint.toml", "[rules]\nsyntax-error = \"off\"\n")]);
    folder
        .run_with(&["check", "-", "--stdin-filename", "inner/a.kql"], BROKEN)
        .exits(0);
    folder
        .run_with(&["check", "-", "--stdin-filename", "a.kql"], BROKEN)
        .exits(1);
}

#[test]
fn fixed_text_is_the_output() {
    let run = Folder::new(&[])
        .run_with(&["check", "-", "--fix"], BROKEN)
        .exits(0);
    assert_eq!(run.stdout, FIXED);
    run.complains("Fixed 1 finding");
}

#[test]
fn the_file_of_that_name_is_neither_read_nor_written() {
    let folder = Folder::new(&[("a.kql", CLEAN)]);
    let arguments = ["check", "-", "--fix", "--stdin-filename", "a.kql"];
    folder.run_with(&arguments, BROKEN).exits(0);
    assert_eq!(folder.read("a.kql"), CLEAN);
}

#[test]
fn a_nul_byte_is_a_failure() {
    let run = Folder::new(&[]).run_with(&["check", "-"], "T\n\0").exits(2);
    run.complains("`<stdin>` is not text: NUL byte in line 2");
}
