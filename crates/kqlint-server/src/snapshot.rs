//! A document that no longer changes, and everything that is found in it.

use std::{
    path::Path,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use kqlint_ide::Cx;
use kqlint_workspace::{
    Analysis, AnalyzedFragment, Analyzer, Document, Finding, HostFix, HostKind,
};
use ropey::Rope;
use text_size::{TextRange, TextSize};
use tower_lsp_server::ls_types::{Position, Range, Uri};

use crate::{
    position::{self, Encoding},
    settings::Settings,
};

/// One version of a document. Its analysis runs once, when it is asked for, and so do
/// the rules, for which completion needn't wait.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) uri: Uri,
    pub(crate) version: i32,
    pub(crate) settings: Arc<Settings>,
    kind: Option<HostKind>,
    rope: Rope,
    encoding: Encoding,
    edition: u64,
    latest: Arc<AtomicU64>,
    analyzed: OnceLock<Option<Analyzed>>,
    findings: OnceLock<Vec<Finding>>,
}

/// What is known of a document.
#[derive(Debug)]
struct Analyzed {
    analyzer: Arc<Analyzer>,
    analysis: Analysis,
}

/// A place in a query of the document.
#[derive(Clone, Copy)]
pub(crate) struct Place<'s> {
    /// The query's text and what is known of it.
    pub(crate) query: &'s AnalyzedFragment,
    /// The byte of that text.
    pub(crate) offset: TextSize,
}

impl<'s> Place<'s> {
    /// What the features of an editor work with.
    pub(crate) fn cx(self) -> Cx<'s> {
        Cx {
            tree: &self.query.tree,
            model: &self.query.model,
            catalog: self.query.catalog(),
        }
    }
}

impl Snapshot {
    /// A snapshot of a document whose edition `latest` counts.
    pub(crate) fn new(
        (uri, version): (Uri, i32),
        kind: Option<HostKind>,
        rope: Rope,
        encoding: Encoding,
        settings: Arc<Settings>,
        latest: Arc<AtomicU64>,
    ) -> Self {
        Self {
            uri,
            version,
            settings,
            kind,
            rope,
            encoding,
            edition: latest.load(Ordering::Relaxed),
            latest,
            analyzed: OnceLock::new(),
            findings: OnceLock::new(),
        }
    }

    /// Whether the document has changed since: nobody waits for this one's findings.
    pub(crate) fn is_stale(&self) -> bool {
        self.latest.load(Ordering::Relaxed) != self.edition
    }

    /// The number of the document's state that this is a snapshot of.
    pub(crate) fn edition(&self) -> u64 {
        self.edition
    }

    /// Everything that is wrong.
    pub(crate) fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let is_excluded = |path: &Path| self.settings.excludes(path);
            match self.analyzed() {
                Some(analyzed) if !self.path().as_deref().is_some_and(is_excluded) => {
                    analyzed.analysis.findings(&self.rope.to_string())
                }
                _ => Vec::new(),
            }
        })
    }

    /// The start of each query, in the order of the text.
    pub(crate) fn queries(&self) -> impl Iterator<Item = Place<'_>> {
        self.analyzed().into_iter().flat_map(|analyzed| {
            analyzed.analysis.fragments.iter().map(|query| Place {
                query,
                offset: TextSize::from(0),
            })
        })
    }

    /// The ways to silence a finding by a comment.
    pub(crate) fn suppressions_of(&self, found: &Finding) -> Vec<HostFix> {
        let text = self.rope.to_string();
        self.analyzed().map_or_else(Vec::new, |it| {
            kqlint_workspace::suppressions_of(&it.analysis, &text, found)
        })
    }

    /// The findings at a position.
    pub(crate) fn findings_at(&self, position: Position) -> impl Iterator<Item = &Finding> {
        let offset = position::offset(&self.rope, position, self.encoding);
        let findings = self.findings().iter();
        findings.filter(move |found| found.range.contains_inclusive(offset))
    }

    /// The query at a position; `None` outside of queries.
    pub(crate) fn place(&self, position: Position) -> Option<Place<'_>> {
        let analyzed = self.analyzed()?;
        let host = position::offset(&self.rope, position, self.encoding);
        let (query, offset) = analyzed.analysis.fragment_at(host)?;
        Some(Place { query, offset })
    }

    /// What the document was analysed with.
    pub(crate) fn analyzer(&self) -> Option<&Analyzer> {
        self.analyzed().map(|it| &*it.analyzer)
    }

    /// The bytes of a range.
    pub(crate) fn text_range(&self, range: Range) -> TextRange {
        position::text_range(&self.rope, range, self.encoding)
    }

    /// The range of bytes of the document.
    pub(crate) fn range(&self, range: TextRange) -> Range {
        position::range(&self.rope, range, self.encoding)
    }

    /// The range of bytes of a query, where the document has it.
    pub(crate) fn range_in(&self, query: &AnalyzedFragment, range: TextRange) -> Option<Range> {
        let host = query.fragment.map.host_range(range)?;
        Some(self.range(host))
    }

    /// The path, where the document is a file.
    fn path(&self) -> Option<std::borrow::Cow<'_, Path>> {
        let is_file = self.uri.scheme().as_str().eq_ignore_ascii_case("file");
        is_file.then(|| self.uri.to_file_path()).flatten()
    }

    fn analyzed(&self) -> Option<&Analyzed> {
        let analyze = || {
            let kind = self.kind?;
            let path = self.path();
            let analyzer = self.settings.analyzer(path.as_deref(), kind);
            let text = self.rope.to_string();
            let analysis = analyzer.analyze(Document {
                path: path
                    .as_deref()
                    .unwrap_or(Path::new(self.uri.path().as_str())),
                kind,
                text: &text,
            });
            Some(Analyzed { analyzer, analysis })
        };
        self.analyzed.get_or_init(analyze).as_ref()
    }
}
