//! What comments silence, and what is said of them.

use std::{ops::Range, path::Path};

use kqlint_embed::HostKind;
use kqlint_lints::Rule;

use super::*;
use crate::{Analyzer, Config, Document, FixedDocument, RuleFilter, fix_document};

/// A query with one finding, `no-time-filter`, on its first line.
const QUERY: &str = "AmlComputeJobEvent\n| summarize Jobs = count() by ClusterName\n";

fn analyzer(kind: HostKind) -> Analyzer {
    let select: Vec<_> = ["no-time-filter", "syntax-error"]
        .into_iter()
        .chain(about_comments().map(|it| it.name))
        .map(str::to_owned)
        .collect();
    let filter = RuleFilter::new(&select, &[]);
    let config = Config::default();
    Analyzer::new(&config.of_file(None, kind), &filter, today())
}

fn today() -> Date {
    "2026-06-15".parse().expect("a day")
}

fn about_comments() -> impl Iterator<Item = &'static Rule> {
    kqlint_lints::rules()
        .iter()
        .filter(|it| it.is_about_comments())
}

fn document(kind: HostKind, text: &str) -> Document<'_> {
    Document {
        path: Path::new("a"),
        kind,
        text,
    }
}

fn findings(kind: HostKind, text: &str) -> Vec<Finding> {
    analyzer(kind).analyze(document(kind, text)).findings(text)
}

