//! The signatures of the call around the cursor.

use kqlint_semantics::Resolution;
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TokenKind,
    ast::{AstNode, FunctionCallExpression, FunctionDeclaration, NameDeclaration},
};
use text_size::TextSize;

use crate::{
    Cx, Topic,
    signature_text::{self, SignatureText},
};

/// The ways to call a function, and which argument is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatures {
    /// The ways to call it.
    pub signatures: Vec<Signature>,
    /// The signature that fits the arguments so far.
    pub active: usize,
    /// What explains the function.
    pub topic: Option<Topic>,
}

/// One way to call a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The signature as a text.
    pub text: String,
    /// Where its parameters stand in that text, in bytes.
    pub parameters: Vec<(usize, usize)>,
    /// The parameter that is being written.
    pub active_parameter: Option<usize>,
}

/// The signatures of the innermost call whose brackets are around a byte.
pub fn signatures(cx: &Cx<'_>, offset: TextSize) -> Option<Signatures> {
    let (call, argument) = call_at(cx, offset)?;
    let name = FunctionCallExpression::cast(call)?.name()?;
    let (texts, topic) = texts(cx, name.syntax(), &name.name()?)?;
    let signatures: Vec<_> = texts
        .into_iter()
        .map(|it| signature(it, argument))
        .collect();
    let active = signatures
        .iter()
        .position(|it| it.active_parameter.is_some())
        .unwrap_or(0);
    (!signatures.is_empty()).then_some(Signatures {
        signatures,
        active,
        topic,
    })
}

/// The call around an offset, and the number of the argument there.
fn call_at<'a>(cx: &Cx<'a>, offset: TextSize) -> Option<(SyntaxNode<'a>, usize)> {
    let mut depth = 0_usize;
    let mut commas = 0;
    let mut token = Some(cx.tree.token_at(offset));
    // What stands at the cursor or after it opens no bracket around it.
    let is_no_opener = |it: SyntaxToken<'_>| {
        it.text_range().start() >= offset
            || matches!(it.kind(), TokenKind::StringLiteral | TokenKind::Comment)
    };
    if token.is_some_and(is_no_opener) {
        token = token.and_then(SyntaxToken::prev);
    }
    while let Some(current) = token {
        match current.kind() {
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => depth += 1,
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace if depth > 0 => depth -= 1,
            TokenKind::LParen => {
                let call = current
                    .parent()
                    .ancestors()
                    .take(2)
                    .find(|it| it.kind() == NodeKind::FunctionCallExpression);
                let opens = |call: &SyntaxNode<'a>| {
                    call.child(NodeKind::ArgumentList)
                        .and_then(SyntaxNode::first_token)
                        == Some(current)
                };
                if let Some(call) = call.filter(opens) {
                    return Some((call, commas));
                }
                commas = 0;
            }
            TokenKind::LBracket | TokenKind::LBrace => commas = 0,
            TokenKind::Comma if depth == 0 => commas += 1,
            TokenKind::Pipe | TokenKind::Semicolon if depth == 0 => return None,
            _ => {}
        }
        token = current.prev();
    }
    None
}

fn texts(
    cx: &Cx<'_>,
    node: SyntaxNode<'_>,
    name: &str,
) -> Option<(Vec<SignatureText>, Option<Topic>)> {
    let owned = || name.to_owned();
    match cx.model.resolution(node.id()) {
        Some(Resolution::Variable(declaration)) => Some((vec![of_query(cx, declaration)?], None)),
        Some(Resolution::WorkspaceFunction(_)) => {
            let function = cx.catalog.workspace_function(name)?;
            let text = signature_text::workspace_function(function);
            Some((vec![text], Some(Topic::WorkspaceFunction(owned()))))
        }
        Some(Resolution::Aggregate(_)) => {
            of_catalog(cx.catalog.aggregate(name), Topic::Aggregate(owned()))
        }
        Some(Resolution::Plugin(_)) => of_catalog(cx.catalog.plugin(name), Topic::Plugin(owned())),
        Some(Resolution::Function(_)) => {
            of_catalog(cx.catalog.function(name), Topic::Function(owned()))
        }
        _ => of_catalog(cx.catalog.function(name), Topic::Function(owned()))
            .or_else(|| of_catalog(cx.catalog.aggregate(name), Topic::Aggregate(owned())))
            .or_else(|| of_catalog(cx.catalog.plugin(name), Topic::Plugin(owned()))),
    }
}

fn of_catalog(
    function: Option<kqlint_catalog::Function<'_>>,
    topic: Topic,
) -> Option<(Vec<SignatureText>, Option<Topic>)> {
    Some((signature_text::signatures(function?).collect(), Some(topic)))
}

/// The signature of a function that a `let` declares.
fn of_query(cx: &Cx<'_>, declaration: kqlint_syntax::NodeId) -> Option<SignatureText> {
    let name = NameDeclaration::cast(cx.tree.node(declaration)?)?;
    let value = name
        .syntax()
        .next_sibling()
        .and_then(FunctionDeclaration::cast)?;
    let mut out = SignatureText::begin(&name.name()?);
    for parameter in value
        .syntax()
        .child(NodeKind::FunctionParameters)?
        .children()
    {
        out.parameter(
            &parameter
                .text()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        );
    }
    out.end(None);
    Some(out)
}

fn signature(text: SignatureText, argument: usize) -> Signature {
    let count = text.parameters.len();
    let active_parameter = match argument {
        _ if argument < count => Some(argument),
        _ if text.last_repeats && count > 0 => Some(count - 1),
        _ => None,
    };
    Signature {
        text: text.text,
        parameters: text.parameters,
        active_parameter,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::fixture::Fixture;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let rendered = signatures(&fixture.cx(), fixture.offset).map_or(String::new(), |found| {
            let it = &found.signatures[found.active];
            let parameter = it.active_parameter.map(|at| it.parameters[at]);
            let parameter = parameter.map_or("", |(start, end)| &it.text[start..end]);
            format!("{} [{parameter}]", it.text)
        });
        expected.assert_eq(&rendered);
    }

    #[test]
    fn the_argument_at_the_cursor_is_marked() {
        check(
            "T | where bin(a, $0",
            expect!["bin(value: number, roundTo: number) [roundTo: number]"],
        );
    }

    #[test]
    fn outside_of_calls_there_is_none() {
        check("T | where (a, $0", expect![[""]]);
        check("T | where f(a)$0", expect![[""]]);
        check("T | where nonsense($0)", expect![[""]]);
    }
}
