//! Every fact about the services that kqlint rests on, with a query that shows it: `facts.md`.
//!
//! A fence is a document, and what stands behind its language says what is to be found in it:
//!
//! - `finds:RULE`: the rule reports once. A fence `fixed` behind it is the document after the first fix.
//! - `silent:RULE`: the rule reports nothing; `silent` alone: no rule does.
//! - `hover`: what stands at `$0` is explained with the words of the next fence, `says`.
//! - `refused`: the configuration or the schema can't be used, in the words of the next fence, `says`.
//! - `schema`: the schema of the fences below in the section. A fence `toml` is their configuration.

use std::{fs, path::Path, sync::Arc};

use kqlint_ide::Cx;
use kqlint_workspace::{Analyzer, Document, Finding, HostKind, Project, apply_edits};
use tempfile::TempDir;

/// How many facts there are.
const FACTS: usize = 57;

/// What every section is checked with unless it says something else.
const CONFIG: &str = "preview = true\n";

/// A fact: its name, and its fences in order.
struct Section<'t> {
    name: &'t str,
    fences: Vec<Fence<'t>>,
}

/// A fenced text, and the words behind its first marks.
struct Fence<'t> {
    info: Vec<&'t str>,
    text: String,
}

fn sections(text: &str) -> Vec<Section<'_>> {
    let mut out: Vec<Section<'_>> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            let fences = Vec::new();
            out.push(Section { name, fences });
        }
        let ticks = line.len() - line.trim_start_matches('`').len();
        let (marks, info) = line.split_at(ticks);
        if ticks < 3 {
            continue;
        }
        let body: Vec<&str> = lines.by_ref().take_while(|it| *it != marks).collect();
        out.last_mut().expect("a section").fences.push(Fence {
            info: info.split(',').collect(),
            text: format!("{}\n", body.join("\n")),
        });
    }
    out
}

/// What the fences of a section say so far.
struct Checker<'t> {
    name: &'t str,
    /// Where the configuration and the schema are.
    folder: TempDir,
    config: String,
    has_schema: bool,
    /// The last document after the first fix of what was found.
    fixed: Option<String>,
    /// How often something was looked at.
    checks: usize,
    wrong: Vec<String>,
}

impl<'t> Checker<'t> {
    fn new(name: &'t str) -> Self {
        Self {
            name,
            folder: tempfile::tempdir().expect("a folder"),
            config: CONFIG.to_owned(),
            has_schema: false,
            fixed: None,
            checks: 0,
            wrong: Vec::new(),
        }
    }

    /// Takes one fence; `says` is the text of the one behind it.
    fn take(&mut self, fence: &Fence<'_>, says: &str) {
        let Fence { info, text } = fence;
        match info[0] {
            "toml" => self.config = format!("{CONFIG}{text}"),
            "json" if info.contains(&"schema") => {
                self.has_schema = true;
                self.write("schema.json", text);
            }
            _ => {}
        }
        for tag in info.iter().skip(1) {
            match tag.split_once(':').unwrap_or((tag, "")) {
                ("finds", rule) => self.finds(info[0], text, rule),
                ("silent", rule) => self.is_silent(info[0], text, rule),
                ("fixed", _) => {
                    let fixed = self.fixed.take();
                    self.expect(fixed.as_ref() == Some(text), &format!("fixed is {fixed:?}"));
                }
                ("hover", _) => {
                    let found = self.hover(text).unwrap_or_default();
                    self.expect(found.contains(says), &format!("{says:?} isn't in {found}"));
                }
                ("refused", _) => {
                    let error = self.analyzer(HostKind::Query).err().unwrap_or_default();
                    self.expect(
                        error.contains(says),
                        &format!("{says:?} isn't in {error:?}"),
                    );
                    self.has_schema = false;
                }
                ("schema" | "says", _) => {}
                _ => panic!("{}: `{tag}` is no tag", self.name),
            }
        }
    }

    fn expect(&mut self, is_right: bool, otherwise: &str) {
        self.checks += 1;
        if !is_right {
            self.wrong.push(format!("{}: {otherwise}", self.name));
        }
    }

    fn finds(&mut self, language: &str, text: &str, rule: &str) {
        let found = self.findings(language, text);
        let of_rule: Vec<_> = found.iter().filter(|it| it.rule == rule).collect();
        self.expect(of_rule.len() == 1, &format!("{text}{}", list(&found)));
        let fix = of_rule.first().and_then(|it| it.fixes.first());
        self.fixed = fix.map(|fix| apply_edits(text, &fix.edits));
    }

    fn is_silent(&mut self, language: &str, text: &str, rule: &str) {
        let mut found = self.findings(language, text);
        found.retain(|it| rule.is_empty() || it.rule == rule);
        self.expect(found.is_empty(), &format!("{text}{}", list(&found)));
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("a file");
    }

    fn analyzer(&self, kind: HostKind) -> Result<Arc<Analyzer>, String> {
        let schema = match self.has_schema {
            true => "schema = [\"schema.json\"]\n",
            false => "",
        };
        self.write("kqlint.toml", &format!("{schema}{}", self.config));
        let path = self.folder.path().join("query");
        let analyzer = Project::default().analyzer(&path, kind);
        analyzer.map_err(|error| error.to_string())
    }

    /// What is found in a document, hints included.
    fn findings(&self, language: &str, text: &str) -> Vec<Finding> {
        let name = format!("facts.{language}");
        let kind = HostKind::from_path(Path::new(&name)).expect("a kind of file");
        let analyzer = self.analyzer(kind).unwrap_or_else(|it| panic!("{it}"));
        let path = Path::new(&name);
        let document = Document { path, kind, text };
        analyzer.analyze(document).findings(text)
    }

    /// What the editor shows for the place that is marked.
    fn hover(&self, text: &str) -> Option<String> {
        let analyzer = self.analyzer(HostKind::Query).ok()?;
        let offset = text.find("$0").expect("a place");
        let text = text.replacen("$0", "", 1);
        let analysis = analyzer.analyze(Document {
            path: Path::new("facts.kql"),
            kind: HostKind::Query,
            text: &text,
        });
        let query = analysis.fragments.first()?;
        let cx = Cx {
            tree: &query.tree,
            model: &query.model,
            catalog: query.catalog(),
        };
        let offset = offset.try_into().expect("a short text");
        Some(kqlint_ide::hover(&cx, offset)?.markdown)
    }
}

/// Findings, one a line.
fn list(findings: &[Finding]) -> String {
    let lines = findings
        .iter()
        .map(|it| format!("  {}: {}\n", it.rule, it.message));
    lines.collect()
}

/// What is wrong with a section.
fn check(section: &Section<'_>) -> Vec<String> {
    let mut checker = Checker::new(section.name);
    for (at, fence) in section.fences.iter().enumerate() {
        let says = section.fences.get(at + 1).map_or("", |it| it.text.trim());
        checker.take(fence, says);
    }
    let checks = checker.checks;
    checker.expect(checks > 0, "nothing is checked");
    checker.wrong
}

#[test]
fn facts_hold() {
    let text = fs::read_to_string("facts.md").expect("the facts");
    let wrong: Vec<_> = sections(&text).iter().flat_map(check).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fact_is_there_once() {
    let text = fs::read_to_string("facts.md").expect("the facts");
    let mut names: Vec<_> = sections(&text).iter().map(|it| it.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FACTS);
}
