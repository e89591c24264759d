//! Bytes to lines and columns, as people and other tools count them.

use text_size::TextSize;

/// A place as people count: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// Characters are counted from the start of a block of this many bytes.
const BLOCK: usize = 1024;

/// Where the lines of a text start.
#[derive(Debug, Clone)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each block: a line may be megabytes long.
    blocks: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Finds the lines of a text; they end with `\n` or `\r\n`.
    pub fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1));
        let mut blocks = vec![0];
        let mut characters = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            characters += count_characters(block);
            blocks.push(characters);
        }
        Self {
            text,
            starts: starts.collect(),
            blocks,
        }
    }

    /// The place of a byte; the end of the text for bytes beyond it. A byte order
    /// mark is no character of the first line.
    pub fn position(&self, offset: TextSize) -> Position {
        let offset = self.text.floor_char_boundary(usize::from(offset));
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.line_start(line);
        let has_mark = start == 0 && offset > 0 && self.text.starts_with('\u{feff}');
        let start = self.characters_before(start) + usize::from(has_mark);
        Position {
            line,
            column: self.characters_before(offset).saturating_sub(start) + 1,
        }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset);
        let known = self.blocks.get(block).copied().unwrap_or_default();
        known + rest.map_or(0, count_characters)
    }

    /// The first byte of a line that counts from 1; the end of the text where
    /// there is no such line.
    pub fn line_start(&self, line: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied();
        start.unwrap_or(self.text.len())
    }

    /// The text from the start of one line to the end of another, without the last
    /// line break.
    pub fn lines(&self, first: usize, last: usize) -> &'t str {
        let range = self.line_start(first)..self.line_start(last.saturating_add(1));
        let text = self.text.get(range).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        text.strip_suffix('\r').unwrap_or(text)
    }

    /// The number of lines, the empty one after a last line break included.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }
}

/// The characters that begin in some bytes of a text.
fn count_characters(bytes: &[u8]) -> usize {
    let is_first = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(is_first).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: u32, line: usize, column: usize) {
        let found = LineIndex::new(text).position(offset.into());
        assert_eq!(found, Position { line, column });
    }

    #[test]
    fn columns_count_characters() {
        check("äö\nü x", 0, 1, 1);
        check("äö\nü x", 4, 1, 3);
        check("äö\nü x", 8, 2, 3);
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        check("\u{feff}T", 3, 1, 1);
        check("\u{feff}T", 4, 1, 2);
    }

    #[test]
    fn carriage_returns_belong_to_the_line_break() {
        check("a\r\nb", 3, 2, 1);
        assert_eq!(LineIndex::new("a\r\nb").lines(1, 1), "a");
    }

    #[test]
    fn beyond_the_end_is_the_end() {
        check("ab", 9, 1, 3);
        check("ä", 1, 1, 1);
        check("", 0, 1, 1);
    }

    #[test]
    fn long_lines_are_counted_in_blocks() {
        let text = "xäö".repeat(5000);
        let index = LineIndex::new(&text);
        for (at, (offset, _)) in text.char_indices().enumerate() {
            let offset = TextSize::try_from(offset).unwrap();
            assert_eq!(index.position(offset).column, at + 1);
        }
        check(&"x".repeat(2 * BLOCK), 2 * BLOCK as u32, 1, 2 * BLOCK + 1);
    }

    #[test]
    fn lines_are_cut_out_whole() {
        let index = LineIndex::new("one\ntwo\nthree");
        assert_eq!(index.lines(2, 3), "two\nthree");
        assert_eq!(index.lines(9, 9), "");
        assert_eq!(index.line_count(), 3);
    }
}
