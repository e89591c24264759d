//! Formats for other programs, with texts that try to be more than text.

use serde_json::Value;

use crate::support::{BROKEN, CLEAN, Folder, Run};

/// The name of a file that looks like commands and markup.
const HOSTILE: &str = "a,line=1::x ]%0A::set-env;<b>&\"'\x1b[31m\n::error::b.kql";

/// A query whose finding quotes text of the same kind.
const QUERY: &str = "AmlComputeJobEvent | where TimeGenerated > ago(1d)\n| where ['::error::<b>%0A##vso[x]; \u{1b}[31m\u{202e}'] == 1\n";

#[track_caller]
fn run(format: &str) -> Run {
    let folder = Folder::new(&[(HOSTILE, QUERY), ("b.kql", BROKEN), ("c.kql", CLEAN)]);
    let arguments = ["check", "--level", "hint", "--output-format", format];
    folder.run(&arguments).exits(1)
}

/// Nothing that a terminal would take for a command; `\u{202e}` is one only outside of
/// JSON.
#[track_caller]
fn is_plain(text: &str) {
    let is_json = text.starts_with(['{', '[']);
    let is_plain = |c: char| c == '\n' || !c.is_control() && (is_json || c != '\u{202e}');
    assert!(text.chars().all(is_plain), "{text:?}");
}

#[test]
fn github_commands_are_one_line_each() {
    let run = run("github");
    is_plain(&run.stdout);
    for line in run.stdout.lines() {
        let body = line
            .strip_prefix("::error ")
            .or_else(|| line.strip_prefix("::notice "))
            .unwrap_or_else(|| panic!("{line}"));
        let (properties, _) = body.split_once("::").expect("a message");
        let names: Vec<_> = properties
            .split(',')
            .map(|it| it.split_once('=').expect("a value").0)
            .collect();
        assert_eq!(&names[..4], ["title", "file", "line", "col"], "{line}");
    }
    run.prints(
        "::error title=kqlint%3A syntax-error,file=b.kql,line=2,col=3,endLine=2,endColumn=4::",
    );
}

#[test]
fn github_is_chosen_where_github_runs_it() {
    let folder = Folder::new(&[("b.kql", BROKEN)]);
    let variables = [("GITHUB_ACTIONS", "true")];
    let run = folder.run_in(&["check"], &variables).exits(1);
    assert!(run.stdout.starts_with("::error "), "{run:?}");
    let arguments = ["check", "--output-format", "concise"];
    let run = folder.run_in(&arguments, &variables).exits(1);
    assert!(run.stdout.starts_with("b.kql:2:3: "), "{run:?}");
}

#[test]
fn azure_commands_are_one_line_each() {
    let run = run("azure");
    is_plain(&run.stdout);
    for line in run.stdout.lines() {
        let (properties, _) = line.split_once(']').expect("the end of a command");
        let properties = properties
            .strip_prefix("##vso[task.logissue ")
            .expect("a command");
        let names: Vec<_> = properties
            .split_terminator(';')
            .map(|it| it.split_once('=').expect("a value").0)
            .collect();
        let expected = ["type", "sourcepath", "linenumber", "columnnumber", "code"];
        assert_eq!(names, expected, "{line}");
    }
}

#[test]
fn gitlab_has_the_fields_that_it_wants_and_each_fingerprint_once() {
    let run = run("gitlab");
    is_plain(&run.stdout);
    let issues = run.json();
    let issues = issues.as_array().expect("an array");
    let mut fingerprints: Vec<_> = issues
        .iter()
        .map(|it| it["fingerprint"].to_string())
        .collect();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), issues.len());
    for issue in issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string());
        assert!(issue["location"]["lines"]["begin"].is_number());
        let severities = ["info", "minor", "major", "critical", "blocker"];
        assert!(severities.contains(&issue["severity"].as_str().expect("a word")));
    }
}

#[test]
fn json_lines_are_one_object_each() {
    let run = run("json-lines");
    is_plain(&run.stdout);
    let count = run.stdout.lines().count();
    for line in run.stdout.lines() {
        let finding: Value = serde_json::from_str(line).expect("JSON");
        assert!(finding["rule"].is_string());
    }
    let folder = Folder::new(&[(HOSTILE, QUERY), ("b.kql", BROKEN)]);
    let arguments = ["check", "--level", "hint", "--output-format", "json"];
    let all = folder.run(&arguments).json();
    assert_eq!(all.as_array().map(Vec::len), Some(count));
}

#[test]
fn junit_is_xml_with_a_case_for_each_finding() {
    let run = run("junit");
    is_plain(&run.stdout);
    let report = quick_junit::Report::deserialize_from_str(&run.stdout).expect("a report");
    assert_eq!(report.test_suites.len(), 3);
    assert!(!run.stdout.contains("<b>"), "{run:?}");
    let clean = report
        .test_suites
        .iter()
        .find(|it| it.name.as_str() == "c.kql");
    assert_eq!(clean.expect("the file").test_cases.len(), 1);
}

#[test]
fn sarif_keeps_to_the_published_schema() {
    let schema = include_str!("../fixtures/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    let run = run("sarif");
    is_plain(&run.stdout);
    let log = run.json();
    let errors: Vec<_> = validator
        .iter_errors(&log)
        .map(|it| it.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in run["results"].as_array().expect("results") {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["partialFingerprints"]["kqlint/v1"].is_string());
    }
}

#[test]
fn sarif_has_regions_fixes_and_the_second_place() {
    let page = "# Jobs\n\nÄll jobs in the last 5 days:\n\n```kql\nAmlComputeJobEvent | where TimeGenerated > ago(4d) | take 5\n```\n";
    let folder = Folder::new(&[("a page.md", page)]);
    let arguments = [
        "check",
        "--select",
        "window-contradiction",
        "--output-format",
        "sarif",
    ];
    let log = folder.run(&arguments).exits(1).json();
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20page.md");
    assert_eq!(place["region"]["startLine"], 6);
    let related = &result["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 3);
    assert!(related["message"]["text"].is_string());
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert!(change["replacements"][0]["insertedContent"]["text"].is_string());
}

#[test]
fn a_finding_keeps_its_fingerprint_when_lines_move() {
    let number = |text: &str| {
        let folder = Folder::new(&[("a.kql", text)]);
        let run = folder.run(&["check", "--output-format", "gitlab"]).exits(1);
        run.json()[0]["fingerprint"].clone()
    };
    assert_eq!(number("T\n| | count\n"), number("\n\nT\n|  |  count\n"));
}
