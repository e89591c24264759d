//! Markdown pages: queries in fenced code blocks, with the prose around them.
//!
//! The page is read once into a list of *blocks* in the order of the text:
//! headings, paragraphs, comments, fences with a query, and whatever else
//! stands between them. The texts that belong to a fence are then found by
//! looking at its neighbours in that list.

mod blocks;
mod fence;
mod intent;
mod prose;

use crate::budget::Budget;
use crate::fragment::{Extraction, IntentText};
use crate::source_map::SourceMap;

pub(crate) fn extract(text: &str) -> Extraction {
    let has_fence = text.contains("```") || text.contains("~~~");
    if !has_fence {
        return Extraction::default();
    }
    let blocks::Page { blocks, problems } = blocks::read(text);
    let (fragments, comments) = intent::attach(blocks, Budget::of(text.len()));
    Extraction {
        fragments,
        problems,
        comments,
    }
}

/// The texts that would belong to a query right below `text`.
pub(crate) fn texts_at_end(text: &str) -> Vec<IntentText> {
    let mut blocks = blocks::read(text).blocks;
    blocks.push(blocks::Block::Query {
        text: String::new(),
        map: SourceMap::empty(),
    });
    let (mut fragments, _) = intent::attach(blocks, Budget::of(text.len()));
    let last = fragments.pop();
    last.map_or_else(Vec::new, |fragment| fragment.intents)
}
