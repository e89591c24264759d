//! What safe fixes do to queries that Microsoft's binder accepts.
//!
//! After them a query still parses, has the same output columns and fewer findings, and
//! fixing it again changes nothing.

use std::{collections::BTreeMap, path::Path};

use kqlint_catalog::Catalog;
use kqlint_diagnostics::Level;
use kqlint_semantics::{Options, analyze};
use kqlint_workspace::{Document, FixedDocument, HostKind, Project, RuleFilter, fix_document};

use super::{Row, gate::Figures};

/// What was measured.
#[derive(Default)]
pub(crate) struct Fixes<'r> {
    fixed: usize,
    /// For each rule, how often a fix of it was applied.
    applied: BTreeMap<&'static str, usize>,
    /// What went wrong, by kind, with the rules whose fixes were applied.
    faults: BTreeMap<&'static str, Vec<(&'r Row, String)>>,
}

/// Applies all safe fixes, of hints too, to every plain query that binds clean.
pub(crate) fn measure(rows: &[Row]) -> Fixes<'_> {
    let analyzer = Project::new(RuleFilter::default()).default_analyzer();
    let fix = |text: &str| {
        let document = Document {
            path: Path::new("query.kql"),
            kind: HostKind::Query,
            text,
        };
        let findings = analyzer.analyze(document).findings(text).len();
        (findings, fix_document(&analyzer, document, Level::Hint))
    };
    let mut out = Fixes::default();
    for row in rows.iter().filter(|row| row.is_bound_clean()) {
        let (before, fixed) = fix(&row.text);
        if fixed.applied.is_empty() {
            continue;
        }
        let again = fix(&fixed.text).1;
        out.count(row, before, &fixed, &again);
    }
    out
}

/// The names and types of the columns that the last query returns, and whether the text has no syntax error.
fn outcome(text: &str, catalog: &Catalog) -> (Option<Vec<(String, &'static str)>>, bool) {
    let tree = kqlint_syntax::parse(text);
    let model = analyze(&tree, catalog, &Options::default());
    let output = model.queries().last().and_then(|query| query.output());
    let columns = output.map(|schema| {
        let columns = schema.columns();
        columns
            .map(|column| (column.name().to_owned(), column.ty().name()))
            .collect()
    });
    (columns, tree.errors().is_empty())
}

impl<'r> Fixes<'r> {
    fn count(&mut self, row: &'r Row, before: usize, fixed: &FixedDocument, again: &FixedDocument) {
        self.fixed += 1;
        for fix in &fixed.applied {
            *self.applied.entry(fix.rule).or_default() += 1;
        }
        let catalog = Catalog::builtin();
        let (columns, is_valid) = outcome(&fixed.text, &catalog);
        let rules = || {
            let rules: Vec<&str> = fixed.applied.iter().map(|fix| fix.rule).collect();
            rules.join(", ")
        };
        let mut fault = |kind, holds: bool| {
            if !holds {
                self.faults.entry(kind).or_default().push((row, rules()));
            }
        };
        fault("no longer parses", is_valid);
        fault(
            "other output columns",
            columns == outcome(&row.text, &catalog).0,
        );
        fault("no fewer findings", fixed.findings.len() < before);
        fault("not fixed at once", again.applied.is_empty());
    }

    /// Prints figures and `show` faults of each kind.
    pub(crate) fn print(&self, show: usize) {
        let fixes: usize = self.applied.values().sum();
        println!(
            "fixes: {fixes} safe ones applied to {} queries, {} faults",
            self.fixed,
            self.faults()
        );
        for (rule, count) in &self.applied {
            println!("  {count:5} {rule}");
        }
        for (kind, found) in &self.faults {
            println!("  {:5} {kind}", found.len());
            for (row, rules) in found.iter().take(show) {
                println!("        {} {rules}", row.id);
            }
        }
    }

    fn faults(&self) -> usize {
        self.faults.values().map(Vec::len).sum()
    }

    /// The figures that may only improve.
    pub(crate) fn figures(&self, rows: &[Row]) -> Figures {
        let clean = rows.iter().filter(|row| row.is_bound_clean()).count();
        Figures {
            same: BTreeMap::from([("bound_clean", clean)]),
            grow: BTreeMap::new(),
            shrink: BTreeMap::from([("faults", self.faults())]),
        }
    }
}
