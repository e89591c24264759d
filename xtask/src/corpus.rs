//! Measures kqlint on a folder of real queries with Microsoft's verdict on each.
//!
//! A folder holds `*.jsonl` files; a line is an object with `id`, `text`, `templated`, `syntax` (a list of diagnostics) and, where the syntax is clean, `semantic` and `columns`.

mod row;
mod syntax;

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

pub(crate) use self::row::Row;

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
}

/// Reads the folder, measures and prints.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let rows = row::read(&options.folder)?;
    println!("{} queries in {}", rows.len(), options.folder.display());
    let syntax = syntax::measure(&rows);
    syntax.print(options.show);
    let figures = serde_json::json!({ "syntax": syntax.figures() });
    if let Some(path) = &options.json {
        std::fs::write(path, serde_json::to_string_pretty(&figures)?)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}
