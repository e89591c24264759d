//! The walk that finds what names mean: once over the tree, top down, in the order in
//! which a query runs.
//!
//! *Rows* are the columns in scope: those that the pipe before brings in. A function of
//! the query is walked once where it is declared, which records facts and problems, and
//! once more for each call whose columns depend on the arguments; those walks are
//! *silent* and share a budget, so that the time stays linear.

mod checks;
mod expressions;
mod locals;
mod names;
mod parameters;
mod paths;
mod pipeline;
mod rows;
mod spare;
mod statements;
mod value;

use kqlint_catalog::Catalog;
use kqlint_syntax::{NodeId, SyntaxNode, SyntaxTree, TextRange};
use rustc_hash::FxHashMap;

pub(crate) use self::{
    checks::{expressions_of, is_expression},
    locals::{Head, Local},
    names::{Wanted, matches as matches_pattern},
    parameters::is_fuzzy_union,
    value::Value,
};
use self::{locals::Locals, spare::Spare};
use crate::{
    columns::projection::Projection,
    constant::ConstantData,
    functions::{call::Argument, pattern::Pattern, user::UserFunction},
    model::{Fact, Model},
    names::{Name, Text},
    options::Options,
    problem::{Problem, ProblemKind},
    resolution::ResolutionData,
    schema::{ColumnData, OriginData, OriginId, SchemaId},
    ty::Type,
};

/// How many nodes the calls of a query's own functions may walk again, for each node
/// of the query.
const EXPANSION_FACTOR: usize = 16;

/// How many nodes they may walk again in any case.
const LEAST_EXPANSION: usize = 20_000;

/// What kind of calls a name may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calls {
    /// Scalar functions, functions of the query and of the workspace.
    Normal,
    /// Aggregates as well, and no columns.
    Aggregate,
    /// Only plug-ins.
    Plugin,
}

