//! The language server: everything that names the Language Server Protocol.
//!
//! A *document* is the text that an editor has open, at one *version*.
//! A *snapshot* is a document that no longer changes; all analysis runs on one,
//! off the threads that talk to the editor.
//! A handler takes its snapshot before it first waits, calls `kqlint-ide`, and
//! converts the answer; offsets count bytes everywhere but in this crate's
//! [`position`] module.

mod actions;
mod answers;
mod backend;
mod capabilities;
mod completion;
mod diagnostics;
mod document;
mod documents;
mod guard;
mod hover;
mod input;
mod position;
mod publish;
mod settings;
mod signature;
mod snapshot;
mod state;
mod symbols;
mod watching;

use std::io;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::{LspService, Server};

use self::{answers::AnswerAll, backend::Backend};

/// Why the server ended otherwise than asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The threads could not be started.
    #[error("cannot start the server")]
    Start {
        /// What the system says.
        source: io::Error,
    },
    /// The editor said `exit`, or closed the streams, without `shutdown` before.
    #[error("the editor went away without shutting the server down")]
    NotShutDown,
}

/// Serves the editor on standard input and output until it says `exit` or is gone.
pub fn run() -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_time()
        .build()
        .map_err(|source| Error::Start { source })?;
    let ended = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // A thread may still wait for input that never comes.
    runtime.shutdown_background();
    ended
}

/// Threads that read, write and schedule; analysis has threads of its own.
const WORKERS: usize = 2;

/// Serves an editor on any pair of streams.
async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite) -> Result<(), Error> {
    let (service, socket) = LspService::new(Backend::new);
    let state = service.inner().state();
    let (messages, reading) = input::cleaned(input);
    let serving = Server::new(messages, output, socket).serve(AnswerAll(service));
    tokio::select! {
        () = serving => {}
        // The streams are closed; what was asked for before is still answered.
        () = async { drop(reading.await); std::future::pending().await } => {}
    }
    if state.is_shut_down() {
        Ok(())
    } else {
        Err(Error::NotShutDown)
    }
}

#[cfg(test)]
mod tests;
