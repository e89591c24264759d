//! What the author says about a query: comments in it, and texts of the host around it.

pub mod count;
pub mod granularity;
pub mod window;
pub mod words;

use std::cell::OnceCell;

use kqlint_diagnostics::Place;
use kqlint_embed::IntentText;
use kqlint_syntax::{
    Directive, NodeKind, SyntaxNode, SyntaxToken, SyntaxTree, TextRange, TextSize, TokenKind,
};

use self::words::{Word, words};

/// One text about one or more queries.
#[derive(Debug, Clone)]
pub struct Prose<'a> {
    /// The text as it is written.
    pub text: &'a str,
    /// Which part of the query file it speaks of, in bytes of the query text.
    pub reach: TextRange,
    /// Whether it stands so close that it can't be about anything else.
    pub is_direct: bool,
    source: Source<'a>,
    words: OnceCell<Vec<Word<'a>>>,
}

#[derive(Debug, Clone, Copy)]
enum Source<'a> {
    Host(&'a IntentText),
    Comment(TextSize),
}

impl<'a> Prose<'a> {
    fn new(text: &'a str, reach: TextRange, is_direct: bool, source: Source<'a>) -> Self {
        Self {
            text,
            reach,
            is_direct,
            source,
            words: OnceCell::new(),
        }
    }

    /// A comment at the beginning of a query.
    #[cfg(test)]
    fn comment(text: &'a str) -> Self {
        let source = Source::Comment(TextSize::from(0));
        Self::new(text, TextRange::default(), true, source)
    }

    /// Its words, in order.
    pub fn words(&self) -> &[Word<'a>] {
        self.words.get_or_init(|| words(self.text))
    }

    /// Where bytes of the text stand; `None` for a text that can't be shown.
    pub fn place(&self, range: TextRange) -> Option<Place> {
        match self.source {
            Source::Host(intent) => intent.map.host_range(range).map(Place::Host),
            Source::Comment(start) => Some(Place::Query(range + start)),
        }
    }

    /// Whether it is a comment in the query itself.
    pub fn is_comment(&self) -> bool {
        matches!(self.source, Source::Comment(_))
    }
}

/// All prose about the queries of a text.
pub(crate) fn collect<'a>(tree: &'a SyntaxTree, intents: &'a [IntentText]) -> Vec<Prose<'a>> {
    // Most texts have no comment.
    if intents.is_empty() && tree.comments().next().is_none() {
        return Vec::new();
    }
    let blocks: Vec<_> = tree
        .root()
        .children()
        .filter(|node| node.kind() == NodeKind::QueryBlock)
        .collect();
    let whole = tree.root().text_range();
    let mut out: Vec<Prose<'a>> = intents
        .iter()
        .map(|intent| {
            // What stands around a host's fragment is about its only query, or about none in particular.
            let is_direct = intent.kind.is_direct() && blocks.len() == 1;
            Prose::new(&intent.text, whole, is_direct, Source::Host(intent))
        })
        .collect();
    for comment in comments(tree) {
        out.extend(comment_prose(tree, &blocks, comment));
    }
    out
}

/// Comments on lines that follow each other, as one range; a comment behind code stands alone.
/// Comments for kqlint are no prose.
fn comments(tree: &SyntaxTree) -> Vec<TextRange> {
    let mut runs: Vec<(TextRange, bool)> = Vec::new();
    let is_prose = |token: &SyntaxToken<'_>| Directive::of(*token).is_none();
    for token in tree.comments().filter(is_prose) {
        let range = token.text_range();
        let behind_code = is_behind_code(token);
        if let Some((run, false)) = runs.last_mut()
            && !behind_code
            && is_next_line(tree, run.end(), range.start())
        {
            *run = run.cover(range);
            continue;
        }
        runs.push((range, behind_code));
    }
    runs.into_iter().map(|(range, _)| range).collect()
}

fn is_behind_code(comment: SyntaxToken<'_>) -> bool {
    let Some(before) = comment.prev() else {
        return false;
    };
    match before.kind() {
        TokenKind::Whitespace => !before.text().contains('\n') && before.prev().is_some(),
        _ => true,
    }
}

fn is_next_line(tree: &SyntaxTree, end: TextSize, start: TextSize) -> bool {
    let between = tree
        .text()
        .get(usize::from(end)..usize::from(start))
        .unwrap_or_default();
    between.trim().is_empty() && between.matches('\n').count() == 1
}

/// What a run of comments speaks of.
fn comment_prose<'a>(
    tree: &'a SyntaxTree,
    blocks: &[SyntaxNode<'a>],
    range: TextRange,
) -> Option<Prose<'a>> {
    let text = tree.text().get(std::ops::Range::<usize>::from(range))?;
    if is_code(text) {
        return None;
    }
    let comment = tree.token_at(range.start());
    let source = Source::Comment(range.start());
    if is_behind_code(comment) {
        let line = line_of(tree, range.start());
        let reach = TextRange::new(line, range.start());
        return Some(Prose::new(text, reach, true, source));
    }
    let last = tree.token_at(range.end() - TextSize::from(1));
    let after = last
        .next_significant()
        .filter(|token| token.kind() != TokenKind::EndOfFile)?;
    let block = blocks
        .iter()
        .find(|block| block.text_range().contains(after.text_range().start()))?;
    let leads = block.text_range().start() == after.text_range().start();
    let reach = if leads {
        block.text_range()
    } else {
        statement_or_operator(after)
    };
    let close = is_next_line(tree, range.end(), after.text_range().start());
    let is_direct = close || leads && blocks.len() == 1;
    Some(Prose::new(text, reach, is_direct, source))
}

/// The statement or the operator that begins with a token; its line where neither does.
fn statement_or_operator(token: SyntaxToken<'_>) -> TextRange {
    let first = match token.kind() {
        TokenKind::Pipe => token.next_significant().unwrap_or(token),
        _ => token,
    };
    let start = first.text_range().start();
    first
        .parent()
        .ancestors()
        .take_while(|node| node.text_range().start() == start)
        .filter(|node| node.kind() != NodeKind::QueryBlock && node.kind() != NodeKind::SourceFile)
        .last()
        .map_or(token.text_range(), SyntaxNode::text_range)
}

fn line_of(tree: &SyntaxTree, offset: TextSize) -> TextSize {
    let before = tree.text().get(..usize::from(offset)).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    TextSize::from(start as u32)
}

/// Whether a comment is code that was switched off.
fn is_code(text: &str) -> bool {
    let begins_code = |line: &str| {
        let line = line.trim_start().trim_start_matches('/').trim_start();
        line.starts_with('|') || line.starts_with("let ") && line.contains('=')
    };
    text.contains("==") || text.contains("ago(") || text.lines().any(begins_code)
}
