//! The open documents, and which of them are being checked.

use std::{collections::HashMap, fmt};

use tower_lsp_server::ls_types::Uri;

use crate::document::Document;

/// All documents that the editor has open, and those whose findings it still shows.
#[derive(Default)]
pub(crate) struct Documents {
    slots: HashMap<Uri, Slot>,
}

/// A place for a document; it outlives the document until its findings are taken back.
#[derive(Default)]
struct Slot {
    document: Option<Document>,
    /// The edition that was checked last.
    checked: Option<u64>,
    /// Whether the editor was sent findings.
    is_shown: bool,
    /// Whether a task looks after the findings.
    is_watched: bool,
}

/// What the task that looks after a document's findings does next.
pub(crate) enum Next<'d> {
    /// The findings of this document are wanted.
    Check(&'d mut Document),
    /// The document is closed: its findings go.
    Clear,
    /// Nothing: the task ends.
    Rest,
}

impl Documents {
    /// Opens a document, in place of one that is open.
    pub(crate) fn open(&mut self, uri: Uri, document: Document) {
        let slot = self.slots.entry(uri).or_default();
        if let Some(mut old) = slot.document.replace(document) {
            old.invalidate();
        }
        slot.checked = None;
    }

    /// Closes a document.
    pub(crate) fn close(&mut self, uri: &Uri) {
        if let Some(mut old) = self
            .slots
            .get_mut(uri)
            .and_then(|slot| slot.document.take())
        {
            old.invalidate();
        }
    }

    /// An open document.
    pub(crate) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.slots.get_mut(uri)?.document.as_mut()
    }

    /// Forgets what was found anywhere, and names the open documents.
    pub(crate) fn invalidate_all(&mut self) -> Vec<Uri> {
        let mut open = Vec::new();
        for (uri, slot) in &mut self.slots {
            if let Some(document) = &mut slot.document {
                document.invalidate();
                open.push(uri.clone());
            }
        }
        open
    }

    /// Whether a task must be started to look after the document's findings.
    pub(crate) fn start_watching(&mut self, uri: &Uri) -> bool {
        self.slots
            .get_mut(uri)
            .is_some_and(|slot| !std::mem::replace(&mut slot.is_watched, true))
    }

    /// What that task does next; when it is to rest, it must end.
    pub(crate) fn next(&mut self, uri: &Uri) -> Next<'_> {
        let is_open = |slot: &Slot| slot.document.is_some() || slot.is_shown;
        if !self.slots.get(uri).is_some_and(is_open) {
            self.slots.remove(uri);
            return Next::Rest;
        }
        let Some(slot) = self.slots.get_mut(uri) else {
            return Next::Rest;
        };
        match &mut slot.document {
            Some(document) if slot.checked != Some(document.edition()) => Next::Check(document),
            Some(_) => {
                slot.is_watched = false;
                Next::Rest
            }
            None => {
                slot.is_shown = false;
                Next::Clear
            }
        }
    }

    /// Notes that an edition was checked; whether its findings are still wanted.
    pub(crate) fn finish(&mut self, uri: &Uri, edition: u64) -> bool {
        let Some(slot) = self.slots.get_mut(uri) else {
            return false;
        };
        let is_current = slot
            .document
            .as_ref()
            .is_some_and(|document| document.edition() == edition);
        if is_current {
            slot.checked = Some(edition);
            slot.is_shown = true;
        }
        is_current
    }
}

impl fmt::Debug for Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.slots.keys().map(|uri| uri.as_str()))
            .finish()
    }
}
