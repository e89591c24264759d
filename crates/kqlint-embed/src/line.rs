//! Where lines of a host begin and end. A line ends with `\n`, `\r\n` or a
//! `\r` of its own.

use std::ops::Range;

/// Where the line that holds `offset` begins.
pub(crate) fn start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// Where the line that holds `offset` ends, without and with its line ending.
pub(crate) fn end(text: &str, offset: usize) -> Range<usize> {
    let rest = text.get(offset..).unwrap_or_default();
    let Some(at) = rest.find(['\n', '\r']) else {
        return text.len()..text.len();
    };
    let ending = if rest.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) {
        2
    } else {
        1
    };
    offset + at..offset + at + ending
}
