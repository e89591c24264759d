//! Pipelines: rows go in at the left, each operator hands on its own.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, OperatorParameter},
};

use super::{Binder, Calls, Value};
use crate::{
    problem::{Expected, ProblemKind},
    schema::SchemaId,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `T | where x | take 5`
    pub(crate) fn pipeline(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut parts = node.children();
        let Some(first) = parts.next() else {
            return Value::WRONG;
        };
        let was_fuzzy = self.is_fuzzy;
        self.is_fuzzy = was_fuzzy || node.children().any(super::parameters::is_fuzzy_union);
        let mut value = self.source(first);
        self.is_fuzzy = was_fuzzy;
        for operator in parts {
            value = self.piped(operator, value);
        }
        value
    }

    fn piped(&mut self, operator: SyntaxNode<'t>, input: Value) -> Value {
        let rows = match input.rows() {
            Some(rows) => rows,
            None if input.ty == Type::Graph => self.no_rows(),
            None => {
                self.check_is_table(operator, input);
                self.fresh_open_rows()
            }
        };
        let right = self.right.take();
        let invoked = self.invoked.take();
        let graph = self.graph.take();
        let value = self.with_rows(Some(rows), |cx| {
            cx.with_calls(Calls::Normal, |cx| cx.dispatch(operator, input))
        });
        self.right = right;
        self.invoked = invoked;
        self.graph = graph;
        value
    }

    /// A value before a pipe, where only rows have columns.
    fn check_is_table(&mut self, operator: SyntaxNode<'t>, input: Value) {
        let is_value = input.ty.is_scalar() && !input.is_unknown();
        if !is_value {
            return;
        }
        if let Some(source) = operator.prev_sibling().or(operator.parent()) {
            let expected = Expected::Table;
            self.report(source, ProblemKind::Form { expected });
        }
    }

    /// An operator that nothing is piped into: `range x from 1 to 3 step 1`, or one at
    /// the start of a bracket that works on the rows outside of it.
    pub(crate) fn operator(&mut self, node: SyntaxNode<'t>) -> Value {
        let rows = self.rows.map_or(Value::UNKNOWN, Value::table);
        let input = self.graph.unwrap_or(rows);
        self.dispatch(node, input)
    }

    fn dispatch(&mut self, node: SyntaxNode<'t>, input: Value) -> Value {
        self.record_input(node, self.rows);
        self.check_place(node);
        let value = match node.kind() {
            NodeKind::FilterOperator => self.where_operator(node),
            NodeKind::ExtendOperator => self.extend(node),
            NodeKind::SerializeOperator => self.serialize(node),
            NodeKind::ProjectOperator => self.project(node),
            NodeKind::ProjectAwayOperator => self.project_away(node),
            NodeKind::ProjectKeepOperator => self.project_keep(node),
            NodeKind::ProjectRenameOperator => self.project_rename(node),
            NodeKind::ProjectReorderOperator => self.project_reorder(node),
            NodeKind::ProjectByNamesOperator => self.project_by_names(node),
            NodeKind::SummarizeOperator => self.summarize(node),
            NodeKind::DistinctOperator => self.distinct(node),
            NodeKind::TakeOperator | NodeKind::SampleOperator => self.take(node),
            NodeKind::SampleDistinctOperator => self.sample_distinct(node),
            NodeKind::TopOperator => self.top(node),
            NodeKind::TopHittersOperator => self.top_hitters(node),
            NodeKind::TopNestedOperator => self.top_nested(node),
            NodeKind::SortOperator => self.sort(node),
            NodeKind::CountOperator => self.count(node),
            NodeKind::JoinOperator => self.join(node),
            NodeKind::LookupOperator => self.lookup(node),
            NodeKind::UnionOperator => self.union(node),
            NodeKind::ParseOperator | NodeKind::ParseWhereOperator => self.parse(node),
            NodeKind::ParseKvOperator => self.parse_kv(node),
            NodeKind::MvExpandOperator => self.mv_expand(node),
            NodeKind::MvApplyOperator => self.mv_apply(node),
            NodeKind::MakeSeriesOperator => self.make_series(node),
            NodeKind::EvaluateOperator => self.evaluate_plugin(node),
            NodeKind::InvokeOperator => self.invoke(node),
            NodeKind::PrintOperator => self.print(node),
            NodeKind::RangeOperator => self.range(node),
            NodeKind::SearchOperator => self.search(node),
            NodeKind::FindOperator => self.find_operator(node),
            NodeKind::GetSchemaOperator => self.get_schema(node),
            NodeKind::ReduceOperator => self.reduce(node),
            NodeKind::PartitionOperator | NodeKind::PartitionByOperator => self.partition(node),
            NodeKind::ForkOperator => self.fork(node),
            NodeKind::FacetOperator => self.facet(node),
            NodeKind::ScanOperator => self.scan(node),
            NodeKind::AsOperator => self.as_operator(node),
            NodeKind::ConsumeOperator => Value::of(Type::Void),
            NodeKind::MakeGraphOperator => self.make_graph(node),
            NodeKind::GraphMatchOperator | NodeKind::GraphShortestPathsOperator => {
                self.graph_match(node, input)
            }
            NodeKind::GraphMarkComponentsOperator => self.graph_mark_components(node, input),
            NodeKind::GraphWhereNodesOperator | NodeKind::GraphWhereEdgesOperator => {
                self.graph_where(node, input)
            }
            NodeKind::GraphToTableOperator => self.graph_to_table(node, input),
            NodeKind::MacroExpandOperator => self.macro_expand(node),
            NodeKind::UnknownOperator => Value::WRONG,
            NodeKind::RenderOperator => self.render(node),
            _ => self.pass(node),
        };
        let value = self.opened_by_error(node, value);
        self.record(node, &value);
        value
    }

    /// The rows of a step that names its columns: where a syntax error stands in it, it may have more
    /// of them than could be read.
    fn opened_by_error(&mut self, node: SyntaxNode<'t>, value: Value) -> Value {
        let names_columns = matches!(
            node.kind(),
            NodeKind::DistinctOperator
                | NodeKind::ExtendOperator
                | NodeKind::MakeSeriesOperator
                | NodeKind::ParseKvOperator
                | NodeKind::ParseOperator
                | NodeKind::ParseWhereOperator
                | NodeKind::ProjectKeepOperator
                | NodeKind::ProjectOperator
                | NodeKind::ProjectRenameOperator
                | NodeKind::SerializeOperator
                | NodeKind::SummarizeOperator
        );
        let Some(schema) = value.schema.filter(|_| names_columns && node.has_error()) else {
            return value;
        };
        let columns = self.columns(schema);
        let schema = self.schema(&columns, true);
        Value {
            schema: Some(schema),
            ..value
        }
    }

    /// Whether an operator stands where it can.
    fn check_place(&mut self, node: SyntaxNode<'t>) {
        let must_be_first = matches!(
            node.kind(),
            NodeKind::PrintOperator | NodeKind::RangeOperator
        );
        let either = matches!(
            node.kind(),
            NodeKind::FindOperator
                | NodeKind::SearchOperator
                | NodeKind::UnionOperator
                | NodeKind::EvaluateOperator
                | NodeKind::MacroExpandOperator
                | NodeKind::UnknownOperator
        );
        let is_first = self.rows.is_none();
        if either || must_be_first == is_first {
            return;
        }
        let range = node
            .first_token()
            .map_or(node.text_range(), |it| it.text_range());
        self.report_at(node, range, ProblemKind::OperatorPlace { must_be_first });
    }

    /// `render timechart with (kind=stacked, xcolumn=a)`
    fn render(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        if let Some(clause) = node.child(NodeKind::WithClause) {
            self.parameters(clause);
            self.chart_columns(clause);
        }
        Value::table(self.passed_rows())
    }

    /// The columns that a chart is told to show.
    fn chart_columns(&mut self, clause: SyntaxNode<'t>) {
        for parameter in clause.children().filter_map(OperatorParameter::cast) {
            let names_columns = matches!(
                parameter.name(),
                "xcolumn" | "ycolumns" | "anomalycolumns" | "series"
            );
            if !names_columns {
                continue;
            }
            let values = parameter.syntax().descendants();
            for name in values.filter(|it| it.kind() == NodeKind::NameReference) {
                self.expression(name);
            }
        }
    }

    /// An operator that changes no column.
    pub(crate) fn pass(&mut self, node: SyntaxNode<'t>) -> Value {
        self.children(node);
        Value::table(self.passed_rows())
    }

    /// Walks whatever an operator has: parameters first.
    pub(crate) fn children(&mut self, node: SyntaxNode<'t>) {
        for child in node.children() {
            match child.kind() {
                NodeKind::OperatorParameter => self.parameter(child),
                kind if super::checks::is_expression(kind) => {
                    self.expression(child);
                }
                _ => {}
            }
        }
    }

    /// The rows of a bracketed pipeline that works on the rows outside of it.
    pub(crate) fn subquery(&mut self, node: SyntaxNode<'t>, rows: Option<SchemaId>) -> Value {
        self.with_rows(rows, |cx| cx.expression(node))
    }
}
