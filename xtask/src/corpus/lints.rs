//! What the rules report on queries that Microsoft's binder accepts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
    time::Instant,
};

use anyhow::{Context, bail};
use kqlint_catalog::Catalog;
use kqlint_diagnostics::{Diagnostic, Level};
use kqlint_embed::{Fact, HostFacts, IntentKind, IntentText, RuleKind, SourceMap};
use kqlint_lints::{Input, Linter, Settings, rule, rules};
use kqlint_semantics::{Options, analyze, inferred_environment, names_workspace_time};

use super::Row;

/// What was measured.
pub(crate) struct Lints<'r> {
    queries: usize,
    with_warning: usize,
    with_error: usize,
    /// For each rule: findings, and queries that have one.
    counts: BTreeMap<&'static str, (usize, usize)>,
    findings: Vec<(&'r Row, Diagnostic)>,
    analysis_seconds: f64,
    lint_seconds: f64,
    bytes: usize,
}

/// Runs the rules on every plain query that Microsoft binds clean: those that are on, and the one that is to be shown.
pub(crate) fn measure<'r>(rows: &'r [Row], shown: Option<&str>) -> Lints<'r> {
    let mut out = Lints {
        queries: 0,
        with_warning: 0,
        with_error: 0,
        counts: rules().iter().map(|rule| (rule.name, (0, 0))).collect(),
        findings: Vec::new(),
        analysis_seconds: 0.0,
        lint_seconds: 0.0,
        bytes: 0,
    };
    let mut settings = Settings::default();
    if let Some(rule) = shown.and_then(rule) {
        settings.enable(rule);
    }
    let linter = Linter::new(&settings);
    for row in rows.iter().filter(|row| row.is_bound_clean()) {
        let start = Instant::now();
        let tree = kqlint_syntax::parse(&row.text);
        let there = |it| Catalog::builtin().with_environment(it);
        let catalog = match inferred_environment(&tree, there) {
            Some(it) => there(it),
            None if names_workspace_time(&tree) => Catalog::builtin(),
            None => Catalog::builtin().as_guess(),
        };
        let model = analyze(&tree, &catalog, &Options::default());
        out.analysis_seconds += start.elapsed().as_secs_f64();
        let intents = intents(row);
        let facts = facts(row);
        let input = Input {
            tree: &tree,
            model: &model,
            catalog: &catalog,
            intents: &intents,
            facts: &facts,
        };
        let start = Instant::now();
        let found = linter.check(&input);
        out.lint_seconds += start.elapsed().as_secs_f64();
        out.bytes += row.text.len();
        out.count(row, found);
    }
    out
}

/// What the corpus says of the query, as a host would.
fn intents(row: &Row) -> Vec<IntentText> {
    const KEYS: [(&str, IntentKind); 7] = [
        ("prose", IntentKind::LeadIn),
        ("heading", IntentKind::Heading),
        ("title", IntentKind::Title),
        ("name", IntentKind::Title),
        ("displayName", IntentKind::Title),
        ("description", IntentKind::Description),
        ("Description", IntentKind::Description),
    ];
    KEYS.iter()
        .filter_map(|&(key, kind)| {
            let text = row.context.get(key)?.as_str()?.to_owned();
            Some(IntentText {
                kind,
                text,
                map: SourceMap::empty(),
            })
        })
        .collect()
}

/// What fields of its host say of the query.
fn facts(row: &Row) -> HostFacts {
    let fact = |key: &str| {
        let value = row.context.get(key)?;
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let range = kqlint_diagnostics::TextRange::default();
        Some(Fact { text, range })
    };
    let mut facts = HostFacts {
        period: fact("queryPeriod"),
        frequency: fact("queryFrequency").or_else(|| fact("evaluationFrequency")),
        window: fact("windowSize"),
        time_context: fact("timeContextMs"),
        ..HostFacts::default()
    };
    let is_function = row.context.contains_key("functionAlias");
    facts.kind = match (&facts.period, &facts.window, row.form.as_str()) {
        (Some(_), _, _) => Some(RuleKind::Scheduled),
        (_, Some(_), _) => Some(RuleKind::LogAlert),
        (_, _, "json-workbook") => Some(RuleKind::Workbook),
        (_, _, "yaml") if !is_function => Some(RuleKind::Hunting),
        _ if is_function => Some(RuleKind::Function),
        _ => None,
    };
    // A tile without a time of its own takes it from a parameter, of which the row says nothing.
    if facts.kind == Some(RuleKind::Workbook) && facts.time_context.is_none() {
        facts.time_context = Some(Fact {
            text: String::new(),
            range: kqlint_diagnostics::TextRange::default(),
        });
    }
    facts
}

