//! A page for each rule, from its doc comment, and a list of them all.

use std::{fmt::Write as _, path::PathBuf};

use kqlint_lints::{Group, Rule, rules};

use super::Generated;

/// Where the pages are.
pub(crate) const FOLDER: &str = "docs/rules";

const HEADER: &str = "<!-- Generated from the rules by `cargo xtask codegen`. -->\n\n";

/// Writes the pages and the list.
pub(crate) fn generate() -> Vec<Generated> {
    let page = |rule: &Rule| Generated {
        path: [FOLDER, &format!("{}.md", rule.name)].iter().collect(),
        contents: page(rule).into_bytes(),
    };
    let list = Generated {
        path: PathBuf::from_iter([FOLDER, "README.md"]),
        contents: list().into_bytes(),
    };
    rules().iter().map(page).chain([list]).collect()
}

fn page(rule: &Rule) -> String {
    let mut out = format!("{HEADER}# {}\n\n", rule.name);
    let _ = writeln!(
        out,
        "Group: [{group}](README.md#{group}), level: {level}, since {since}.",
        group = rule.group.name(),
        level = rule.level.name(),
        since = rule.since,
    );
    if rule.preview {
        out.push_str("Runs only when it is turned on.\n");
    }
    out.push('\n');
    for line in rule.page().lines() {
        match line.strip_prefix("```kql,") {
            Some(tags) => example(&mut out, tags),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// The line above an example and its fence.
fn example(out: &mut String, tags: &str) {
    let (kind, settings) = tags.split_once(',').unwrap_or((tags, ""));
    let word = if kind == "bad" { "Reported" } else { "Fine" };
    out.push_str(word);
    if !settings.is_empty() {
        let settings = settings.replace(':', " = ").replace(',', ", ");
        let _ = write!(out, " ({settings})");
    }
    out.push_str(":\n\n```kql\n");
}

fn list() -> String {
    let mut out = format!(
        "{HEADER}# Rules\n\n{} rules.\n`kqlint explain RULE` prints the page of one.\n",
        rules().len()
    );
    for group in Group::ALL {
        let of_group: Vec<&Rule> = rules().iter().filter(|rule| rule.group == group).collect();
        if of_group.is_empty() {
            continue;
        }
        let _ = write!(
            out,
            "\n## {}\n\n| rule | finds | level | fix |\n|---|---|---|---|\n",
            group.name()
        );
        for rule in of_group {
            let fix = if rule.docs.contains("## Fix safety") {
                "yes"
            } else {
                ""
            };
            let level = match rule.preview {
                true => format!("{}, off", rule.level.name()),
                false => rule.level.name().to_owned(),
            };
            let _ = writeln!(
                out,
                "| [{name}]({name}.md) | {summary} | {level} | {fix} |",
                name = rule.name,
                summary = rule.summary,
            );
        }
    }
    out
}
