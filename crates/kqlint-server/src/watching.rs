//! Asks the editor to say when a file changes that settings come from.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tower_lsp_server::ls_types::{
    DidChangeWatchedFilesClientCapabilities, DidChangeWatchedFilesRegistrationOptions,
    FileSystemWatcher, GlobPattern, MessageType, OneOf, Registration, RelativePattern, Uri,
};

use crate::state::State;

/// Has every `kqlint.toml` of the workspace watched.
pub(crate) fn start(state: &Arc<State>) {
    let everywhere = GlobPattern::String("**/kqlint.toml".to_owned());
    ask(state, "configuration".to_owned(), vec![everywhere]);
}

/// Has the files watched that settings came from: those that are extended, and
/// those outside of the workspace.
pub(crate) fn add(state: &Arc<State>, files: &[PathBuf]) {
    let Some(first) = files.first() else {
        return;
    };
    let patterns = files.iter().filter_map(|it| pattern(state, it)).collect();
    ask(
        state,
        format!("configuration {}", first.display()),
        patterns,
    );
}

/// The pattern for one file.
fn pattern(state: &State, file: &Path) -> Option<GlobPattern> {
    let knows_folders = capabilities(state)?.relative_pattern_support;
    if !knows_folders.unwrap_or(false) {
        return Some(GlobPattern::String(file.to_str()?.to_owned()));
    }
    Some(GlobPattern::Relative(RelativePattern {
        base_uri: OneOf::Right(Uri::from_file_path(file.parent()?)?),
        pattern: file.file_name()?.to_str()?.to_owned(),
    }))
}

fn ask(state: &Arc<State>, id: String, patterns: Vec<GlobPattern>) {
    let can_watch = capabilities(state).and_then(|it| it.dynamic_registration);
    if !can_watch.unwrap_or(false) || patterns.is_empty() {
        return;
    }
    let watcher = |glob_pattern| FileSystemWatcher {
        glob_pattern,
        kind: None,
    };
    let options = DidChangeWatchedFilesRegistrationOptions {
        watchers: patterns.into_iter().map(watcher).collect(),
    };
    let registration = Registration {
        id,
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    let client = state.client().clone();
    tokio::spawn(async move {
        if let Err(error) = client.register_capability(vec![registration]).await {
            let message = format!("the editor doesn't watch the configuration: {error}");
            client.log_message(MessageType::WARNING, message).await;
        }
    });
}

fn capabilities(state: &State) -> Option<&DidChangeWatchedFilesClientCapabilities> {
    let workspace = state.editor().capabilities.workspace.as_ref()?;
    workspace.did_change_watched_files.as_ref()
}
