//! Comments that would silence a finding, as changes of the document.

use kqlint_diagnostics::Safety;
use kqlint_embed::HostKind;
use kqlint_syntax::{SyntaxTree, TokenKind};
use text_size::{TextRange, TextSize};

use super::comment::{self, Comment, Word, line_start};
use crate::{
    analysis::{Analysis, HOST_RULE},
    finding::{Finding, HostEdit, HostFix},
};

/// The ways to silence a finding by a comment: on its line, and in its file. None for
/// what isn't KQL at all.
pub fn suppressions_of(analysis: &Analysis, text: &str, finding: &Finding) -> Vec<HostFix> {
    if finding.rule == HOST_RULE {
        return Vec::new();
    }
    let rule = finding.rule;
    let fix = |title: String, edit: HostEdit| HostFix {
        title,
        safety: Safety::Choice,
        edits: vec![edit],
    };
    let line = on_line(analysis, text, finding)
        .map(|edit| fix(format!("Ignore `{rule}` on this line"), edit));
    let file = in_file(analysis, text, rule)
        .map(|edit| fix(format!("Ignore `{rule}` in this file"), edit));
    line.into_iter().chain(file).collect()
}

/// A comment at the end of the line, or above it where that isn't possible.
fn on_line(analysis: &Analysis, text: &str, finding: &Finding) -> Option<HostEdit> {
    let rule = finding.rule;
    let known = comment::all(analysis, text).into_iter().find(|it| {
        let reach = it.reach(Word::Line);
        it.word() == Ok(Some(Word::Line)) && reach.is_some_and(|it| it.contains(finding))
    });
    if let Some(edit) = known.and_then(|it| extended(&it, rule)) {
        return Some(edit);
    }
    let (found, offset) = analysis.fragment_at(finding.range.start())?;
    let text = found.tree.text();
    let start = line_start(text, offset.into());
    let line = text.get(start..)?.split('\n').next()?;
    let body = line.trim_end();
    let end = size(start + body.len());
    let map = &found.fragment.map;
    let behind = || {
        let is_free = !breaks_token(&found.tree, end) && !ends_with_comment(&found.tree, end);
        is_free.then(|| {
            map.edit(
                TextRange::empty(end),
                &format!(" // kqlint: ignore[{rule}]"),
            )
        })?
    };
    let above = || {
        let indent = body.get(..body.len() - body.trim_start().len())?;
        let at = size(start + indent.len());
        let new = format!("// kqlint: ignore[{rule}]\n{indent}");
        (!breaks_token(&found.tree, at)).then(|| map.edit(TextRange::empty(at), &new))?
    };
    let (range, text) = behind().or_else(above)?;
    Some(HostEdit { range, text })
}

/// A comment at the top of the file.
fn in_file(analysis: &Analysis, text: &str, rule: &str) -> Option<HostEdit> {
    let comments = comment::all(analysis, text);
    let known = comments.iter().find(|it| it.word() == Ok(Some(Word::File)));
    if let Some(edit) = known.and_then(|it| extended(it, rule)) {
        return Some(edit);
    }
    let (open, close) = match analysis.kind {
        HostKind::Query | HostKind::Bicep => ("//", ""),
        HostKind::Markdown => ("<!--", " -->"),
        HostKind::Yaml | HostKind::Terraform => ("#", ""),
        // JSON has no comments, but its queries do.
        _ => return in_first_query(analysis, rule),
    };
    let ending = match text.split_once('\n') {
        Some((line, _)) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    };
    // A page wants a blank line between HTML and what follows.
    let gap = if close.is_empty() { "" } else { ending };
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let at = match analysis.kind {
        HostKind::Markdown => mark + metadata_len(text.get(mark..)?),
        _ => mark,
    };
    Some(HostEdit {
        range: TextRange::empty(size(at)),
        text: format!("{open} kqlint: ignore-file[{rule}]{close}{ending}{gap}"),
    })
}

/// A comment at the top of the first query that can be changed.
fn in_first_query(analysis: &Analysis, rule: &str) -> Option<HostEdit> {
    let top = TextRange::empty(TextSize::default());
    let comment = format!("// kqlint: ignore-file[{rule}]\n");
    let mut fragments = analysis.fragments.iter();
    let (range, text) = fragments.find_map(|it| it.fragment.map.edit(top, &comment))?;
    Some(HostEdit { range, text })
}

/// The comment with one more name.
fn extended(comment: &Comment<'_>, rule: &str) -> Option<HostEdit> {
    let list = super::list::read(&comment.directive).ok()?;
    let last = list.names.last()?;
    comment.edit(TextRange::empty(last.range.end()), &format!(", {rule}"))
}

/// Whether an offset is in the middle of a string or another token, or in a comment.
fn breaks_token(tree: &SyntaxTree, offset: TextSize) -> bool {
    let token = tree.token_at(offset);
    let range = token.text_range();
    token.kind() != TokenKind::Whitespace && range.start() < offset && offset < range.end()
}

fn ends_with_comment(tree: &SyntaxTree, end: TextSize) -> bool {
    end.checked_sub(TextSize::from(1))
        .is_some_and(|last| tree.token_at(last).kind() == TokenKind::Comment)
}

/// The length of the metadata at the top of a page.
fn metadata_len(text: &str) -> usize {
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let is_border = line.trim_end() == "---";
        match index {
            0 if !is_border => return 0,
            0 => {}
            _ if is_border => return at,
            _ => {}
        }
    }
    0
}

fn size(offset: usize) -> TextSize {
    TextSize::try_from(offset).unwrap_or_default()
}
