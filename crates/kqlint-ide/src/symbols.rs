//! The outline of a query file: variables, functions and queries.

use kqlint_semantics::Type;
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, LetStatement, Statement},
};
use text_size::TextRange;

use crate::Cx;

/// One entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name, or the beginning of a query.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// A few words on it.
    pub detail: Option<String>,
    /// All of it.
    pub range: TextRange,
    /// Its name.
    pub selection: TextRange,
}

/// What a [`Symbol`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// `let x = 1`
    Variable,
    /// `let T = …` that stands for rows.
    Table,
    /// `let f = (a: long) { … }`
    Function,
    /// A query.
    Query,
    /// `.show tables`
    Command,
}

/// So many characters of a query are its name.
const NAME_CHARS: usize = 60;

/// The outline, in the order of the text.
pub fn symbols(cx: &Cx<'_>) -> Vec<Symbol> {
    let blocks = cx.tree.root().children();
    let statements = blocks.flat_map(|block| block.children().filter_map(Statement::cast));
    statements.filter_map(|it| symbol(cx, it)).collect()
}

fn symbol(cx: &Cx<'_>, statement: Statement<'_>) -> Option<Symbol> {
    match statement {
        Statement::LetStatement(it) => let_symbol(cx, it),
        Statement::ExpressionStatement(it) => Some(text_symbol(it.syntax(), SymbolKind::Query)),
        Statement::Command(it) => Some(text_symbol(it.syntax(), SymbolKind::Command)),
        _ => None,
    }
}

fn let_symbol(cx: &Cx<'_>, statement: LetStatement<'_>) -> Option<Symbol> {
    let name = statement.name()?;
    let value = statement.value()?.syntax();
    let ty = cx.model.type_of(value.id());
    let is_rows = ty == Type::Table || cx.model.output(value.id()).is_some();
    let kind = match value.kind() {
        NodeKind::FunctionDeclaration => SymbolKind::Function,
        _ if is_rows => SymbolKind::Table,
        _ => SymbolKind::Variable,
    };
    let is_known = kind == SymbolKind::Variable && !ty.is_unknown();
    Some(Symbol {
        name: name.name()?.into_owned(),
        kind,
        detail: is_known.then(|| ty.name().to_owned()),
        range: statement.syntax().text_range(),
        selection: name.syntax().text_range(),
    })
}

fn text_symbol(node: SyntaxNode<'_>, kind: SymbolKind) -> Symbol {
    let range = node.text_range();
    let line = node.text().lines().next().unwrap_or_default().trim();
    let mut name: String = line
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_CHARS)
        .collect();
    if line.chars().count() > NAME_CHARS {
        name.push('…');
    }
    if name.is_empty() {
        name.push_str("query");
    }
    let length = text_size::TextSize::of(line).min(range.len());
    Symbol {
        name,
        kind,
        detail: None,
        range,
        selection: TextRange::at(range.start(), length),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::fixture::Fixture;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(&format!("{text}$0"));
        let lines = symbols(&fixture.cx()).into_iter().map(|it| {
            let selection = &fixture.text[std::ops::Range::<usize>::from(it.selection)];
            format!("{:?} {} [{selection}]\n", it.kind, it.name)
        });
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn statements_are_listed_in_order() {
        check(
            "let f = (x: long) { x };\nHeartbeat\n| take 1\n\n.show tables",
            expect![[r#"
                Function f [f]
                Query Heartbeat [Heartbeat]
                Command .show tables [.show tables]
            "#]],
        );
    }

    #[test]
    fn a_statement_without_a_name_is_left_out() {
        check(
            "let = 1; let x",
            expect![[r#"
            Variable x [x]
        "#]],
        );
    }
}
