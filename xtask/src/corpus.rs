//! Measures kqlint on a folder of real queries with Microsoft's verdict on each.
//!
//! A folder holds `*.jsonl` files; a line is an object with `id`, `text`, `templated`, `syntax` (a list of diagnostics) and, where the syntax is clean, `semantic` and `columns`.

mod difference;
mod fixes;
mod gate;
mod lints;
mod openness;
mod row;
mod semantics;
mod syntax;
mod typing;

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

pub(crate) use self::row::{Row, read};

/// Options of `cargo xtask corpus`.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder with the `*.jsonl` files.
    folder: PathBuf,
    /// How many disagreements of each kind to print.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Write the figures to a file.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Measure the rules, and nothing else.
    #[arg(long)]
    rules: bool,
    /// Measure names, types and columns, and nothing else.
    #[arg(long)]
    semantics: bool,
    /// Print the findings of a rule.
    #[arg(long, value_name = "RULE")]
    show_rule: Option<String>,
    /// Print so many findings of it, spread over the corpus.
    #[arg(long, value_name = "COUNT")]
    sample: Option<usize>,
    /// Write the page with the rates of the rules.
    #[arg(long)]
    write_rates: bool,
}

/// The page with the rates of the rules.
const RATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus/rates.md");

/// Reads the folder, measures and prints.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let rows = read(&options.folder)?;
    println!("{} queries in {}", rows.len(), options.folder.display());
    if options.rules || options.show_rule.is_some() || options.write_rates {
        let lints = lints::measure(&rows, options.show_rule.as_deref());
        lints.print(options.show_rule.as_deref(), options.sample);
        return if options.write_rates {
            lints.gate(RATES.as_ref(), true)
        } else {
            Ok(())
        };
    }
    if options.semantics {
        semantics::measure(&rows).print(options.show);
        return Ok(());
    }
    let syntax = syntax::measure(&rows)?;
    syntax.print(options.show);
    let figures = syntax.figures();
    let typing = typing::measure(&rows);
    typing.print(options.show);
    let semantics = semantics::measure(&rows);
    semantics.print(options.show);
    if let Some(path) = &options.json {
        std::fs::write(
            path,
            serde_json::to_string_pretty(&serde_json::json!({
                "syntax": figures.json(),
                "typing": typing.figures().json(),
                "semantics": semantics.figures().json(),
            }))?,
        )
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    let fixes = fixes::measure(&rows);
    fixes.print(options.show);
    let lints = lints::measure(&rows, None);
    lints.print(None, None);
    figures.check("syntax")?;
    typing.figures().check("typing")?;
    semantics.figures().check("semantics")?;
    fixes.figures(&rows).check("fixes")?;
    lints.gate(RATES.as_ref(), false)
}
