//! Reads a page into the list of its blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::fence::{self, Fence};
use super::prose::Prose;
use crate::fragment::{HostComment, Problem};
use crate::sniff::looks_like_query;
use crate::source_map::SourceMap;
use crate::span::text_range;

/// What a page consists of.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) problems: Vec<Problem>,
}

/// One part of a page.
#[derive(Debug)]
pub(super) enum Block {
    Heading(Passage),
    Paragraph(Passage),
    Comment(HostComment),
    /// A code block with a query.
    Query {
        text: String,
        map: SourceMap,
    },
    /// Where a list item that is not the first of its list begins, or a list
    /// of several items ends: what stands before it leads into nothing.
    Border,
    /// A table, a picture, code in another language.
    Other,
}

/// A text on the page.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) map: SourceMap,
}

pub(super) fn read(host: &str) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        host,
        page: Page::default(),
        prose: None,
        inside: Inside::Page,
        lists: Vec::new(),
    };
    for (event, range) in Parser::new_ext(host, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_prose(Block::Paragraph);
    reader.page
}

struct Reader<'a> {
    host: &'a str,
    page: Page,
    /// The paragraph or heading that is being read. Items of a tight list have
    /// text without a paragraph around it, so any text begins one.
    prose: Option<Prose>,
    inside: Inside,
    /// How many items each list that surrounds this place has so far.
    lists: Vec<usize>,
}

/// The block whose parts are not prose.
enum Inside {
    Page,
    Query(Fence),
    /// A code block that does not say its language.
    Unlabelled(Fence),
    Html(Range<usize>),
    /// A table, a metadata block, code in another language.
    Other,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match (&mut self.inside, event) {
            (Inside::Page, event) => self.page_event(event, range),
            (Inside::Query(fence) | Inside::Unlabelled(fence), Event::Text(text)) => {
                fence.push(self.host, &text, range)
            }
            (Inside::Html(all), Event::Html(_)) => all.end = all.end.max(range.end),
            (
                _,
                Event::End(
                    TagEnd::CodeBlock
                    | TagEnd::HtmlBlock
                    | TagEnd::Table
                    | TagEnd::MetadataBlock(_),
                ),
            ) => self.end_inside(),
            _ => {}
        }
    }

    fn page_event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(_)
                | Tag::Item
                | Tag::BlockQuote(_),
            )
            | Event::End(TagEnd::BlockQuote(_)) => {
                self.end_prose(Block::Paragraph);
                self.start_container(&event);
            }
            Event::End(TagEnd::Heading(_)) => self.end_prose(Block::Heading),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end_prose(Block::Paragraph),
            Event::End(TagEnd::List(_)) => {
                if self.lists.pop().is_some_and(|items| items > 1) {
                    self.page.blocks.push(Block::Border);
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if fence::is_query(&info) => {
                self.start_inside(Inside::Query(Fence::new(range)));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.trim().is_empty() => {
                self.start_inside(Inside::Unlabelled(Fence::new(range)));
            }
            Event::Start(Tag::HtmlBlock) => self.start_inside(Inside::Html(range)),
            Event::Start(Tag::CodeBlock(_) | Tag::Table(_) | Tag::MetadataBlock(_)) => {
                self.start_inside(Inside::Other);
            }
            Event::Rule => self.page.blocks.push(Block::Other),
            event => self
                .prose
                .get_or_insert_with(Prose::new)
                .push(self.host, &event, &range),
        }
    }

    fn start_container(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => self.prose = Some(Prose::new()),
            Event::Start(Tag::List(_)) => self.lists.push(0),
            Event::Start(Tag::Item) => {
                if let Some(items) = self.lists.last_mut() {
                    *items += 1;
                    if *items > 1 {
                        self.page.blocks.push(Block::Border);
                    }
                }
            }
            _ => {}
        }
    }

    fn end_prose(&mut self, block: fn(Passage) -> Block) {
        let Some(prose) = self.prose.take() else {
            return;
        };
        self.page.blocks.push(match prose.finish() {
            Some((text, map)) => block(Passage { text, map }),
            None => Block::Other,
        });
    }

    fn start_inside(&mut self, inside: Inside) {
        self.end_prose(Block::Paragraph);
        self.inside = inside;
    }

    fn end_inside(&mut self) {
        match std::mem::replace(&mut self.inside, Inside::Page) {
            Inside::Query(fence) if !fence.is_empty(self.host) => {
                let (text, map) = fence.fragment(self.host);
                self.page.problems.extend(fence.problem(self.host));
                self.page.blocks.push(Block::Query { text, map });
            }
            Inside::Unlabelled(fence) => {
                let (text, map) = fence.fragment(self.host);
                let is_query = looks_like_query(&text);
                self.page.blocks.push(if is_query {
                    Block::Query { text, map }
                } else {
                    Block::Other
                });
            }
            Inside::Html(range) => self.html(range),
            Inside::Query(_) | Inside::Other | Inside::Page => self.page.blocks.push(Block::Other),
        }
    }

    /// The comments of an HTML block; other HTML in it is another block.
    fn html(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(rest) = self.host.get(at..range.end) {
            let skipped = rest.len() - rest.trim_start().len();
            let Some(body) = rest.trim_start().strip_prefix("<!--") else {
                if !rest.trim().is_empty() {
                    self.page.blocks.push(Block::Other);
                }
                return;
            };
            let start = at + skipped + "<!--".len();
            let len = body.find("-->").unwrap_or(body.len());
            let text = body.get(..len).unwrap_or_default();
            let trimmed = text.trim();
            let end = (start + len + "-->".len()).min(range.end);
            let start_of_text = start + (text.len() - text.trim_start().len());
            self.page.blocks.push(Block::Comment(HostComment {
                text: trimmed.to_owned(),
                range: text_range(&(start_of_text..start_of_text + trimmed.len())),
                whole: text_range(&(at + skipped..end)),
                query: None,
            }));
            at = end;
        }
    }
}
