//! What a finding is known by when the lines around it have moved.

use std::hash::Hasher as _;

use kqlint_workspace::{Finding, LineIndex};
use siphasher::sip::SipHasher13;

/// Texts are cut after so many characters.
const LIMIT: usize = 100;

/// A finding without its line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    /// The rule.
    pub(crate) rule: String,
    /// The first line of the query; empty where it is about the document.
    pub(crate) query: String,
    /// The line where the finding begins.
    pub(crate) text: String,
}

impl Key {
    /// What a finding is known by in the document with these lines.
    pub(crate) fn new(finding: &Finding, lines: &LineIndex<'_>) -> Self {
        let line = lines.position(finding.range.start()).line;
        let query = finding.query.as_deref().unwrap_or_default();
        let mut code = query.lines().map(str::trim);
        let first = code.find(|it| !it.is_empty() && !it.starts_with("//"));
        Self {
            rule: finding.rule.to_owned(),
            query: normalized(first.unwrap_or_default()),
            text: normalized(lines.lines(line, line)),
        }
    }

    /// The key as a number for one of several findings in a file that share it.
    pub(crate) fn hash(&self, path: &str, occurrence: usize) -> String {
        let mut hasher = SipHasher13::new();
        for text in [path, &self.rule, &self.query, &self.text] {
            hasher.write(text.as_bytes());
            hasher.write_u8(0);
        }
        hasher.write_u64(occurrence as u64);
        format!("{:016x}", hasher.finish())
    }
}

/// A number for each finding of a file, in order: no two have the same.
pub(crate) fn fingerprints(path: &str, findings: &[Finding], lines: &LineIndex<'_>) -> Vec<String> {
    let mut seen = std::collections::HashMap::new();
    let numbers = findings.iter().map(|finding| {
        let key = Key::new(finding, lines);
        let count = seen.entry(key.clone()).or_insert(0);
        *count += 1;
        key.hash(path, *count)
    });
    numbers.collect()
}

/// A text without differences in white space, and without comments for kqlint.
fn normalized(line: &str) -> String {
    let code = line.split("// kqlint:").next().unwrap_or(line);
    let words: Vec<_> = code.split_whitespace().collect();
    words.join(" ").chars().take(LIMIT).collect()
}
