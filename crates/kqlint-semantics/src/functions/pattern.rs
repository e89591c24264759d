//! Patterns: `declare pattern app = (id: string)[scope: string] { ("a").["b"] = { T }; }`.
//!
//! A call picks one of the bodies by the texts that it gives. A pattern without bodies is
//! filled in by whoever stands between the query and the service.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, LiteralExpression, NameDeclaration, NameReference},
};

use crate::{
    binder::{Binder, Local, Value, expressions_of},
    problem::ProblemKind,
};

/// A pattern with its bodies.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// How many texts a call gives in brackets.
    arguments: usize,
    /// Whether it takes one more, after a dot.
    has_path: bool,
    bodies: Vec<Body>,
}

#[derive(Debug, Clone)]
struct Body {
    texts: Vec<Option<String>>,
    value: Value,
}

impl<'t> Binder<'t, '_> {
    /// `declare pattern app = (id: string) { … }` or `declare pattern app`
    pub(crate) fn pattern_statement(&mut self, node: SyntaxNode<'t>) {
        let Some(name_node) = node.children().find_map(NameDeclaration::cast) else {
            return;
        };
        let Some(text) = name_node.name() else {
            return;
        };
        let local = match node.child(NodeKind::PatternDeclaration) {
            Some(declaration) => {
                let pattern = self.pattern(declaration);
                self.patterns.push(pattern);
                Local::Pattern(self.patterns.len() - 1)
            }
            None => Local::Opaque,
        };
        let name = self.name(&text);
        self.locals.add(name, name_node.syntax().id(), local);
    }

    fn pattern(&mut self, node: SyntaxNode<'t>) -> Pattern {
        let head = self.locals.head();
        let mut arguments = 0;
        for parameter in node.children() {
            match parameter.kind() {
                NodeKind::NameAndTypeDeclaration => {
                    self.pattern_parameter(parameter);
                    arguments += 1;
                }
                NodeKind::PatternPathParameter => {
                    for inner in parameter.children() {
                        self.pattern_parameter(inner);
                    }
                }
                _ => {}
            }
        }
        let matches = node
            .children()
            .filter(|it| it.kind() == NodeKind::PatternMatch);
        let bodies = matches.map(|it| self.pattern_body(it)).collect();
        self.locals.restore(head);
        Pattern {
            arguments,
            has_path: node.child(NodeKind::PatternPathParameter).is_some(),
            bodies,
        }
    }

    fn pattern_parameter(&mut self, node: SyntaxNode<'t>) {
        let Some(declaration) = node.children().find_map(NameDeclaration::cast) else {
            return;
        };
        let Some(text) = declaration.name() else {
            return;
        };
        let name = self.name(&text);
        let value = Value {
            is_constant: true,
            ..self.declared_value(node)
        };
        let local = Local::Parameter(value);
        self.locals.add(name, declaration.syntax().id(), local);
    }

    fn pattern_body(&mut self, node: SyntaxNode<'t>) -> Body {
        let mut texts = Vec::new();
        let mut value = Value::WRONG;
        for part in node.children() {
            match part.kind() {
                NodeKind::ArgumentList | NodeKind::PatternPathValue => {
                    texts.extend(expressions_of(part).map(text_of));
                    for inner in part.children() {
                        self.expression(inner);
                    }
                }
                NodeKind::FunctionBody => {
                    let head = self.locals.head();
                    value = self.with_rows(None, |cx| cx.body(part));
                    self.locals.restore(head);
                }
                _ => {}
            }
        }
        Body { texts, value }
    }

    /// `app("a")`, and with what follows the dot, `app("a").b`.
    pub(crate) fn pattern_call(
        &mut self,
        pattern: usize,
        call: SyntaxNode<'t>,
        path: Option<SyntaxNode<'t>>,
    ) -> Value {
        let given = call.child(NodeKind::ArgumentList);
        let mut texts: Vec<_> = given.into_iter().flat_map(expressions_of).collect();
        let Some(called) = self.patterns.get(pattern) else {
            return Value::WRONG;
        };
        let name_node = call.children().next().unwrap_or(call);
        if texts.len() != called.arguments {
            let (expected, found) = (called.arguments, texts.len());
            self.report_count(name_node, name_node.text(), expected, expected, found);
            return Value::WRONG;
        }
        texts.extend(path.filter(|_| called.has_path));
        let texts: Vec<_> = texts.into_iter().map(text_of).collect();
        let body = called.bodies.iter().find(|it| it.texts == texts);
        match body.map(|it| it.value.unnamed()) {
            Some(value) => value,
            None if called.has_path || texts.iter().any(Option::is_none) => Value::WRONG,
            None => {
                let name = name_node.text().into();
                self.report(name_node, ProblemKind::NoPatternMatch { name });
                Value::WRONG
            }
        }
    }

    /// The pattern that a path begins with: `app("a").b`.
    pub(crate) fn pattern_with_path(&mut self, call: SyntaxNode<'t>) -> Option<usize> {
        let name = call.children().next().and_then(NameReference::cast)?;
        let name = self.model.names.find(&name.name()?)?;
        match self.locals.find(name)? {
            (Local::Pattern(pattern), _) => {
                let has_path = self.patterns.get(pattern).is_some_and(|it| it.has_path);
                has_path.then_some(pattern)
            }
            _ => None,
        }
    }
}

/// The text that an argument is: `"a"`, and `b` or `["b"]` after a dot.
fn text_of(node: SyntaxNode<'_>) -> Option<String> {
    match node.kind() {
        NodeKind::NameReference => Some(NameReference::cast(node)?.name()?.into_owned()),
        NodeKind::BracketedExpression => text_of(node.children().next()?),
        _ => Some(LiteralExpression::cast(node)?.string_value()?.into_owned()),
    }
}
