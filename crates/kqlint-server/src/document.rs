//! One open document and the changes that the editor sends.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use kqlint_workspace::HostKind;
use ropey::Rope;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use crate::{
    position::{self, Encoding},
    settings::Settings,
    snapshot::Snapshot,
};

/// The text that the editor has open.
#[derive(Debug)]
pub(crate) struct Document {
    uri: Uri,
    kind: Option<HostKind>,
    version: i32,
    rope: Rope,
    /// Counts every reason for another analysis: a change, other settings.
    edition: Arc<AtomicU64>,
    snapshot: Option<Arc<Snapshot>>,
}

impl Document {
    /// A document as the editor opens it.
    pub(crate) fn open(item: TextDocumentItem) -> Self {
        Self {
            kind: host_kind(&item.language_id, &item.uri),
            uri: item.uri,
            version: item.version,
            rope: Rope::from_str(&item.text),
            edition: Arc::default(),
            snapshot: None,
        }
    }

    /// Applies the changes one after the other.
    pub(crate) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        self.version = version;
        self.invalidate();
        for change in changes {
            match change.range {
                Some(range) => {
                    let range = position::text_range(&self.rope, range, encoding);
                    let start = self.rope.byte_to_char(range.start().into());
                    let end = self.rope.byte_to_char(range.end().into());
                    self.rope.remove(start..end);
                    self.rope.insert(start, &change.text);
                }
                None => self.rope = Rope::from_str(&change.text),
            }
        }
    }

    /// Forgets what was found; analysis that runs becomes stale.
    pub(crate) fn invalidate(&mut self) {
        self.edition.fetch_add(1, Ordering::Relaxed);
        self.snapshot = None;
    }

    /// The number of the document's state; another number, another state.
    pub(crate) fn edition(&self) -> u64 {
        self.edition.load(Ordering::Relaxed)
    }

    /// The document as it is, analysed at most once however often it is asked for.
    pub(crate) fn snapshot(
        &mut self,
        encoding: Encoding,
        settings: &Arc<Settings>,
    ) -> Arc<Snapshot> {
        let snapshot = self.snapshot.get_or_insert_with(|| {
            Arc::new(Snapshot::new(
                (self.uri.clone(), self.version),
                self.kind,
                self.rope.clone(),
                encoding,
                Arc::clone(settings),
                Arc::clone(&self.edition),
            ))
        });
        Arc::clone(snapshot)
    }
}

/// The editor's word for the language counts before the name of the file.
fn host_kind(language: &str, uri: &Uri) -> Option<HostKind> {
    match language.to_ascii_lowercase().as_str() {
        "kql" | "kusto" | "csl" => Some(HostKind::Query),
        "markdown" => Some(HostKind::Markdown),
        _ => {
            let path = uri.path().as_str();
            HostKind::from_path(std::path::Path::new(path))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp_server::ls_types::{Position, Range};

    fn change(range: Option<(u32, u32, u32, u32)>, text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent {
            range: range.map(|(a, b, c, d)| Range::new(Position::new(a, b), Position::new(c, d))),
            range_length: None,
            text: text.to_owned(),
        }
    }

    fn document(text: &str) -> Document {
        Document::open(TextDocumentItem::new(
            "file:///a.kql".parse().unwrap(),
            "kql".to_owned(),
            1,
            text.to_owned(),
        ))
    }

    #[test]
    fn changes_apply_one_after_the_other() {
        let mut document = document("T\n| take 1\n");
        let changes = vec![
            change(Some((1, 7, 1, 8)), "10"),
            change(Some((1, 9, 1, 9)), "0"),
        ];
        document.change(2, changes, Encoding::Utf16);
        assert_eq!(document.rope.to_string(), "T\n| take 100\n");
    }

    #[test]
    fn hostile_ranges_do_no_harm() {
        let mut document = document("a\u{1f600}b");
        for range in [
            (0, 2, 0, 2),
            (0, u32::MAX, 9, 0),
            (7, 7, 7, 7),
            (0, 3, 0, 1),
        ] {
            document.change(2, vec![change(Some(range), "x")], Encoding::Utf16);
        }
        document.change(3, vec![change(None, "new")], Encoding::Utf16);
        assert_eq!(document.rope.to_string(), "new");
    }

    #[test]
    fn the_language_counts_before_the_extension() {
        let uri: Uri = "untitled:Untitled-1".parse().unwrap();
        assert_eq!(host_kind("kql", &uri), Some(HostKind::Query));
        assert_eq!(host_kind("plaintext", &uri), None);
        let uri: Uri = "file:///a%20b.md".parse().unwrap();
        assert_eq!(host_kind("markdown", &uri), Some(HostKind::Markdown));
        assert_eq!(host_kind("mdx", &uri), Some(HostKind::Markdown));
    }
}
