//! Probes: small texts with the verdict of Microsoft's parser on each, which a test compares with ours.
//!
//! `tests/syntax/probes.jsonl` holds them, one object a line: `text` and, once the oracle was asked, `accepted`.
//! Rows written by hand stay; rows that [`texts`] makes of lists are added where they lack.

mod oracle;
mod templates;
mod texts;
mod variations;

use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use kqlint_syntax::parse;
use serde::{Deserialize, Serialize};

const FILE: &str = "tests/syntax/probes.jsonl";

/// Options of `cargo xtask probes`.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder with `oracle.cjs`, installed.
    #[arg(long)]
    oracle: PathBuf,
    /// Ask about probes whose verdict is known, too.
    #[arg(long)]
    again: bool,
    /// Instead of writing the file, compare this many random variations of its texts.
    #[arg(long, default_value_t = 0)]
    variations: usize,
    /// Start of the random numbers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// More texts to vary: a folder of `*.jsonl` files.
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// Instead of writing the file, compare the templated texts of `--corpus`, with something in place of each placeholder.
    #[arg(long, requires = "corpus")]
    templates: bool,
    /// How many disagreements to print.
    #[arg(long, default_value_t = 40)]
    show: usize,
}

#[derive(Serialize, Deserialize)]
struct Probe {
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accepted: Option<bool>,
    /// Why we say the opposite, on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    differs: Option<String>,
}

/// Asks the oracle about every probe that has no verdict, writes the file and prints disagreements.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no parent folder")?;
    if let Some(folder) = options.corpus.as_deref().filter(|_| options.templates) {
        let rows = crate::corpus::read(folder)?;
        templates::ask(&options.oracle, &rows)?.print(options.show);
        return Ok(());
    }
    let mut probes = read(&root.join(FILE))?;
    if options.variations > 0 {
        let mut texts: Vec<String> = probes.into_iter().map(|probe| probe.text).collect();
        if let Some(folder) = &options.corpus {
            let rows = crate::corpus::read(folder)?;
            texts.extend(
                rows.into_iter()
                    .map(|row| row.text)
                    .filter(|text| text.len() < 1500),
            );
        }
        let texts = variations::of(&texts, options.variations, options.seed);
        let verdicts = oracle::ask(&options.oracle, &texts)?;
        report(&texts, &verdicts, options.show);
        return Ok(());
    }
    let known: HashSet<String> = probes.iter().map(|probe| probe.text.clone()).collect();
    let new = texts::all(root)?
        .into_iter()
        .filter(|text| !known.contains(text));
    probes.extend(new.map(|text| Probe {
        text,
        accepted: None,
        differs: None,
    }));
    let asked: Vec<&mut Probe> = probes
        .iter_mut()
        .filter(|probe| options.again || probe.accepted.is_none())
        .collect();
    let texts: Vec<String> = asked.iter().map(|probe| probe.text.clone()).collect();
    let verdicts = oracle::ask(&options.oracle, &texts)?;
    report(&texts, &verdicts, options.show);
    for (probe, verdict) in asked.into_iter().zip(verdicts) {
        probe.accepted = verdict.map(|verdict| verdict.is_empty());
    }
    let mut out = String::new();
    for probe in probes.iter().filter(|probe| probe.accepted.is_some()) {
        writeln!(out, "{}", serde_json::to_string(probe)?)?;
    }
    fs::write(root.join(FILE), out).with_context(|| format!("cannot write `{FILE}`"))
}

/// Writes each probe into a file of its own, for a fuzzer to begin with.
pub(crate) fn seeds(folder: &Path) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    for (number, probe) in read(&root.join(FILE))?.into_iter().enumerate() {
        let path = folder.join(format!("probe-{number}"));
        fs::write(&path, probe.text)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Vec<Probe>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut known = HashSet::new();
    let mut probes = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let probe: Probe = serde_json::from_str(line).with_context(|| line.to_owned())?;
        if known.insert(probe.text.clone()) {
            probes.push(probe);
        }
    }
    Ok(probes)
}

/// Prints where the two parsers differ, one text of each kind first.
fn report(texts: &[String], verdicts: &[Option<String>], show: usize) {
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut disagreements = 0;
    for (text, verdict) in texts.iter().zip(verdicts) {
        let Some(verdict) = verdict else { continue };
        let tree = parse(text);
        if tree.errors().is_empty() == verdict.is_empty() {
            continue;
        }
        disagreements += 1;
        let (kind, detail) = match tree.errors().first() {
            Some(error) => ("rejected", error.message(&tree)),
            None => ("accepted", verdict.clone()),
        };
        let class: String = detail.split('`').step_by(2).collect();
        kinds
            .entry(format!("{kind}: {class}"))
            .or_default()
            .push(format!("{text:?} ({detail})"));
    }
    println!("{} texts, {disagreements} disagreements", texts.len());
    let rounds = kinds.values().map(Vec::len).max().unwrap_or(0);
    let all = (0..rounds).flat_map(|round| {
        kinds
            .iter()
            .filter_map(move |(kind, texts)| Some((kind, texts.get(round)?)))
    });
    for (kind, text) in all.take(show) {
        println!("  {kind}\n      {text}");
    }
}
