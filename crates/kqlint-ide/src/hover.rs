//! What stands under the cursor.

use kqlint_catalog::keywords;
use kqlint_semantics::{
    Column, Constant, Origin, Resolution, Schema, Side, Type, Variable, VariableKind,
};
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken, TokenKind};
use text_size::{TextRange, TextSize};

use crate::{
    Cx, Topic,
    docs::{self, fence, inline},
    known, names, time,
};

/// An explanation and what it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it explains.
    pub range: TextRange,
    /// The explanation.
    pub markdown: String,
}

/// So many columns of a table that the query makes are listed.
const SHOWN_COLUMNS: usize = 16;

/// So many characters of a value or an expression are quoted.
const SHOWN_CHARS: usize = 120;

/// Explains what stands at a byte; `None` where there is nothing to explain.
pub fn hover(cx: &Cx<'_>, offset: TextSize) -> Option<Hover> {
    let token = token_at(cx, offset)?;
    let node = token.parent();
    let name = node.ancestors().take(2).find(|it| {
        matches!(
            it.kind(),
            NodeKind::NameReference | NodeKind::NameDeclaration
        )
    });
    if let Some(name) = name
        && let Some(markdown) = of_name(cx, name)
    {
        let range = name.text_range();
        return Some(Hover { range, markdown });
    }
    let markdown = of_literal(cx, token, node).or_else(|| of_word(cx, token, node))?;
    let range = token.text_range();
    Some(Hover { range, markdown })
}

/// The token under the cursor, or the one that ends there.
fn token_at<'a>(cx: &Cx<'a>, offset: TextSize) -> Option<SyntaxToken<'a>> {
    let tells = |token: &SyntaxToken<'_>| {
        let kind = token.kind();
        !kind.is_trivia()
            && kind != TokenKind::EndOfFile
            && token.text_range().contains_inclusive(offset)
    };
    let token = cx.tree.token_at(offset);
    let before = token.prev().filter(tells);
    let is_word = |token: &SyntaxToken<'_>| {
        token
            .text()
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'))
    };
    match Some(token).filter(tells) {
        Some(token) if !is_word(&token) => before.filter(is_word).or(Some(token)),
        Some(token) => Some(token),
        None => before,
    }
}

fn of_name(cx: &Cx<'_>, name: SyntaxNode<'_>) -> Option<String> {
    if name.kind() == NodeKind::NameDeclaration {
        return declaration(cx, name);
    }
    let Some(meaning) = cx.model.resolution(name.id()) else {
        return parameter(name);
    };
    match meaning {
        Resolution::Column(found) => {
            let is_known = !found.ty().is_unknown() || found.origin() != Origin::Unknown;
            is_known.then(|| column(cx, found))
        }
        Resolution::Table(name) => Topic::Table(name.to_owned()).markdown(cx.catalog),
        Resolution::Variable(node) | Resolution::Parameter(node) => {
            declaration(cx, cx.tree.node(node)?)
        }
        Resolution::Function(name) => Topic::Function(name.to_owned()).markdown(cx.catalog),
        Resolution::Aggregate(name) => Topic::Aggregate(name.to_owned()).markdown(cx.catalog),
        Resolution::Plugin(name) => Topic::Plugin(name.to_owned()).markdown(cx.catalog),
        Resolution::WorkspaceFunction(name) => {
            Topic::WorkspaceFunction(name.to_owned()).markdown(cx.catalog)
        }
        Resolution::Side(side) => Topic::Keyword(
            match side {
                Side::Left => "$left",
                Side::Right => "$right",
            }
            .to_owned(),
        )
        .markdown(cx.catalog),
        _ => None,
    }
}

/// A column of the rows at hand.
pub(crate) fn column<'a>(cx: &Cx<'a>, column: Column<'a>) -> String {
    let mut out = fence(&format!(
        "{}: {}",
        names::written(column.name()),
        column.ty().name()
    ));
    let mut paragraphs = Vec::new();
    if let Some((table, known)) = known::known(cx, column) {
        paragraphs.extend(docs::column_facts(known));
        paragraphs.push(format!("Column of {}", inline(table.name())));
    }
    paragraphs.extend(origin(cx, column));
    out.push_str(&paragraphs.join("\n\n"));
    out.push('\n');
    out
}

/// Which step of the query made the column, where one did.
fn origin(cx: &Cx<'_>, column: Column<'_>) -> Option<String> {
    let step = |node| Some(inline(&cut(cx.tree.node(node)?.text())));
    Some(match column.origin() {
        Origin::Table { .. } | Origin::Unknown => return None,
        Origin::Computed(node) => format!("Computed by {}", step(node)?),
        Origin::Declared(node) => format!("Declared by {}", step(node)?),
        Origin::Renamed { from, by } => format!("Was {}, renamed by {}", inline(from), step(by)?),
        Origin::Suffixed { from, .. } => {
            format!(
                "Was {}; a column of that name was there before",
                inline(from)
            )
        }
        Origin::Operator(node) => {
            let operator = cx.tree.node(node)?.first_token()?;
            format!("Made by {}", inline(operator.text()))
        }
        Origin::Function { function } => format!("Column of {}", inline(function)),
        _ => return None,
    })
}

