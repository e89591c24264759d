//! What the steps of a query do to columns, as plain data.

use kqlint_semantics::{Changes, Column, Model, Origin, Schema};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, NameDeclaration},
};
use kqlint_workspace::AnalyzedFragment;
use serde::Serialize;

/// A text is quoted up to this many characters.
const LONGEST_QUOTE: usize = 72;

/// One step of a pipeline.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    /// What is written, on one line.
    pub(super) text: String,
    /// The pipelines inside: the right side of a join, the inputs of a union.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) inside: Vec<Pipeline>,
    /// How many columns there are after it.
    pub(super) columns: usize,
    /// Whether there may be columns that are not known.
    pub(super) is_open: bool,
    pub(super) added: Vec<Made>,
    pub(super) dropped: Vec<String>,
    pub(super) renamed: Vec<Renamed>,
    pub(super) changed: Vec<Changed>,
}

/// Steps that follow each other.
#[derive(Debug, Serialize)]
pub(super) struct Pipeline {
    /// The name that `let` gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) steps: Vec<Step>,
}

/// A column and what makes it.
#[derive(Debug, Serialize)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) r#type: &'static str,
    /// Where it comes from: an expression, a column of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<String>,
}

/// A column with another name.
#[derive(Debug, Serialize)]
pub(super) struct Renamed {
    pub(super) from: String,
    pub(super) to: String,
}

/// A column that is made in another way.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    pub(super) before: &'static str,
    #[serde(flatten)]
    pub(super) after: Made,
}

/// Finds the steps of one fragment.
pub(super) struct Reader<'f> {
    tree: &'f SyntaxTree,
    model: &'f Model,
}

impl<'f> Reader<'f> {
    pub(super) fn new(fragment: &'f AnalyzedFragment) -> Self {
        Self {
            tree: &fragment.tree,
            model: &fragment.model,
        }
    }

    /// The pipelines of a query: those that `let` names before it, then its own.
    pub(super) fn query(&self, statement: SyntaxNode<'f>) -> Vec<Pipeline> {
        let mut out = Vec::new();
        let before = statement
            .parent()
            .into_iter()
            .flat_map(SyntaxNode::children);
        let before = before.take_while(|it| *it != statement);
        for node in before.filter(|it| it.kind() == NodeKind::LetStatement) {
            let name = node.children().find_map(NameDeclaration::cast);
            let name = name.and_then(|it| it.name());
            for mut pipeline in self.inside(node) {
                pipeline.name = name.as_deref().map(str::to_owned);
                out.push(pipeline);
            }
        }
        let own = self.inside(statement);
        match own.is_empty() {
            true => out.extend(self.source(statement)),
            false => out.extend(own),
        }
        out
    }

    /// The outermost pipelines below a node that yield rows.
    fn inside(&self, node: SyntaxNode<'f>) -> Vec<Pipeline> {
        let mut out = Vec::new();
        let mut below = node.descendants();
        while let Some(inner) = below.next() {
            let is_pipeline = inner.kind() == NodeKind::PipeExpression && inner != node;
            if is_pipeline && self.model.output(inner.id()).is_some() {
                out.push(self.pipeline(inner));
                below.skip_subtree(inner);
            }
        }
        out
    }

    fn pipeline(&self, node: SyntaxNode<'f>) -> Pipeline {
        let mut steps = Vec::new();
        // A bracket of `mv-apply` or `partition` begins with an operator on the rows outside.
        let first = node.children().next();
        let mut before = first.and_then(|it| self.model.input(it.id()));
        for child in node.children() {
            let after = self.model.output(child.id()).or(before);
            steps.push(self.step(child, before, after));
            before = after;
        }
        Pipeline { name: None, steps }
    }

    /// A query that is a source alone.
    fn source(&self, statement: SyntaxNode<'f>) -> Option<Pipeline> {
        let source = statement.children().next()?;
        let rows = self.model.output(statement.id())?;
        Some(Pipeline {
            name: None,
            steps: vec![self.step(source, None, Some(rows))],
        })
    }