/// The walk's state.
pub(crate) struct Binder<'t, 'c> {
    pub(crate) tree: &'t SyntaxTree,
    pub(crate) catalog: &'c Catalog,
    pub(crate) options: &'c Options,
    pub(crate) model: Model,
    pub(crate) locals: Locals,
    /// The columns in scope.
    pub(crate) rows: Option<SchemaId>,
    /// The columns of a join's right side, inside its conditions.
    pub(crate) right: Option<SchemaId>,
    pub(crate) calls: Calls,
    /// Whether a table that isn't there is forgiven.
    pub(crate) is_fuzzy: bool,
    /// The nodes of the graph whose patterns are matched.
    pub(crate) graph_nodes: Option<SchemaId>,
    /// The graph that the bracket after `partitioned-by` works on.
    pub(crate) graph: Option<Value>,
    /// Where the names of the statements at hand begin; those before may be hidden.
    pub(crate) block: Head,
    /// The rows before `invoke`.
    pub(crate) invoked: Option<Value>,
    /// The columns after `by`, for aggregates that take all others: `arg_max(a, *)`.
    pub(crate) keys: Vec<ColumnData>,
    /// The number of the next column without a name: `Column1`.
    pub(crate) next_column: u32,
    pub(crate) functions: Vec<UserFunction<'t>>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) projections: Spare<Projection>,
    pub(crate) arguments: Spare<Vec<Argument<'t>>>,
    /// Expressions of an operator that were walked and aren't projected yet.
    pub(crate) expressions: Spare<Vec<(SyntaxNode<'t>, Value)>>,
    /// The functions whose bodies are being walked again.
    pub(crate) active: Vec<usize>,
    /// The type of each expression, as it was last walked; names of columns depend on it.
    types: Vec<Type>,
    /// The rows of all tables there are.
    every_table: Vec<SchemaId>,
    /// The columns that queries named on open rows.
    inferred: FxHashMap<SchemaId, Vec<ColumnData>>,
    tables: FxHashMap<Name, SchemaId>,
    silence: u32,
    /// How many bodies of saved functions are around.
    pub(crate) depth: u32,
    budget: usize,
    open: SchemaId,
    empty: SchemaId,
    unknown_origin: OriginId,
}

/// Analyses a tree.
pub(crate) fn bind(tree: &SyntaxTree, catalog: &Catalog, options: &Options) -> Model {
    let budget = LEAST_EXPANSION.max(tree.node_count().saturating_mul(EXPANSION_FACTOR));
    bind_within(tree, catalog, options, 0, budget).0
}

/// Analyses the body of a saved function, or a tree on its own; `depth` counts the bodies
/// around it. What calls may still walk again is handed back.
pub(crate) fn bind_within(
    tree: &SyntaxTree,
    catalog: &Catalog,
    options: &Options,
    depth: u32,
    budget: usize,
) -> (Model, usize) {
    let mut model = Model {
        facts: vec![Fact::default(); tree.node_count()],
        resolutions: Vec::with_capacity(tree.node_count() / 4),
        folded: Vec::with_capacity(tree.node_count() / 8),
        ..Model::default()
    };
    let unknown_origin = model.schemas.add_origin(OriginData::Unknown);
    let open = model.schemas.add(&[], true);
    let empty = model.schemas.add(&[], false);
    let mut binder = Binder {
        tree,
        catalog,
        options,
        model,
        locals: Locals::new(),
        rows: None,
        right: None,
        calls: Calls::Normal,
        is_fuzzy: false,
        graph_nodes: None,
        graph: None,
        block: Head::OUTERMOST,
        invoked: None,
        keys: Vec::new(),
        next_column: 1,
        functions: Vec::new(),
        patterns: Vec::new(),
        projections: Spare::default(),
        arguments: Spare::default(),
        expressions: Spare::default(),
        active: Vec::new(),
        types: vec![Type::Unknown; tree.node_count()],
        every_table: Vec::new(),
        inferred: FxHashMap::default(),
        tables: FxHashMap::default(),
        silence: 0,
        depth,
        budget,
        open,
        empty,
        unknown_origin,
    };
    binder.file();
    let (mut model, budget) = (binder.model, binder.budget);
    model.rights.sort_unstable_by_key(|it| it.0);
    model.rights.dedup_by_key(|it| it.0);
    model
        .problems
        .sort_by_key(|it| (it.range.start(), it.range.end()));
    (model, budget)
}

impl<'t> Binder<'t, '_> {
    /// Keeps what an expression yields.
    pub(crate) fn record(&mut self, node: SyntaxNode<'t>, value: &Value) {
        if let Some(ty) = self.types.get_mut(node.id().index()) {
            *ty = value.ty;
        }
        if self.silence > 0 {
            return;
        }
        let constant = value.constant.and_then(|it| self.fold(it));
        if let Some(fact) = self.model.facts.get_mut(node.id().index()) {
            fact.ty = value.ty;
            fact.constant = constant;
            fact.output = value.rows();
        }
    }

    fn fold(&mut self, constant: ConstantData) -> Option<std::num::NonZeroU32> {
        self.model.folded.push(constant);
        std::num::NonZeroU32::new(self.model.folded.len() as u32)
    }

    /// The type of an expression, as it was last walked.
    pub(crate) fn last_type(&self, node: SyntaxNode<'t>) -> Type {
        self.types
            .get(node.id().index())
            .copied()
            .unwrap_or_default()
    }

    /// Keeps which columns are in scope inside an operator.
    pub(crate) fn record_input(&mut self, node: SyntaxNode<'t>, rows: Option<SchemaId>) {
        if self.silence > 0 {
            return;
        }
        if let Some(fact) = self.model.facts.get_mut(node.id().index()) {
            fact.input = rows;
        }
    }

    /// Keeps the right side of a join.
    pub(crate) fn record_right(&mut self, node: SyntaxNode<'t>, rows: SchemaId) {
        if self.silence == 0 {
            self.model.rights.push((node.id(), rows));
        }
    }

    /// Keeps what a name means.
    pub(crate) fn resolve(&mut self, node: SyntaxNode<'t>, resolution: ResolutionData) {
        if self.silence > 0 {
            return;
        }
        self.model.resolutions.push(resolution);
        let number = std::num::NonZeroU32::new(self.model.resolutions.len() as u32);
        if let Some(fact) = self.model.facts.get_mut(node.id().index()) {
            fact.resolution = number;
        }
    }

