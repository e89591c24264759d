//! What is known of a document: its queries, analysed, and what was found.

use std::{ops::Range, sync::Arc};

use kqlint_catalog::Catalog;
use kqlint_diagnostics::Level;
use kqlint_embed::{Fragment, HostComment, HostKind, Problem};
use kqlint_semantics::Model;
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxTree, TextSize};

use crate::{
    analyzer::Profile,
    environment::RunsIn,
    finding::{Finding, to_finding},
    suppression::{self, Policy},
};

/// The rule under which problems of the host itself are reported.
pub(crate) const HOST_RULE: &str = "syntax-error";

/// A query is quoted up to this many bytes.
const QUERY_LIMIT: usize = 4000;

/// A document's queries and what their names mean.
#[derive(Debug)]
pub struct Analysis {
    pub(crate) kind: HostKind,
    /// The queries, in the order in which they stand in the document.
    pub fragments: Vec<AnalyzedFragment>,
    /// What is wrong with the host itself.
    pub problems: Vec<Problem>,
    /// Comments of the host, which may silence what is found.
    pub(crate) comments: Vec<HostComment>,
    pub(crate) policy: Arc<Policy>,
}

/// One fragment with everything that is known of it; ranges count in its text.
#[derive(Debug)]
pub struct AnalyzedFragment {
    /// The text and where it stands in the document.
    pub fragment: Fragment,
    /// The syntax tree of the text.
    pub tree: SyntaxTree,
    /// What its names mean.
    pub model: Model,
    /// Where it runs.
    pub runs_in: RunsIn,
    /// How it was analysed, and is to be checked.
    pub(crate) profile: Arc<Profile>,
}

impl Analysis {
    /// Runs the rules: everything found that no comment silences, in bytes of the
    /// document and in its order. `text` is the text that was analysed.
    pub fn findings(&self, text: &str) -> Vec<Finding> {
        let mut out: Vec<_> = self
            .fragments
            .iter()
            .flat_map(|it| it.findings(text))
            .collect();
        out.extend(self.problems.iter().map(|it| self.host_finding(it, text)));
        suppression::apply(self, text, &mut out);
        out.sort_by(|a, b| order(a).cmp(&order(b)));
        out
    }

    /// The fragment at a byte of the document, and the byte of its text there.
    pub fn fragment_at(&self, host: TextSize) -> Option<(&AnalyzedFragment, TextSize)> {
        self.fragments.iter().find_map(|fragment| {
            let offset = fragment.fragment.map.fragment_offset(host)?;
            Some((fragment, offset))
        })
    }

    /// A problem of the host as a finding. A broken file of data matters only if
    /// it may hold queries; what else is wrong with it is for other tools.
    fn host_finding(&self, problem: &Problem, text: &str) -> Finding {
        let level = match self.kind {
            HostKind::Query | HostKind::Markdown => Level::Warning,
            _ if mentions_a_query(text) => Level::Warning,
            _ => Level::Hint,
        };
        Finding::new(HOST_RULE, level, problem.message.clone(), problem.range)
    }
}

impl AnalyzedFragment {
    /// What there is where it runs.
    pub fn catalog(&self) -> &Catalog {
        self.profile.catalog_of(self.runs_in)
    }

    fn findings(&self, text: &str) -> Vec<Finding> {
        let mut quoted: Option<(Range<usize>, Arc<str>)> = None;
        let diagnostics = self.profile.check(self);
        let findings = diagnostics.iter().map(|diagnostic| {
            let at = usize::from(diagnostic.range.start());
            let query = match &quoted {
                Some((range, query)) if range.contains(&at) => Arc::clone(query),
                _ => {
                    let (range, query) = self.query_at(diagnostic.range.start());
                    quoted.insert((range, query)).1.clone()
                }
            };
            to_finding(diagnostic, query, &self.fragment, text)
        });
        findings.collect()
    }

    /// The query around an offset, with the `let`s that belong to it; the whole
    /// text between two queries.
    fn query_at(&self, offset: TextSize) -> (Range<usize>, Arc<str>) {
        let mut blocks = self
            .tree
            .root()
            .children()
            .filter(|it| it.kind() == NodeKind::QueryBlock);
        let block = blocks.find(|it| it.text_range().contains_inclusive(offset));
        let range = block.map_or(0..0, |it| it.text_range().into());
        let text = block.map_or(self.tree.text().trim(), SyntaxNode::text);
        (range, excerpt(text).into())
    }
}

fn order(finding: &Finding) -> (TextSize, TextSize, &str, &str) {
    let range = finding.range;
    (range.start(), range.end(), finding.rule, &finding.message)
}

/// The text, or the beginning of a very long one.
fn excerpt(text: &str) -> String {
    let end = text.floor_char_boundary(QUERY_LIMIT);
    match text.get(..end) {
        Some(start) if end < text.len() => format!("{start}…"),
        _ => text.to_owned(),
    }
}

/// Whether a text that can't be read looks as if there were a query in it.
fn mentions_a_query(text: &str) -> bool {
    let steps = ["| where ", "| project ", "| summarize ", "| extend "];
    steps.iter().any(|step| text.contains(step))
}
