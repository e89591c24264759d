//! A call: `f(a, b)`.

use kqlint_catalog::{ArgumentKind, Function, FunctionKind, ParameterKind};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, FunctionCallExpression, NamedExpression},
};

use super::layout::Layout;
use crate::{
    binder::{Binder, Calls, Local, Value, Wanted},
    names::Name,
    problem::ProblemKind,
    resolution::ResolutionData,
};

/// An argument of a call.
#[derive(Clone, Copy)]
pub(crate) struct Argument<'t> {
    /// The expression, after its name where it has one.
    pub(crate) node: SyntaxNode<'t>,
    /// The name before `=`.
    pub(crate) name: Option<Name>,
    /// What it yields.
    pub(crate) value: Value,
}

impl Argument<'_> {
    /// Whether it is `*`.
    pub(crate) fn is_star(&self) -> bool {
        self.node.kind() == NodeKind::StarExpression
    }
}

impl<'t> Binder<'t, '_> {
    /// What a call yields.
    pub(crate) fn call(&mut self, node: SyntaxNode<'t>, wanted: Wanted) -> Value {
        let Some(call) = FunctionCallExpression::cast(node) else {
            return Value::WRONG;
        };
        let Some(name_node) = call.name() else {
            return Value::WRONG;
        };
        let Some(text) = name_node.name() else {
            self.arguments(node, None);
            return Value::WRONG;
        };
        let value = self.named_call(node, name_node.syntax(), &text, wanted);
        self.record(name_node.syntax(), &value);
        value
    }

    fn named_call(
        &mut self,
        node: SyntaxNode<'t>,
        name_node: SyntaxNode<'t>,
        text: &str,
        wanted: Wanted,
    ) -> Value {
        let catalog = self.catalog;
        let found = match self.calls {
            Calls::Plugin => catalog.plugin(text),
            Calls::Aggregate => catalog.aggregate(text).or_else(|| catalog.function(text)),
            Calls::Normal => catalog.function(text),
        };
        if let Some(function) = found {
            return self.built_in_call(node, name_node, function);
        }
        let name = self.name(text);
        if self.calls != Calls::Plugin {
            if let Some((local, declaration)) = self.locals.find(name)
                && let Local::Function(_) | Local::Pattern(_) | Local::Opaque = local
            {
                self.resolve(name_node, ResolutionData::Variable(declaration));
                return self.local_call(node, name_node, local);
            }
            if let Some(value) = self.workspace_call(node, name_node, name) {
                return value;
            }
        }
        self.arguments(node, None);
        self.unknown_function(name_node, name, wanted)
    }

    fn local_call(
        &mut self,
        node: SyntaxNode<'t>,
        name_node: SyntaxNode<'t>,
        local: Local,
    ) -> Value {
        let before = self.calls;
        self.calls = Calls::Normal;
        let mut arguments = self.arguments(node, None);
        self.calls = before;
        let function = match local {
            Local::Function(function) => function,
            Local::Pattern(pattern) => return self.pattern_call(pattern, node, None),
            _ => return Value::WRONG,
        };
        if let Some(value) = self.invoked.take() {
            arguments.insert(
                0,
                Argument {
                    node: name_node,
                    name: None,
                    value,
                },
            );
        }
        self.check_user_call(function, name_node, &arguments);
        let value = self.call_user_function(function, &arguments);
        self.drop_arguments(arguments);
        value
    }

    fn unknown_function(&mut self, name_node: SyntaxNode<'t>, name: Name, wanted: Wanted) -> Value {
        let text = self.text(name);
        let boxed: Box<str> = text.into();
        let kind = match self.calls {
            Calls::Plugin => ProblemKind::UnknownPlugin { name: boxed },
            _ if self.catalog.aggregate(text).is_some() => {
                ProblemKind::AggregateNotAllowed { name: boxed }
            }
            _ if self.catalog.plugin(text).is_some() => {
                ProblemKind::PluginNotAllowed { name: boxed }
            }
            // What only the service itself may call.
            _ if text.starts_with("__") => return Value::UNKNOWN,
            _ if self.is_fuzzy => ProblemKind::FuzzyTable { name: boxed },
            _ => ProblemKind::UnknownFunction { name: boxed },
        };
        self.report(name_node, kind);
        match wanted {
            Wanted::Rows => Value {
                is_wrong: true,
                ..Value::table(self.fresh_open_rows())
            },
            Wanted::Anything | Wanted::Either => Value::WRONG,
        }
    }

    fn built_in_call(
        &mut self,
        node: SyntaxNode<'t>,
        name_node: SyntaxNode<'t>,
        function: Function<'_>,
    ) -> Value {
        let name = self.keep(function.name());
        let resolution = match function.kind() {
            FunctionKind::Scalar => ResolutionData::Function(name),
            FunctionKind::Aggregate => ResolutionData::Aggregate(name),
            FunctionKind::Plugin => ResolutionData::Plugin(name),
        };
        self.resolve(name_node, resolution);
        let calls = match function.kind() {
            FunctionKind::Scalar => self.calls,
            FunctionKind::Aggregate | FunctionKind::Plugin => Calls::Normal,
        };
        let mut signatures = function.signatures();
        let only = signatures.next().filter(|_| signatures.next().is_none());
        let layout = only.map(|it| Layout::new(it, argument_count(node)));
        let arguments = self.with_calls(calls, |cx| cx.arguments(node, layout.as_ref()));
        let best = match layout {
            Some(layout) => Ok(layout),
            None => self.best_signature(function, &arguments),
        };
        let (mut value, fits) = match best {
            Ok(mut layout) => {
                layout.split_conditions(&arguments);
                let fits = self.check_arguments(name_node, function, &layout, &arguments);
                (self.returned(node, function, &layout, &arguments), fits)
            }
            Err(candidates) => {
                self.no_signature(name_node, function, &arguments);
                let value = self.common_result(node, function, &candidates, &arguments);
                (value, true)
            }
        };
        value.is_wrong |= !fits && value.is_unknown();
        let is_constant = arguments.iter().all(|it| it.value.is_constant);
        value.is_constant = is_constant && function.constant_foldable();
        if is_constant && function.kind() == FunctionKind::Scalar {
            let values: Vec<_> = arguments.iter().map(|it| it.value).collect();
            value.constant = self.fold_call(function.name(), &values);
        }
        self.drop_arguments(arguments);
        value
    }

    /// What a call yields that several signatures fit: what they agree on.
    fn common_result(
        &mut self,
        node: SyntaxNode<'t>,
        function: Function<'_>,
        candidates: &[Layout<'_>],
        arguments: &[Argument<'t>],
    ) -> Value {
        let mut results = candidates
            .iter()
            .map(|it| self.silently(|cx| cx.returned(node, function, it, arguments)));
        let Some(first) = results.next() else {
            return Value::WRONG;
        };
        match results.all(|it| it.ty == first.ty) {
            true => first,
            false => Value::UNKNOWN,
        }
    }

    /// Takes the arguments of a call back that is done with them.
    fn drop_arguments(&mut self, mut arguments: Vec<Argument<'t>>) {
        arguments.clear();
        self.arguments.give(arguments);
    }

    /// The arguments of a call, each in the scope that its parameter asks for.
    pub(crate) fn arguments(
        &mut self,
        node: SyntaxNode<'t>,
        layout: Option<&Layout<'_>>,
    ) -> Vec<Argument<'t>> {
        let Some(list) = node.child(NodeKind::ArgumentList) else {
            return self.arguments.take();
        };
        let mut arguments = self.arguments.take();
        for (at, node) in list.children().enumerate() {
            let parameter = layout.and_then(|it| it.parameter(at));
            let kind = parameter.map_or(ArgumentKind::Expression, |it| it.argument());
            let first = arguments.first().map(|it| it.value);
            let is_rows = parameter.is_some_and(|it| it.kind() == ParameterKind::Tabular);
            let value = match node.kind() {
                NodeKind::NameReference if is_rows => self.source(node),
                _ => self.argument(node, kind, first),
            };
            arguments.push(self.named_argument(node, value));
        }
        arguments
    }

    fn argument(
        &mut self,
        node: SyntaxNode<'t>,
        kind: ArgumentKind,
        first: Option<Value>,
    ) -> Value {
        let first_rows = first.and_then(|it| it.rows().or(it.tuple));
        match (kind, first_rows) {
            (ArgumentKind::Aggregate, _) => {
                self.with_calls(Calls::Aggregate, |cx| cx.expression(node))
            }
            (
                ArgumentKind::ColumnParameter0
                | ArgumentKind::ColumnParameter0Common
                | ArgumentKind::ExpressionParameter0Element,
                Some(rows),
            ) => self.with_rows(Some(rows), |cx| cx.expression(node)),
            _ => self.expression(node),
        }
    }

    fn named_argument(&mut self, node: SyntaxNode<'t>, value: Value) -> Argument<'t> {
        let named = NamedExpression::cast(node);
        let name = named.and_then(|it| it.name()).and_then(|it| it.name());
        let inner = named.and_then(|it| it.value());
        Argument {
            node: inner.map_or(node, |it| it.syntax()),
            name: name.map(|it| self.name(&it)),
            value,
        }
    }
}

/// How many arguments a call has.
fn argument_count(node: SyntaxNode<'_>) -> usize {
    let list = node.child(NodeKind::ArgumentList);
    list.map_or(0, |it| it.children().count())
}