impl<'r> Lints<'r> {
    fn count(&mut self, row: &'r Row, found: Vec<Diagnostic>) {
        self.queries += 1;
        self.with_warning += usize::from(found.iter().any(|found| found.level >= Level::Warning));
        self.with_error += usize::from(found.iter().any(|found| found.level == Level::Error));
        let names: BTreeSet<&'static str> = found.iter().map(|found| found.rule).collect();
        for name in names {
            self.counts.entry(name).or_default().1 += 1;
        }
        for diagnostic in found {
            self.counts.entry(diagnostic.rule).or_default().0 += 1;
            self.findings.push((row, diagnostic));
        }
    }

    /// Prints figures, and findings of one rule: all, or `sample` of them spread over the corpus.
    pub(crate) fn print(&self, rule: Option<&str>, sample: Option<usize>) {
        println!("{}", self.table());
        let speed = |seconds: f64| self.bytes as f64 / 1e6 / seconds;
        println!(
            "parse + analyse {:.1} MB/s, rules {:.1} MB/s, together {:.1} MB/s, one thread",
            speed(self.analysis_seconds),
            speed(self.lint_seconds),
            speed(self.analysis_seconds + self.lint_seconds)
        );
        let Some(rule) = rule else { return };
        let found: Vec<_> = self
            .findings
            .iter()
            .filter(|(_, found)| found.rule == rule)
            .collect();
        let step = sample.map_or(1, |sample| found.len().div_ceil(sample.max(1)).max(1));
        for (row, diagnostic) in found.into_iter().step_by(step) {
            print_finding(row, diagnostic);
        }
    }

    /// The counts as Markdown.
    fn table(&self) -> String {
        let share = |part: usize| 100.0 * part as f64 / self.queries.max(1) as f64;
        let mut out = String::from("# What the rules report\n\n");
        let _ = writeln!(
            out,
            "On {} queries that Microsoft's binder accepts, at default settings.\n`cargo xtask corpus` writes this page.\n",
            self.queries
        );
        let _ = writeln!(
            out,
            "| level | queries with a finding | share |\n|---|---:|---:|"
        );
        let _ = writeln!(
            out,
            "| warning or error | {} | {:.2} % |",
            self.with_warning,
            share(self.with_warning)
        );
        let _ = writeln!(
            out,
            "| error | {} | {:.2} % |\n",
            self.with_error,
            share(self.with_error)
        );
        let _ = writeln!(
            out,
            "| rule | group | level | findings | queries |\n|---|---|---|---:|---:|"
        );
        for rule in rules() {
            let (findings, queries) = self.counts.get(rule.name).copied().unwrap_or_default();
            let level = if rule.preview {
                "preview"
            } else {
                rule.level.name()
            };
            let _ = writeln!(
                out,
                "| {} | {} | {level} | {findings} | {queries} |",
                rule.name,
                rule.group.name()
            );
        }
        out
    }

    /// Compares with the page that is checked in, or writes it.
    pub(crate) fn gate(&self, page: &Path, write: bool) -> anyhow::Result<()> {
        let table = self.table();
        if write {
            return fs::write(page, table)
                .with_context(|| format!("cannot write `{}`", page.display()));
        }
        let known = fs::read_to_string(page)
            .with_context(|| format!("cannot read `{}`", page.display()))?;
        let of = |page: &str| page.lines().nth(2).map(str::to_owned);
        if of(&known) != of(&table) {
            println!("rules: another corpus than the rates are for, nothing compared");
            return Ok(());
        }
        if known != table {
            bail!(
                "rates have moved: run `cargo xtask corpus` with `--write-rates` and read what changed in `{}`",
                page.display()
            );
        }
        Ok(())
    }
}

fn print_finding(row: &Row, diagnostic: &Diagnostic) {
    println!(
        "\n== {} {} {}: {}",
        row.file, row.id, diagnostic.rule, diagnostic.message
    );
    for note in diagnostic.notes.iter().chain(&diagnostic.help) {
        println!("   {note}");
    }
    for label in &diagnostic.related {
        println!("   {} {:?}", label.text, label.place);
    }
    for key in ["title", "name", "heading", "prose", "description"] {
        if let Some(text) = row.context.get(key).and_then(|text| text.as_str()) {
            println!(
                "   {key}: {}",
                text.chars()
                    .take(300)
                    .collect::<String>()
                    .replace('\n', " ")
            );
        }
    }
    let start = usize::from(diagnostic.range.start());
    let end = usize::from(diagnostic.range.end());
    let before = row.text.get(..start).unwrap_or_default();
    let from = before.char_indices().rev().nth(500).map_or(0, |(at, _)| at);
    let after = row.text.get(end..).unwrap_or_default();
    let to = after
        .char_indices()
        .nth(300)
        .map_or(after.len(), |(at, _)| at);
    println!(
        "{}⟦{}⟧{}",
        before.get(from..).unwrap_or_default(),
        row.text.get(start..end).unwrap_or_default(),
        after.get(..to).unwrap_or_default()
    );
}
