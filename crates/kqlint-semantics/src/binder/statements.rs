//! Statements: `let`, `set`, `declare`, and the queries themselves.

use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange,
    ast::{AstNode, FunctionParameter, NameDeclaration},
};

use super::{Binder, Local, Value, checks::expressions_of};
use crate::{
    model::VariableData, names::Name, problem::ProblemKind, scope::VariableKind, ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// The whole text: blocks of statements, each on its own.
    pub(crate) fn file(&mut self) {
        for block in self.tree.root().children() {
            self.locals.clear();
            self.block = self.locals.head();
            self.next_column = 1;
            for statement in block.children() {
                self.statement(statement);
                if statement.kind() == NodeKind::ExpressionStatement {
                    self.model.queries.push(statement.id());
                }
            }
        }
    }

    /// One statement; what a query yields.
    pub(crate) fn statement(&mut self, node: SyntaxNode<'t>) -> Value {
        match node.kind() {
            NodeKind::ExpressionStatement => {
                let inner = expressions_of(node).next();
                let value = inner.map_or(Value::WRONG, |it| self.expression(it));
                self.record(node, &value);
                value
            }
            NodeKind::LetStatement => self.let_statement(node),
            NodeKind::QueryParametersStatement => {
                for parameter in node.children().filter_map(FunctionParameter::cast) {
                    self.declare_parameter(parameter, block_after(node));
                }
                Value::of(Type::Void)
            }
            NodeKind::PatternStatement => {
                self.pattern_statement(node);
                Value::of(Type::Void)
            }
            NodeKind::AliasStatement => {
                for value in expressions_of(node) {
                    self.expression(value);
                }
                Value::of(Type::Void)
            }
            NodeKind::Command => self.command(node),
            _ => Value::of(Type::Void),
        }
    }

    /// A command is known as little as its words; a query in it is read.
    fn command(&mut self, node: SyntaxNode<'t>) -> Value {
        for child in node.children() {
            if matches!(child.kind(), NodeKind::QueryBlock | NodeKind::FunctionBody) {
                let head = self.locals.head();
                // What is piped in isn't known.
                let rows = Some(self.open_rows());
                for statement in child.children() {
                    self.with_rows(rows, |cx| cx.statement(statement));
                }
                self.locals.restore(head);
            }
        }
        Value::of(Type::Void)
    }

    fn let_statement(&mut self, node: SyntaxNode<'t>) -> Value {
        let declaration = node.children().find_map(NameDeclaration::cast);
        let value_node = expressions_of(node).next();
        let value = match value_node {
            Some(value) => self.with_rows(None, |cx| cx.expression(value)),
            None => Value::WRONG,
        };
        let Some(declaration) = declaration else {
            return value;
        };
        let Some(text) = declaration.name().filter(|it| !it.is_empty()) else {
            return value;
        };
        let name = self.name(&text);
        let function = value_node
            .filter(|it| it.kind() == NodeKind::FunctionDeclaration)
            .and_then(|it| self.function_at(it));
        let (local, kind) = match function {
            Some(function) => (Local::Function(function), VariableKind::Function),
            None => (Local::Value(value.unnamed()), VariableKind::Value),
        };
        let declaration = declaration.syntax();
        if let Some(before) = self.locals.find_since(name, self.block)
            && !matches!(before, Local::Parameter(_))
        {
            let name = self.text(name).into();
            self.report(declaration, ProblemKind::DuplicateVariable { name });
        }
        self.locals.add(name, declaration.id(), local);
        self.record(declaration, &value);
        self.note_variable(name, declaration, kind, &value);
        value
    }

    /// A parameter of a function or of the query becomes a name.
    ///
    /// Yields what a call that leaves it out passes. In the body it may have any value, since a
    /// call may pass another one; a service may do so for a parameter of the query.
    pub(crate) fn declare_parameter(
        &mut self,
        parameter: FunctionParameter<'t>,
        visible: TextRange,
    ) -> Option<(Name, Value)> {
        let default = self.parameter_default(parameter);
        let declaration = parameter.name_and_type_declaration()?;
        let name_node = declaration.name()?;
        let text = name_node.name()?;
        let mut value = self.declared_value(declaration.syntax());
        value.is_constant = value.ty.is_scalar();
        let name = self.name(&text);
        let name_node = name_node.syntax();
        self.locals
            .add(name, name_node.id(), Local::Parameter(value));
        self.record(name_node, &value);
        self.note(name, name_node, VariableKind::Parameter, &value, visible);
        value.constant = default.and_then(|it| it.constant);
        Some((name, value))
    }

    fn parameter_default(&mut self, parameter: FunctionParameter<'t>) -> Option<Value> {
        let default = parameter.syntax().child(NodeKind::DefaultValue)?;
        let node = default.children().next()?;
        Some(self.expression(node))
    }

    /// The value of a declared type: `long`, `(*)`, `(a: string)`.
    pub(crate) fn declared_value(&mut self, declaration: SyntaxNode<'t>) -> Value {
        if let Some(schema) = declaration.child(NodeKind::SchemaType) {
            let columns = self.row_schema(schema);
            // `(*)` takes any rows; those of a call may have more than is declared.
            let rows = match columns.is_empty() {
                true => self.fresh_open_rows(),
                false => self.schema(&columns, false),
            };
            return Value::table(rows);
        }
        let ty = declaration.child(NodeKind::TypeName);
        Value::of(ty.map_or(Type::Unknown, |it| self.named_type(it)))
    }

    /// Remembers a variable for completion: it can be named after its statement.
    pub(crate) fn note_variable(
        &mut self,
        name: Name,
        declaration: SyntaxNode<'t>,
        kind: VariableKind,
        value: &Value,
    ) {
        let visible = block_after(declaration);
        self.note(name, declaration, kind, value, visible);
    }

    pub(crate) fn note(
        &mut self,
        name: Name,
        declaration: SyntaxNode<'t>,
        kind: VariableKind,
        value: &Value,
        visible: TextRange,
    ) {
        if !self.is_recording() {
            return;
        }
        self.model.variables.push(VariableData {
            name,
            declaration: declaration.id(),
            kind,
            ty: value.ty,
            schema: value.rows(),
            visible,
        });
    }
}

/// From the end of the statement around a node to the end of its block.
pub(crate) fn block_after(node: SyntaxNode<'_>) -> TextRange {
    let mut statement = node;
    for ancestor in node.ancestors() {
        if matches!(
            ancestor.kind(),
            NodeKind::QueryBlock | NodeKind::FunctionBody | NodeKind::SourceFile
        ) {
            let start = statement.text_range().end();
            // After the last statement there may be more to come.
            let end = match ancestor.next_sibling() {
                Some(next) => next.text_range().start(),
                None if ancestor.kind() == NodeKind::FunctionBody => ancestor.text_range().end(),
                None => kqlint_syntax::TextSize::of(node.tree().text()),
            };
            return TextRange::new(start, end.max(start));
        }
        statement = ancestor;
    }
    node.text_range()
}
