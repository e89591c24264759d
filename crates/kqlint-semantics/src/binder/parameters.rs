//! Parameters of operators: `kind=inner`, `hint.strategy=shuffle`, `isfuzzy=true`.

use kqlint_catalog::join_kinds;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, OperatorParameter},
};

use super::Binder;
use crate::problem::ProblemKind;

impl<'t> Binder<'t, '_> {
    /// Walks the parameters of an operator.
    pub(crate) fn parameters(&mut self, node: SyntaxNode<'t>) {
        for child in node.children() {
            if child.kind() == NodeKind::OperatorParameter {
                self.parameter(child);
            }
        }
    }

    /// `hint.shufflekey = Computer` names a column; other parameters are words.
    pub(crate) fn parameter(&mut self, node: SyntaxNode<'t>) {
        let Some(parameter) = OperatorParameter::cast(node) else {
            return;
        };
        let Some(value) = node.children().next() else {
            return;
        };
        let name = parameter.name();
        if matches!(name, "hint.shufflekey" | "hint.pass_filters_column") {
            self.expression(value);
            return;
        }
        let operator = node.parent().map(|it| match it.kind() {
            NodeKind::WithClause => it.parent().unwrap_or(it),
            _ => it,
        });
        let Some(operator) = operator else {
            return;
        };
        let word = value.text();
        let is_word = value.kind() == NodeKind::NameReference;
        if is_word && !is_value_of(operator.kind(), name, word) {
            self.report(value, ProblemKind::UnexpectedValue);
        }
    }

    /// The word or name that a parameter of an operator has.
    pub(crate) fn parameter_text(&self, node: SyntaxNode<'t>, names: &[&str]) -> Option<String> {
        let parameter = node
            .children()
            .filter_map(OperatorParameter::cast)
            .find(|it| names.contains(&it.name()))?;
        let value = parameter.syntax().children().next();
        let text = match value {
            Some(value) => value.text(),
            None => parameter.syntax().last_token()?.text(),
        };
        Some(unquoted(text))
    }
}

/// Whether a word is a value of an operator's parameter, as far as its values are known.
fn is_value_of(operator: NodeKind, parameter: &str, word: &str) -> bool {
    let values: &[&str] = match (operator, parameter) {
        (NodeKind::JoinOperator, "kind") => {
            return join_kinds()
                .iter()
                .any(|it| it.name.eq_ignore_ascii_case(word));
        }
        (NodeKind::LookupOperator, "kind") => &["inner", "leftouter"],
        (NodeKind::UnionOperator, "kind") => &["inner", "outer"],
        (NodeKind::MvExpandOperator, "kind" | "bagexpansion") => &["bag", "array"],
        (NodeKind::ParseOperator | NodeKind::ParseWhereOperator, "kind") => {
            &["simple", "regex", "relaxed"]
        }
        (NodeKind::SearchOperator, "kind") => &["default", "case_insensitive", "case_sensitive"],
        (NodeKind::RenderOperator, "kind") => {
            &["default", "unstacked", "stacked", "stacked100", "map"]
        }
        // The service still takes the older words, which its own documents use.
        (_, "hint.strategy") => &[
            "auto",
            "broadcast",
            "centralized",
            "shuffle",
            "native",
            "legacy",
            "partitioned",
            "splitblock",
            "multipleblocks",
        ],
        _ => return true,
    };
    values.iter().any(|it| it.eq_ignore_ascii_case(word))
}

fn unquoted(text: &str) -> String {
    let inner = text.trim_start_matches('[').trim_end_matches(']').trim();
    let value = kqlint_syntax::ast::string_value(inner);
    value.map_or_else(|| inner.to_owned(), |it| it.into_owned())
}

/// `union isfuzzy=true …`
pub(crate) fn is_fuzzy_union(node: SyntaxNode<'_>) -> bool {
    node.kind() == NodeKind::UnionOperator
        && node
            .children()
            .filter_map(OperatorParameter::cast)
            .filter(|it| it.name() == "isfuzzy")
            .filter_map(|it| it.syntax().last_token())
            .any(|it| it.kind() == TokenKind::BoolLiteral && it.text().eq_ignore_ascii_case("true"))
}
