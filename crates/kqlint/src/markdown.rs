//! Markdown as a terminal shows it: paragraphs filled, code indented, headings bold.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// Columns that a line fills at most.
const WIDTH: usize = 80;

/// The text of a page, ready to print.
pub(crate) fn render(page: &str, is_styled: bool) -> String {
    let mut out = Page {
        text: String::new(),
        paragraph: String::new(),
        indent: 0,
        is_styled,
        is_code: false,
    };
    for event in Parser::new(page) {
        out.event(event);
    }
    out.text
}

struct Page {
    text: String,
    /// Words that are not filled into lines yet.
    paragraph: String,
    indent: usize,
    is_styled: bool,
    is_code: bool,
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) if self.is_code => self.code(&text),
            Event::Text(text) => self.paragraph.push_str(&text),
            Event::Code(code) => self.paragraph.push_str(&format!("`{code}`")),
            Event::SoftBreak | Event::HardBreak => self.paragraph.push(' '),
            Event::Start(Tag::Heading { .. }) => self.paragraph.clear(),
            Event::End(TagEnd::Heading(_)) => self.heading(),
            Event::End(TagEnd::Paragraph) => self.end_block(),
            Event::Start(Tag::CodeBlock(kind)) => self.start_code(&kind),
            Event::End(TagEnd::CodeBlock) => {
                self.is_code = false;
                self.text.push('\n');
            }
            Event::Start(Tag::Item) => {
                self.flush();
                self.paragraph.push_str("- ");
                self.indent += 2;
            }
            Event::End(TagEnd::Item) => {
                self.flush();
                self.indent = self.indent.saturating_sub(2);
            }
            Event::End(TagEnd::List(_)) => self.text.push('\n'),
            _ => {}
        }
    }

    fn heading(&mut self) {
        let title = std::mem::take(&mut self.paragraph);
        let line = match self.is_styled {
            true => format!("\x1b[1m{title}\x1b[0m\n\n"),
            false => format!("{title}\n\n"),
        };
        self.text.push_str(&line);
    }

    /// A block of code; its language says whether it is an example of good or bad.
    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.flush();
        self.is_code = true;
        let CodeBlockKind::Fenced(info) = kind else {
            return;
        };
        let words = || info.split([',', ' ']);
        if let Some(word) = words().find(|it| matches!(*it, "bad" | "good")) {
            self.text.push_str(&format!("  {word}:\n"));
        }
    }

    fn code(&mut self, text: &str) {
        for line in text.lines() {
            self.text.push_str(&format!("    {line}\n"));
        }
    }

    fn end_block(&mut self) {
        self.flush();
        self.text.push('\n');
    }

    /// Fills the words of the paragraph into lines.
    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        // The first line of an item has its mark where the others are indented.
        let is_item = paragraph.starts_with("- ");
        let first = if is_item {
            self.indent.saturating_sub(2)
        } else {
            self.indent
        };
        let mut line = " ".repeat(first);
        let mut is_empty = true;
        for word in paragraph.split_whitespace() {
            let length = line.chars().count() + 1 + word.chars().count();
            if !is_empty && length > WIDTH {
                self.text.push_str(&format!("{line}\n"));
                line = " ".repeat(self.indent);
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        if !is_empty {
            self.text.push_str(&format!("{line}\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_laid_out() {
        let page =
            "# name\n\nOne `two`\nthree.\n\n- a\n- b\n\n```kql,bad\nT\n| take 1\n```\n\nEnd.\n";
        let expected =
            "name\n\nOne `two` three.\n\n- a\n- b\n\n  bad:\n    T\n    | take 1\n\nEnd.\n\n";
        assert_eq!(render(page, false), expected);
    }

    #[test]
    fn long_paragraphs_are_filled() {
        let page = "word ".repeat(40);
        let shown = render(&page, false);
        assert!(shown.lines().all(|line| line.len() <= WIDTH), "{shown}");
        assert_eq!(shown.split_whitespace().count(), 40);
    }
}
