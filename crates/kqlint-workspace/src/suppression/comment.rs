//! The comments for kqlint in a document, and what each speaks of.

use std::{ops::Range, rc::Rc};

use kqlint_embed::HostComment;
use kqlint_lints::nearest;
use kqlint_syntax::{Directive, NodeKind};
use text_size::{TextRange, TextSize};

use super::list::Problem;
use crate::{
    analysis::{Analysis, AnalyzedFragment},
    finding::{Finding, HostEdit},
};

/// The words that a comment for kqlint can begin with.
const WORDS: [&str; 4] = ["ignore", "ignore-query", "ignore-file", "table"];

/// So many lines are looked at between a comment and what it speaks of.
const MAX_LINES: usize = 32;

/// What a comment asks to silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// `ignore`: its line, or the next one where it has a line of its own.
    Line,
    /// `ignore-query`
    Query,
    /// `ignore-file`
    File,
}

/// Where a comment silences findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those that begin in a range of the document.
    Range(TextRange),
    /// All of them.
    Document,
}

impl Reach {
    pub(super) fn contains(self, finding: &Finding) -> bool {
        match self {
            Reach::Range(range) => range.contains_inclusive(finding.range.start()),
            Reach::Document => true,
        }
    }
}

/// A comment for kqlint. The directive counts in the text that the comment stands in.
#[derive(Debug)]
pub(super) struct Comment<'a> {
    pub(super) directive: Directive<'a>,
    home: Home<'a>,
}

/// What a comment stands in.
#[derive(Debug)]
enum Home<'a> {
    /// A query; with it, where the queries of its text stand.
    Query(&'a AnalyzedFragment, Rc<[TextRange]>),
    /// The document itself, perhaps before a query.
    Host(&'a str, TextRange, Option<&'a AnalyzedFragment>),
}

/// All comments for kqlint, those of the host first.
pub(super) fn all<'a>(analysis: &'a Analysis, text: &'a str) -> Vec<Comment<'a>> {
    let host = analysis.comments.iter().filter_map(|comment| {
        let HostComment {
            text: body,
            range,
            whole,
            query,
        } = comment;
        let directive = Directive::read(body, range.start())?;
        let fragment = query.and_then(|index| analysis.fragments.get(index));
        Some(Comment {
            directive: Directive {
                range: *whole,
                ..directive
            },
            home: Home::Host(text, *whole, fragment),
        })
    });
    let queries = analysis.fragments.iter().flat_map(|fragment| {
        let mut directives = fragment.tree.directives().peekable();
        let blocks: Rc<[TextRange]> = match directives.peek() {
            Some(_) => blocks(fragment),
            None => Rc::default(),
        };
        directives.map(move |directive| Comment {
            directive,
            home: Home::Query(fragment, Rc::clone(&blocks)),
        })
    });
    host.chain(queries).collect()
}

fn blocks(fragment: &AnalyzedFragment) -> Rc<[TextRange]> {
    let nodes = fragment.tree.root().children();
    let blocks = nodes.filter(|it| it.kind() == NodeKind::QueryBlock);
    blocks.map(|it| it.text_range()).collect()
}

impl<'a> Comment<'a> {
    /// What it asks to silence; `None` where it asks for something else.
    pub(super) fn word(&self) -> Result<Option<Word>, Problem> {
        match self.directive.word {
            "ignore" => Ok(Some(Word::Line)),
            "ignore-query" => Ok(Some(Word::Query)),
            "ignore-file" => Ok(Some(Word::File)),
            known if WORDS.contains(&known) => Ok(None),
            "" => Err(Problem::new(
                self.directive.range,
                "expected `ignore` or another word after `kqlint:`",
            )),
            word => Err(Problem {
                range: self.directive.word_range,
                message: format!("`{}` is no word that kqlint knows", shortened(word)),
                meant: nearest(word, WORDS.into_iter()),
            }),
        }
    }

    /// Where it silences findings; `None` for a comment of the host that stands before
    /// no query.
    pub(super) fn reach(&self, word: Word) -> Option<Reach> {
        let (fragment, blocks) = match (&self.home, word) {
            (_, Word::File) => return Some(Reach::Document),
            (Home::Host(_, _, fragment), _) => return fragment.map(whole),
            (Home::Query(fragment, blocks), _) => (*fragment, blocks),
        };
        let (text, comment) = (fragment.tree.text(), self.directive.range);
        let reach = match word {
            Word::Query => block_reach(text, blocks, comment.start()),
            _ => line_reach(text, comment),
        };
        // With nothing below, there is only the comment itself.
        let map = &fragment.fragment.map;
        Some(match map.host_range(reach.unwrap_or(comment)) {
            Some(range) => Reach::Range(range),
            None => whole(fragment),
        })
    }