/// What is found in a document, reasons for comments left alone: the rule and the text
/// of its place.
#[track_caller]
fn check_in(kind: HostKind, text: &str, expected: &[(&str, &str)]) {
    let found = findings(kind, text);
    let found: Vec<_> = found
        .iter()
        .filter(|it| it.rule != "unexplained-suppression")
        .map(|it| (it.rule, &text[Range::<usize>::from(it.range)]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    check_in(HostKind::Query, text, expected);
}

fn fixed(kind: HostKind, text: &str) -> FixedDocument {
    let level = kqlint_diagnostics::Level::Hint;
    fix_document(&analyzer(kind), document(kind, text), level)
}

const TABLE: (&str, &str) = ("no-time-filter", "AmlComputeJobEvent");

#[test]
fn the_query_of_these_tests_has_one_finding() {
    check(QUERY, &[TABLE]);
}

#[test]
fn a_comment_silences_its_line_or_the_next() {
    check(
        "AmlComputeJobEvent // kqlint: ignore[no-time-filter] x\n| count\n",
        &[],
    );
    check(
        "// kqlint: ignore[no-time-filter] x\n\n// Jobs\nAmlComputeJobEvent\n| count\n",
        &[],
    );
    check(
        "AmlComputeJobEvent\n// kqlint: ignore[no-time-filter] x\n| count\n",
        &[
            TABLE,
            ("unused-suppression", "// kqlint: ignore[no-time-filter] x"),
        ],
    );
}

#[test]
fn a_comment_silences_its_query_or_the_file() {
    let other = "\n\nAmlComputeJobEvent\n| count\n";
    for comment in [
        "// kqlint: ignore-query[cost]",
        "// kqlint: ignore-query[no-time-filter]",
    ] {
        check(&format!("{comment}\n{QUERY}{other}"), &[TABLE]);
        check(&format!("{}{comment}{other}", QUERY.trim_end()), &[TABLE]);
    }
    check(
        &format!("{QUERY}{other}// kqlint: ignore-file[no-time-filter]"),
        &[],
    );
}

#[test]
fn a_comment_of_the_host_silences_the_query_below() {
    let page = |comment: &str| {
        format!("# Jobs\n\n{comment}\n\n```kql\n{QUERY}```\n\n```kql\n{QUERY}```\n")
    };
    check_in(
        HostKind::Markdown,
        &page("<!-- kqlint: ignore[no-time-filter] x -->"),
        &[TABLE],
    );
    check_in(
        HostKind::Markdown,
        &page("<!-- kqlint: ignore-file[no-time-filter] x -->"),
        &[],
    );
    check_in(
        HostKind::Markdown,
        &page("<!-- kqlint: ignore[no-time-filter] x -->\n\nText."),
        &[("malformed-directive", "ignore"), TABLE, TABLE],
    );
    let yaml = "name: Jobs\n# kqlint: ignore[no-time-filter] x\nquery: |\n  AmlComputeJobEvent\n  | summarize count()\n";
    check_in(HostKind::Yaml, yaml, &[]);
    let yaml = "name: Jobs\nquery: |\n  AmlComputeJobEvent // kqlint: ignore[no-time-filter] x\n  | summarize count()\n";
    check_in(HostKind::Yaml, yaml, &[]);
    let json = "{\"query\": \"// kqlint: ignore[no-time-filter]\\nAmlComputeJobEvent\\n| summarize count()\"}";
    check_in(HostKind::Json, json, &[]);
}

#[test]
fn text_that_is_not_kql_is_silenced_by_name_only() {
    let error = ("syntax-error", "|");
    check(
        "// kqlint: ignore[syntax-error] a skeleton\nT | | count\n",
        &[],
    );
    check(
        "// kqlint: ignore[correctness] a skeleton\nT | | count\n",
        &[error],
    );
}

#[test]
fn a_suppression_ends_after_its_day() {
    let text = |day: &str| format!("// kqlint: ignore-file[no-time-filter] until {day} x\n{QUERY}");
    check(&text("2026-06-15"), &[]);
    let found = findings(HostKind::Query, &text("2026-06-14"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        found[0].notes.last().map(String::as_str),
        Some("its suppression ended on 2026-06-14")
    );
    assert_eq!(
        found[0].related.last().map(|it| it.text.as_str()),
        Some("silent until 2026-06-14")
    );
}

#[test]
fn names_without_use_are_removed_and_others_kept() {
    let text = "AmlComputeJobEvent // kqlint: ignore[syntax-error, no-time-filter] x\n| count\n";
    check(text, &[("unused-suppression", "syntax-error")]);
    let fixed = fixed(HostKind::Query, text);
    assert_eq!(fixed.text, text.replace("syntax-error, ", ""));
    let text = "AmlComputeJobEvent // kqlint: ignore[no-time-filter, syntax-error] x\n| count\n";
    assert_eq!(
        self::fixed(HostKind::Query, text).text,
        text.replace(", syntax-error", "")
    );
}

#[test]
fn comments_without_use_are_removed_with_their_line() {
    let comment = "// kqlint: ignore[syntax-error]";
    let before = "print 1\n| take 5";
    for text in [
        format!("{comment}\n{before}"),
        format!("print 1\n{comment}\n| take 5"),
        format!("{before} {comment}"),
        format!("{before}\n  {comment}"),
    ] {
        assert_eq!(fixed(HostKind::Query, &text).text, before, "{text}");
    }
    let page = "Text.\r\n\r\n<!-- kqlint: ignore[syntax-error] -->\r\n```kql\r\nprint 1\r\n```\r\n";
    let expected = page.replace("<!-- kqlint: ignore[syntax-error] -->\r\n", "");
    assert_eq!(fixed(HostKind::Markdown, page).text, expected);
    let list = "- a\n\n  ```kql\n  // kqlint: ignore[syntax-error]\n  print 1\n  ```\n";
    let expected = list.replace("  // kqlint: ignore[syntax-error]\n", "");
    assert_eq!(fixed(HostKind::Markdown, list).text, expected);
}

#[test]
fn nothing_is_unused_where_the_rule_does_not_run() {
    check("// kqlint: ignore[long-window]\nprint 1\n", &[]);
    check(
        "// kqlint: ignore[no-time-filter]\nT | | count\n",
        &[("syntax-error", "|")],
    );
}

#[test]
fn who_silences_unused_comments_is_used() {
    let text = "// kqlint: ignore-file[unused-suppression] samples\n// kqlint: ignore[no-time-filter]\nprint 1\n";
    check(text, &[]);
    check(
        "// kqlint: ignore-file[unused-suppression] samples\nprint 1\n",
        &[(
            "unused-suppression",
            "// kqlint: ignore-file[unused-suppression] samples",
        )],
    );
}

#[test]
fn slips_in_comments_are_reported() {
    for (text, place) in [
        ("// kqlint: ignor[no-time-filter]", "ignor"),
        ("// kqlint:", "// kqlint:"),
        ("// kqlint: ignore no-time-filter", "ignore"),
        ("// kqlint: ignore[long-windov]", "long-windov"),
        ("// kqlint: ignore[no-time-filter] until spring", "spring"),
    ] {
        check(
            &format!("{text}\nprint 1"),
            &[("malformed-directive", place)],
        );
    }
    let text = "// kqlint: ignroe[no-time-filter] x\nAmlComputeJobEvent\n| count\n";
    assert_eq!(
        fixed(HostKind::Query, text).text,
        text.replace("ignroe", "ignore")
    );
}

#[test]
fn pages_of_rules_about_comments_are_right() {
    for rule in about_comments() {
        let examples = |tag: &str| -> Vec<String> {
            let lines: Vec<_> = rule
                .docs
                .lines()
                .map(|it| it.strip_prefix(' ').unwrap_or(it))
                .collect();
            let docs = lines.join("\n");
            let parts: Vec<_> = docs
                .split(&format!("```kql,{tag}\n"))
                .skip(1)
                .map(str::to_owned)
                .collect();
            parts
                .into_iter()
                .filter_map(|it| Some(it.split_once("```")?.0.to_owned()))
                .collect()
        };
        let (bad, good) = (examples("bad"), examples("good"));
        assert_eq!((bad.len(), good.len()), (1, 1), "{}", rule.name);
        let count = |text: &str| {
            findings(HostKind::Query, text)
                .iter()
                .filter(|it| it.rule == rule.name)
                .count()
        };
        assert_eq!((count(&bad[0]), count(&good[0])), (1, 0), "{}", rule.name);
        let fixed = fixed(HostKind::Query, &bad[0]);
        if !fixed.applied.is_empty() {
            assert_eq!(fixed.text, good[0], "{}", rule.name);
        }
    }
}

/// The document after its first finding is silenced in one of the ways offered.
fn silenced(kind: HostKind, text: &str, way: &str) -> String {
    let analysis = analyzer(kind).analyze(document(kind, text));
    let found = analysis.findings(text);
    let finding = found.iter().find(|it| it.rule == "no-time-filter");
    let fixes = suppressions_of(&analysis, text, finding.expect("a finding"));
    let fix = fixes.iter().find(|it| it.title.ends_with(way));
    let out = crate::apply_edits(text, &fix.expect("a way").edits);
    let left = findings(kind, &out);
    let left = left
        .iter()
        .filter(|it| it.rule != "unexplained-suppression");
    assert_eq!(left.count(), found.len() - 1, "{out}");
    out
}

#[test]
fn a_finding_is_silenced_on_its_line() {
    let check = |kind, text: &str, expected: &str| {
        assert_eq!(silenced(kind, text, "on this line"), expected);
    };
    check(
        HostKind::Query,
        "AmlComputeJobEvent\r\n| count\r\n",
        "AmlComputeJobEvent // kqlint: ignore[no-time-filter]\r\n| count\r\n",
    );
    check(
        HostKind::Query,
        "print 1;\n  AmlComputeJobEvent // Jobs\n| count\n",
        "print 1;\n  // kqlint: ignore[no-time-filter]\n  AmlComputeJobEvent // Jobs\n| count\n",
    );
    check(
        HostKind::Query,
        "AmlComputeJobEvent // kqlint: ignore[cost-of-all] x\n| count\n",
        "AmlComputeJobEvent // kqlint: ignore[cost-of-all, no-time-filter] x\n| count\n",
    );
    check(
        HostKind::Json,
        "{\"query\": \"AmlComputeJobEvent\\n| summarize count()\"}",
        "{\"query\": \"AmlComputeJobEvent // kqlint: ignore[no-time-filter]\\n| summarize count()\"}",
    );
}

#[test]
fn a_finding_is_silenced_in_its_file() {
    let check = |kind, text: &str, expected: &str| {
        assert_eq!(silenced(kind, text, "in this file"), expected);
    };
    check(
        HostKind::Query,
        &format!("\u{feff}{QUERY}"),
        &format!("\u{feff}// kqlint: ignore-file[no-time-filter]\n{QUERY}"),
    );
    check(
        HostKind::Markdown,
        &format!("---\na: b\n---\n# Jobs\n```kql\n{QUERY}```\n"),
        &format!(
            "---\na: b\n---\n<!-- kqlint: ignore-file[no-time-filter] -->\n\n# Jobs\n```kql\n{QUERY}```\n"
        ),
    );
    check(
        HostKind::Yaml,
        "query: |\n  AmlComputeJobEvent\n  | count\n",
        "# kqlint: ignore-file[no-time-filter]\nquery: |\n  AmlComputeJobEvent\n  | count\n",
    );
    // JSON has no comments, but its queries do.
    check(
        HostKind::Json,
        "{\"query\": \"AmlComputeJobEvent\\n| summarize count()\"}",
        "{\"query\": \"// kqlint: ignore-file[no-time-filter]\\nAmlComputeJobEvent\\n| summarize count()\"}",
    );
}

#[test]
fn no_way_is_offered_where_there_is_none() {
    let text = "T | | count";
    let analysis = analyzer(HostKind::Query).analyze(document(HostKind::Query, text));
    let found = analysis.findings(text);
    assert_eq!(suppressions_of(&analysis, text, &found[0]), []);
}
