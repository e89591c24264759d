//! Development tasks: code generation and corpus measurements.

mod codegen;
mod corpus;
mod new_lint;
mod probes;

use std::path::PathBuf;

use clap::Parser;

/// Development tasks of kqlint.
#[derive(Parser)]
enum Task {
    /// Write every generated file again.
    Codegen {
        /// Only compare; exit 1 when a file is stale.
        #[arg(long)]
        check: bool,
    },
    /// Measure on a folder of real queries.
    Corpus(corpus::Options),
    /// Write the file of a new rule and register it.
    NewLint {
        /// The rule's name, which says what is found: `tolower-comparison`.
        name: String,
    },
    /// Ask Microsoft's parser about the probes of the syntax tests.
    Probes(probes::Options),
    /// Write the probes into files of their own, for a fuzzer to begin with.
    FuzzSeeds {
        /// Where they go.
        folder: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Task::parse() {
        Task::Codegen { check } => codegen::run(check),
        Task::Corpus(options) => corpus::run(&options),
        Task::NewLint { name } => new_lint::run(&name),
        Task::Probes(options) => probes::run(&options),
        Task::FuzzSeeds { folder } => probes::seeds(&folder),
    }
}
