//! Which texts of a page belong to which of its queries.
//!
//! A text that stands near a query is often about its neighbour, so what
//! counts as direct is narrow: the paragraph right before a query, and the
//! heading above when nothing else stands between.

use std::collections::VecDeque;

use super::blocks::{Block, Passage};
use crate::budget::{self, Budget};
use crate::facts::{HostFacts, RuleKind};
use crate::fragment::{Fragment, HostComment, IntentKind, IntentText, PlaceholderStyle};

/// How many paragraphs before its lead-in a query keeps.
const MAX_PARAGRAPHS: usize = 4;

/// How a paragraph below a query begins when it explains that query.
const LOOKING_BACK: &[&str] = &[
    "above",
    "as per",
    "here we",
    "in the above",
    "in this query",
    "the above",
    "the preceding query",
    "the previous query",
    "the query above",
    "this example",
    "this finds",
    "this query",
    "this returns",
    "this shows",
    "this will",
];

/// How a page marks what its reader puts in; none of it is KQL.
const PLACEHOLDERS: &[PlaceholderStyle] = &[
    PlaceholderStyle::DoubleBraces,
    PlaceholderStyle::Braces,
    PlaceholderStyle::DollarBraces,
    PlaceholderStyle::DollarMacro,
    PlaceholderStyle::Angles,
];

/// The queries among `blocks`, each with its texts, and the comments.
pub(super) fn attach(blocks: Vec<Block>, mut budget: Budget) -> (Vec<Fragment>, Vec<HostComment>) {
    let mut query_counts = blocks
        .split(|block| matches!(block, Block::Heading(_)))
        .map(count_queries)
        .collect::<Vec<_>>()
        .into_iter();
    let mut section = Section::new(None, query_counts.next());
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut comments: Vec<HostComment> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                section = Section::new(Some(heading), query_counts.next());
            }
            Block::Paragraph(passage) => {
                if section.last == Last::Query
                    && !passage.text.trim_end().ends_with(':')
                    && let Some(fragment) = fragments.last_mut()
                {
                    let text = intent(IntentKind::AfterText, &passage);
                    fragment.intents.push(text);
                }
                section.paragraph(passage);
            }
            Block::Comment(comment) => {
                section.comments += 1;
                comments.push(comment);
            }
            Block::Query { text, map } => {
                let mut intents = Vec::new();
                if !budget.is_spent() {
                    intents = section.intents();
                    budget.pay(budget::len_of(&intents));
                }
                let before = comments.len().saturating_sub(section.query());
                for comment in comments.iter_mut().skip(before) {
                    comment.query = Some(fragments.len());
                }
                fragments.push(Fragment {
                    text,
                    map,
                    intents,
                    facts: HostFacts {
                        kind: Some(RuleKind::Page),
                        ..HostFacts::default()
                    },
                    placeholders: PLACEHOLDERS,
                });
            }
            Block::Border | Block::Other => section.other(),
        }
    }
    (fragments, comments)
}

/// What has been read since the last heading.
struct Section {
    heading: Option<Passage>,
    /// How many queries there are up to the next heading.
    queries: usize,
    /// The last paragraphs.
    paragraphs: VecDeque<Passage>,
    /// How many comments there are since the last block of another kind.
    comments: usize,
    /// The last block that is not a comment.
    last: Last,
    /// How many blocks there have been, without comments.
    len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Paragraph,
    Query,
    Other,
}

impl Section {
    fn new(heading: Option<Passage>, queries: Option<usize>) -> Section {
        Section {
            heading,
            queries: queries.unwrap_or_default(),
            paragraphs: VecDeque::new(),
            comments: 0,
            last: Last::Other,
            len: 0,
        }
    }

    fn paragraph(&mut self, passage: Passage) {
        self.len += 1;
        self.comments = 0;
        if self.last == Last::Query && looks_back(&passage.text) {
            self.last = Last::Other;
            return;
        }
        self.last = Last::Paragraph;
        self.paragraphs.push_back(passage);
        if self.paragraphs.len() > MAX_PARAGRAPHS + 1 {
            self.paragraphs.pop_front();
        }
    }

    fn other(&mut self) {
        self.len += 1;
        self.comments = 0;
        self.last = Last::Other;
    }

    /// Ends what led into a query and returns how many comments stand before it.
    ///
    /// A lead-in that ends with a colon is about this query alone; others may
    /// describe the queries below it as well.
    fn query(&mut self) -> usize {
        self.len += 1;
        if self.last == Last::Paragraph {
            self.paragraphs
                .pop_back_if(|passage| passage.text.trim_end().ends_with(':'));
        }
        self.last = Last::Query;
        std::mem::take(&mut self.comments)
    }

    /// The texts of a query that stands here, nearest first.
    fn intents(&self) -> Vec<IntentText> {
        let mut out = Vec::new();
        let mut paragraphs = self.paragraphs.iter().rev();
        let has_lead_in = self.last == Last::Paragraph;
        if has_lead_in && let Some(passage) = paragraphs.next() {
            out.push(intent(IntentKind::LeadIn, passage));
        }
        let is_about_one_query = has_lead_in && self.len == 1 && self.queries == 1;
        let heading_kind = if self.len == 0 || is_about_one_query {
            IntentKind::Heading
        } else {
            IntentKind::Section
        };
        let heading = self.heading.as_ref().map(|text| intent(heading_kind, text));
        let paragraphs = paragraphs
            .take(MAX_PARAGRAPHS)
            .map(|passage| intent(IntentKind::Paragraph, passage));
        if heading_kind == IntentKind::Heading {
            out.extend(heading);
            out.extend(paragraphs);
        } else {
            out.extend(paragraphs);
            out.extend(heading);
        }
        out
    }
}

fn count_queries(section: &[Block]) -> usize {
    section
        .iter()
        .filter(|block| matches!(block, Block::Query { .. }))
        .count()
}

fn looks_back(text: &str) -> bool {
    let text = text.trim_start();
    LOOKING_BACK.iter().any(|start| {
        text.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    })
}

fn intent(kind: IntentKind, passage: &Passage) -> IntentText {
    IntentText {
        kind,
        text: passage.text.clone(),
        map: passage.map.clone(),
    }
}
