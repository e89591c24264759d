//! Where each byte of a scalar stands.
//!
//! The parser says what a scalar means and where it is. Both texts are walked
//! side by side, and every step is checked: where they do not match, there is
//! no map, rather than a wrong one.

use std::ops::Range;

use crate::line;
use crate::source_map::{Escape, SourceMap, SourceMapBuilder};
use crate::span::text_range;
use crate::structured::{Scalar, Style};

pub(super) fn mapped(host: &str, scalar: &Scalar<'_>) -> Option<(String, SourceMap)> {
    let out = match scalar.style {
        Style::YamlLiteral => literal(host, scalar)?,
        Style::YamlFolded => folded(host, scalar)?,
        Style::YamlSingleQuoted => {
            let body = quoted_body(host, &scalar.range, '\'')?;
            let out = SourceMapBuilder::with_escape("\n", Escape::YamlSingleQuoted);
            Flow::new(host, body, scalar, out).read()?
        }
        Style::YamlDoubleQuoted => {
            let body = quoted_body(host, &scalar.range, '"')?;
            let out = SourceMapBuilder::with_escape("\n", Escape::DoubleQuoted);
            Flow::new(host, body, scalar, out).read()?
        }
        _ => {
            let body = plain_body(host, &scalar.range)?;
            let out = SourceMapBuilder::with_escape("\n", Escape::YamlPlain);
            Flow::new(host, body, scalar, out).read()?
        }
    };
    Some(out.finish())
}

/// A block scalar: where its first line with text begins, the indentation
/// that is not part of it, and its value without blank lines around it.
struct Block<'a> {
    start: usize,
    indentation: usize,
    value: &'a str,
}

impl<'a> Block<'a> {
    fn find(host: &str, scalar: &'a Scalar<'_>) -> Option<Block<'a>> {
        let value = scalar.value.trim_matches('\n');
        let mut start = line::start(host, scalar.range.start);
        let before = host.get(start..scalar.range.start)?;
        // The place of a scalar with a tag or an anchor is that of its header.
        if !before.trim().is_empty() {
            start = line::end(host, scalar.range.start).end;
        }
        loop {
            let end = line::end(host, start);
            let text = host.get(start..end.start)?;
            if !text.trim().is_empty() {
                let indentation = spaces(text).checked_sub(spaces(value))?;
                return Some(Block {
                    start,
                    indentation,
                    value,
                });
            }
            if end.end <= start || end.end >= scalar.range.end {
                return None;
            }
            start = end.end;
        }
    }

    /// Whether the indentation must be one that the header states.
    fn has_explicit_indentation(&self) -> bool {
        self.value.starts_with(' ')
    }

    /// The text of the line at `start`, without the indentation.
    fn text(&self, host: &str, start: usize) -> Range<usize> {
        let end = line::end(host, start).start;
        (start + self.indentation).min(end)..end
    }
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// `|`: every line of the value is the end of a line of the host.
fn literal(host: &str, scalar: &Scalar<'_>) -> Option<SourceMapBuilder> {
    let block = Block::find(host, scalar)?;
    let ending = line_ending(host, block.start);
    let prefix = " ".repeat(block.indentation);
    let mut out = SourceMapBuilder::with_lines(ending, &prefix);
    if !block.has_explicit_indentation() {
        out.first_line_indents();
    }
    let mut start = block.start;
    for value in block.value.split('\n') {
        let text = block.text(host, start);
        let end = line::end(host, start).end;
        if host.get(text.clone())? != value {
            return None;
        }
        if text.start - start == block.indentation {
            out.line();
        } else {
            out.odd_line();
        }
        if value.starts_with(|first: char| !first.is_whitespace()) {
            out.solid_line();
        }
        out.verbatim(host, text_range(&(text.start..end)));
        start = end;
    }
    out.drop_last_line_ending();
    Some(out)
}

/// `>`: a line break of the host is a space or fewer line breaks.
fn folded(host: &str, scalar: &Scalar<'_>) -> Option<SourceMapBuilder> {
    let block = Block::find(host, scalar)?;
    let mut out = SourceMapBuilder::with_escape("\n", Escape::OneLine);
    if !block.has_explicit_indentation() {
        out.first_line_indents();
    }
    let mut start = block.text(host, block.start).start;
    let mut value = block.value;
    loop {
        let text = start..line::end(host, start).start;
        value = value.strip_prefix(host.get(text.clone())?)?;
        out.verbatim(host, text_range(&text));
        if value.is_empty() {
            return Some(out);
        }
        start = next_line_with_text(host, start)?;
        // White space at the start of a line decides how it is folded.
        let next = block.text(host, start);
        let blank = host.get(next.clone())?;
        let blank = blank.len() - blank.trim_start().len();
        let (separator, _) = split_line_break(value)?;
        let (separator, rest) = value.split_at_checked(separator.len() + blank)?;
        out.fold(separator, text_range(&(text.end..next.start + blank)));
        value = rest;
        start = next.start + blank;
    }
}

