//! Which columns come out of the graph operators.

use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{AstNode, GraphToTableOutput, MakeGraphTable, NameDeclaration},
};

use super::{projected::Style, projection::Projection};
use crate::{
    binder::{Binder, Local, Value, expressions_of, is_expression},
    problem::{Expected, ProblemKind},
    schema::SchemaId,
    ty::Type,
    types::conversion::array_of,
};

impl<'t> Binder<'t, '_> {
    /// `make-graph a --> b with N on id`
    pub(crate) fn make_graph(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        let mut key_type = Type::Unknown;
        for key in expressions_of(node) {
            let value = self.scalar(key);
            self.check_column(key, &value);
            key_type = value.ty;
        }
        let mut nodes = Vec::new();
        let mut is_open = false;
        for table in node.children().filter_map(MakeGraphTable::cast) {
            let rows = self.graph_nodes(table);
            is_open |= self.is_open(rows);
            nodes.extend(self.columns(rows));
        }
        if let Some(clause) = node.child(NodeKind::MakeGraphNodeId)
            && let Some(name) = clause.children().find_map(NameDeclaration::cast)
            && let Some(text) = name.name()
        {
            nodes.push(self.made_column(clause.id(), &text, key_type));
        }
        let nodes = self.unified(&nodes, node);
        let nodes = self.schema(&nodes, is_open);
        let edges = self.passed_rows();
        let graph = Value::graph(edges, nodes);
        self.graph_partition(node, graph).unwrap_or(graph)
    }

    fn graph_nodes(&mut self, table: MakeGraphTable<'t>) -> SchemaId {
        let mut parts = table
            .syntax()
            .children()
            .filter(|it| is_expression(it.kind()));
        let Some(source) = parts.next() else {
            return self.open_rows();
        };
        let value = self.source(source);
        self.check_table(source, &value);
        let rows = value.rows().unwrap_or_else(|| self.fresh_open_rows());
        for key in parts {
            self.with_rows(Some(rows), |cx| cx.scalar(key));
        }
        rows
    }

    fn graph_partition(&mut self, node: SyntaxNode<'t>, graph: Value) -> Option<Value> {
        let clause = node.child(NodeKind::MakeGraphPartition)?;
        let mut parts = clause.children().filter(|it| is_expression(it.kind()));
        let entity = parts.next()?;
        self.scalar(entity);
        let query = parts.next()?;
        let rows = self.rows;
        let outer = self.graph.replace(graph);
        let value = self.subquery(query, rows);
        self.graph = outer;
        Some(value)
    }

    fn check_graph(&mut self, node: SyntaxNode<'t>, input: Value) {
        if input.ty != Type::Graph && !input.is_unknown() {
            let range = node
                .first_token()
                .map_or(node.text_range(), |it| it.text_range());
            let expected = Expected::Graph;
            self.report_at(node, range, ProblemKind::Form { expected });
        }
    }

    /// `graph-match (a)-[e*1..3]->(b) where a.x == 1 project a.x`
    pub(crate) fn graph_match(&mut self, node: SyntaxNode<'t>, input: Value) -> Value {
        self.check_graph(node, input);
        let head = self.locals.head();
        let edges = input.schema.unwrap_or(self.open_rows());
        let nodes = input.nodes.unwrap_or(self.open_rows());
        let repeated = self.pattern_elements(node, edges, nodes);
        let outer = self.graph_nodes.replace(nodes);
        let result = self.with_rows(None, |cx| cx.graph_clauses(node, &repeated));
        self.graph_nodes = outer;
        self.locals.restore(head);
        match result {
            Some(list) => Value::table(self.projected(list, false)),
            None => input,
        }
    }

    /// Declares the elements of the patterns; the names of edges that repeat.
    fn pattern_elements(
        &mut self,
        node: SyntaxNode<'t>,
        edges: SchemaId,
        nodes: SchemaId,
    ) -> Vec<String> {
        let mut repeated = Vec::new();
        let patterns = node
            .children()
            .filter(|it| it.kind() == NodeKind::GraphPattern);
        for element in patterns.flat_map(|it| it.children()) {
            let rows = match element.kind() {
                NodeKind::GraphPatternNode => nodes,
                NodeKind::GraphPatternEdge => edges,
                _ => continue,
            };
            let Some(declaration) = element.children().find_map(NameDeclaration::cast) else {
                continue;
            };
            let Some(text) = declaration.name() else {
                continue;
            };
            let repeats = element.child(NodeKind::GraphPatternEdgeRange).is_some();
            if repeats {
                repeated.push(text.to_string());
            }
            let name = self.name(&text);
            let id = declaration.syntax().id();
            self.locals.add(name, id, Local::Element(rows));
        }
        repeated
    }

    fn graph_clauses(&mut self, node: SyntaxNode<'t>, repeated: &[String]) -> Option<Projection> {
        if let Some(clause) = node.child(NodeKind::GraphWhereClause) {
            for predicate in clause.children() {
                let value = self.expression(predicate);
                self.check_type(predicate, &value, Type::BOOL);
            }
        }
        let clause = node.child(NodeKind::GraphProjectClause)?;
        let mut list = self.projection();
        for expression in clause.children() {
            let value = self.scalar(expression);
            let names_repeated = expression.descendants().any(|it| {
                it.kind() == NodeKind::NameReference
                    && repeated.iter().any(|name| name == it.text())
            });
            let ty = names_repeated.then(|| array_of(value.ty));
            self.project_expression(&mut list, expression, &value, Style::Graph, ty);
        }
        Some(list)
    }

    /// `graph-mark-components with_component_id=c`
    pub(crate) fn graph_mark_components(&mut self, node: SyntaxNode<'t>, input: Value) -> Value {
        self.check_graph(node, input);
        let edges = input.schema.unwrap_or(self.open_rows());
        let nodes = input.nodes.unwrap_or(self.open_rows());
        let name = self.parameter_text(node, &["with_component_id"]);
        let name = name.as_deref().unwrap_or("ComponentId");
        let mut columns = self.columns(nodes);
        columns.push(self.made_column(node.id(), name, Type::LONG));
        let is_open = self.is_open(nodes);
        Value::graph(edges, self.schema(&columns, is_open))
    }

    /// `graph-where-nodes a > 1`, `graph-where-edges a > 1`
    pub(crate) fn graph_where(&mut self, node: SyntaxNode<'t>, input: Value) -> Value {
        self.check_graph(node, input);
        let rows = match node.kind() {
            NodeKind::GraphWhereNodesOperator => input.nodes,
            _ => input.schema,
        };
        let rows = rows.or(Some(self.open_rows()));
        for predicate in expressions_of(node) {
            let value = self.with_rows(rows, |cx| cx.expression(predicate));
            self.check_type(predicate, &value, Type::BOOL);
        }
        input
    }

    /// `graph-to-table nodes as N, edges as E`
    pub(crate) fn graph_to_table(&mut self, node: SyntaxNode<'t>, input: Value) -> Value {
        self.check_graph(node, input);
        let mut results = Vec::new();
        for output in node.children().filter_map(GraphToTableOutput::cast) {
            let rows = self.graph_output(output, input);
            results.push(rows);
            if let Some(declaration) = output.name()
                && let Some(text) = declaration.name()
            {
                let name = self.name(&text);
                let value = Value::table(rows);
                self.locals
                    .add(name, declaration.syntax().id(), Local::Value(value));
            }
        }
        match *results {
            [only] => Value::table(only),
            _ => Value::of(Type::Void),
        }
    }

    fn graph_output(&mut self, output: GraphToTableOutput<'t>, input: Value) -> SchemaId {
        let node = output.syntax();
        let is_nodes = node
            .first_token()
            .is_some_and(|it| it.kind() == TokenKind::NodesKw);
        let rows = if is_nodes { input.nodes } else { input.schema };
        let rows = rows.unwrap_or(self.open_rows());
        let mut columns = Vec::new();
        for parameter in ["with_source_id", "with_target_id", "with_node_id"] {
            if let Some(name) = self.parameter_text(node, &[parameter]) {
                columns.push(self.made_column(node.id(), &name, Type::LONG));
            }
        }
        columns.extend(self.columns(rows));
        let is_open = self.is_open(rows);
        self.schema(&columns, is_open)
    }

    /// `macro-expand g as s (s.T)`: nothing is known behind the group.
    pub(crate) fn macro_expand(&mut self, node: SyntaxNode<'t>) -> Value {
        let head = self.locals.head();
        for part in node.children() {
            if is_expression(part.kind()) {
                self.expression(part);
            }
            if let Some(declaration) = NameDeclaration::cast(part)
                && let Some(text) = declaration.name()
            {
                let name = self.name(&text);
                self.locals.add(name, part.id(), Local::Opaque);
            }
        }
        for statement in node.children() {
            self.statement(statement);
        }
        self.locals.restore(head);
        Value::table(self.fresh_open_rows())
    }
}