    /// Whether the text that the comment speaks of can be read as a whole.
    pub(super) fn is_readable(&self, reach: Reach, analysis: &Analysis) -> bool {
        match (reach, &self.home) {
            (Reach::Range(_), Home::Query(fragment, _) | Home::Host(_, _, Some(fragment))) => {
                fragment.tree.errors().is_empty()
            }
            _ => {
                let mut fragments = analysis.fragments.iter();
                fragments.all(|it| it.tree.errors().is_empty()) && analysis.problems.is_empty()
            }
        }
    }

    /// A range around the comment in the document.
    pub(super) fn place(&self, range: TextRange) -> Option<TextRange> {
        match &self.home {
            Home::Query(fragment, _) => fragment.fragment.map.host_range(range),
            Home::Host(..) => Some(range),
        }
    }

    /// A change of a part of the comment.
    pub(super) fn edit(&self, range: TextRange, new: &str) -> Option<HostEdit> {
        let (range, text) = match &self.home {
            Home::Query(fragment, _) => fragment.fragment.map.edit(range, new)?,
            Home::Host(..) => (range, new.to_owned()),
        };
        Some(HostEdit { range, text })
    }

    /// The change that takes the comment out: with its line, where that has nothing
    /// else.
    pub(super) fn removal(&self) -> Option<HostEdit> {
        let (text, range) = match &self.home {
            Home::Query(fragment, _) => (fragment.tree.text(), self.directive.range),
            Home::Host(text, whole, _) => (*text, *whole),
        };
        self.edit(removal(text, range)?, "")
    }
}

fn whole(fragment: &AnalyzedFragment) -> Reach {
    Reach::Range(fragment.fragment.map.host_bounds())
}

/// The line of a comment, or the next one with code where it has a line of its own.
fn line_reach(text: &str, comment: TextRange) -> Option<TextRange> {
    let start = usize::from(comment.start());
    let line = line_start(text, start);
    if !text.get(line..start)?.trim().is_empty() {
        return Some(range(line..comment.end().into()));
    }
    let mut at = usize::from(comment.end());
    let lines = text.get(at..)?.split_inclusive('\n');
    for (count, line) in lines.enumerate().take(MAX_LINES) {
        let body = line.trim();
        if count > 0 && !body.is_empty() && !body.starts_with("//") {
            return Some(range(at..at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}

/// The query that a comment stands in, behind on the same line, or before.
fn block_reach(text: &str, blocks: &[TextRange], comment: TextSize) -> Option<TextRange> {
    let next = blocks.partition_point(|it| it.start() <= comment);
    let last = next.checked_sub(1).and_then(|index| blocks.get(index));
    if let Some(last) = last {
        let between = text.get(last.end().max(comment.min(last.end())).into()..comment.into());
        if last.end() >= comment || between.is_some_and(|it| !it.contains('\n')) {
            return Some(*last);
        }
    }
    blocks.get(next).copied()
}

/// What goes when a comment goes.
fn removal(text: &str, comment: TextRange) -> Option<TextRange> {
    let (start, end) = (usize::from(comment.start()), usize::from(comment.end()));
    let line = line_start(text, start);
    let before = text.get(line..start)?;
    let rest = text.get(end..)?;
    let rest_of_line = rest.split_inclusive('\n').next().unwrap_or_default();
    if !rest_of_line.trim().is_empty() {
        return Some(comment);
    }
    if !before.trim().is_empty() {
        return Some(range(line + before.trim_end().len()..end));
    }
    if !rest_of_line.ends_with('\n') {
        // The last line goes with the line break before it.
        let body = text.get(..line)?;
        let body = body.strip_suffix('\n').unwrap_or(body);
        let body = body.strip_suffix('\r').unwrap_or(body);
        return Some(range(body.len()..end));
    }
    Some(range(line..end + rest_of_line.len()))
}

pub(super) fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at + 1)
}

pub(super) fn range(range: Range<usize>) -> TextRange {
    let size = |offset| TextSize::try_from(offset).unwrap_or_default();
    TextRange::new(size(range.start), size(range.end.max(range.start)))
}

/// User text for a message.
pub(super) fn shortened(text: &str) -> String {
    let mut out: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}
