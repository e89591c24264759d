//! Measures the lexer and the parser on real queries, beside Microsoft's parser in the same run.
//!
//! `KQLINT_MATERIAL` names the folder that holds `corpus/*.jsonl`; without it, a few queries of our own are repeated.
//! `KQLINT_ORACLE` names the folder with `oracle.cjs`, installed; without it, Microsoft's parser is left out.
//! `KQLINT_ROUNDS` is how often everything is parsed; the fastest round counts.

use std::{
    env, fs,
    hint::black_box,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use kqlint_syntax::{count_tokens, parse};

/// Queries of our own, for machines without a corpus.
const OWN: &str = include_str!("syntax.kql");

fn main() {
    let queries = queries();
    let bytes: usize = queries.iter().map(String::len).sum();
    println!("{} queries, {:.1} MB", queries.len(), bytes as f64 / 1e6);
    let rounds = env::var("KQLINT_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok());
    let (mut lex, mut both) = (f64::MAX, f64::MAX);
    for _ in 0..rounds.unwrap_or(9) {
        lex = lex.min(seconds(&queries, count_tokens));
        both = both.min(seconds(&queries, |query| parse(query).node_count()));
    }
    let speed = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!("lex          {:7.1} MB/s", speed(lex));
    println!(
        "lex + parse  {:7.1} MB/s, {:.2} times the lexer alone",
        speed(both),
        both / lex
    );
    if let Some(theirs) = oracle(&queries) {
        println!(
            "Microsoft    {theirs:7.2} MB/s, ours is {:.0} times as fast",
            speed(both) / theirs
        );
    }
}

fn seconds(queries: &[String], work: impl Fn(&str) -> usize) -> f64 {
    let start = Instant::now();
    for query in queries {
        black_box(work(black_box(query)));
    }
    start.elapsed().as_secs_f64()
}

fn queries() -> Vec<String> {
    let corpus = env::var_os("KQLINT_MATERIAL").map(|folder| PathBuf::from(folder).join("corpus"));
    match corpus.and_then(|folder| read(&folder)) {
        Some(queries) => queries,
        None => OWN
            .split("\n\n")
            .map(str::to_owned)
            .cycle()
            .take(20_000)
            .collect(),
    }
}

/// The plain queries of a corpus that Microsoft's parser accepts.
fn read(folder: &Path) -> Option<Vec<String>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let mut queries = Vec::new();
    for path in paths {
        for line in fs::read_to_string(path).ok()?.lines() {
            let row: serde_json::Value = serde_json::from_str(line).ok()?;
            let valid = row["syntax"].as_array().is_none_or(Vec::is_empty);
            if valid && row["templated"] != true {
                queries.push(row["text"].as_str()?.to_owned());
            }
        }
    }
    Some(queries)
}

/// MB/s of Microsoft's parser, on a sample: all of it would take it minutes.
fn oracle(queries: &[String]) -> Option<f64> {
    let folder = PathBuf::from(env::var_os("KQLINT_ORACLE")?);
    let mut input = Vec::new();
    for (id, text) in queries.iter().step_by(40).enumerate() {
        serde_json::to_writer(&mut input, &serde_json::json!({ "id": id, "text": text })).ok()?;
        input.push(b'\n');
    }
    let mut node = Command::new("node")
        .arg(folder.join("oracle.cjs"))
        .args(["time", "--rounds", "1"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    node.stdin.take()?.write_all(&input).ok()?;
    let output = node.wait_with_output().ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let rates = text.lines().filter(|line| line.contains(" parse: "));
    rates
        .filter_map(|line| {
            line.rsplit(" s ")
                .next()?
                .split(' ')
                .next()?
                .parse::<f64>()
                .ok()
        })
        .reduce(f64::max)
}