    /// Reports a node.
    pub(crate) fn report(&mut self, node: SyntaxNode<'t>, kind: ProblemKind) {
        self.report_at(node, node.text_range(), kind);
    }

    /// Reports a part of a node. Where a syntax error touches it, nothing is said.
    pub(crate) fn report_at(&mut self, node: SyntaxNode<'t>, range: TextRange, kind: ProblemKind) {
        if self.silence > 0 || self.tree.has_error_in(range) {
            return;
        }
        let code = kind.code();
        self.model.problems.push(Problem {
            kind,
            range,
            node: node.id(),
            code,
        });
    }

    /// Reports a node under another code than the kind has by itself.
    pub(crate) fn report_as(
        &mut self,
        node: SyntaxNode<'t>,
        kind: ProblemKind,
        code: &'static str,
    ) {
        let before = self.model.problems.len();
        self.report(node, kind);
        if let Some(problem) = self.model.problems.get_mut(before) {
            problem.code = code;
        }
    }

    /// Whether facts and problems are kept.
    pub(crate) const fn is_recording(&self) -> bool {
        self.silence == 0
    }

    /// Walks without keeping facts or problems.
    pub(crate) fn silently<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.silence += 1;
        let result = walk(self);
        self.silence -= 1;
        result
    }

    /// How many nodes calls may walk again.
    pub(crate) const fn budget(&self) -> usize {
        self.budget
    }

    /// Takes from what calls may walk again; whether there is enough.
    pub(crate) fn spend(&mut self, nodes: usize) -> bool {
        match self.budget.checked_sub(nodes) {
            Some(left) => {
                self.budget = left;
                true
            }
            None => false,
        }
    }

    /// Walks with other columns in scope.
    pub(crate) fn with_rows<T>(
        &mut self,
        rows: Option<SchemaId>,
        walk: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = std::mem::replace(&mut self.rows, rows);
        let result = walk(self);
        self.rows = before;
        result
    }

    /// Walks where other calls may stand.
    pub(crate) fn with_calls<T>(&mut self, calls: Calls, walk: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.calls, calls);
        let result = walk(self);
        self.calls = before;
        result
    }

    /// Rows of which nothing is known.
    pub(crate) const fn open_rows(&self) -> SchemaId {
        self.open
    }

    /// No columns.
    pub(crate) const fn no_rows(&self) -> SchemaId {
        self.empty
    }

    /// The number of a name.
    pub(crate) fn name(&mut self, name: &str) -> Name {
        self.model.names.intern(name)
    }

    /// The text of a name.
    pub(crate) fn text(&self, name: Name) -> &str {
        self.model.names.text(name)
    }

    /// Keeps a text that is no name.
    pub(crate) fn keep(&mut self, text: &str) -> Text {
        self.model.names.keep(text)
    }

    /// A text that was kept.
    pub(crate) fn kept(&self, text: Text) -> &str {
        self.model.names.kept(text)
    }

    /// The number of the name that a constant is, where it is text.
    pub(crate) fn constant_name(&mut self, constant: Option<ConstantData>) -> Option<Name> {
        let ConstantData::String(text) = constant? else {
            return None;
        };
        let text = self.kept(text).to_owned();
        Some(self.name(&text))
    }

    /// A new origin.
    pub(crate) fn origin(&mut self, origin: OriginData) -> OriginId {
        self.model.schemas.add_origin(origin)
    }

    /// A column that an operator makes by itself.
    pub(crate) fn made_column(&mut self, by: NodeId, name: &str, ty: Type) -> ColumnData {
        let origin = self.origin(OriginData::Operator { node: by });
        let name = self.name(name);
        ColumnData { name, origin, ty }
    }

    /// A new schema.
    pub(crate) fn schema(&mut self, columns: &[ColumnData], is_open: bool) -> SchemaId {
        if columns.is_empty() {
            return if is_open { self.open } else { self.empty };
        }
        self.model.schemas.add(columns, is_open)
    }
}
