//! What can be named at a place of the text, for completion.

use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode, SyntaxToken, SyntaxTree, TextSize, TokenKind,
    ast::{AstNode, QueryOperator},
};

use crate::{model::Model, schema::Schema, ty::Type};

/// One side of a join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// `$left`
    Left,
    /// `$right`
    Right,
}

/// What fits at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The start of a query or of a bracketed one: tables, functions, statements.
    Source,
    /// After a pipe: an operator.
    Operator,
    /// Inside an operator: columns, functions.
    Expression,
    /// After `$left.` or `$right.`: columns of that side only.
    Member(Side),
}

/// What can be named at a byte of the text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Scope<'m> {
    /// What fits there.
    pub place: Place,
    /// The columns in scope; those of `$left` inside the conditions of a join.
    pub columns: Option<Schema<'m>>,
    /// The columns of `$right`, inside the conditions of a join.
    pub right: Option<Schema<'m>>,
    /// What `let`, `as` and parameters name, the innermost first.
    pub variables: Vec<Variable<'m>>,
}

/// A name that the query gives to something.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Variable<'m> {
    /// The name.
    pub name: &'m str,
    /// The node of the name where it is declared.
    pub declaration: NodeId,
    /// What it stands for.
    pub kind: VariableKind,
    /// The type of the value, where it isn't a function.
    pub ty: Type,
    /// The columns, where it stands for rows.
    pub schema: Option<Schema<'m>>,
}

/// What a [`Variable`] stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    /// A value or rows, by `let` or `as`.
    Value,
    /// A function, by `let`.
    Function,
    /// A parameter of a function or of the query.
    Parameter,
}

impl Model {
    /// What can be named at a byte, also where the text lacks something.
    pub fn scope_at(&self, tree: &SyntaxTree, offset: TextSize) -> Scope<'_> {
        let spot = Spot::find(tree, offset);
        let mut scope = Scope {
            place: spot.place,
            columns: None,
            right: None,
            variables: self.variables_at(offset),
        };
        match spot.place {
            Place::Source => {}
            Place::Operator => {
                let before = spot.before.map(|it| it.id());
                let operator = spot.operator.map(|it| it.id());
                let rows = before.and_then(|it| self.output(it));
                scope.columns = rows.or_else(|| self.input(operator?));
            }
            Place::Expression | Place::Member(_) => {
                let Some(operator) = spot.operator.map(|it| it.id()) else {
                    return scope;
                };
                let right = self.right(operator).filter(|_| spot.in_conditions);
                (scope.columns, scope.right) = match spot.place {
                    Place::Member(Side::Right) => (right, None),
                    Place::Member(Side::Left) => (self.input(operator), None),
                    _ => (self.input(operator), right),
                };
            }
        }
        scope
    }
}

/// Where a byte is within the structure of the text.
struct Spot<'t> {
    place: Place,
    /// The operator around it.
    operator: Option<SyntaxNode<'t>>,
    /// What stands before the pipe before it.
    before: Option<SyntaxNode<'t>>,
    /// Whether it is inside the conditions of a join.
    in_conditions: bool,
}

impl<'t> Spot<'t> {
    fn find(tree: &'t SyntaxTree, offset: TextSize) -> Self {
        let source = Self {
            place: Place::Source,
            operator: None,
            before: None,
            in_conditions: false,
        };
        let Some(token) = token_before(tree, offset) else {
            return source;
        };
        let parent = token.parent();
        let operator = parent.ancestors().find(|it| has_rows(*it));
        let in_conditions = parent.ancestors().any(|it| {
            matches!(
                it.kind(),
                NodeKind::JoinOnClause | NodeKind::JoinWhereClause
            )
        }) || token.kind() == TokenKind::OnKw;
        let spot = Self {
            operator,
            in_conditions,
            ..source
        };
        let place = match token.kind() {
            TokenKind::Pipe => Place::Operator,
            TokenKind::Semicolon | TokenKind::LBrace => Place::Source,
            TokenKind::Dot => match side_before(token) {
                Some(side) => Place::Member(side),
                None => Place::Expression,
            },
            TokenKind::Eq if parent.kind() == NodeKind::LetStatement => Place::Source,
            TokenKind::LParen => bracket_place(parent),
            TokenKind::Comma if parent.kind() == NodeKind::UnionOperator => Place::Source,
            _ if starts_source(token, parent) => Place::Source,
            _ if operator.is_none() && !is_inside_let(parent) => Place::Source,
            _ => Place::Expression,
        };
        let before = match place {
            Place::Operator => parent
                .children()
                .take_while(|it| it.text_range().start() < token.text_range().start())
                .last(),
            _ => None,
        };
        Self {
            place,
            before,
            ..spot
        }
    }
}

/// The last token before a byte; the word that is being typed there doesn't count.
fn token_before(tree: &SyntaxTree, offset: TextSize) -> Option<SyntaxToken<'_>> {
    let mut token = tree.token_at(offset);
    while token.kind().is_trivia()
        || token.kind() == TokenKind::EndOfFile
        || token.text_range().start() >= offset
    {
        token = token.prev()?;
    }
    let is_word = token
        .text()
        .starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$');
    match is_word && token.text_range().end() >= offset {
        true => token.prev_significant(),
        false => Some(token),
    }
}

