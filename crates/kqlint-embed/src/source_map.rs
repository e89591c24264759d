//! Which bytes of a fragment stand where in the host.
//!
//! A map is a list of segments, sorted on both sides and without gaps on the
//! fragment's side. A *verbatim* segment has the same bytes on both sides. An
//! *escaped* segment has the bytes of one escape (`\"`, `&gt;`, a folded line
//! break) in the host and what it stands for in the fragment; nothing points
//! into its middle. Host bytes between two segments are a *gap*: indentation
//! and quote marks before a line, or markup.

mod builder;
mod compose;
mod edit;
mod escape;
mod implied;

use text_size::{TextRange, TextSize};

pub(crate) use builder::SourceMapBuilder;
use edit::Writing;
pub(crate) use escape::Escape;

/// The map between the text of a fragment and the text of its host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    segments: Vec<Segment>,
    writing: Writing,
}

/// Which side an offset belongs to where the host has bytes that the fragment
/// lacks: between the end of one line and the start of the next, indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bias {
    /// Before these bytes.
    Left,
    /// After these bytes.
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    fragment: TextRange,
    host: TextRange,
    kind: SegmentKind,
    gap: Gap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SegmentKind {
    Verbatim,
    Escaped,
    /// A part that no edit may touch: a folded line break, an expression of
    /// the host. Mapped like an escape.
    Fixed,
}

/// What stands in the host between a segment and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing that an edit would have to keep.
    Nothing,
    /// The prefix that every line has: indentation, quote marks.
    Prefix,
    /// Another prefix than lines have as a rule, such as none before a blank
    /// line.
    OtherPrefix,
    /// Bytes that mean something, such as the `**` of bold text.
    Markup,
}

impl SourceMap {
    /// The map of a text that has no place in the host.
    pub fn empty() -> SourceMap {
        SourceMap::default()
    }

    /// The map of a fragment that is the host's `range`, byte for byte.
    pub fn identity(range: TextRange) -> SourceMap {
        SourceMap {
            segments: vec![Segment {
                fragment: TextRange::up_to(range.len()),
                host: range,
                kind: SegmentKind::Verbatim,
                gap: Gap::Nothing,
            }],
            writing: Writing::default(),
        }
    }

    /// The map of a fragment that is the host's `range`, which must stay one
    /// line.
    pub(crate) fn one_line(range: TextRange) -> SourceMap {
        let mut map = SourceMap::identity(range);
        map.writing.escapes.push(Escape::OneLine);
        map
    }

    /// Whether the text has no place in the host.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// From the first to the last byte in the host; empty for an empty map.
    pub fn host_bounds(&self) -> TextRange {
        match (self.segments.first(), self.segments.last()) {
            (Some(first), Some(last)) => first.host.cover(last.host),
            _ => TextRange::default(),
        }
    }

    /// The host bytes that a range of the fragment was read from.
    ///
    /// A range that begins or ends inside an escape is widened to all of it.
    /// Bytes of the host between two parts of the range are included. `None`
    /// when the range is not inside the fragment or the map is empty.
    pub fn host_range(&self, range: TextRange) -> Option<TextRange> {
        if range.is_empty() {
            return self
                .host_offset(range.start(), Bias::Right)
                .map(TextRange::empty);
        }
        let first = self.segment_at(range.start(), Bias::Right)?;
        let last = self.segment_at(range.end(), Bias::Left)?;
        let start = match first.kind {
            SegmentKind::Verbatim => first.to_host(range.start()),
            SegmentKind::Escaped | SegmentKind::Fixed => first.host.start(),
        };
        let end = match last.kind {
            SegmentKind::Verbatim => last.to_host(range.end()),
            SegmentKind::Escaped | SegmentKind::Fixed => last.host.end(),
        };
        (start <= end).then(|| TextRange::new(start, end))
    }

    /// The place in the host of an offset in the fragment.
    pub fn host_offset(&self, offset: TextSize, bias: Bias) -> Option<TextSize> {
        self.segment_at(offset, bias)
            .map(|segment| segment.to_host(offset))
    }

    /// The place in the fragment of an offset in the host, such as the cursor.
    ///
    /// In a gap it is the start of what follows; `None` outside
    /// [`host_bounds`](Self::host_bounds).
    pub fn fragment_offset(&self, host: TextSize) -> Option<TextSize> {
        let next = self
            .segments
            .partition_point(|segment| segment.host.end() < host);
        let segment = self.segments.get(next)?;
        if host < segment.host.start() {
            return (next > 0).then(|| segment.fragment.start());
        }
        Some(segment.to_fragment(host))
    }

    /// An edit of the fragment as an edit of the host.
    ///
    /// Line breaks of the replacement get the host's line ending and prefix,
    /// and the text is escaped as the host demands. `None` when the range is
    /// not in the host as one piece, when it cuts through an escape or markup,
    /// or when the host cannot hold the replacement.
    pub fn edit(&self, range: TextRange, replacement: &str) -> Option<(TextRange, String)> {
        edit::edit(self, range, replacement)
    }

    /// The map of the fragment with `len` more bytes at `at`, which the host leaves out.
    pub(crate) fn with_implied(&self, at: TextSize, len: TextSize) -> SourceMap {
        implied::with_implied(self, at, len)
    }

    /// This map after `outer`, which says where the text stands that this map
    /// calls the host.
    pub(crate) fn inside(&self, outer: &SourceMap) -> SourceMap {
        compose::compose(self, outer)
    }

    /// The segment that holds `offset`; `bias` decides at a border of two.
    fn segment_at(&self, offset: TextSize, bias: Bias) -> Option<&Segment> {
        let index = self.index_at(offset, bias)?;
        self.segments.get(index)
    }

    fn index_at(&self, offset: TextSize, bias: Bias) -> Option<usize> {
        let last = self.segments.last()?;
        if offset > last.fragment.end() {
            return None;
        }
        let index = match bias {
            Bias::Left => self
                .segments
                .partition_point(|segment| segment.fragment.end() < offset),
            Bias::Right => self
                .segments
                .partition_point(|segment| segment.fragment.end() <= offset),
        };
        Some(index.min(self.segments.len() - 1))
    }
}

impl Segment {
    /// An offset at or in the segment; the middle of an escape is its start.
    fn to_host(self, offset: TextSize) -> TextSize {
        if offset >= self.fragment.end() {
            return self.host.end();
        }
        match self.kind {
            SegmentKind::Verbatim => {
                let inside = offset
                    .checked_sub(self.fragment.start())
                    .unwrap_or_default();
                self.host.start() + inside
            }
            SegmentKind::Escaped | SegmentKind::Fixed => self.host.start(),
        }
    }

    /// The reverse of [`to_host`](Self::to_host).
    fn to_fragment(self, host: TextSize) -> TextSize {
        if host >= self.host.end() {
            return self.fragment.end();
        }
        match self.kind {
            SegmentKind::Verbatim => {
                let inside = host.checked_sub(self.host.start()).unwrap_or_default();
                self.fragment.start() + inside
            }
            SegmentKind::Escaped | SegmentKind::Fixed => self.fragment.start(),
        }
    }
}
