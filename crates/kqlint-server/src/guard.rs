//! Keeps a panic inside the request that caused it.

use std::panic::{self, AssertUnwindSafe};

use tower_lsp_server::jsonrpc::{Error, Result};

/// Runs work for a request off the threads that talk to the editor.
///
/// A panic becomes an error of that request; the runtime catches it where it
/// happens, and prints it to the log.
pub(crate) async fn request<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Error::internal_error())
}

/// Runs a notification's change of the state, at once.
pub(crate) fn notification(change: impl FnOnce()) {
    // The state stays usable: a change is applied as a whole, or the document
    // keeps what it has until its editor sends the text anew.
    let _ = panic::catch_unwind(AssertUnwindSafe(change));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_fails_its_request_alone() {
        assert!(request(|| panic!("on purpose")).await.is_err());
        assert_eq!(request(|| 1).await.expect("no panic"), 1);
        notification(|| panic!("on purpose"));
    }
}
