//! Measures a whole check step by step on real queries, beside Microsoft's engine in the same run.
//! See `lib.rs` for the variables that steer it.

use std::{hint::black_box, time::Instant};

use kqlint_benches::{Oracle, megabytes, queries, rounds, seconds};
use kqlint_catalog::Catalog;
use kqlint_embed::HostFacts;
use kqlint_lints::{Input, Linter, Settings};
use kqlint_semantics::{Options, analyze};
use kqlint_syntax::parse;

/// Microsoft's engine gets one query of so many: all of them would take it an hour.
const ORACLE_STEP: usize = 40;

/// So many queries are analysed before the rules run on them, as `kqlint check` does with files.
const BATCH: usize = 32;

fn main() {
    let bench = Bench {
        catalog: Catalog::builtin(),
        options: Options::default(),
        linter: Linter::new(&Settings::default()),
        facts: HostFacts::default(),
    };
    let queries = queries();
    println!("{} queries, {:.1} MB", queries.len(), megabytes(&queries));
    let all = bench.measure(&queries);
    all.print(megabytes(&queries));
    let sample: Vec<String> = queries.into_iter().step_by(ORACLE_STEP).collect();
    if let Some(theirs) = Oracle::measure(&sample) {
        let size = megabytes(&sample);
        let ours = bench.measure(&sample);
        println!("Microsoft's engine on {} of them:", sample.len());
        println!(
            "  parse            {:7.3} MB/s, ours is {:.0} times as fast",
            theirs.parse,
            size / ours.parse / theirs.parse
        );
        println!(
            "  parse and bind   {:7.3} MB/s, ours is {:.0} times as fast, {:.0} times with all rules",
            theirs.analysis,
            size / ours.bound / theirs.analysis,
            size / ours.checked / theirs.analysis
        );
    }
}

struct Bench {
    catalog: Catalog,
    options: Options,
    linter: Linter,
    facts: HostFacts,
}

/// Seconds of the fastest round.
struct Times {
    parse: f64,
    /// With names and types.
    bound: f64,
    /// With names, types and all rules.
    checked: f64,
    /// What rules take of that, by a clock of their own.
    rules: f64,
}

impl Bench {
    fn measure(&self, queries: &[String]) -> Times {
        let mut times = Times {
            parse: f64::MAX,
            bound: f64::MAX,
            checked: f64::MAX,
            rules: f64::MAX,
        };
        for _ in 0..rounds() {
            let parse = seconds(queries, |query| parse(query).node_count());
            times.parse = times.parse.min(parse);
            times.bound = times.bound.min(seconds(queries, |query| self.bind(query)));
            let start = Instant::now();
            let batches = queries.chunks(BATCH);
            let rules: f64 = batches.map(|batch| self.check(black_box(batch))).sum();
            let checked = start.elapsed().as_secs_f64();
            if checked < times.checked {
                (times.checked, times.rules) = (checked, rules);
            }
        }
        times
    }

    fn bind(&self, query: &str) -> usize {
        let tree = parse(query);
        let model = analyze(&tree, &self.catalog, &self.options);
        black_box(&model).problems().len()
    }

    /// Checks some queries; the seconds that the rules take.
    fn check(&self, queries: &[String]) -> f64 {
        let trees: Vec<_> = queries.iter().map(|query| parse(query)).collect();
        let models = trees.iter().map(|tree| {
            let model = analyze(tree, &self.catalog, &self.options);
            (tree, model)
        });
        let analysed: Vec<_> = models.collect();
        let start = Instant::now();
        for (tree, model) in &analysed {
            let findings = self.linter.check(&Input {
                tree,
                model,
                catalog: &self.catalog,
                intents: &[],
                facts: &self.facts,
            });
            black_box(findings);
        }
        start.elapsed().as_secs_f64()
    }
}

impl Times {
    fn print(&self, size: f64) {
        println!("lex + parse            {:7.1} MB/s", size / self.parse);
        println!("parse + names + types  {:7.1} MB/s", size / self.bound);
        println!("all of it              {:7.1} MB/s", size / self.checked);
        println!(
            "rules in all of it     {:7.1} MB/s, {:.2} times the time of the steps before them",
            size / self.rules,
            self.rules / (self.checked - self.rules)
        );
        // The steps are faster by themselves: rules and they share the processor's caches.
        let added = self.checked - self.bound;
        println!(
            "what rules add         {:7.1} MB/s, {:.2} times the time of parse + names + types",
            size / added,
            added / self.bound
        );
    }
}
