//! Agreement with Microsoft's binder: what names mean, and which columns come out.
//!
//! A difference has a *kind*. Those that `tests/corpus/semantics.md` calls meant count as
//! agreement: kqlint knows more there, or stays silent on purpose.

use std::{collections::BTreeMap, panic::catch_unwind, time::Instant};

use kqlint_catalog::Catalog;
use kqlint_semantics::{Model, Options, Resolution, analyze};
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxTree, TextRange, TextSize, parse};

use super::{Row, gate::Figures, openness};

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

/// A diagnostic of either side.
#[derive(Clone)]
struct Found<'r> {
    code: &'r str,
    range: TextRange,
}

/// One query with what both sides say.
struct Reader<'r> {
    row: &'r Row,
    tree: &'r SyntaxTree,
    model: &'r Model,
    /// The byte of each UTF-16 unit.
    bytes: Vec<u32>,
}

impl<'r> Reader<'r> {
    fn new(row: &'r Row, tree: &'r SyntaxTree, model: &'r Model) -> Self {
        let mut bytes = Vec::with_capacity(row.text.len() + 1);
        for (at, c) in row.text.char_indices() {
            bytes.extend(std::iter::repeat_n(at as u32, c.len_utf16()));
        }
        bytes.push(row.text.len() as u32);
        Self {
            row,
            tree,
            model,
            bytes,
        }
    }

    fn offset(&self, utf16: i64) -> TextSize {
        let at = usize::try_from(utf16).unwrap_or(0);
        let last = self.bytes.last().copied().unwrap_or(0);
        self.bytes.get(at).copied().unwrap_or(last).into()
    }

    fn theirs(&self, diagnostic: &'r super::row::Diagnostic) -> Found<'r> {
        let start = self.offset(diagnostic.2);
        let end = self.offset(diagnostic.3).max(start);
        Found {
            code: &diagnostic.0,
            range: TextRange::new(start, end),
        }
    }

    fn text(&self, range: TextRange) -> &'r str {
        let range = usize::from(range.start())..usize::from(range.end());
        self.row.text.get(range).unwrap_or_default()
    }

    fn node(&self, range: TextRange) -> SyntaxNode<'r> {
        self.tree.covering_node(range)
    }

    /// Why kqlint says nothing where Microsoft's binder does.
    fn missing(&self, found: &Found<'_>) -> String {
        let node = self.node(found.range);
        let text = self.text(found.range);
        let name = text.trim_matches(['"', '\'', '[', ']']);
        let environment = Catalog::builtin().environment();
        if matches!(found.code, "KS204" | "KS205" | "KS142" | "KS117")
            && environment.has_custom_table_name(name)
        {
            return "custom table".to_owned();
        }
        let named = match node.kind() {
            NodeKind::FunctionCallExpression => node.children().next().unwrap_or(node),
            _ => node,
        };
        let resolution = self.model.resolution(named.id());
        if matches!(resolution, Some(Resolution::WorkspaceFunction(_))) {
            return "workspace function".to_owned();
        }
        if matches!(resolution, Some(Resolution::Table(_))) {
            return "table that the other schema lacks".to_owned();
        }
        let kind = match found.code {
            "KS207" | "KS208" | "KS209" | "KS210" | "KS247" | "KS248" | "KS250" | "KS260" => {
                "other databases and clusters"
            }
            "KS147" => "element of a dynamic value",
            "KS171" if is_renamed_to_itself(node) => "column renamed to itself",
            "KS213" => "placeholder of a host",
            "KS005" if name == "partitioned" => "older value of a hint",
            "KS106" | "KS107" | "KS108" | "KS109" | "KS117" | "KS141" | "KS142" | "KS145"
            | "KS211" | "KS232" | "KS234" | "KS249" => {
                if let Some(cause) = openness::cause(self.model, node) {
                    return cause.to_owned();
                }
                match found.code {
                    "KS106" if self.has_unknown_operand(node) => "after another problem",
                    code => return format!("missing {code}"),
                }
            }
            code => return format!("missing {code}"),
        };
        kind.to_owned()
    }

    /// Whether an operand isn't known, since something in it was reported.
    fn has_unknown_operand(&self, node: SyntaxNode<'r>) -> bool {
        node.children()
            .any(|it| self.model.type_of(it.id()).is_unknown())
    }

    /// Why kqlint says something where Microsoft's binder doesn't.
    fn extra(&self, found: &Found<'_>) -> String {
        if found.code == "KS142" && self.was_open() {
            return "column that was dropped from open rows".to_owned();
        }
        format!("extra {}", found.code)
    }

    /// Whether a step of the query has rows with columns that nobody lists. Microsoft's
    /// binder takes what comes after for open as well, even after `project`.
    fn was_open(&self) -> bool {
        let mut nodes = self.tree.root().descendants();
        nodes.any(|it| self.model.output(it.id()).is_some_and(|it| it.is_open()))
    }
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

/// `project-rename A = A`
fn is_renamed_to_itself(node: SyntaxNode<'_>) -> bool {
    let around = node.parent();
    around.is_some_and(|it| {
        let mut parts = it.children().map(|it| it.text());
        it.kind() == NodeKind::NamedExpression && parts.next() == parts.next()
    })
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}
