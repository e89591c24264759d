//! Ranges as parsers give them and as maps keep them.

use std::ops::Range;

use text_size::{TextRange, TextSize};

/// What may stand at the start of a file and is no part of its text.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A range as a map keeps it; empty when it is too large for that.
pub(crate) fn text_range(range: &Range<usize>) -> TextRange {
    match (
        TextSize::try_from(range.start),
        TextSize::try_from(range.end),
    ) {
        (Ok(start), Ok(end)) if start <= end => TextRange::new(start, end),
        _ => TextRange::default(),
    }
}
