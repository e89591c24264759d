//! Commands that create tables and functions.

use kqlint_semantics::DeclaredTable;
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken, TextSize, TokenKind, ast::string_value};

use super::Parts;
use crate::{
    error::SchemaError,
    model::{Column, Table},
    saved,
};

/// Reads a script of commands; other commands are passed over.
pub(super) fn read(text: &str, out: &mut Parts) -> Result<(), SchemaError> {
    let tree = kqlint_syntax::parse(text);
    let nodes = tree.root().descendants();
    for command in nodes.filter(|it| it.kind() == NodeKind::Command) {
        let words = words_of(command);
        let mut words = words.iter().map(String::as_str);
        let verb = words.next().unwrap_or_default();
        if !matches!(
            verb,
            ".create" | ".create-merge" | ".create-or-alter" | ".alter" | ".alter-merge"
        ) {
            continue;
        }
        match words.find(|it| !matches!(*it, "external" | "async" | "ifnotexists")) {
            Some("table" | "tables") => tables(command, out)?,
            Some("function") => out.functions.extend(saved::command_function(command)?),
            _ => {}
        }
    }
    Ok(())
}

/// The words before the first bracket, in lower case; those joined by hyphens are one.
fn words_of(command: SyntaxNode<'_>) -> Vec<String> {
    let text = command.text();
    let end = text.find(['(', '[', '{']).unwrap_or(text.len());
    let words = text.get(..end).unwrap_or_default().split_whitespace();
    words.map(str::to_ascii_lowercase).collect()
}

/// `.create table Jobs (a: long)`, `.create tables A (a: long), B (b: long)`
fn tables(command: SyntaxNode<'_>, out: &mut Parts) -> Result<(), SchemaError> {
    let mut tokens = command
        .tokens()
        .filter(|it| !it.kind().is_trivia())
        .peekable();
    while let Some(token) = tokens.next() {
        if !matches!(
            token.text().to_ascii_lowercase().as_str(),
            "table" | "tables"
        ) {
            continue;
        }
        // Each table is a name and its columns in brackets; after a comma comes another.
        loop {
            let Some(first) = tokens.next() else {
                return Ok(());
            };
            let Some(last) = closing_bracket(first, &mut tokens) else {
                return Ok(());
            };
            let (start, end) = (first.text_range().start(), last.text_range().end());
            let text = command.tree().text().get(range(start, end));
            let table = DeclaredTable::read(text.unwrap_or_default()).map_err(|error| {
                SchemaError::new(usize::from(start + error.range.start()), error.message)
            })?;
            out.tables.push(Table {
                name: table.name,
                open: table.is_open,
                columns: table
                    .columns
                    .into_iter()
                    .map(|(name, ty)| Column::new(name, ty))
                    .collect(),
                ..Table::default()
            });
            match tokens.peek().map(|it| it.text()) {
                Some(",") => tokens.next(),
                _ => break,
            };
        }
        if let Some(table) = out.tables.last_mut() {
            table.description = docstring(&mut tokens);
        }
        return Ok(());
    }
    Ok(())
}

/// The bracket that ends the columns after a name.
fn closing_bracket<'t>(
    name: SyntaxToken<'t>,
    tokens: &mut impl Iterator<Item = SyntaxToken<'t>>,
) -> Option<SyntaxToken<'t>> {
    let mut depth = 0usize;
    for token in std::iter::once(name).chain(tokens) {
        match token.kind() {
            TokenKind::LParen => depth += 1,
            TokenKind::RParen => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(token);
                }
            }
            _ => {}
        }
    }
    None
}

/// `docstring = "…"` in what follows.
pub(crate) fn docstring<'t>(tokens: &mut impl Iterator<Item = SyntaxToken<'t>>) -> Option<String> {
    tokens.find(|it| it.text().eq_ignore_ascii_case("docstring"))?;
    let value = tokens.find(|it| it.kind() == TokenKind::StringLiteral)?;
    let text = string_value(value.text())?;
    (!text.trim().is_empty()).then(|| text.into_owned())
}

fn range(start: TextSize, end: TextSize) -> std::ops::Range<usize> {
    usize::from(start)..usize::from(end)
}
