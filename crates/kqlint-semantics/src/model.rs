//! Everything that is known of a query, keyed by the nodes of its tree.

use kqlint_syntax::{NodeId, TextRange, TextSize};

use crate::{
    constant::{Constant, ConstantData, Constants},
    names::{Name, Names},
    problem::Problem,
    resolution::{Resolution, ResolutionData},
    schema::{Schema, SchemaId, Schemas},
    scope::{Variable, VariableKind},
    ty::Type,
};

/// What [`analyze`](crate::analyze) found.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub(crate) names: Names,
    pub(crate) schemas: Schemas,
    pub(crate) constants: Constants,
    pub(crate) facts: Vec<Fact>,
    pub(crate) resolutions: Vec<ResolutionData>,
    pub(crate) folded: Vec<ConstantData>,
    /// The right sides of joins, in the order of the nodes.
    pub(crate) rights: Vec<(NodeId, SchemaId)>,
    pub(crate) queries: Vec<NodeId>,
    pub(crate) variables: Vec<VariableData>,
    pub(crate) problems: Vec<Problem>,
}

/// What is known of one node.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fact {
    pub(crate) ty: Type,
    pub(crate) input: Option<SchemaId>,
    pub(crate) output: Option<SchemaId>,
    pub(crate) resolution: Option<std::num::NonZeroU32>,
    pub(crate) constant: Option<std::num::NonZeroU32>,
}

/// A variable as it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VariableData {
    pub(crate) name: Name,
    pub(crate) declaration: NodeId,
    pub(crate) kind: VariableKind,
    pub(crate) ty: Type,
    pub(crate) schema: Option<SchemaId>,
    /// Where it can be named.
    pub(crate) visible: TextRange,
}

impl Model {
    /// The expression statements at the top level, in the order of the text.
    pub fn queries(&self) -> impl ExactSizeIterator<Item = Query<'_>> {
        self.queries.iter().map(|&node| Query { model: self, node })
    }

    /// The type of an expression; [`Type::Unknown`] where it depends on something open.
    pub fn type_of(&self, id: NodeId) -> Type {
        self.fact(id).map_or(Type::Unknown, |it| it.ty)
    }

    /// The columns in scope inside an operator: what `where` sees.
    /// For `join` and `lookup` those of the left side; see [`Model::right`].
    pub fn input(&self, id: NodeId) -> Option<Schema<'_>> {
        self.view(self.fact(id)?.input?)
    }

    /// The columns of the right side of a `join` or `lookup`.
    pub fn right(&self, id: NodeId) -> Option<Schema<'_>> {
        let at = self.rights.binary_search_by_key(&id, |it| it.0).ok()?;
        self.view(self.rights.get(at)?.1)
    }

    /// The rows that an operator, a source, a pipeline or a statement yields.
    pub fn output(&self, id: NodeId) -> Option<Schema<'_>> {
        self.view(self.fact(id)?.output?)
    }

    /// What a name, or the name of a call, means.
    pub fn resolution(&self, id: NodeId) -> Option<Resolution<'_>> {
        let at = self.fact(id)?.resolution?.get() as usize - 1;
        let data = *self.resolutions.get(at)?;
        Some(data.view(&self.names, self.schemas.origins()))
    }

    /// The value of an expression, where it is known before the query runs.
    pub fn constant(&self, id: NodeId) -> Option<Constant<'_>> {
        let at = self.fact(id)?.constant?.get() as usize - 1;
        let data = *self.folded.get(at)?;
        Some(self.constants.view(&self.names, data))
    }

    /// What can't be right, in the order of the text.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What `let`, `as` and parameters name at a byte, the innermost first.
    pub fn variables_at(&self, offset: TextSize) -> Vec<Variable<'_>> {
        let visible = |it: &&VariableData| it.visible.contains_inclusive(offset);
        let found = self.variables.iter().rev().filter(visible);
        found.map(|it| self.variable(it)).collect()
    }

    fn variable(&self, data: &VariableData) -> Variable<'_> {
        Variable {
            name: self.names.text(data.name),
            declaration: data.declaration,
            kind: data.kind,
            ty: data.ty,
            schema: data.schema.and_then(|it| self.view(it)),
        }
    }

    fn fact(&self, id: NodeId) -> Option<&Fact> {
        self.facts.get(id.index())
    }

    fn view(&self, id: SchemaId) -> Option<Schema<'_>> {
        Some(self.schemas.view(&self.names, id))
    }
}

/// A query: an expression statement at the top level.
#[derive(Debug, Clone, Copy)]
pub struct Query<'m> {
    model: &'m Model,
    node: NodeId,
}

impl<'m> Query<'m> {
    /// The `ExpressionStatement`.
    pub const fn node(self) -> NodeId {
        self.node
    }

    /// The rows that it returns; `None` where it returns a value or nothing.
    pub fn output(self) -> Option<Schema<'m>> {
        self.model.output(self.node)
    }
}
