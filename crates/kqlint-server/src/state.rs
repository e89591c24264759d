//! What the server knows: its editor, the settings and the open documents.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tower_lsp_server::{
    Client,
    ls_types::{ClientCapabilities, Uri},
};

use crate::{documents::Documents, position::Encoding, settings::Settings, snapshot::Snapshot};

/// What all handlers share.
#[derive(Debug)]
pub(crate) struct State {
    client: Client,
    editor: OnceLock<Editor>,
    settings: Mutex<Arc<Settings>>,
    documents: Mutex<Documents>,
    /// The files that settings come from, and that the editor watches.
    watched: Mutex<BTreeSet<PathBuf>>,
    shut_down: AtomicBool,
}

/// What the editor says of itself when it connects.
#[derive(Debug, Default)]
pub(crate) struct Editor {
    pub(crate) encoding: Encoding,
    pub(crate) capabilities: ClientCapabilities,
}

impl Editor {
    /// What follows from the capabilities that it sends.
    pub(crate) fn new(capabilities: ClientCapabilities) -> Self {
        let offered = capabilities
            .general
            .as_ref()
            .and_then(|general| general.position_encodings.as_deref())
            .unwrap_or_default();
        Self {
            encoding: Encoding::negotiate(offered),
            capabilities,
        }
    }

    /// Whether it knows texts with places to fill in.
    pub(crate) fn knows_snippets(&self) -> bool {
        self.capabilities
            .text_document
            .as_ref()
            .and_then(|document| document.completion.as_ref())
            .and_then(|completion| completion.completion_item.as_ref())
            .and_then(|item| item.snippet_support)
            .unwrap_or(false)
    }

    /// Whether it refuses an edit that was made for another version.
    pub(crate) fn knows_versioned_edits(&self) -> bool {
        self.capabilities
            .workspace
            .as_ref()
            .and_then(|workspace| workspace.workspace_edit.as_ref())
            .and_then(|edit| edit.document_changes)
            .unwrap_or(false)
    }
}

impl State {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            editor: OnceLock::new(),
            settings: Mutex::default(),
            documents: Mutex::default(),
            watched: Mutex::default(),
            shut_down: AtomicBool::new(false),
        }
    }

    /// The way to the editor. No handler may wait for it.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Notes what the editor says of itself. Only the first word counts.
    pub(crate) fn connect(&self, editor: Editor, settings: Settings) {
        let _ = self.editor.set(editor);
        *lock(&self.settings) = Arc::new(settings);
    }

    /// What the editor says of itself.
    pub(crate) fn editor(&self) -> &Editor {
        self.editor.get_or_init(Editor::default)
    }

    /// How documents are checked.
    pub(crate) fn settings(&self) -> Arc<Settings> {
        Arc::clone(&lock(&self.settings))
    }

    /// The open documents.
    pub(crate) fn documents(&self) -> MutexGuard<'_, Documents> {
        lock(&self.documents)
    }

    /// An open document as it is at this moment.
    pub(crate) fn snapshot(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        let encoding = self.editor().encoding;
        let settings = self.settings();
        let mut documents = self.documents();
        Some(documents.get_mut(uri)?.snapshot(encoding, &settings))
    }

    /// Reads the settings anew: a file that they come from has changed.
    pub(crate) fn reload_settings(&self) {
        let mut settings = lock(&self.settings);
        *settings = Arc::new(settings.reload());
    }

    /// Those of the files that the editor wasn't asked to watch yet; it is asked next.
    pub(crate) fn unwatched(&self, files: BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let mut watched = lock(&self.watched);
        let files = files.into_iter();
        files.filter(|it| watched.insert(it.clone())).collect()
    }

    /// Whether the editor has said `shutdown`.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::Relaxed)
    }

    /// Notes that the editor has said `shutdown`.
    pub(crate) fn shut_down(&self) {
        self.shut_down.store(true, Ordering::Relaxed);
    }
}

/// A handler that panicked leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