/// A name where the query gives it to something.
fn declaration(cx: &Cx<'_>, name: SyntaxNode<'_>) -> Option<String> {
    let at = name.text_range().end();
    let variables = cx.model.variables_at(at);
    let visible_later = || cx.model.variables_at(cx.tree.root().text_range().end());
    let found = variables.into_iter().find(|it| it.declaration == name.id());
    if let Some(found) = found.or_else(|| {
        visible_later()
            .into_iter()
            .find(|it| it.declaration == name.id())
    }) {
        return Some(variable(cx, name, found));
    }
    let parent = name.parent()?;
    let value = match parent.kind() {
        NodeKind::NamedExpression | NodeKind::LetStatement => parent.children().nth(1)?,
        NodeKind::NameAndTypeDeclaration => return Some(fence(&cut(parent.text()))),
        _ => return None,
    };
    let ty = cx.model.type_of(value.id()).name();
    let text = name.text();
    let word = if parent.kind() == NodeKind::LetStatement {
        "let "
    } else {
        ""
    };
    Some(fence(&format!(
        "{word}{text}: {ty} = {}",
        cut(value.text())
    )))
}

/// A parameter of a function around the name. The model knows what names mean in
/// the body of a function only where the function is called.
fn parameter(name: SyntaxNode<'_>) -> Option<String> {
    let functions = name
        .ancestors()
        .filter(|it| it.kind() == NodeKind::FunctionDeclaration);
    let mut parameters = functions
        .filter_map(|it| it.child(NodeKind::FunctionParameters))
        .flat_map(SyntaxNode::children)
        .filter_map(|it| it.child(NodeKind::NameAndTypeDeclaration));
    let found = parameters.find(|it| {
        let declared = it.child(NodeKind::NameDeclaration);
        declared.is_some_and(|declared| declared.text() == name.text())
    })?;
    Some(fence(&cut(found.text())))
}

fn variable(cx: &Cx<'_>, name: SyntaxNode<'_>, found: Variable<'_>) -> String {
    let value = name.parent().and_then(|it| match it.kind() {
        NodeKind::LetStatement => it.children().nth(1),
        _ => None,
    });
    let word = match found.kind {
        VariableKind::Parameter => "",
        VariableKind::Value if value.is_none() => "as ",
        _ => "let ",
    };
    let ty = match found.ty {
        Type::Unknown => String::new(),
        ty => format!(": {}", ty.name()),
    };
    let text = value
        .map(|it| format!(" = {}", cut(it.text())))
        .unwrap_or_default();
    let mut out = fence(&format!("{word}{}{ty}{text}", name.text()));
    if let Some(constant) = value.and_then(|it| cx.model.constant(it.id()))
        && let Some(meaning) = meaning(constant)
    {
        out.push_str(&meaning);
        out.push('\n');
    }
    if let Some(schema) = found.schema {
        out.push_str(&columns(schema));
    }
    out
}

/// The columns of rows, as one paragraph.
fn columns(schema: Schema<'_>) -> String {
    let shown = schema.columns().take(SHOWN_COLUMNS);
    let mut parts: Vec<_> = shown
        .map(|it| format!("{}: {}", inline(it.name()), it.ty().name()))
        .collect();
    let more = schema.len().saturating_sub(SHOWN_COLUMNS);
    if more > 0 {
        parts.push(format!("{more} more"));
    }
    if schema.is_open() {
        parts.push("others that aren't known".to_owned());
    }
    format!("Columns: {}\n", parts.join(", "))
}

/// What a literal or a constant call such as `ago(4d)` means.
fn of_literal(cx: &Cx<'_>, token: SyntaxToken<'_>, node: SyntaxNode<'_>) -> Option<String> {
    let is_time = matches!(
        token.kind(),
        TokenKind::TimeSpanLiteral | TokenKind::DateTimeLiteral
    );
    if !is_time || node.kind() != NodeKind::LiteralExpression {
        return None;
    }
    let meaning = meaning(cx.model.constant(node.id())?)?;
    Some(format!("{}\n{meaning}\n", fence(token.text())))
}

/// A constant in words, where its text doesn't tell.
fn meaning(constant: Constant<'_>) -> Option<String> {
    match constant {
        Constant::TimeSpan(ticks) => Some(time::span(ticks)),
        Constant::DateTime(ticks) => time::point(ticks),
        Constant::RelativeTime(0) => Some("now".to_owned()),
        Constant::RelativeTime(ticks) if ticks < 0 => {
            Some(format!("{} before now", time::span(ticks.saturating_neg())))
        }
        Constant::RelativeTime(ticks) => Some(format!("{} from now", time::span(ticks))),
        _ => None,
    }
}

/// An operator, or another word of the language.
fn of_word(cx: &Cx<'_>, token: SyntaxToken<'_>, node: SyntaxNode<'_>) -> Option<String> {
    let word = token
        .text()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let begins_operator = node.first_token() == Some(token);
    if begins_operator && let Some(markdown) = Topic::Operator(word.clone()).markdown(cx.catalog) {
        return Some(markdown);
    }
    if let Some(markdown) = Topic::ScalarOperator(word.clone()).markdown(cx.catalog) {
        return Some(markdown);
    }
    if node.kind() == NodeKind::RenderOperator
        && let Some(markdown) = Topic::RenderKind(word.clone()).markdown(cx.catalog)
    {
        return Some(markdown);
    }
    let is_keyword = token.kind().is_keyword() && keywords().iter().any(|it| it.name == word);
    is_keyword
        .then(|| Topic::Keyword(word).markdown(cx.catalog))
        .flatten()
}

/// Text of the user on one line, cut where it is long.
fn cut(text: &str) -> String {
    let mut out = String::new();
    for (count, c) in text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .enumerate()
    {
        if count == SHOWN_CHARS {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
