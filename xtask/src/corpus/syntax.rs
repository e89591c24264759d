//! Agreement with Microsoft's parser.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::catch_unwind,
    time::Instant,
};

use anyhow::Context;
use kqlint_syntax::{PlaceholderStyles, SyntaxTree, parse, parse_template};
use kqlint_test_support::shape::Shapes;
use serde::Deserialize;

use super::{Row, gate::Figures};

/// Queries on which we differ from Microsoft's parser on purpose: `id`, our verdict and the reason.
const EXCEPTIONS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/corpus/exceptions.jsonl"
);

#[derive(Deserialize)]
struct Exception {
    id: String,
}

/// What was measured.
#[derive(Default)]
pub(crate) struct Syntax<'r> {
    accepted: usize,
    valid: usize,
    rejected: usize,
    invalid: usize,
    templated_accepted: usize,
    templated: usize,
    lossless: usize,
    total: usize,
    panics: Vec<&'r Row>,
    wrongly_rejected: Vec<(&'r Row, String)>,
    wrongly_accepted: Vec<&'r Row>,
    excepted: BTreeSet<String>,
    misshapen: Vec<(&'r Row, String)>,
    slowest: f64,
    slowest_id: &'r str,
    megabytes_per_second: f64,
}

/// Parses every query.
pub(crate) fn measure(rows: &[Row]) -> anyhow::Result<Syntax<'_>> {
    let exceptions = std::fs::read_to_string(EXCEPTIONS)
        .with_context(|| format!("cannot read `{EXCEPTIONS}`"))?;
    let excepted = exceptions
        .lines()
        .map(|line| Ok(serde_json::from_str::<Exception>(line)?.id))
        .collect::<anyhow::Result<_>>()?;
    let mut out = Syntax {
        total: rows.len(),
        excepted,
        ..Syntax::default()
    };
    let shapes = Shapes::load();
    let mut bytes = 0;
    let mut seconds = 0.0;
    for row in rows {
        let start = Instant::now();
        let tree = catch_unwind(|| parse(&row.text));
        let time = start.elapsed().as_secs_f64();
        bytes += row.text.len();
        seconds += time;
        let slowness = time * 1e6 / row.text.len().max(1) as f64;
        if slowness > out.slowest && row.text.len() > 200 {
            (out.slowest, out.slowest_id) = (slowness, &row.id);
        }
        match tree {
            Ok(tree) => {
                out.count(row, &tree);
                out.misshapen
                    .extend(shapes.misfit(&tree).map(|what| (row, what)));
            }
            Err(_) => out.panics.push(row),
        }
    }
    out.megabytes_per_second = bytes as f64 / 1e6 / seconds;
    Ok(out)
}

impl<'r> Syntax<'r> {
    fn count(&mut self, row: &'r Row, tree: &SyntaxTree) {
        let from_tokens: String = tree.root().tokens().map(|token| token.text()).collect();
        self.lossless += usize::from(from_tokens == row.text);
        let clean = tree.errors().is_empty();
        match (row.templated, row.is_accepted()) {
            (true, _) => {
                self.templated += 1;
                let tree = parse_template(&row.text, PlaceholderStyles::ALL);
                self.templated_accepted += usize::from(tree.errors().is_empty());
            }
            (false, true) => {
                self.valid += 1;
                self.accepted += usize::from(clean);
                if let Some(error) = tree.errors().first() {
                    let around = excerpt(&row.text, error.range.start().into());
                    self.wrongly_rejected
                        .push((row, format!("{} at {around}", error.message(tree))));
                }
            }
            (false, false) => {
                self.invalid += 1;
                self.rejected += usize::from(!clean);
                if clean && !self.excepted.contains(&row.id) {
                    self.wrongly_accepted.push(row);
                }
            }
        }
    }

    /// Prints figures, and `show` disagreements of each kind.
    pub(crate) fn print(&self, show: usize) {
        let Self {
            accepted,
            valid,
            rejected,
            invalid,
            templated,
            templated_accepted,
            lossless,
            total,
            ..
        } = self;
        println!(
            "accepted {accepted} of {valid} that Microsoft's parser accepts ({:.2} %)",
            share(*accepted, *valid)
        );
        println!(
            "rejected {rejected} of {invalid} that it rejects ({:.2} %)",
            share(*rejected, *invalid)
        );
        println!("differences on purpose: {}", self.excepted.len());
        println!(
            "trees of another shape than `kql.ungram` has: {}",
            self.misshapen.len()
        );
        println!(
            "templated, accepted with all styles of placeholders: {templated_accepted} of {templated}"
        );
        println!(
            "lossless {lossless} of {total}, panics {}",
            self.panics.len()
        );
        println!(
            "slowest {:.2} µs a byte ({})",
            self.slowest, self.slowest_id
        );
        println!(
            "lex + parse {:.1} MB/s, one thread",
            self.megabytes_per_second
        );
        for (row, what) in self.wrongly_rejected.iter().take(show) {
            println!("  rejected {} {}: {what}", row.file, row.id);
        }
        for row in self.wrongly_accepted.iter().take(show) {
            let code = row.syntax.first();
            let at = code.map_or(0, |diagnostic| byte_offset(&row.text, diagnostic.2));
            println!(
                "  accepted {} {}: Microsoft has {} at {}",
                row.file,
                row.id,
                code.map_or("", |diagnostic| &diagnostic.0),
                excerpt(&row.text, at)
            );
        }
        for (row, what) in self.misshapen.iter().take(show) {
            println!("  shape {} {}: {what}", row.file, row.id);
        }
        for row in self.panics.iter().take(show.max(1)) {
            println!("  panic {} {}", row.file, row.id);
        }
    }

    /// The figures that may only improve.
    pub(crate) fn figures(&self) -> Figures {
        Figures {
            same: BTreeMap::from([
                ("total", self.total),
                ("valid", self.valid),
                ("invalid", self.invalid),
                ("templated", self.templated),
            ]),
            grow: BTreeMap::from([
                ("accepted", self.accepted),
                ("rejected", self.rejected),
                ("lossless", self.lossless),
                ("templated_accepted", self.templated_accepted),
            ]),
            shrink: BTreeMap::from([
                ("panics", self.panics.len()),
                ("misshapen", self.misshapen.len()),
            ]),
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}

/// The byte at an offset that counts UTF-16 units.
fn byte_offset(text: &str, utf16: i64) -> usize {
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        if units >= utf16 {
            return byte;
        }
        units += c.len_utf16() as i64;
    }
    text.len()
}

/// The text around a byte, on one line.
pub(super) fn excerpt(text: &str, at: usize) -> String {
    let before: String = text
        .get(..at)
        .unwrap_or(text)
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let after: String = text
        .get(at..)
        .unwrap_or_default()
        .chars()
        .take(40)
        .collect();
    format!("{before:?}▶{after:?}")
}