/// Whether an operator works on the rows before it.
fn has_rows(node: SyntaxNode<'_>) -> bool {
    QueryOperator::can_cast(node.kind())
}

fn side_before(dot: SyntaxToken<'_>) -> Option<Side> {
    match dot.prev_significant()?.text() {
        "$left" => Some(Side::Left),
        "$right" => Some(Side::Right),
        _ => None,
    }
}

/// What fits after an opening bracket.
fn bracket_place(node: SyntaxNode<'_>) -> Place {
    let around = match node.kind() {
        NodeKind::ParenthesizedExpression => node.parent(),
        _ => Some(node),
    };
    match around.map(|it| it.kind()) {
        Some(
            NodeKind::JoinOperator
            | NodeKind::LookupOperator
            | NodeKind::UnionOperator
            | NodeKind::MaterializeExpression
            | NodeKind::ToScalarExpression
            | NodeKind::ToTableExpression
            | NodeKind::FindInClause
            | NodeKind::LetStatement
            | NodeKind::ExpressionStatement,
        ) => Place::Source,
        Some(
            NodeKind::MvApplyOperator
            | NodeKind::PartitionSubquery
            | NodeKind::ForkBranch
            | NodeKind::FacetWithClause,
        ) => Place::Operator,
        _ => Place::Expression,
    }
}

/// Whether a table follows a keyword or a parameter: `join kind=inner `.
fn starts_source(token: SyntaxToken<'_>, parent: SyntaxNode<'_>) -> bool {
    let operator = match parent.kind() {
        NodeKind::OperatorParameter => parent.parent(),
        _ => Some(parent),
    };
    let takes_source = operator.is_some_and(|it| {
        matches!(
            it.kind(),
            NodeKind::JoinOperator | NodeKind::LookupOperator | NodeKind::UnionOperator
        )
    });
    let is_first = matches!(
        token.kind(),
        TokenKind::JoinKw | TokenKind::LookupKw | TokenKind::UnionKw
    );
    takes_source && (is_first || parent.kind() == NodeKind::OperatorParameter)
}

fn is_inside_let(node: SyntaxNode<'_>) -> bool {
    let mut around = node.ancestors();
    around.any(|it| it.kind() == NodeKind::LetStatement)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use kqlint_catalog::Catalog;

    use super::*;
    use crate::{DeclaredTable, Options, analyze};

    /// The cursor is `$0`.
    #[track_caller]
    fn check(fixture: &str, expected: Expect) {
        use kqlint_catalog::ScalarType as S;
        let offset = fixture.find("$0").expect("a cursor");
        let text = fixture.replace("$0", "");
        let columns = vec![("Name".into(), S::String), ("Size".into(), S::Long)];
        let other = vec![("Name".into(), S::String), ("Owner".into(), S::String)];
        let mut options = Options::default();
        options.tables.push(DeclaredTable::new("T", columns));
        options.tables.push(DeclaredTable::new("Other", other));
        let tree = kqlint_syntax::parse(&text);
        let model = analyze(&tree, &Catalog::builtin(), &options);
        let scope = model.scope_at(&tree, TextSize::new(offset as u32));
        let names: Vec<_> = scope.variables.iter().map(|it| it.name).collect();
        let rendered = format!(
            "{:?} columns {:?} right {:?} variables {names:?}",
            scope.place, scope.columns, scope.right
        );
        expected.assert_eq(&rendered);
    }

    #[test]
    fn a_query_starts_with_a_source() {
        check(
            "$0",
            expect![[r#"Source columns None right None variables []"#]],
        );
        check(
            "let a = 1; $0",
            expect![[r#"Source columns None right None variables ["a"]"#]],
        );
    }

    #[test]
    fn an_operator_sees_the_rows_before_it() {
        check(
            "T | summarize n = count() by Name | $0",
            expect![[r#"Operator columns Some((Name: string, n: long)) right None variables []"#]],
        );
        check(
            "T | project Size | where $0",
            expect![[r#"Expression columns Some((Size: long)) right None variables []"#]],
        );
        check(
            "T | where Na$0",
            expect![[
                r#"Expression columns Some((Name: string, Size: long)) right None variables []"#
            ]],
        );
    }

    #[test]
    fn a_join_has_two_sides() {
        check(
            "T | join kind=inner (Other | where $0) on Name",
            expect![[
                r#"Expression columns Some((Name: string, Owner: string)) right None variables []"#
            ]],
        );
        check(
            "T | join kind=inner ($0) on Name",
            expect![[r#"Source columns None right None variables []"#]],
        );
        check(
            "T | join kind=inner Other on $0",
            expect![[
                r#"Expression columns Some((Name: string, Size: long)) right Some((Name: string, Owner: string)) variables []"#
            ]],
        );
        check(
            "T | join kind=inner Other on $left.Name == $right.$0",
            expect![[
                r#"Member(Right) columns Some((Name: string, Owner: string)) right None variables []"#
            ]],
        );
    }

    #[test]
    fn parameters_are_seen_in_the_body() {
        check(
            "let f = (x: long) { T | where Size > $0 }; f(1)",
            expect![[
                r#"Expression columns Some((Name: string, Size: long)) right None variables ["x"]"#
            ]],
        );
    }
}
