//! A fenced code block as a fragment.

use std::ops::Range;

use text_size::TextRange;

use crate::fragment::Problem;
use crate::line;
use crate::source_map::{SourceMap, SourceMapBuilder};
use crate::span::text_range;

/// Words after a fence that say that the block holds a query.
const LANGUAGES: &[&str] = &[
    "kql",
    "kusto",
    "kusto-kql",
    "kusto-query",
    "csl",
    "query",
    "loganalytics",
];

/// A code block whose lines are still being read.
#[derive(Debug)]
pub(super) struct Fence {
    block: Range<usize>,
    lines: Vec<Line>,
}

/// One line of a code block, without what its containers cut off.
#[derive(Debug)]
struct Line {
    /// Where the line begins in the host.
    start: usize,
    /// Spaces that are left of a tab of which the containers took a part.
    spaces: Option<String>,
    /// The line's own text with its line ending.
    text: Range<usize>,
}

/// Whether the words after a fence say that the block holds a query.
pub(super) fn is_query(info: &str) -> bool {
    let info = info.trim_start().trim_start_matches(['{', '.']);
    let end = info
        .find(|character: char| character.is_whitespace() || "{},:;=".contains(character))
        .unwrap_or(info.len());
    let word = info.get(..end).unwrap_or_default();
    LANGUAGES
        .iter()
        .any(|language| language.eq_ignore_ascii_case(word))
}

impl Fence {
    /// A fence at `block`, which reaches from the opening to the closing mark.
    pub(super) fn new(block: Range<usize>) -> Fence {
        Fence {
            block,
            lines: Vec::new(),
        }
    }

    /// Takes a piece of the block's text; `range` is empty for spaces that
    /// stand for a part of a tab.
    pub(super) fn push(&mut self, host: &str, piece: &str, range: Range<usize>) {
        if range.is_empty() {
            let start = line::start(host, range.start);
            self.lines.push(Line {
                start,
                spaces: Some(piece.to_owned()),
                text: range,
            });
            return;
        }
        let mut at = range.start;
        while at < range.end {
            at = self.push_line(host, at);
        }
    }

    /// Takes the line whose text begins at `at` and returns where it ends.
    fn push_line(&mut self, host: &str, at: usize) -> usize {
        let end = line::end(host, at).end;
        // The parser leaves out the first half of `\r\n`.
        let before = at.saturating_sub(1);
        let text = match host.get(before..=at) {
            Some("\r\n") => before..end,
            _ => at..end,
        };
        let start = line::start(host, text.start);
        match self.lines.last_mut() {
            Some(last) if last.start == start => last.text.end = end,
            _ => self.lines.push(Line {
                start,
                spaces: None,
                text,
            }),
        }
        end
    }

    /// The text of the block, without the line ending before the closing mark.
    pub(super) fn fragment(&self, host: &str) -> (String, SourceMap) {
        let opening = line::end(host, self.block.start);
        let ending = match host.get(opening.clone()) {
            Some("\r\n") => "\r\n",
            _ => "\n",
        };
        let prefix = self.prefix(host);
        let mut out = SourceMapBuilder::with_lines(ending, &prefix);
        for line in &self.lines {
            let before = host.get(line.start..line.text.start);
            if line.spaces.is_some() || before != Some(prefix.as_str()) {
                out.odd_line();
            } else if !prefix.is_empty() {
                out.line();
            }
            if let Some(spaces) = &line.spaces {
                out.escaped(spaces, tab_before(host, line.text.start));
            }
            out.verbatim(host, text_range(&line.text));
        }
        if self.lines.is_empty() {
            out.verbatim(host, text_range(&(opening.end..opening.end)));
        }
        out.drop_last_line_ending();
        out.finish()
    }

    /// What stands before the lines of the block, as far as its containers and
    /// its own indentation take it: the start of the opening line, with spaces
    /// for the mark of a list item.
    fn prefix(&self, host: &str) -> String {
        let start = line::start(host, self.block.start);
        let opening = host.get(start..self.block.start).unwrap_or_default();
        let keep = |character| matches!(character, ' ' | '\t' | '>');
        opening
            .chars()
            .map(|character| if keep(character) { character } else { ' ' })
            .collect()
    }

    /// Whether the closing mark follows the opening one at once.
    pub(super) fn is_empty(&self, host: &str) -> bool {
        self.lines.is_empty() && self.is_closed(host)
    }

    fn is_closed(&self, host: &str) -> bool {
        let opening = line::end(host, self.block.start);
        let content_end = self
            .lines
            .last()
            .map_or(opening.end, |line| line.text.end.max(opening.end));
        let rest = host.get(content_end..self.block.end).unwrap_or_default();
        rest.contains(['`', '~'])
    }

    /// The problem of a block that no mark closes, at its opening line.
    pub(super) fn problem(&self, host: &str) -> Option<Problem> {
        let opening = line::end(host, self.block.start);
        (!self.is_closed(host)).then(|| {
            let opening = host
                .get(self.block.start..opening.start)
                .unwrap_or_default();
            let range = self.block.start..self.block.start + opening.trim_end().len();
            let mut lines = self.lines.iter();
            let has_fence_with_word = lines.any(|line| {
                let text = host.get(line.text.clone()).unwrap_or_default();
                let word = text.trim_start().strip_prefix("```");
                word.is_some_and(|it| it.starts_with(char::is_alphabetic))
            });
            let message = match has_fence_with_word {
                true => "code block is never closed: a fence with a word behind it closes none",
                false => "code block is never closed",
            };
            Problem {
                range: text_range(&range),
                message: message.to_owned(),
            }
        })
    }
}

/// The tab that ends at `end`, or the empty range there.
fn tab_before(host: &str, end: usize) -> TextRange {
    let start = end.saturating_sub(1);
    match host.get(start..end) {
        Some("\t") => text_range(&(start..end)),
        _ => text_range(&(end..end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_the_first_word_in_any_case() {
        for info in [
            "kql",
            "Kusto",
            "KUSTO",
            "kusto-kql",
            "query",
            "loganalytics",
            "kql title=\"x\"",
            "{.kql}",
            "{kql}",
            "kusto linenums",
            "kql{1,3}",
            " kusto",
            "{.kusto .numberLines}",
        ] {
            assert!(is_query(info), "{info}");
        }
        for info in [
            "",
            "azurecli",
            "sql",
            "kqlx",
            "json kql",
            "powershell",
            "{",
            "output",
        ] {
            assert!(!is_query(info), "{info}");
        }
    }
}
