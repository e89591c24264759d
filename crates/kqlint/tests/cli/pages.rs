//! Commands that show what kqlint knows.

use serde_json::json;

use crate::support::Folder;

#[test]
fn rules_are_listed_with_group_and_level() {
    let run = Folder::new(&[]).run(&["rules"]).exits(0);
    let line = run
        .stdout
        .lines()
        .find(|it| it.starts_with("syntax-error "))
        .unwrap();
    let words: Vec<_> = line.split_whitespace().take(3).collect();
    assert_eq!(words, ["syntax-error", "correctness", "error"]);
}

#[test]
fn every_rule_is_explained() {
    let folder = Folder::new(&[]);
    let rules = folder.run(&["rules"]).exits(0).stdout;
    for name in rules.lines().filter_map(|it| it.split_whitespace().next()) {
        folder
            .run(&["explain", name])
            .exits(0)
            .prints(name)
            .prints("Why is this bad?");
    }
}

#[test]
fn an_unknown_rule_is_not_explained() {
    let run = Folder::new(&[]).run(&["explain", "sintax-error"]).exits(2);
    run.complains("there is no rule `sintax-error`; did you mean `syntax-error`?");
}

#[test]
fn a_table_is_shown_with_columns_meaning_and_values() {
    let run = Folder::new(&[])
        .run(&["schema", "show", "AmlComputeJobEvent"])
        .exits(0);
    run.prints("AmlComputeJobEvent\n")
        .prints("  JobId ")
        .prints("\"JobFailed\"");
}

#[test]
fn an_unknown_table_comes_with_the_nearest_one() {
    let run = Folder::new(&[])
        .run(&["schema", "show", "AmlComputeJobEvnt"])
        .exits(2);
    run.complains("did you mean `AmlComputeJobEvent`?");
}

#[test]
fn columns_of_each_query_are_listed() {
    let text = "print a = 1, b = 'x'\n\nUnknownTable\n\nT | |\n";
    let folder = Folder::new(&[("a.kql", text)]);
    folder
        .run(&["columns", "a.kql"])
        .exits(0)
        .prints("a.kql:1: print a = 1, b = 'x'\n  a  long\n  b  string\n");
    let run = folder
        .run(&["columns", "a.kql", "--output-format", "json"])
        .exits(0);
    let columns = json!([{"name": "a", "type": "long"}, {"name": "b", "type": "string"}]);
    let found = run.json();
    assert_eq!(
        found[0],
        json!({"path": "a.kql", "query": "print a = 1, b = 'x'", "columns": columns, "line": 1})
    );
    assert_eq!(found[1]["columns"], json!(null));
    assert_eq!(found[2]["columns"], json!(null));
}

#[test]
fn columns_of_an_unreadable_file_are_a_failure() {
    Folder::new(&[])
        .run(&["columns", "absent.kql"])
        .exits(2)
        .complains("cannot read `absent.kql`");
}

#[test]
fn the_version_is_shown() {
    let run = Folder::new(&[]).run(&["--version"]).exits(0);
    assert_eq!(
        run.stdout,
        format!("kqlint {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_step_adds_no_column_that_open_rows_may_have_had() {
    let text = "Own_CL\n| where a == 1\n| extend b = a\n| mv-apply b on (where b == 2 | take 1)\n";
    let folder = Folder::new(&[("a.kql", text)]);
    let run = folder.run(&["columns", "--explain", "a.kql"]).exits(0);
    run.prints("  | where a == 1  1 column and others\n  | extend b = a")
        .prints("      + b  unknown   a\n  | mv-apply")
        .prints("    │ where b == 2  2 columns and others\n    │ | take 1");
}

#[test]
fn all_rules_are_explained_to_tools() {
    let folder = Folder::new(&[]);
    let arguments = ["explain", "--all", "--output-format", "json"];
    let rules = folder.run(&arguments).exits(0).json();
    let rules = rules.as_array().expect("an array");
    assert!(rules.len() > 50);
    for rule in rules {
        assert!(
            rule["page"]
                .as_str()
                .is_some_and(|it| it.contains("## Example"))
        );
        assert!(rule["group"].is_string() && rule["level"].is_string());
    }
    folder.run(&["explain"]).exits(2).complains("<RULE>");
}

#[test]
fn steps_of_a_query_are_explained() {
    let query = "let old = Heartbeat | project Computer, Seen = TimeGenerated;\n\
                 datatable(a: long, b: string)[]\n\
                 | extend c = a + 1\n\
                 | project-rename d = b\n\
                 | extend c = tostring(c)\n\
                 | join kind=inner (old | take 1) on $left.d == $right.Computer\n\
                 | project c, Seen\n";
    let folder = Folder::new(&[("a.kql", query)]);
    let run = folder.run(&["columns", "--explain", "a.kql"]).exits(0);
    for line in [
        "  let old =\n  Heartbeat  ",
        "  | extend c = a + 1  3 columns\n      + c  long      a + 1\n",
        "  | project-rename d = b  3 columns\n      b → d\n",
        "      ~ c  long → string  tostring(c)\n",
        "    │ old  2 columns\n",
        "      + Computer  string    right side: Heartbeat.Computer\n",
        "      - a, d, Computer\n",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    let arguments = ["columns", "--explain", "a.kql", "--output-format", "json"];
    let run = folder.run(&arguments).exits(0);
    assert!(run.stdout.contains("\"pipelines\""), "{}", run.stdout);
}
