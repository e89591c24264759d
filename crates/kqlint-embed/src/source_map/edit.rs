//! Writes an edit of a fragment the way its host demands.

use text_size::TextRange;

use super::{Bias, Gap, SegmentKind, SourceMap};

/// How the host writes what a fragment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Writing {
    /// A line ending and the prefix of the line after it.
    pub(super) line_break: String,
}

impl Default for Writing {
    fn default() -> Writing {
        Writing {
            line_break: "\n".to_owned(),
        }
    }
}

pub(super) fn edit(
    map: &SourceMap,
    range: TextRange,
    replacement: &str,
) -> Option<(TextRange, String)> {
    let first = map.index_at(range.start(), Bias::Right)?;
    let last = map.index_at(range.end(), end_bias(map, range))?;
    let span = map.segments.get(first..=last.max(first))?;
    if span
        .iter()
        .skip(1)
        .any(|segment| segment.gap == Gap::Markup)
    {
        return None;
    }
    let (head, tail) = (span.first()?, span.last()?);
    let cut = |at, segment: &super::Segment| {
        segment.kind == SegmentKind::Escaped
            && segment.fragment.start() < at
            && at < segment.fragment.end()
    };
    if cut(range.start(), head) || cut(range.end(), tail) {
        return None;
    }
    let mut start = head.to_host(range.start());
    let end = tail.to_host(range.end());
    let mut text = map.writing.encode(replacement);
    let at_line_start = range.start() == head.fragment.start();
    if head.gap == Gap::ShortPrefix && at_line_start && !starts_blank(replacement) {
        let before = first.checked_sub(1).and_then(|at| map.segments.get(at));
        start = before.map_or(start, |segment| segment.host.end());
        text.insert_str(0, map.writing.prefix());
    }
    (start <= end).then(|| (TextRange::new(start, end), text))
}

/// At the start of a line, an edit ends after the line's prefix, because the
/// line break that it removes or writes stands for the prefix too.
fn end_bias(map: &SourceMap, range: TextRange) -> Bias {
    match map.segment_at(range.end(), Bias::Right) {
        Some(next) if next.gap == Gap::Markup => Bias::Left,
        _ => Bias::Right,
    }
}

fn starts_blank(replacement: &str) -> bool {
    replacement.is_empty() || replacement.starts_with(['\n', '\r'])
}

impl Writing {
    fn encode(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (index, line) in text.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if index > 0 {
                out.push_str(&self.line_break);
            }
            out.push_str(line);
        }
        out
    }

    /// What stands before a line.
    fn prefix(&self) -> &str {
        self.line_break.trim_start_matches(['\r', '\n'])
    }
}
