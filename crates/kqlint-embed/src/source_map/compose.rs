//! A string inside a string: one map after another.

use text_size::TextRange;

use super::{Gap, Segment, SegmentKind, SourceMap};

/// The map of a fragment that `inner` finds in a text which `outer` finds in
/// the host.
pub(super) fn compose(inner: &SourceMap, outer: &SourceMap) -> SourceMap {
    let mut segments = Vec::with_capacity(inner.segments.len());
    for segment in &inner.segments {
        match segment.kind {
            SegmentKind::Verbatim => split(*segment, outer, &mut segments),
            SegmentKind::Escaped | SegmentKind::Fixed => {
                if let Some(host) = outer.host_range(segment.host) {
                    segments.push(Segment { host, ..*segment });
                }
            }
        }
    }
    let mut writing = inner.writing.clone();
    if writing.escapes.is_empty() {
        // The lines of the fragment are lines of the text.
        outer
            .writing
            .line_ending
            .clone_into(&mut writing.line_ending);
    }
    writing.escapes.extend(&outer.writing.escapes);
    SourceMap { segments, writing }
}

/// A verbatim segment, cut where the outer map has a border.
fn split(segment: Segment, outer: &SourceMap, out: &mut Vec<Segment>) {
    let first = outer
        .segments
        .partition_point(|piece| piece.fragment.end() <= segment.host.start());
    let mut gap = segment.gap;
    for piece in outer.segments.get(first..).unwrap_or_default() {
        let Some(middle) = piece.fragment.intersect(segment.host) else {
            break;
        };
        if middle.is_empty() && !segment.host.is_empty() {
            continue;
        }
        let inside = middle.start() - segment.host.start();
        let host = match piece.kind {
            SegmentKind::Escaped | SegmentKind::Fixed => piece.host,
            SegmentKind::Verbatim => {
                TextRange::new(piece.to_host(middle.start()), piece.to_host(middle.end()))
            }
        };
        out.push(Segment {
            fragment: TextRange::at(segment.fragment.start() + inside, middle.len()),
            host,
            kind: piece.kind,
            gap,
        });
        gap = Gap::Nothing;
    }
}
