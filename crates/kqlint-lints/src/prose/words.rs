//! The words of a text, with their places.

use kqlint_syntax::{TextRange, TextSize};

/// A word or a number: letters and digits are never in one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// In lower case.
    pub text: std::borrow::Cow<'a, str>,
    /// Where it stands in the text.
    pub range: TextRange,
    /// Whether a sentence, a list item or a paragraph begins with it.
    pub begins: bool,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut begins = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !is_letter(c) && !c.is_numeric() {
            let next = chars.peek().map(|&(_, next)| next);
            begins |= match c {
                // "e.g." doesn't end a sentence.
                '.' if out.last().is_some_and(is_initial) => false,
                '.' | '!' | '?' | ':' => next.is_none_or(char::is_whitespace),
                ';' => true,
                '\n' => text.get(start + 1..).is_some_and(|rest| {
                    rest.trim_start_matches([' ', '\t', '/', '\r'])
                        .starts_with(['\n', '-', '*', '+'])
                }),
                _ => false,
            };
            continue;
        }
        let numeric = c.is_numeric();
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            if if numeric {
                !next.is_numeric()
            } else {
                !is_letter(next)
            } {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let word = text.get(start..end).unwrap_or_default();
        let lower = match word
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        {
            true => word.into(),
            false => word.to_lowercase().into(),
        };
        let range = TextRange::new(TextSize::from(start as u32), TextSize::from(end as u32));
        out.push(Word {
            text: lower,
            range,
            begins,
        });
        begins = false;
    }
    out
}

fn is_initial(word: &Word<'_>) -> bool {
    word.text.chars().count() == 1 && word.text.starts_with(is_letter)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\'' || c == '’'
}

/// The words of the sentence that contains the word at `index`.
pub fn sentence<'w, 'a>(words: &'w [Word<'a>], index: usize) -> &'w [Word<'a>] {
    let start = (0..=index)
        .rev()
        .find(|&at| words.get(at).is_some_and(|word| word.begins))
        .unwrap_or(0);
    let end = (index + 1..words.len())
        .find(|&at| words.get(at).is_some_and(|word| word.begins))
        .unwrap_or(words.len());
    words.get(start..end).unwrap_or_default()
}
