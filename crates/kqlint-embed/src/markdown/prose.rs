//! Paragraphs and headings as a reader sees them, mapped to the page.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::source_map::{SourceMap, SourceMapBuilder};
use crate::span::text_range;

/// The text of one paragraph or heading while its parts are read.
#[derive(Debug)]
pub(super) struct Prose {
    out: SourceMapBuilder,
    /// How many images surround the current part; their text is not shown.
    images: usize,
}

impl Prose {
    pub(super) fn new() -> Prose {
        Prose {
            out: SourceMapBuilder::new(),
            images: 0,
        }
    }

    /// Takes one part of the paragraph. Comments and other HTML are no text.
    pub(super) fn push(&mut self, host: &str, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(text) if self.images == 0 => self.text(host, text, range),
            Event::Code(text) if self.images == 0 => self.code(host, text, range),
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Start(tag) => {
                self.images += usize::from(matches!(tag, Tag::Image { .. }));
                self.out.markup();
            }
            Event::End(tag) => {
                let ends_image = matches!(tag, TagEnd::Image);
                self.images = self.images.saturating_sub(usize::from(ends_image));
                self.out.markup();
            }
            _ => self.out.markup(),
        }
    }

    fn text(&mut self, host: &str, text: &str, range: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        if host.get(range.clone()) == Some(text) {
            self.out.verbatim(host, text_range(range));
        } else {
            self.out.escaped(text, text_range(range));
        }
    }

    /// `text` stands somewhere inside the marks of its code span.
    fn code(&mut self, host: &str, text: &str, range: &Range<usize>) {
        self.out.markup();
        let source = host.get(range.clone()).unwrap_or_default();
        match source.find(text) {
            Some(at) => {
                let start = range.start + at;
                self.text(host, text, &(start..start + text.len()));
            }
            None => self.out.escaped(text, text_range(range)),
        }
        self.out.markup();
    }

    fn line_break(&mut self, range: &Range<usize>) {
        self.out.escaped(" ", text_range(range));
    }

    /// The text with its map, or `None` when there is nothing to read.
    pub(super) fn finish(self) -> Option<(String, SourceMap)> {
        let is_blank = self.out.text().trim().is_empty();
        (!is_blank).then(|| self.out.finish())
    }
}
