//! Reads the strings of a Bicep file into a tree, in one pass.

use std::borrow::Cow;
use std::ops::Range;

use crate::structured::{Node, Scalar, Style, TreeBuilder, interpolation};

/// Words that begin a declaration with a name.
const DECLARATIONS: &[&str] = &["var", "param", "output", "resource", "module"];

pub(super) fn read(text: &str) -> Node<'_> {
    let mut reader = Reader {
        text,
        at: 0,
        begins_entry: true,
        base: 0,
        out: TreeBuilder::default(),
    };
    while reader.step() {}
    reader.out.finish()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Whether a name at this place may be that of a property: at the start of
    /// a line, and after `{` and `,`.
    begins_entry: bool,
    /// How many levels are open between declarations: one for the map that
    /// each has for itself, so that one says nothing about another.
    base: usize,
    out: TreeBuilder<'a>,
}

impl<'a> Reader<'a> {
    /// Reads one token; `false` at the end of the file.
    fn step(&mut self) -> bool {
        let rest = self.rest(self.at);
        let Some(character) = rest.chars().next() else {
            return false;
        };
        match character {
            '\n' => {
                self.at += 1;
                self.begins_entry = true;
                self.end_declaration();
                return true;
            }
            '\'' => self.string(),
            '{' | '[' | '(' => self.open(character),
            '}' | ']' | ')' => self.close(),
            '/' if rest.starts_with("//") => self.at += rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            }
            _ if is_name(character) => return self.word(),
            _ => self.at += character.len_utf8(),
        }
        self.begins_entry = match character {
            ',' | '{' => true,
            _ if character.is_whitespace() => self.begins_entry,
            _ => false,
        };
        true
    }

    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Brackets of a list pass on the name that the list stands under. Those of
    /// a call do not, since its arguments are not the value of the property.
    fn open(&mut self, bracket: char) {
        self.at += 1;
        if bracket == '[' {
            self.out.open_list();
        } else {
            self.out.open_map();
        }
    }

    fn close(&mut self) {
        self.at += 1;
        if self.out.depth() > self.base {
            self.out.close();
        }
    }

    /// A name: the key of what follows if a colon comes next, or the start of
    /// a declaration.
    fn word(&mut self) -> bool {
        let rest = self.rest(self.at);
        let len = rest.find(|character| !is_name(character));
        let (word, after) = rest.split_at(len.unwrap_or(rest.len()));
        self.at += word.len();
        if self.begins_entry {
            if self.out.depth() == self.base && DECLARATIONS.contains(&word) {
                self.declaration(after);
            } else if after.trim_start_matches([' ', '\t']).starts_with(':') {
                self.key(word);
            }
        }
        self.begins_entry = false;
        true
    }

    /// The name after `var`. It counts as a query by its end, so that
    /// `failedJobsQuery` is one.
    fn declaration(&mut self, after: &'a str) {
        let name = after.trim_start_matches([' ', '\t']);
        let len = name.find(|character| !is_name(character));
        let name = name.get(..len.unwrap_or(name.len())).unwrap_or_default();
        let is_query = name.to_ascii_lowercase().ends_with("query");
        let key = if is_query { "query" } else { name };
        self.out.open_map();
        self.base = 1;
        self.out.set_key(Some(Cow::Borrowed(key)));
    }

    /// A declaration ends with its line, outside of brackets.
    fn end_declaration(&mut self) {
        if self.base > 0 && self.out.depth() == self.base {
            self.out.close();
            self.base = 0;
        }
    }

    fn key(&mut self, name: &'a str) {
        if self.out.depth() > self.base {
            self.out.set_key(Some(Cow::Borrowed(name)));
        }
    }

    fn string(&mut self) {
        let rest = self.rest(self.at);
        let (quotes, style, len) = if rest.starts_with("'''") {
            ("'''", Style::BicepBlock, block_len(rest))
        } else {
            ("'", Style::BicepQuoted, quoted_len(rest))
        };
        let Some(len) = len else {
            self.skip_broken_string(rest, quotes);
            return;
        };
        let range = self.at..self.at + len;
        self.at = range.end;
        let value = self.body(&range, quotes.len());
        let after = self.rest(self.at).trim_start_matches([' ', '\t']);
        if self.begins_entry && after.starts_with(':') {
            self.key(value);
            return;
        }
        self.out.add(Node::Scalar(Scalar {
            value: Cow::Borrowed(value),
            range,
            style,
        }));
    }

    fn body(&self, range: &Range<usize>, quotes: usize) -> &'a str {
        let body = range.start + quotes..range.end - quotes;
        self.text.get(body).unwrap_or_default()
    }

    /// A string that does not end: a quoted one ends with its line, a block
    /// takes the rest of the file.
    fn skip_broken_string(&mut self, rest: &str, quotes: &str) {
        self.at += match quotes {
            "'" => rest.find('\n').unwrap_or(rest.len()),
            _ => rest.len(),
        };
    }
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The length of `'''…'''`; of a run of quotes, the last three close it.
fn block_len(rest: &str) -> Option<usize> {
    let body = rest.get(3..)?;
    let end = body.find("'''")?;
    let run = body.get(end..)?;
    let quotes = run.len() - run.trim_start_matches('\'').len();
    Some(3 + end + quotes)
}

/// The length of `'…'` on one line.
fn quoted_len(rest: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        at += rest.get(at..)?.find(['\'', '\\', '$', '\n'])?;
        let special = rest.get(at..)?;
        at += match special.chars().next()? {
            '\'' => return Some(at + 1),
            '\n' => return None,
            '\\' => 1 + special.chars().nth(1)?.len_utf8(),
            _ if special.starts_with("${") => interpolation::len(special, '\'')?,
            _ => 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_where_they_end() {
        assert_eq!(quoted_len("'a' b"), Some(3));
        assert_eq!(quoted_len("'a\\'' b"), Some(5));
        assert_eq!(quoted_len("'${f('x')}$' b"), Some(12));
        assert_eq!(quoted_len("'a\n'"), None);
        assert_eq!(quoted_len("'${a"), None);
        assert_eq!(block_len("'''a''' b"), Some(7));
        assert_eq!(block_len("'''a''''' b"), Some(9));
        assert_eq!(block_len("'''a''"), None);
    }
}
