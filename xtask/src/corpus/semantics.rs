//! Agreement with Microsoft's binder: what names mean, and which columns come out.
//!
//! A difference has a *kind*. Those that `tests/corpus/semantics.md` calls meant count as
//! agreement: kqlint knows more there, or stays silent on purpose.

use std::{collections::BTreeMap, panic::catch_unwind, time::Instant};

use kqlint_catalog::Catalog;
use kqlint_semantics::{Model, Options, analyze};
use kqlint_syntax::parse;

use super::{
    Row,
    difference::{Found, Reader},
    gate::Figures,
};

/// How many columns a row lists at most.
const MOST_COLUMNS: usize = 60;

/// The kinds of differences with their reasons.
const KINDS: &str = include_str!("../../../tests/corpus/semantics.md");

/// Whether a kind of differences is meant, as its row in the list says.
fn is_meant(kind: &str) -> bool {
    KINDS.lines().any(|line| {
        let mut cells = line.split('|').map(str::trim).skip(1);
        cells.next() == Some(kind) && cells.next() == Some("meant")
    })
}

/// What was measured.
#[derive(Default)]
pub(crate) struct Semantics<'r> {
    verdicts: usize,
    same_verdict: usize,
    meant: usize,
    with_columns: usize,
    same_names: usize,
    same_types: usize,
    kinds: BTreeMap<String, Vec<(&'r Row, String)>>,
    panics: Vec<&'r Row>,
    megabytes_per_second: f64,
}

/// Analyses every plain query that Microsoft's parser accepts.
pub(crate) fn measure(rows: &[Row]) -> Semantics<'_> {
    let catalog = Catalog::builtin();
    let options = Options::default();
    let mut out = Semantics::default();
    let (mut bytes, mut seconds) = (0, 0.0);
    for row in rows.iter().filter(|it| !it.templated) {
        let Some(semantic) = &row.semantic else {
            continue;
        };
        let start = Instant::now();
        let result = catch_unwind(|| {
            let tree = parse(&row.text);
            let model = analyze(&tree, &catalog, &options);
            (tree, model)
        });
        seconds += start.elapsed().as_secs_f64();
        bytes += row.text.len();
        let Ok((tree, model)) = result else {
            out.panics.push(row);
            continue;
        };
        let reader = Reader::new(row, &tree, &model);
        let places: Vec<Found<'_>> = semantic.iter().map(|it| reader.theirs(it)).collect();
        out.count_verdict(row, &reader, places);
        out.count_columns(row, &model);
    }
    out.megabytes_per_second = bytes as f64 / 1e6 / seconds;
    out
}

impl<'r> Semantics<'r> {
    fn count_verdict(&mut self, row: &'r Row, reader: &Reader<'_>, theirs: Vec<Found<'_>>) {
        self.verdicts += 1;
        if let Some(error) = reader.tree.errors().first() {
            let what = error.message(reader.tree);
            self.note("syntax", row, what);
            return;
        }
        let ours: Vec<Found<'_>> = reader
            .model
            .problems()
            .iter()
            .map(|it| Found {
                code: it.code,
                range: it.range,
            })
            .collect();
        let near =
            |a: &Found<'_>, b: &Found<'_>| a.range.start() == b.range.start() || a.range == b.range;
        let (mut is_same, mut all_meant) = (true, true);
        let mut differ = |out: &mut Self, kind: String, what: String| {
            is_same = false;
            all_meant &= is_meant(&kind);
            out.note(&kind, row, what);
        };
        for found in &theirs {
            let what = format!("{} {:?}", found.code, reader.text(found.range));
            match ours.iter().find(|it| near(it, found)) {
                Some(our) if same_code(our.code, found.code) => {}
                Some(our) => {
                    let is_second = theirs
                        .iter()
                        .any(|it| near(it, found) && same_code(our.code, it.code));
                    if !is_second {
                        let kind = format!("{} for {}", our.code, found.code);
                        differ(self, kind, what);
                    }
                }
                None => differ(self, reader.missing(found), what),
            }
        }
        for our in &ours {
            if !theirs.iter().any(|it| near(it, our)) {
                let what = format!("{} {:?}", our.code, reader.text(our.range));
                differ(self, reader.extra(our), what);
            }
        }
        self.same_verdict += usize::from(is_same || all_meant);
        self.meant += usize::from(!is_same && all_meant);
    }

