//! The examples on each rule's page do what the page says.

mod linting;

use kqlint_diagnostics::{Edit, Place, Safety};
use kqlint_lints::Rule;

use linting::{Example, check, examples_of};

/// The rules about queries; those about comments are tested where these are read.
fn rules() -> impl Iterator<Item = &'static Rule> {
    kqlint_lints::rules()
        .iter()
        .filter(|rule| !rule.is_about_comments())
}

fn examples(rule: &Rule) -> Vec<Example> {
    examples_of(
        rule.docs
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line)),
    )
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<_> = edits
        .iter()
        .map(|edit| match edit.place {
            Place::Query(range) => (range, edit.text.as_str()),
            Place::Host(_) => panic!("an edit of the host"),
        })
        .collect();
    edits.sort_by_key(|(range, _)| range.start());
    let mut text = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        text.replace_range(std::ops::Range::<usize>::from(range), new);
    }
    text
}

#[test]
fn bad_examples_report_once() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for example in examples(rule)
            .iter()
            .filter(|example| example.tags[0] == "bad")
        {
            let found = check(rule, &example.text, &example.tags);
            if found.len() != 1 || found[0].rule != rule.name {
                wrong.push(format!("{}:\n{}\n{found:#?}", rule.name, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn good_examples_report_nothing() {
    for rule in rules() {
        for example in examples(rule)
            .iter()
            .filter(|example| example.tags[0] == "good")
        {
            let found = check(rule, &example.text, &example.tags);
            assert!(
                found.is_empty(),
                "{}:\n{}\n{found:#?}",
                rule.name,
                example.text
            );
        }
    }
}

#[test]
fn first_fix_cures_the_finding() {
    for rule in rules() {
        for example in examples(rule)
            .iter()
            .filter(|example| example.tags[0] == "bad")
        {
            let found = check(rule, &example.text, &example.tags);
            let fix = found.first().and_then(|found| found.fixes.first());
            let in_query = |edit: &Edit| matches!(edit.place, Place::Query(_));
            let Some(fix) = fix.filter(|fix| fix.edits.iter().all(in_query)) else {
                continue;
            };
            let fixed = apply(&example.text, &fix.edits);
            assert!(
                check(rule, &fixed, &example.tags).is_empty(),
                "{} after {:?}:\n{fixed}",
                rule.name,
                fix.title
            );
            assert!(
                kqlint_syntax::parse(&fixed).errors().is_empty(),
                "{}:\n{fixed}",
                rule.name
            );
        }
    }
}

#[test]
fn safe_fix_of_the_bad_example_gives_the_good_one() {
    for rule in rules() {
        let examples = examples(rule);
        let pair = examples
            .iter()
            .find(|it| it.tags[0] == "bad")
            .zip(examples.iter().find(|it| it.tags[0] == "good"));
        let Some((bad, good)) = pair else {
            panic!("{} lacks an example", rule.name)
        };
        let found = check(rule, &bad.text, &bad.tags);
        let fix = found
            .first()
            .and_then(|found| found.fixes.iter().find(|fix| fix.safety == Safety::Safe));
        if let Some(fix) = fix {
            assert_eq!(apply(&bad.text, &fix.edits), good.text, "{}", rule.name);
        }
    }
}

#[test]
fn rules_are_sorted_and_named_as_their_pages_want() {
    let names: Vec<&str> = kqlint_lints::rules().iter().map(|rule| rule.name).collect();
    assert!(names.is_sorted(), "{names:?}");
    for rule in kqlint_lints::rules() {
        assert!(
            rule.name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{}",
            rule.name
        );
        assert!(
            rule.docs.contains("## Why is this bad?") && rule.docs.contains("## Example"),
            "{}",
            rule.name
        );
    }
}
