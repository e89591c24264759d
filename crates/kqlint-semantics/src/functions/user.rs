//! Functions that the query declares: `let f = (T: (*), x: long) { … }`.
//!
//! The body is walked where it is declared. Where the columns that come out depend on
//! rows that go in, it is walked again for each call, silently.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, FunctionParameter},
};

use super::call::Argument;
use crate::{
    binder::{Binder, Calls, Head, Local, Value, matches_pattern},
    names::Name,
    problem::ProblemKind,
    ty::Type,
    types::conversion::{Conversion, is_assignable},
};

/// How deep calls of functions may be inside each other.
const DEEPEST: usize = 24;

/// A function of the query.
#[derive(Debug, Clone)]
pub(crate) struct UserFunction<'t> {
    declaration: SyntaxNode<'t>,
    /// What its body may name.
    scope: Head,
    parameters: Vec<UserParameter>,
    /// What it yields for arguments of which only the type is known.
    result: Value,
    /// Whether what it yields depends on the arguments.
    is_generic: bool,
    is_view: bool,
}

#[derive(Debug, Clone, Copy)]
struct UserParameter {
    name: Name,
    declared: Value,
    has_default: bool,
}

impl<'t> Binder<'t, '_> {
    /// Walks a function where it is declared.
    pub(crate) fn function_declaration(&mut self, node: SyntaxNode<'t>) -> Value {
        let scope = self.locals.head();
        let first_column = std::mem::replace(&mut self.next_column, 1);
        let body = node.child(NodeKind::FunctionBody);
        let list = node.child(NodeKind::FunctionParameters);
        let nodes: Vec<_> = list
            .into_iter()
            .flat_map(|it| it.children())
            .filter_map(FunctionParameter::cast)
            .collect();
        let visible = body.map_or(node.text_range(), |it| it.text_range());
        let mut parameters = Vec::with_capacity(nodes.len());
        for parameter in nodes {
            let declared = self.declare_parameter(parameter, visible);
            parameters.extend(declared.map(|(name, declared)| UserParameter {
                name,
                declared,
                has_default: parameter.syntax().child(NodeKind::DefaultValue).is_some(),
            }));
        }
        let block = std::mem::replace(&mut self.block, scope);
        let result = self.with_rows(None, |cx| match body {
            Some(body) => cx.body(body),
            None => Value::WRONG,
        });
        self.block = block;
        self.locals.restore(scope);
        self.next_column = first_column;
        let takes_rows = parameters.iter().any(|it| it.declared.ty == Type::Table);
        let function = UserFunction {
            declaration: node,
            scope,
            is_generic: takes_rows || body.is_some_and(looks_up_tables),
            is_view: node.first_token().is_some_and(|it| it.text() == "view"),
            parameters,
            result,
        };
        self.functions.push(function);
        Value {
            schema: result.rows(),
            ..Value::of(Type::Function)
        }
    }

    /// The function that a node declares.
    pub(crate) fn function_at(&self, node: SyntaxNode<'t>) -> Option<usize> {
        self.functions.iter().rposition(|it| it.declaration == node)
    }

    /// What the last statement of a body yields.
    pub(crate) fn body(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut result = Value::WRONG;
        for statement in node.children() {
            let value = self.statement(statement);
            if statement.kind() == NodeKind::ExpressionStatement {
                result = value;
            }
        }
        result
    }

    /// Whether a function can be called without arguments.
    pub(crate) fn takes_no_arguments(&self, function: usize) -> bool {
        let function = self.functions.get(function);
        function.is_some_and(|it| it.parameters.iter().all(|it| it.has_default))
    }

    /// The views of the query that fit a pattern, in the order of the text: `union V*`.
    pub(crate) fn views(&self, pattern: &str) -> Vec<usize> {
        let visible = self.locals.visible();
        let views = visible.filter_map(|(name, local)| match local {
            Local::Function(function) if matches_pattern(pattern, self.text(name)) => {
                Some(function)
            }
            _ => None,
        });
        let is_view = |it: &usize| self.functions.get(*it).is_some_and(|it| it.is_view);
        let mut views: Vec<_> = views.filter(is_view).collect();
        views.reverse();
        views
    }

    /// What a call of a function yields.
    pub(crate) fn call_user_function(
        &mut self,
        function: usize,
        arguments: &[Argument<'t>],
    ) -> Value {
        let Some(called) = self.functions.get(function) else {
            return Value::WRONG;
        };
        let result = called.result.unnamed();
        if !called.is_generic {
            return Value {
                constant: None,
                is_constant: false,
                ..result
            };
        }
        let Some(body) = called.declaration.child(NodeKind::FunctionBody) else {
            return result;
        };
        let size = body.descendants().count();
        let is_possible =
            self.active.len() < DEEPEST && !self.active.contains(&function) && self.spend(size);
        if !is_possible {
            return match result.ty {
                Type::Table => Value::table(self.fresh_open_rows()),
                _ => result,
            };
        }
        self.expand(function, body, arguments).unnamed()
    }

    fn expand(
        &mut self,
        function: usize,
        body: SyntaxNode<'t>,
        arguments: &[Argument<'t>],
    ) -> Value {
        let Some(called) = self.functions.get(function) else {
            return Value::WRONG;
        };
        let parameters = called.parameters.clone();
        let declaration = called.declaration.id();
        let outer = self.locals.head();
        self.locals.restore(called.scope);
        for (at, parameter) in parameters.iter().enumerate() {
            let argument = argument_of(*parameter, at, arguments);
            let value = match argument {
                Some(argument) if parameter.declared.ty == Type::Table => argument.value,
                Some(argument) => Value {
                    constant: argument.value.constant,
                    ..parameter.declared
                },
                None => parameter.declared,
            };
            self.locals
                .add(parameter.name, declaration, Local::Parameter(value));
        }
        let right = self.right.take();
        let first_column = std::mem::replace(&mut self.next_column, 1);
        self.active.push(function);
        let result = self.with_rows(None, |cx| {
            cx.with_calls(Calls::Normal, |cx| cx.silently(|cx| cx.body(body)))
        });
        self.active.pop();
        self.next_column = first_column;
        self.right = right;
        self.locals.restore(outer);
        result
    }

    /// Whether the arguments of a call fit; reports what doesn't.
    pub(crate) fn check_user_call(
        &mut self,
        function: usize,
        name_node: SyntaxNode<'t>,
        arguments: &[Argument<'t>],
    ) {
        let Some(called) = self.functions.get(function) else {
            return;
        };
        let parameters = called.parameters.clone();
        let max = parameters.len();
        let min = parameters.iter().filter(|it| !it.has_default).count();
        let count = arguments.len();
        if !(min..=max).contains(&count) {
            let function = name_node.text();
            self.report_count(name_node, function, min, max, count);
            return;
        }
        for argument in arguments {
            let Some(name) = argument.name else {
                continue;
            };
            if !parameters.iter().any(|it| it.name == name) {
                let name = self.text(name).into();
                let declaration = argument.node.prev_sibling().unwrap_or(argument.node);
                self.report(declaration, ProblemKind::UnknownArgument { name });
                return;
            }
        }
        for (at, parameter) in parameters.iter().enumerate() {
            match argument_of(*parameter, at, arguments) {
                Some(argument) => self.check_user_argument(*parameter, argument),
                None if !parameter.has_default => {
                    let name = self.text(parameter.name).into();
                    self.report(name_node, ProblemKind::MissingArgument { name });
                }
                None => {}
            }
        }
    }

    /// Scalars of other types are converted; rows must have the columns that are declared.
    fn check_user_argument(&mut self, parameter: UserParameter, argument: &Argument<'t>) {
        let Some(declared) = parameter.declared.rows() else {
            let is_rows = argument.value.ty == Type::Table;
            if is_rows && !argument.value.is_wrong {
                let expected = crate::problem::Expected::Scalar;
                self.report(argument.node, ProblemKind::Form { expected });
            }
            return;
        };
        if argument.value.is_unknown() {
            return;
        }
        self.check_table(argument.node, &argument.value);
        let Some(given) = argument.value.rows() else {
            return;
        };
        let lacks = self.columns(declared).iter().any(|wanted| {
            match self.known_column(given, wanted.name) {
                Some(found) => !is_assignable(wanted.ty, found.ty, Conversion::None),
                None => !self.is_open(given),
            }
        });
        if lacks {
            self.report(argument.node, ProblemKind::LacksColumns);
        }
    }
}

/// The argument of a parameter: the one of its name, else the one at its place.
fn argument_of<'a, 't>(
    parameter: UserParameter,
    at: usize,
    arguments: &'a [Argument<'t>],
) -> Option<&'a Argument<'t>> {
    let named = arguments.iter().find(|it| it.name == Some(parameter.name));
    named.or_else(|| arguments.get(at).filter(|it| it.name.is_none()))
}

/// Whether a body names tables by texts, which may be parameters: `table(name)`.
fn looks_up_tables(body: SyntaxNode<'_>) -> bool {
    let calls = body
        .descendants()
        .filter(|it| it.kind() == NodeKind::FunctionCallExpression);
    calls
        .filter_map(|it| it.children().next())
        .any(|it| matches!(it.text(), "table" | "column_ifexists" | "columnifexists"))
}
