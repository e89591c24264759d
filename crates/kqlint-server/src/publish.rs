//! Sends findings to the editor: one task for each document, the newest text only.

use std::sync::Arc;

use tower_lsp_server::ls_types::{Diagnostic, MessageType, Uri};

use crate::{diagnostics, documents::Next, guard, snapshot::Snapshot, state::State, watching};

/// Has the document's findings sent soon. Returns at once.
pub(crate) fn schedule(state: &Arc<State>, uri: Uri) {
    if state.documents().start_watching(&uri) {
        tokio::spawn(watch(Arc::clone(state), uri));
    }
}

/// Checks and sends until the editor has the findings of the newest text.
///
/// One task at a time does this for a document, so that nothing is sent out of order.
async fn watch(state: Arc<State>, uri: Uri) {
    loop {
        let snapshot = {
            let encoding = state.editor().encoding;
            let settings = state.settings();
            match state.documents().next(&uri) {
                Next::Check(document) => Some(document.snapshot(encoding, &settings)),
                Next::Clear => None,
                Next::Rest => return,
            }
        };
        match snapshot {
            Some(snapshot) => check(&state, &uri, snapshot).await,
            None => send(&state, &uri, Vec::new(), None).await,
        }
    }
}

async fn check(state: &Arc<State>, uri: &Uri, snapshot: Arc<Snapshot>) {
    let edition = snapshot.edition();
    let version = snapshot.version;
    let settings = Arc::clone(&snapshot.settings);
    let found = guard::request(move || diagnostics::of(&snapshot)).await;
    watching::add(state, &state.unwatched(settings.files()));
    for problem in settings.take_problems() {
        let message = format!("{problem}; kqlint checks as if the file weren't there");
        state
            .client()
            .show_message(MessageType::WARNING, message)
            .await;
    }
    let is_wanted = state.documents().finish(uri, edition);
    match found {
        Ok(Some(found)) if is_wanted => send(state, uri, found, Some(version)).await,
        Ok(_) => {}
        Err(_) => {
            let message = format!("checking {} failed; please report it", uri.as_str());
            state
                .client()
                .log_message(MessageType::ERROR, message)
                .await;
        }
    }
}

async fn send(state: &State, uri: &Uri, found: Vec<Diagnostic>, version: Option<i32>) {
    state
        .client()
        .publish_diagnostics(uri.clone(), found, version)
        .await;
}
