//! Why rows may have columns that nobody lists: which source let them in.

use kqlint_catalog::Catalog;
use kqlint_semantics::{Model, Origin, Resolution, Type};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, QueryOperator},
};

/// How many names and brackets are followed back.
const DEEPEST: usize = 64;

/// Why a node works on rows that may have columns which nobody lists, or on a value that
/// comes from there.
pub(crate) fn cause(model: &Model, node: SyntaxNode<'_>) -> Option<&'static str> {
    let search = Search { model };
    search
        .of_function_before(node)
        .or_else(|| search.of_rows_around(node))
        .or_else(|| node.descendants().find_map(|it| search.of(it, DEEPEST)))
        .or_else(|| {
            let siblings = node.parent()?.children();
            siblings.into_iter().find_map(|it| search.of(it, DEEPEST))
        })
        .or_else(|| search.of_unknown_value(node))
}

struct Search<'m> {
    model: &'m Model,
}

impl Search<'_> {
    /// `invoke _ASIM_ResolveDvcFQDN("Computer")`: the columns after it are known here.
    fn of_function_before(&self, node: SyntaxNode<'_>) -> Option<&'static str> {
        let operator = node.ancestors().find(|it| is_operator(*it))?;
        let steps = operator.parent()?.children();
        let mut before = steps.take_while(|it| *it != operator).chain([operator]);
        let invoked = before.find(|it| it.kind() == NodeKind::InvokeOperator)?;
        let name = invoked.children().find_map(|it| it.children().next())?;
        let resolution = self.model.resolution(name.id());
        matches!(resolution, Some(Resolution::WorkspaceFunction(_)))
            .then_some("open rows: a workspace function")
    }

    /// The cause of the rows in scope, or of a join's other side.
    fn of_rows_around(&self, node: SyntaxNode<'_>) -> Option<&'static str> {
        let model = self.model;
        let operator = node.ancestors().find(|it| is_operator(*it))?;
        let is_graph = is_graph_match(operator.kind());
        let Some(input) = model.input(operator.id()) else {
            return match is_source_operator(operator) {
                true => self.of_source(operator, DEEPEST),
                false => Some("open rows: no source"),
            };
        };
        let left = (input.is_open() || is_graph).then(|| self.before(operator));
        let is_right = model.right(operator.id()).is_some_and(|it| it.is_open());
        let may_be_inside = is_right || !input.is_open();
        left.flatten()
            .or_else(|| may_be_inside.then(|| self.inside(operator, DEEPEST))?)
    }

    /// The cause of the rows that go into an operator.
    fn before(&self, operator: SyntaxNode<'_>) -> Option<&'static str> {
        let mut around = operator;
        loop {
            let has_input = self.model.input(around.id()).is_some();
            if is_operator(around) && !has_input && around != operator {
                return self.of_source(around, DEEPEST);
            }
            let parent = around.parent()?;
            let first = parent.children().next();
            if parent.kind() == NodeKind::PipeExpression && first != Some(around) {
                let mut before = parent.children().take_while(|it| *it != around);
                return match first.filter(|it| self.is_unknown(*it)) {
                    Some(source) => self.of_source(source, DEEPEST),
                    None => before.find_map(|it| self.of(it, DEEPEST)),
                };
            }
            around = parent;
        }
    }

    /// Whether a name or a call stands for something of which nothing is known.
    fn is_unknown(&self, node: SyntaxNode<'_>) -> bool {
        let id = node.id();
        let ty = self.model.type_of(id);
        self.model.output(id).is_none() && (ty.is_unknown() || ty == Type::Graph)
    }

    /// The cause of the rows that a node yields, where they are open.
    fn of(&self, node: SyntaxNode<'_>, depth: usize) -> Option<&'static str> {
        let is_open = self.model.output(node.id()).is_some_and(|it| it.is_open());
        is_open.then(|| self.of_source(node, depth)).flatten()
    }

    fn of_source(&self, node: SyntaxNode<'_>, depth: usize) -> Option<&'static str> {
        let depth = depth.checked_sub(1)?;
        match node.kind() {
            NodeKind::NameReference => self.of_name(node, depth),
            NodeKind::FunctionCallExpression => {
                let name = node.children().next()?;
                let called = self.of_name(name, depth)?;
                let is_own = called == UNKNOWN_TABLE;
                Some(if is_own { UNKNOWN_FUNCTION } else { called })
            }
            NodeKind::PathExpression => Some("open rows: another database"),
            NodeKind::InvokeOperator => {
                let call = node.children().find_map(|it| it.children().next())?;
                let called = self.of_name(call, depth)?;
                let is_own = called == UNKNOWN_TABLE;
                Some(if is_own { UNKNOWN_FUNCTION } else { called })
            }
            NodeKind::EvaluateOperator => Some("open rows: a plug-in"),
            NodeKind::ExternaldataExpression | NodeKind::InlineExternalTableExpression => {
                Some("open rows: data without a schema")
            }
            NodeKind::FindOperator | NodeKind::SearchOperator if !has_tables(node) => {
                Some("open rows: all tables")
            }
            NodeKind::GraphMatchOperator | NodeKind::GraphToTableOperator => {
                Some("open rows: a graph")
            }
            NodeKind::MacroExpandOperator => Some("open rows: an entity group"),
            _ => {
                let has_input = self.model.input(node.id()).is_some();
                let no_source = is_operator(node) && !has_input;
                let found = self.inside(node, depth);
                found.or_else(|| no_source.then_some("open rows: no source"))
            }
        }
    }

    /// The cause of the first source inside of an operator that is open.
    fn inside(&self, node: SyntaxNode<'_>, depth: usize) -> Option<&'static str> {
        let names_all = node.kind() == NodeKind::UnionOperator;
        node.children().find_map(|it| match it.kind() {
            NodeKind::NameReference if names_all && it.text().contains('*') => {
                Some("open rows: all tables")
            }
            NodeKind::FindInClause | NodeKind::PartitionSubquery | NodeKind::PartitionQuery => {
                self.inside(it, depth.checked_sub(1)?)
            }
            _ => self.of(it, depth),
        })
    }

    fn of_name(&self, node: SyntaxNode<'_>, depth: usize) -> Option<&'static str> {
        let catalog = Catalog::builtin();
        Some(match self.model.resolution(node.id()) {
            Some(Resolution::WorkspaceFunction(_)) => "open rows: a workspace function",
            Some(Resolution::Parameter(_)) => "open rows: a parameter",
            Some(Resolution::Plugin(_)) => "open rows: a plug-in",
            Some(Resolution::Function("table")) => "open rows: a computed table",
            Some(Resolution::Function("graph")) => "open rows: a graph of the database",
            Some(Resolution::Function(_)) => "open rows: a function of the service",
            Some(Resolution::Table(_)) if node.text().contains('*') => "open rows: all tables",
            Some(Resolution::Table(name)) => match catalog.table(name) {
                Some(table) if table.is_open() => "open rows: a table that takes any column",
                Some(_) => "open rows: a table",
                None => "open rows: a custom table",
            },
            Some(Resolution::Variable(declaration)) => {
                let name = node.tree().node(declaration)?;
                let value = name.next_sibling()?;
                let declared = match value.kind() {
                    NodeKind::FunctionDeclaration => {
                        let body = value.child(NodeKind::FunctionBody)?;
                        let last = body.children().last()?.children().next()?;
                        return self.of(last, depth).or(Some("open rows: a parameter"));
                    }
                    _ if self.is_unknown(value) => self.of_source(value, depth),
                    _ => self.of(value, depth),
                };
                return declared.or_else(|| self.before(name));
            }
            _ if node.text().contains('*') => "open rows: all tables",
            _ => UNKNOWN_TABLE,
        })
    }

    /// A value of a column that isn't known: one that was named on open rows, or one that
    /// comes out of what was reported.
    fn of_unknown_value(&self, node: SyntaxNode<'_>) -> Option<&'static str> {
        let model = self.model;
        if node.ancestors().any(|it| is_graph_match(it.kind())) {
            return Some("edges of a path");
        }
        let operator = node.ancestors().find(|it| is_operator(*it))?;
        if operator.kind() == NodeKind::RenderOperator {
            return Some("columns of a chart");
        }
        let mut around = node.ancestors().take_while(|it| !is_operator(*it));
        let value = around.find(|it| {
            let mut parts = it.descendants();
            parts.any(|it| model.type_of(it.id()).is_unknown())
        })?;
        let is_call = node.parent().map(|it| it.kind()) == Some(NodeKind::FunctionCallExpression);
        let value = node.parent().filter(|_| is_call).unwrap_or(value);
        let names = value
            .descendants()
            .filter(|it| it.kind() == NodeKind::NameReference);
        for name in names {
            let resolution = model.resolution(name.id());
            if matches!(resolution, Some(Resolution::Column(it)) if it.origin() == Origin::Unknown)
            {
                return Some("column that open rows were asked for");
            }
            if self.is_reported(name) {
                return Some("after another problem");
            }
        }
        None
    }

    /// Whether a name was reported, here or before.
    fn is_reported(&self, name: SyntaxNode<'_>) -> bool {
        let tree = name.tree();
        let mut problems = self.model.problems().iter();
        problems.any(|it| {
            tree.node(it.node)
                .is_some_and(|it| it.text() == name.text())
        })
    }
}

const UNKNOWN_TABLE: &str = "open rows: a table that nobody knows";
const UNKNOWN_FUNCTION: &str = "open rows: a function that nobody knows";

fn is_operator(node: SyntaxNode<'_>) -> bool {
    QueryOperator::can_cast(node.kind())
}

fn is_graph_match(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::GraphMatchOperator | NodeKind::GraphShortestPathsOperator
    )
}

/// `find` and `search` may start a query: their rows are those of the tables they name.
fn is_source_operator(node: SyntaxNode<'_>) -> bool {
    matches!(
        node.kind(),
        NodeKind::FindOperator | NodeKind::SearchOperator
    )
}

fn has_tables(node: SyntaxNode<'_>) -> bool {
    node.child(NodeKind::FindInClause).is_some()
}
