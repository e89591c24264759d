//! Writes an edit of a fragment the way its host demands.

use text_size::{TextRange, TextSize};

use super::{Bias, Escape, Gap, Segment, SegmentKind, SourceMap};

/// How the host writes what a fragment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Writing {
    /// How the host ends a line.
    pub(super) line_ending: String,
    /// What the host writes before a line: indentation, quote marks.
    pub(super) prefix: String,
    /// How the host writes the text between its quotes, innermost first.
    pub(super) escapes: Vec<Escape>,
    /// For hosts that take the indentation of the first line for that of all:
    /// the offsets of lines that begin without white space.
    pub(super) first_lines: Option<Vec<TextSize>>,
    /// Whether the host joins lines, so that white space at their ends counts.
    pub(super) folds: bool,
}

impl Default for Writing {
    fn default() -> Writing {
        Writing {
            line_ending: "\n".to_owned(),
            prefix: String::new(),
            escapes: Vec::new(),
            first_lines: None,
            folds: false,
        }
    }
}

pub(super) fn edit(
    map: &SourceMap,
    range: TextRange,
    replacement: &str,
) -> Option<(TextRange, String)> {
    let is_solid = !replacement.is_empty() && replacement.trim() == replacement;
    if !map.writing.keeps_first_line(range, replacement) || (map.writing.folds && !is_solid) {
        return None;
    }
    let first = map.index_at(range.start(), Bias::Right)?;
    let last = map.index_at(range.end(), end_bias(map, range.end()))?;
    let span = map.segments.get(first..=last.max(first))?;
    let crosses_markup = span.iter().skip(1).any(|next| next.gap == Gap::Markup);
    if crosses_markup || span.iter().any(|segment| segment.is_fixed_in(range)) {
        return None;
    }
    let (head, tail) = (span.first()?, span.last()?);
    if head.is_cut_at(range.start()) || tail.is_cut_at(range.end()) {
        return None;
    }
    let mut start = head.to_host(range.start());
    let mut end = tail.to_host(range.end());
    let mut text = map.writing.encode(replacement)?;
    if range.is_empty() && replacement.is_empty() {
        return Some((TextRange::empty(start), text));
    }
    // The prefix of an unusual line is replaced together with its text.
    if head.is_odd_line_at(range.start()) {
        start = host_end_before(map, first).unwrap_or(start);
        if !replacement.starts_with(['\n', '\r']) {
            text.insert_str(0, &map.writing.prefix);
        }
    }
    // It stays when the edit ends before it with a line break. Otherwise text
    // would come before it, which a part of a tab does not survive.
    if tail.is_odd_line_at(range.end()) {
        if replacement.ends_with('\n') {
            end = host_end_before(map, last).unwrap_or(end);
            text.truncate(text.len() - map.writing.prefix.len());
        } else if tail.kind == SegmentKind::Escaped {
            return None;
        }
    }
    (start <= end).then(|| (TextRange::new(start, end), text))
}

/// At the start of a line, an edit ends after the line's prefix, because the
/// line break that it removes or writes stands for the prefix too.
fn end_bias(map: &SourceMap, end: TextSize) -> Bias {
    match map.segment_at(end, Bias::Right) {
        Some(next) if next.gap == Gap::Markup => Bias::Left,
        _ => Bias::Right,
    }
}

fn host_end_before(map: &SourceMap, index: usize) -> Option<TextSize> {
    let before = map.segments.get(index.checked_sub(1)?)?;
    Some(before.host.end())
}

impl Segment {
    /// Whether the segment is one that no edit may touch, and `range` does.
    fn is_fixed_in(&self, range: TextRange) -> bool {
        let common = self.fragment.intersect(range);
        self.kind == SegmentKind::Fixed && common.is_some_and(|common| !common.is_empty())
    }

    /// Whether a line with an unusual prefix begins at `offset`.
    fn is_odd_line_at(self, offset: TextSize) -> bool {
        self.gap == Gap::OtherPrefix && self.fragment.start() == offset
    }

    /// Whether `offset` is in the middle of an escape.
    fn is_cut_at(self, offset: TextSize) -> bool {
        self.kind != SegmentKind::Verbatim
            && self.fragment.start() < offset
            && offset < self.fragment.end()
    }
}

impl Writing {
    /// Whether the first line begins without white space after the edit, where
    /// the host needs that.
    fn keeps_first_line(&self, range: TextRange, replacement: &str) -> bool {
        let Some(first_lines) = &self.first_lines else {
            return true;
        };
        let start = TextSize::default();
        match replacement.chars().next() {
            _ if range.start() > start || range.is_empty() && replacement.is_empty() => true,
            Some(first) => !first.is_whitespace(),
            None => first_lines.binary_search(&range.end()).is_ok(),
        }
    }

    /// `text` as the host writes it, if the host can hold it.
    fn encode(&self, text: &str) -> Option<String> {
        let lines = self.with_prefixes(text);
        self.escapes
            .iter()
            .try_fold(lines, |text, escape| escape.apply(&text))
    }

    fn with_prefixes(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut lines = text.split('\n').peekable();
        let mut is_first = true;
        while let Some(line) = lines.next() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !is_first {
                out.push_str(&self.line_ending);
                let is_blank = line.is_empty() && lines.peek().is_some();
                out.push_str(if is_blank {
                    self.prefix.trim_end()
                } else {
                    &self.prefix
                });
            }
            out.push_str(line);
            is_first = false;
        }
        out
    }
}
