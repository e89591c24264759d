//! Puts a text into a fragment that the host leaves out.

use text_size::{TextRange, TextSize};

use super::{Bias, Gap, Segment, SegmentKind, SourceMap};

/// The map of the fragment that has `len` more bytes at `at`. They have no place of
/// their own in the host, and no edit touches them.
pub(super) fn with_implied(map: &SourceMap, at: TextSize, len: TextSize) -> SourceMap {
    let host = map.host_offset(at, Bias::Right).unwrap_or_default();
    let implied = Segment {
        fragment: TextRange::at(at, len),
        host: TextRange::empty(host),
        kind: SegmentKind::Fixed,
        gap: Gap::Nothing,
    };
    let mut before = Vec::with_capacity(map.segments.len() + 2);
    let mut after = Vec::new();
    for segment in &map.segments {
        let range = segment.fragment;
        if range.end() <= at {
            before.push(*segment);
        } else if range.start() >= at || segment.kind != SegmentKind::Verbatim {
            after.push(*segment);
        } else {
            before.push(Segment {
                fragment: TextRange::new(range.start(), at),
                host: TextRange::new(segment.host.start(), host),
                ..*segment
            });
            after.push(Segment {
                fragment: TextRange::new(at, range.end()),
                host: TextRange::new(host, segment.host.end()),
                gap: Gap::Nothing,
                ..*segment
            });
        }
    }
    let mut writing = map.writing.clone();
    let lines = writing.first_lines.iter_mut().flatten();
    lines
        .filter(|line| **line > at)
        .for_each(|line| *line += len);
    before.push(implied);
    before.extend(after.into_iter().map(|segment| Segment {
        fragment: segment.fragment + len,
        ..segment
    }));
    SourceMap {
        segments: before,
        writing,
    }
}

#[cfg(test)]
mod tests {
    use super::super::SourceMapBuilder;
    use super::*;

    const HOST: &str = "  // Rows.\n  take 1\n";

    fn size(offset: u32) -> TextSize {
        offset.into()
    }

    /// `// Rows.`, then `T | `, which the host lacks, then `take 1`.
    fn map() -> SourceMap {
        let mut builder = SourceMapBuilder::with_lines("\n", "  ");
        builder.verbatim(HOST, TextRange::new(2.into(), 11.into()));
        builder.line();
        builder.verbatim(HOST, TextRange::new(13.into(), 20.into()));
        let (text, map) = builder.finish();
        assert_eq!(text, "// Rows.\ntake 1\n");
        with_implied(&map, size(9), size(4))
    }

    #[test]
    fn what_stands_behind_it_is_found_in_the_host() {
        let range = TextRange::new(13.into(), 17.into());
        let host = map().host_range(range).unwrap();
        assert_eq!(&HOST[std::ops::Range::<usize>::from(host)], "take");
        assert_eq!(map().fragment_offset(size(18)), Some(size(18)));
    }

    #[test]
    fn a_place_in_it_is_where_it_would_stand() {
        let range = TextRange::new(9.into(), 10.into());
        assert_eq!(map().host_range(range), Some(TextRange::empty(size(13))));
    }

    #[test]
    fn it_cannot_be_changed() {
        assert_eq!(map().edit(TextRange::new(9.into(), 10.into()), "U"), None);
        let edit = map().edit(TextRange::new(18.into(), 19.into()), "2\n| count");
        let expected = (TextRange::new(18.into(), 19.into()), "2\n  | count");
        assert_eq!(edit, Some((expected.0, expected.1.to_owned())));
    }

    #[test]
    fn a_piece_may_be_cut_in_two() {
        let map = SourceMap::identity(TextRange::new(0.into(), 10.into()));
        let map = with_implied(&map, size(4), size(3));
        let range = |start: u32, end: u32| TextRange::new(start.into(), end.into());
        assert_eq!(map.host_range(range(0, 4)), Some(range(0, 4)));
        assert_eq!(map.host_range(range(7, 13)), Some(range(4, 10)));
    }
}