fn next_line_with_text(host: &str, start: usize) -> Option<usize> {
    let mut start = line::end(host, start).end;
    while start < host.len() {
        let end = line::end(host, start);
        if !host.get(start..end.start)?.trim().is_empty() {
            return Some(start);
        }
        start = end.end;
    }
    None
}

/// The space or the line breaks that folding left.
fn split_line_break(value: &str) -> Option<(&str, &str)> {
    let rest = match value.strip_prefix(' ') {
        Some(rest) => rest,
        None => value.trim_start_matches('\n'),
    };
    let len = value.len() - rest.len();
    (len > 0).then(|| value.split_at(len))
}

fn line_ending(host: &str, offset: usize) -> &'static str {
    match host.get(line::end(host, offset)) {
        Some("\r\n") => "\r\n",
        _ => "\n",
    }
}

/// What is between the quotes, after a tag or an anchor.
fn quoted_body(host: &str, range: &Range<usize>, quote: char) -> Option<Range<usize>> {
    let source = host.get(range.clone())?;
    let start = source.find(quote)? + 1;
    let end = source.rfind(quote)?;
    (start <= end).then_some(range.start + start..range.start + end)
}

fn plain_body(host: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    loop {
        let source = host.get(start..range.end)?;
        if !source.starts_with(['&', '!']) {
            return Some(start..start + source.trim_end().len());
        }
        let word = source.find(char::is_whitespace)?;
        let rest = source.get(word..)?;
        start += word + (rest.len() - rest.trim_start().len());
    }
}

/// A scalar with or without quotes, whose lines are joined.
struct Flow<'a> {
    host: &'a str,
    at: usize,
    end: usize,
    value: &'a str,
    style: Style,
    out: SourceMapBuilder,
}

impl<'a> Flow<'a> {
    fn new(
        host: &'a str,
        body: Range<usize>,
        scalar: &'a Scalar<'_>,
        out: SourceMapBuilder,
    ) -> Flow<'a> {
        Flow {
            host,
            at: body.start,
            end: body.end,
            value: scalar.value.as_ref(),
            style: scalar.style,
            out,
        }
    }

    fn read(mut self) -> Option<SourceMapBuilder> {
        while self.at < self.end {
            self.run()?;
            self.escape()?;
        }
        self.value.is_empty().then_some(self.out)
    }

    /// Text that is the same on both sides.
    fn run(&mut self) -> Option<()> {
        let rest = self.host.get(self.at..self.end)?;
        let special = match self.style {
            Style::YamlDoubleQuoted => ['\n', '\r', '\\'],
            Style::YamlSingleQuoted => ['\n', '\r', '\''],
            _ => ['\n', '\r', '\n'],
        };
        let len = rest.find(special).unwrap_or(rest.len());
        let run = rest.get(..len)?;
        let is_line_end = rest.get(len..)?.starts_with(['\n', '\r']);
        let run = if is_line_end {
            run.trim_end_matches([' ', '\t'])
        } else {
            run
        };
        self.value = self.value.strip_prefix(run)?;
        let range = self.at..self.at + run.len();
        self.out.verbatim(self.host, text_range(&range));
        self.at = range.end;
        Some(())
    }

    /// A line break or an escape, where the run before it ended.
    fn escape(&mut self) -> Option<()> {
        let rest = self.host.get(self.at..self.end)?;
        let (len, value_len) = match rest.chars().next() {
            None => return Some(()),
            Some('\\') => self.backslash(rest)?,
            Some('\'') => (rest.starts_with("''").then_some(2)?, 1),
            Some(_) => return self.line_break(rest),
        };
        let (text, value) = self.value.split_at_checked(value_len)?;
        let range = text_range(&(self.at..self.at + len));
        if value_len == 0 {
            self.out.fold("", range);
        } else {
            self.out.escaped(text, range);
        }
        self.value = value;
        self.at += len;
        Some(())
    }

    fn line_break(&mut self, rest: &str) -> Option<()> {
        let (separator, value) = split_line_break(self.value)?;
        let end = self.at + (rest.len() - rest.trim_start().len());
        self.out.fold(separator, text_range(&(self.at..end)));
        self.value = value;
        self.at = end;
        Some(())
    }

    /// The lengths of an escape and of what it stands for.
    fn backslash(&self, rest: &str) -> Option<(usize, usize)> {
        let mark = rest.chars().nth(1)?;
        if matches!(mark, '\n' | '\r') {
            let body = rest.get(1..)?;
            return Some((1 + body.len() - body.trim_start().len(), 0));
        }
        let value = self.value.chars().next()?;
        let len = match mark {
            'x' => 4,
            'u' if value.len_utf16() == 2 => 12,
            'u' => 6,
            'U' => 10,
            other => 1 + other.len_utf8(),
        };
        Some((len, value.len_utf8()))
    }
}