    fn step(
        &self,
        node: SyntaxNode<'f>,
        before: Option<Schema<'f>>,
        after: Option<Schema<'f>>,
    ) -> Step {
        let mut changes = match (before, after) {
            (Some(before), Some(after)) => after.changes_from(before),
            _ => Changes::default(),
        };
        // A column that a step names on open rows was there before it.
        if before.is_some_and(Schema::is_open) {
            changes.added.retain(|it| it.origin() != Origin::Unknown);
        }
        let inside = self.inside(node);
        // Where rows begin, all columns are new; those of a table needn't be listed.
        let is_table = node.kind() == NodeKind::NameReference || !inside.is_empty();
        if let (None, Some(after), false) = (before, after, is_table) {
            changes.added = after.columns().collect();
        }
        let made = |it: &Column<'f>| self.made(*it, node);
        Step {
            text: self.text(node),
            inside,
            columns: after.map_or(0, Schema::len),
            is_open: after.is_some_and(Schema::is_open),
            added: changes.added.iter().map(made).collect(),
            dropped: changes
                .dropped
                .iter()
                .map(|it| it.name().to_owned())
                .collect(),
            renamed: changes
                .renamed
                .iter()
                .map(|(old, new)| Renamed {
                    from: old.name().to_owned(),
                    to: new.name().to_owned(),
                })
                .collect(),
            changed: changes
                .changed
                .iter()
                .map(|(old, new)| Changed {
                    before: old.ty().name(),
                    after: made(new),
                })
                .collect(),
        }
    }

    fn made(&self, column: Column<'f>, step: SyntaxNode<'f>) -> Made {
        Made {
            name: column.name().to_owned(),
            r#type: column.ty().name(),
            from: self.from(column, step),
        }
    }

    /// Where a column comes from; `None` where that goes without saying.
    fn from(&self, column: Column<'f>, step: SyntaxNode<'f>) -> Option<String> {
        let is_join = matches!(
            step.kind(),
            NodeKind::JoinOperator | NodeKind::LookupOperator
        );
        let side = if is_join { "right side: " } else { "" };
        let text = match column.origin() {
            Origin::Table { table, column } => format!("{table}.{column}"),
            Origin::Computed(node) => {
                let node = self.tree.node(node)?;
                match value_of(node) {
                    Some(value) => one_line(value.text()),
                    None => one_line(node.text()),
                }
            }
            Origin::Renamed { from, .. } | Origin::Suffixed { from, .. } => match column.source() {
                Some((table, name)) if name != column.name() => format!("{table}.{name}"),
                _ => from.to_owned(),
            },
            Origin::Function { function } => format!("{function}()"),
            Origin::Operator(node) => {
                let by = self.tree.node(node)?;
                if by == step {
                    return None;
                }
                one_line(by.text())
            }
            _ => return (is_join).then(|| "right side".to_owned()),
        };
        Some(format!("{side}{text}"))
    }

    /// A step as it is written, without the pipelines inside.
    fn text(&self, node: SyntaxNode<'f>) -> String {
        let text = node.text();
        let mut inner = node.descendants();
        let pipe = inner.find(|it| it.kind() == NodeKind::PipeExpression && *it != node);
        let Some(pipe) = pipe else {
            return one_line(text);
        };
        let start = usize::from(pipe.text_range().start() - node.text_range().start());
        let end = usize::from(pipe.text_range().end() - node.text_range().start());
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        one_line(&format!("{before}…{after}"))
    }
}

/// The expression of `name = expression`.
fn value_of(node: SyntaxNode<'_>) -> Option<SyntaxNode<'_>> {
    let is_named = node.kind() == NodeKind::NamedExpression;
    node.children().last().filter(|_| is_named)
}

/// A text on one line, cut where it is long; comments left out.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once("//") {
        Some((before, _)) if !before.contains(['"', '\'']) => before,
        _ => line,
    });
    let words: Vec<_> = lines.flat_map(str::split_whitespace).collect();
    let text = words.join(" ");
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text,
    }
}