    fn count_columns(&mut self, row: &'r Row, model: &Model) {
        let Some(theirs) = &row.columns else {
            return;
        };
        self.with_columns += 1;
        let ours = model.queries().last().and_then(|it| it.output());
        let Some(ours) = ours else {
            self.note("columns: none", row, String::new());
            return;
        };
        let ours: Vec<(&str, &str)> = ours
            .columns()
            .take(MOST_COLUMNS)
            .map(|it| (it.name(), it.ty().name()))
            .collect();
        let names = theirs.iter().map(|it| it.0.as_str());
        if !names.eq(ours.iter().map(|it| it.0)) {
            let at = theirs.iter().zip(&ours).position(|(a, b)| a.0 != b.0);
            let what = match at.and_then(|at| theirs.get(at).zip(ours.get(at))) {
                Some((their, our)) => format!("`{}` for `{}`", our.0, their.0),
                None => format!("{} columns for {}", ours.len(), theirs.len()),
            };
            self.note("columns: names", row, what);
            return;
        }
        self.same_names += 1;
        let differs = theirs.iter().zip(&ours).find(|(their, our)| {
            let their = their.1.as_deref().unwrap_or("unknown");
            their != our.1
        });
        match differs {
            None => self.same_types += 1,
            Some((their, our)) => {
                let what = format!("{} {} for {:?}", our.0, our.1, their.1);
                self.note("columns: types", row, what);
            }
        }
    }

    fn note(&mut self, kind: &str, row: &'r Row, what: String) {
        self.kinds
            .entry(kind.to_owned())
            .or_default()
            .push((row, what));
    }

    /// Prints figures, the differences by kind, and `show` of each kind.
    pub(crate) fn print(&self, show: usize) {
        println!(
            "binder: same verdict on {} of {} queries ({:.2} %), {} of them with a difference that is meant",
            self.same_verdict,
            self.verdicts,
            share(self.same_verdict, self.verdicts),
            self.meant,
        );
        println!(
            "columns: same names for {} of {} ({:.2} %), same types for {} ({:.2} %)",
            self.same_names,
            self.with_columns,
            share(self.same_names, self.with_columns),
            self.same_types,
            share(self.same_types, self.with_columns),
        );
        println!(
            "parse + names + types {:.1} MB/s, one thread; panics {}",
            self.megabytes_per_second,
            self.panics.len()
        );
        let mut kinds: Vec<_> = self.kinds.iter().collect();
        kinds.sort_by_key(|it| std::cmp::Reverse(it.1.len()));
        for (kind, found) in kinds {
            let mark = if is_meant(kind) { " (meant)" } else { "" };
            println!("  {:5} {kind}{mark}", found.len());
            for (row, what) in found.iter().take(show) {
                println!("        {} {what}", row.id);
            }
        }
        for row in self.panics.iter().take(show.max(1)) {
            println!("  panic {} {}", row.file, row.id);
        }
    }

    /// The figures that may only improve.
    pub(crate) fn figures(&self) -> Figures {
        Figures {
            same: BTreeMap::from([
                ("verdicts", self.verdicts),
                ("with_columns", self.with_columns),
            ]),
            grow: BTreeMap::from([
                ("same_verdict", self.same_verdict),
                ("same_names", self.same_names),
                ("same_types", self.same_types),
            ]),
            shrink: BTreeMap::from([("panics", self.panics.len())]),
        }
    }
}

/// Codes that say the same: which of two words Kusto has for a name that isn't there.
fn same_code(ours: &str, theirs: &str) -> bool {
    let class = |code| match code {
        "KS118" | "KS119" | "KS120" | "KS121" => "KS120",
        "KS107" | "KS141" | "KS137" | "KS138" | "KS134" | "KS206" | "KS233" | "KS234" | "KS235" => {
            "KS107"
        }
        "KS204" | "KS213" => "KS142",
        "KS208" | "KS209" | "KS210" | "KS247" | "KS248" | "KS260" => "KS207",
        code => code,
    };
    class(ours) == class(theirs)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}
