//! The command line of kqlint.
//!
//! Standard output has what was asked for; standard error has what went wrong, what
//! `--fix` did where the output is for programs, and progress.

mod arguments;
mod baseline;
mod checking;
mod commands;
mod fingerprint;
mod markdown;
mod output;
mod progress;
mod terminal;

use std::{io, process::ExitCode};

use clap::Parser as _;

use crate::arguments::{Arguments, Command};

/// An analysis makes many small values and drops them together.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// There is nothing to report.
    Clean,
    /// There are findings at warning or above, or changes that `--diff` shows.
    Findings,
    /// Something kept kqlint from doing its work, at least in part.
    Failed,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = run(arguments.command).unwrap_or_else(|error| {
        if !is_closed_pipe(&error) {
            terminal::report_failure(format_args!("{error:#}"));
        }
        Outcome::Failed
    });
    match outcome {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Findings => ExitCode::from(1),
        Outcome::Failed => ExitCode::from(2),
    }
}

fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Explain(arguments) => commands::explain::run(&arguments),
        Command::Rules => commands::rules::run(),
        Command::Columns(arguments) => commands::columns::run(&arguments),
        Command::Config(arguments) => commands::config::run(&arguments),
        Command::Schema(arguments) => commands::schema::run(&arguments),
        Command::Server => match kqlint_server::run() {
            Ok(()) => Ok(Outcome::Clean),
            // The protocol wants 1 where the client leaves without `shutdown`.
            Err(kqlint_server::Error::NotShutDown) => Ok(Outcome::Findings),
            Err(error) => Err(error.into()),
        },
    }
}

/// Whether the reader of the output has gone, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let json = || cause.downcast_ref::<serde_json::Error>()?.io_error_kind();
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        io.or_else(json)
    };
    error
        .chain()
        .filter_map(kind)
        .any(|kind| kind == io::ErrorKind::BrokenPipe)
}
