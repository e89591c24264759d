//! Positions of the protocol and offsets in bytes.
//!
//! A position is a line and a number of code units in it, in the encoding that
//! was agreed on when the editor connected. A position that no text has (beyond
//! the end of a line, inside a character) means the nearest one before it.

use ropey::{Rope, RopeSlice};
use text_size::{TextRange, TextSize};
use tower_lsp_server::ls_types::{Position, PositionEncodingKind, Range};

/// What a position counts within its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Halves of surrogate pairs; what every editor knows.
    #[default]
    Utf16,
}

impl Encoding {
    /// The best of those that the editor offers.
    pub(crate) fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }
}

/// The byte that a position stands at.
pub(crate) fn offset(rope: &Rope, position: Position, encoding: Encoding) -> TextSize {
    text_size(match rope.get_line(position.line as usize) {
        Some(line) => {
            let start = rope.line_to_byte(position.line as usize);
            start + offset_in_line(line, position.character as usize, encoding)
        }
        None => rope.len_bytes(),
    })
}

/// The bytes of a range; the two ends may come in either order.
pub(crate) fn text_range(rope: &Rope, range: Range, encoding: Encoding) -> TextRange {
    let start = offset(rope, range.start, encoding);
    let end = offset(rope, range.end, encoding);
    TextRange::new(start.min(end), start.max(end))
}

/// The position of a byte; of the end of the text for a byte beyond it.
pub(crate) fn position(rope: &Rope, offset: TextSize, encoding: Encoding) -> Position {
    let offset = usize::from(offset).min(rope.len_bytes());
    let line = rope.byte_to_line(offset);
    let start = rope.line_to_byte(line);
    let character = match encoding {
        Encoding::Utf8 => offset - start,
        Encoding::Utf16 => {
            let unit = |byte| rope.char_to_utf16_cu(rope.byte_to_char(byte));
            unit(offset) - unit(start)
        }
    };
    Position::new(number(line), number(character))
}

/// The range of these bytes.
pub(crate) fn range(rope: &Rope, range: TextRange, encoding: Encoding) -> Range {
    Range::new(
        position(rope, range.start(), encoding),
        position(rope, range.end(), encoding),
    )
}

/// Bytes from the start of a line to a number of code units in it.
fn offset_in_line(line: RopeSlice<'_>, character: usize, encoding: Encoding) -> usize {
    let content = content_chars(line);
    let content_bytes = line.char_to_byte(content);
    match encoding {
        Encoding::Utf8 => {
            let byte = character.min(content_bytes);
            line.char_to_byte(line.byte_to_char(byte))
        }
        Encoding::Utf16 => {
            let units = line.char_to_utf16_cu(content);
            if character >= units {
                return content_bytes;
            }
            line.char_to_byte(line.utf16_cu_to_char(character))
        }
    }
}

/// Characters of a line without its end.
fn content_chars(line: RopeSlice<'_>) -> usize {
    let mut count = line.len_chars();
    while count > 0 && matches!(line.get_char(count - 1), Some('\n' | '\r')) {
        count -= 1;
    }
    count
}

/// Lines and columns beyond what the protocol can count don't occur in an editor.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn text_size(offset: usize) -> TextSize {
    TextSize::try_from(offset).unwrap_or(TextSize::new(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, line: u32, character: u32, encoding: Encoding) -> u32 {
        offset(
            &Rope::from_str(text),
            Position::new(line, character),
            encoding,
        )
        .into()
    }

    #[test]
    fn utf16_counts_halves_of_surrogate_pairs() {
        let text = "a\u{1f600}é|\nb";
        assert_eq!(at(text, 0, 3, Encoding::Utf16), 5);
        assert_eq!(at(text, 0, 4, Encoding::Utf16), 7);
        assert_eq!(at(text, 0, 5, Encoding::Utf8), 5);
    }

    #[test]
    fn the_middle_of_a_character_is_its_start() {
        assert_eq!(at("a\u{1f600}b", 0, 2, Encoding::Utf16), 1);
        assert_eq!(at("a\u{1f600}b", 0, 3, Encoding::Utf8), 1);
    }

    #[test]
    fn beyond_the_end_is_the_end() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            assert_eq!(at("ab\r\ncd", 0, 99, encoding), 2);
            assert_eq!(at("ab\r\ncd", 1, u32::MAX, encoding), 6);
            assert_eq!(at("ab\r\ncd", 9, 0, encoding), 6);
            assert_eq!(at("", 5, 5, encoding), 0);
        }
    }

    #[test]
    fn lines_end_as_the_protocol_says() {
        assert_eq!(at("a\rb\nc\r\nd", 3, 0, Encoding::Utf16), 7);
        assert_eq!(at("a\u{2028}b\u{b}c\nd", 1, 0, Encoding::Utf16), 8);
    }

    #[test]
    fn every_offset_comes_back() {
        let text = "print '\u{1f600}é'\r\n| x\n";
        let rope = Rope::from_str(text);
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (byte, c) in text.char_indices() {
                if c == '\n' && text[..byte].ends_with('\r') {
                    continue;
                }
                let byte = TextSize::try_from(byte).unwrap();
                let there = position(&rope, byte, encoding);
                assert_eq!(offset(&rope, there, encoding), byte, "{there:?}");
            }
        }
    }
}
