//! What the benches share: the queries they run on, the clock, and Microsoft's engine beside ours.
//!
//! `KQLINT_MATERIAL` names the folder that holds `corpus/*.jsonl`; without it, a few queries of our own are repeated.
//! `KQLINT_ORACLE` names the folder with `oracle.cjs`, installed; without it, Microsoft's engine is left out.
//! `KQLINT_ROUNDS` is how often everything is run; the fastest round counts.

use std::{
    env, fs,
    hint::black_box,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Queries of our own, for machines without a corpus.
const OWN: &str = include_str!("syntax.kql");

/// How often everything is run.
pub fn rounds() -> usize {
    let rounds = env::var("KQLINT_ROUNDS").ok();
    rounds
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(9)
        .max(1)
}

/// The plain queries that Microsoft's parser accepts.
pub fn queries() -> Vec<String> {
    match material("corpus").and_then(|folder| read(&folder)) {
        Some(queries) => queries,
        None => OWN
            .split("\n\n")
            .map(str::to_owned)
            .cycle()
            .take(20_000)
            .collect(),
    }
}

/// How many MB some queries are.
pub fn megabytes(queries: &[String]) -> f64 {
    queries.iter().map(String::len).sum::<usize>() as f64 / 1e6
}

/// Seconds that some work takes on all queries, once.
pub fn seconds(queries: &[String], mut work: impl FnMut(&str) -> usize) -> f64 {
    let start = Instant::now();
    for query in queries {
        black_box(work(black_box(query)));
    }
    start.elapsed().as_secs_f64()
}

/// How fast Microsoft's engine is, in MB/s.
pub struct Oracle {
    /// The parser alone.
    pub parse: f64,
    /// The parser and the binder.
    pub analysis: f64,
}

impl Oracle {
    /// Runs it on some queries; a few hundred take it a minute.
    pub fn measure(queries: &[String]) -> Option<Self> {
        let folder = PathBuf::from(env::var_os("KQLINT_ORACLE")?);
        let mut input = Vec::new();
        for (id, text) in queries.iter().enumerate() {
            let row = serde_json::json!({ "id": id, "text": text });
            serde_json::to_writer(&mut input, &row).ok()?;
            input.push(b'\n');
        }
        let mut command = Command::new("node");
        command
            .arg(folder.join("oracle.cjs"))
            .args(["time", "--rounds", "2"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(tables) = material("schema/tables.json") {
            command.arg("--schema").arg(tables);
        }
        let mut node = command.spawn().ok()?;
        node.stdin.take()?.write_all(&input).ok()?;
        let output = node.wait_with_output().ok()?;
        let text = String::from_utf8_lossy(&output.stderr);
        Some(Self {
            parse: fastest(&text, " parse: ")?,
            analysis: fastest(&text, " parse+analyse: ")?,
        })
    }
}

/// The greatest rate among the lines of a kind: `… 1.234 s 0.567 MB/s`.
fn fastest(report: &str, kind: &str) -> Option<f64> {
    let lines = report.lines().filter(|line| line.contains(kind));
    let rates =
        lines.filter_map(|line| line.strip_suffix(" MB/s")?.rsplit(' ').next()?.parse().ok());
    rates.reduce(f64::max)
}

/// A file or folder of the material, where there is one.
fn material(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env::var_os("KQLINT_MATERIAL")?).join(path);
    path.exists().then_some(path)
}

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
