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

use crate::fragment::Extraction;

pub(crate) fn extract(text: &str) -> Extraction {
    let has_fence = text.contains("```") || text.contains("~~~");
    if !has_fence {
        return Extraction::default();
    }
    let blocks::Page { blocks, problems } = blocks::read(text);
    Extraction {
        fragments: intent::attach(blocks),
        problems,
    }
}
