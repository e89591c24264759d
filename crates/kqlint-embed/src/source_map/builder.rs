//! Builds a fragment's text and its map side by side.

use text_size::{TextRange, TextSize};

use super::{Escape, Gap, Segment, SegmentKind, SourceMap, Writing};

/// Collects the text of a fragment piece by piece, in the order of the host.
///
/// Pieces that stand side by side become one segment.
#[derive(Debug)]
pub(crate) struct SourceMapBuilder {
    text: String,
    segments: Vec<Segment>,
    writing: Writing,
    gap: Gap,
}

impl SourceMapBuilder {
    /// A builder for a text whose lines are written as they are in the host.
    pub(crate) fn new() -> SourceMapBuilder {
        SourceMapBuilder::with_lines("\n", "")
    }

    /// A builder for a host that ends lines with `line_ending` and begins them
    /// with `prefix`.
    pub(crate) fn with_lines(line_ending: &str, prefix: &str) -> SourceMapBuilder {
        SourceMapBuilder {
            text: String::new(),
            segments: Vec::new(),
            writing: Writing {
                line_ending: line_ending.to_owned(),
                prefix: prefix.to_owned(),
                escapes: Vec::new(),
                first_lines: None,
                folds: false,
            },
            gap: Gap::Nothing,
        }
    }

    /// A builder for a string that the host writes with `escape`.
    pub(crate) fn with_escape(line_ending: &str, escape: Escape) -> SourceMapBuilder {
        let mut builder = SourceMapBuilder::with_lines(line_ending, "");
        builder.writing.escapes.push(escape);
        builder
    }

    /// Says how lines of the text end.
    pub(crate) fn set_line_ending(&mut self, line_ending: &str) {
        line_ending.clone_into(&mut self.writing.line_ending);
    }

    /// Says that the host takes the indentation of the first line for that of
    /// all, so that no edit may leave white space there.
    pub(crate) fn first_line_indents(&mut self) {
        self.writing.first_lines = Some(Vec::new());
    }

    /// Says that the next piece begins a line, and without white space.
    pub(crate) fn solid_line(&mut self) {
        let at = TextSize::of(&self.text);
        self.writing
            .first_lines
            .iter_mut()
            .for_each(|lines| lines.push(at));
    }

    /// Says that the host bytes before the next piece are markup.
    pub(crate) fn markup(&mut self) {
        self.gap = Gap::Markup;
    }

    /// Says that the next piece begins a line, after the usual prefix.
    pub(crate) fn line(&mut self) {
        self.gap = Gap::Prefix;
    }

    /// Says that the next piece begins a line whose prefix is unusual.
    pub(crate) fn odd_line(&mut self) {
        self.gap = Gap::OtherPrefix;
    }

    /// Appends the host's `range` as it is.
    pub(crate) fn verbatim(&mut self, host: &str, range: TextRange) {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        let Some(text) = host.get(start..end) else {
            return;
        };
        self.push(text, range, SegmentKind::Verbatim);
    }

    /// Appends `text`, which the host writes in another way at `range`.
    pub(crate) fn escaped(&mut self, text: &str, range: TextRange) {
        self.push(text, range, SegmentKind::Escaped);
    }

    /// Appends what a line break of the host, at `range`, is folded to.
    pub(crate) fn fold(&mut self, text: &str, range: TextRange) {
        self.writing.folds = true;
        self.fixed(text, range);
    }

    /// Appends an expression that the host evaluates before it is a query.
    pub(crate) fn fixed(&mut self, text: &str, range: TextRange) {
        self.push(text, range, SegmentKind::Fixed);
    }

    /// The text so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Drops the line ending at the end of the text, if there is one.
    pub(crate) fn drop_last_line_ending(&mut self) {
        let kept = self.text.strip_suffix('\n').unwrap_or(&self.text);
        let kept = kept.strip_suffix('\r').unwrap_or(kept).len();
        self.truncate(TextSize::try_from(kept).unwrap_or_default());
    }

    /// The text and its map.
    pub(crate) fn finish(self) -> (String, SourceMap) {
        let map = SourceMap {
            segments: self.segments,
            writing: self.writing,
        };
        (self.text, map)
    }

    fn truncate(&mut self, len: TextSize) {
        self.text.truncate(usize::from(len));
        while let Some(last) = self.segments.last_mut() {
            let surplus = last.fragment.end().checked_sub(len).unwrap_or_default();
            if surplus == TextSize::default() {
                return;
            }
            if last.kind == SegmentKind::Verbatim && last.fragment.start() <= len {
                last.fragment = TextRange::new(last.fragment.start(), len);
                last.host = TextRange::new(last.host.start(), last.host.end() - surplus);
                return;
            }
            self.segments.pop();
        }
    }

    fn push(&mut self, text: &str, host: TextRange, kind: SegmentKind) {
        let fragment = TextRange::at(TextSize::of(&self.text), TextSize::of(text));
        self.text.push_str(text);
        let gap = std::mem::replace(&mut self.gap, Gap::Nothing);
        if let (Gap::Nothing, SegmentKind::Verbatim, Some(last)) =
            (gap, kind, self.segments.last_mut())
            && last.kind == SegmentKind::Verbatim
            && last.host.end() == host.start()
        {
            last.fragment = last.fragment.cover(fragment);
            last.host = last.host.cover(host);
            return;
        }
        self.segments.push(Segment {
            fragment,
            host,
            kind,
            gap,
        });
    }
}
