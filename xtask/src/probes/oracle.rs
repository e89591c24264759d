//! Asks Microsoft's parser, which runs in a process of its own.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use serde::Deserialize;

#[derive(Deserialize)]
struct Answer {
    id: usize,
    /// Lacks where the oracle itself fails on a text.
    diagnostics: Option<Vec<Diagnostic>>,
}

#[derive(Deserialize)]
struct Diagnostic {
    severity: String,
    start: i64,
    message: String,
}

/// For each text the first error that Microsoft's parser has, empty where it accepts the text; `None` where it crashes.
pub(super) fn ask(folder: &Path, texts: &[String]) -> anyhow::Result<Vec<Option<String>>> {
    let mut input = Vec::new();
    for (id, text) in texts.iter().enumerate() {
        serde_json::to_writer(&mut input, &serde_json::json!({ "id": id, "text": text }))?;
        input.push(b'\n');
    }
    let mut node = Command::new("node")
        .arg(folder.join("oracle.cjs"))
        .arg("syntax")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run `node`")?;
    let mut stdin = node.stdin.take().context("no input")?;
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = node.wait_with_output()?;
    let written = writer.join();
    if !output.status.success() || !matches!(written, Ok(Ok(()))) {
        bail!("the oracle failed");
    }
    let mut verdicts = vec![None; texts.len()];
    for line in output
        .stdout
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
    {
        // A message that quotes half of a character outside of the basic plane is no JSON for serde.
        let line = String::from_utf8_lossy(line);
        let answer: Answer = serde_json::from_str(&line)
            .or_else(|_| serde_json::from_str(&line.replace("\\ud", "?")))?;
        let verdict = answer.diagnostics.map(|diagnostics| {
            let mut errors = diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == "Error");
            errors
                .next()
                .map(|diagnostic| format!("{} at {}", diagnostic.message, diagnostic.start))
                .unwrap_or_default()
        });
        if let Some(slot) = verdicts.get_mut(answer.id) {
            *slot = verdict;
        }
    }
    Ok(verdicts)
}
