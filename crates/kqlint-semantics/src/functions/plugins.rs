//! Which columns come out of a plug-in: `evaluate bag_unpack(d)`.

use kqlint_syntax::SyntaxNode;

use super::{call::Argument, layout::Layout};
use crate::{
    binder::{Binder, Calls, Value},
    schema::ColumnData,
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// The rows that a plug-in yields.
    pub(crate) fn plugin_result(
        &mut self,
        node: SyntaxNode<'t>,
        name: &str,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Value {
        let made = |cx: &mut Self, columns: &[(&str, Type)]| -> Vec<ColumnData> {
            let made = columns.iter();
            made.map(|(name, ty)| cx.made_column(node.id(), name, *ty))
                .collect()
        };
        let is_open = self.input_is_open();
        let columns = match name {
            "bag_unpack" => return self.bag_unpack(arguments),
            "pivot" => return self.pivot(arguments),
            "narrow" => made(
                self,
                &[
                    ("Row", Type::LONG),
                    ("Column", Type::STRING),
                    ("Value", Type::STRING),
                ],
            ),
            "autocluster" | "basket" => {
                let mut columns = made(self, SEGMENT);
                columns.extend(self.input_columns());
                return Value::table(self.schema(&columns, is_open));
            }
            "diffpatterns" => {
                let mut columns = made(self, DIFFERENCE);
                columns.extend(self.input_columns());
                return Value::table(self.schema(&columns, is_open));
            }
            "schema_merge" => made(
                self,
                &[
                    ("ColumnName", Type::STRING),
                    ("ColumnOrdinal", Type::INT),
                    ("DataType", Type::STRING),
                    ("ColumnType", Type::STRING),
                ],
            ),
            "http_request" | "http_request_post" => made(
                self,
                &[
                    ("ResponseHeaders", Type::Bag),
                    ("ResponseBody", Type::DYNAMIC),
                ],
            ),
            "estimate_rows_count" => made(self, &[("EstimatedRowsCount", Type::LONG)]),
            "infer_storage_schema" => made(self, &[("CslSchema", Type::STRING)]),
            "infer_storage_schema_with_suggestions" => {
                made(self, &[("SuggestedTableSchema", Type::STRING)])
            }
            "ipv4_lookup" | "ipv6_lookup" => return self.ip_lookup(node, layout, arguments),
            "geo_polygon_lookup" | "geo_line_lookup" => return self.geo_lookup(node, arguments),
            "python" | "r" | "csharp" => {
                let told = arguments.first().and_then(|it| it.value.rows());
                return Value::table(told.unwrap_or_else(|| self.fresh_open_rows()));
            }
            "rows_near" | "identity" | "identity_v3" => {
                return Value::table(self.passed_rows());
            }
            "ai_embeddings" | "ai_chat_completion" | "ai_chat_completion_prompt" => {
                return self.ai_answers(node, name, arguments);
            }
            "dcount_intersect" => {
                let mut columns = self.input_columns();
                for at in 0..arguments.len() {
                    columns.push(self.made_column(node.id(), &format!("s{at}"), Type::LONG));
                }
                return Value::table(self.schema(&columns, is_open));
            }
            _ => match self.activity(node, name, layout, arguments) {
                Some(columns) => columns,
                None => return Value::table(self.fresh_open_rows()),
            },
        };
        Value::table(self.schema(&columns, false))
    }

    /// All columns but the bag, and those that are in it.
    fn bag_unpack(&mut self, arguments: &[Argument<'t>]) -> Value {
        let bag = arguments.first().and_then(|it| it.value.column);
        let mut columns = self.input_columns();
        columns.retain(|it| Some(*it) != bag);
        Value::table(self.model.schemas.add(&columns, true))
    }

    /// The columns that are neither pivot nor aggregated, and one for each value.
    fn pivot(&mut self, arguments: &[Argument<'t>]) -> Value {
        let pivot = arguments.first().and_then(|it| it.value.column);
        let aggregate = arguments.get(1).and_then(|it| {
            let list = it.node.children().nth(1)?;
            let first = list.children().next()?;
            self.silently(|cx| cx.expression(first)).column
        });
        let mut columns: Vec<_> = arguments
            .iter()
            .skip(2)
            .filter_map(|it| it.value.column)
            .collect();
        if columns.is_empty() {
            columns = self.input_columns();
            columns.retain(|it| Some(*it) != pivot && Some(*it) != aggregate);
        }
        Value::table(self.model.schemas.add(&columns, true))
    }

    fn ip_lookup(
        &mut self,
        node: SyntaxNode<'t>,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Value {
        let Some(table) = arguments.first().and_then(|it| it.value.rows()) else {
            return Value::table(self.passed_rows());
        };
        let keys: Vec<_> = layout
            .arguments(arguments, "ExtraKey")
            .filter_map(|it| it.value.column)
            .map(|it| it.name)
            .collect();
        let added = self.columns(table).into_iter();
        let added: Vec<_> = added.filter(|it| !keys.contains(&it.name)).collect();
        self.with_added(node, added, table)
    }

    fn geo_lookup(&mut self, node: SyntaxNode<'t>, arguments: &[Argument<'t>]) -> Value {
        let Some(table) = arguments.first().and_then(|it| it.value.rows()) else {
            return Value::table(self.passed_rows());
        };
        let key = arguments.get(1).and_then(|it| it.value.column);
        let returns_key = arguments.iter().any(|it| {
            let name = it.name.map(|name| self.text(name).to_ascii_lowercase());
            name.as_deref() == Some("return_lookup_key") && it.node.text() == "true"
        });
        let mut added = self.columns(table);
        added.retain(|it| returns_key || Some(it.name) != key.map(|key| key.name));
        self.with_added(node, added, table)
    }

    fn with_added(
        &mut self,
        node: SyntaxNode<'t>,
        added: Vec<ColumnData>,
        table: crate::schema::SchemaId,
    ) -> Value {
        let mut columns = self.input_columns();
        columns.extend(added);
        let columns = self.made_unique(columns, node);
        let is_open = self.input_is_open() || self.is_open(table);
        Value::table(self.schema(&columns, is_open))
    }

    /// Plug-ins over a timeline: its column, the dimensions, then counts.
    fn activity(
        &mut self,
        node: SyntaxNode<'t>,
        name: &str,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Option<Vec<ColumnData>> {
        let counts: &[(&str, Type)] = match name {
            "active_users_count" => &[("dcount", Type::LONG)],
            "activity_counts_metrics" => &[
                ("count", Type::LONG),
                ("dcount", Type::LONG),
                ("new_dcount", Type::LONG),
                ("aggregated_dcount", Type::LONG),
            ],
            "activity_engagement" => &[
                ("dcount_activities_inner", Type::LONG),
                ("dcount_activities_outer", Type::LONG),
                ("activity_ratio", Type::REAL),
            ],
            "activity_metrics" => &[
                ("dcount_values", Type::LONG),
                ("dcount_newvalues", Type::LONG),
                ("retention_rate", Type::REAL),
                ("churn_rate", Type::REAL),
            ],
            "new_activity_metrics" => &[
                ("dcount_new_values", Type::LONG),
                ("dcount_retained_values", Type::LONG),
                ("dcount_churn_values", Type::LONG),
                ("retention_rate", Type::REAL),
                ("churn_rate", Type::REAL),
            ],
            "session_count" => &[("count_sessions", Type::LONG)],
            "sliding_window_counts" => &[("Count", Type::LONG), ("Dcount", Type::LONG)],
            "funnel_sequence" => &[
                ("dcount", Type::LONG),
                ("samples", Type::Array(kqlint_catalog::ScalarType::Dynamic)),
            ],
            "funnel_sequence_completion" => &[("Period", Type::TIMESPAN), ("dcount", Type::LONG)],
            "rolling_percentile" => {
                return Some(self.rolling_percentile(node, layout, arguments));
            }
            "sequence_detect" => return Some(self.sequence_detect(node, layout, arguments)),
            _ => return None,
        };
        let mut columns = self.timeline(node, name, layout, arguments);
        let dimensions = layout.arguments(arguments, "Dimension");
        columns.extend(dimensions.filter_map(|it| it.value.column));
        for (name, ty) in counts {
            columns.push(self.made_column(node.id(), name, *ty));
        }
        Some(columns)
    }

    fn timeline(
        &mut self,
        node: SyntaxNode<'t>,
        name: &str,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Vec<ColumnData> {
        let timeline = layout.arguments(arguments, "TimelineColumn").next();
        let state = layout.arguments(arguments, "StateColumn").next().copied();
        let Some(timeline) = timeline else {
            return Vec::new();
        };
        if name == "new_activity_metrics" {
            let text = self.argument_name(timeline);
            let ty = timeline.value.ty;
            let ends = [format!("from_{text}"), format!("to_{text}")];
            return ends
                .iter()
                .map(|it| self.made_column(node.id(), it, ty))
                .collect();
        }
        let mut columns: Vec<_> = timeline.value.column.into_iter().collect();
        let Some(state) = state else {
            return columns;
        };
        if name == "funnel_sequence" {
            columns.push(self.made_column(node.id(), "prev", state.value.ty));
            columns.push(self.made_column(node.id(), "next", state.value.ty));
        } else {
            let text = self.argument_name(&state);
            columns.push(self.made_column(node.id(), &text, Type::STRING));
        }
        columns
    }

    fn sequence_detect(
        &mut self,
        node: SyntaxNode<'t>,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Vec<ColumnData> {
        let _ = layout;
        let Some(timeline) = arguments.first() else {
            return Vec::new();
        };
        let axis = self.argument_name(timeline);
        let is_bool = |it: &&Argument<'t>| it.value.ty == Type::BOOL;
        let steps: Vec<_> = arguments.iter().skip(3).take_while(is_bool).collect();
        let mut columns: Vec<_> = arguments
            .iter()
            .skip(3 + steps.len())
            .filter_map(|it| it.value.column)
            .collect();
        for step in steps {
            let name = match step.name {
                Some(name) => self.text(name).to_owned(),
                None => self.argument_name(step),
            };
            columns.push(self.made_column(node.id(), &format!("{name}_{axis}"), timeline.value.ty));
        }
        columns.push(self.made_column(node.id(), "Duration", Type::TIMESPAN));
        columns
    }

    /// `rolling_percentile(a, 50, Time, 1d, 3, Key)`: the axis, the keys, one percentile.
    fn rolling_percentile(
        &mut self,
        node: SyntaxNode<'t>,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Vec<ColumnData> {
        let of = |name| layout.arguments(arguments, name);
        let axis = of("IndexColumn").chain(of("Dimension"));
        let mut columns: Vec<_> = axis.filter_map(|it| it.value.column).collect();
        let text = |name| of(name).next().map_or("", |it| it.node.text());
        let Some(value) = of("ValueColumn").next() else {
            return columns;
        };
        let (bins, percentile) = (text("BinsPerWindow"), text("Percentile"));
        let column = self.argument_name(value);
        let name = format!("rolling_{bins}_percentile_{column}_{percentile}");
        columns.push(self.made_column(node.id(), &name, value.value.ty));
        columns
    }

    /// All columns, what a language model says of the first argument, and why it couldn't
    /// where that is asked for.
    fn ai_answers(
        &mut self,
        node: SyntaxNode<'t>,
        name: &str,
        arguments: &[Argument<'t>],
    ) -> Value {
        let (what, ty) = match name {
            "ai_embeddings" => ("embeddings", Type::DYNAMIC),
            _ => ("completion", Type::STRING),
        };
        let first = arguments.first();
        let about = first.map(|it| self.argument_name(it)).unwrap_or_default();
        let mut columns = self.input_columns();
        columns.push(self.made_column(node.id(), &format!("{about}_{what}"), ty));
        if arguments.get(3).is_some_and(|it| it.node.text() == "true") {
            let name = format!("{about}_{what}_error");
            columns.push(self.made_column(node.id(), &name, Type::STRING));
        }
        let is_open = self.rows.is_some_and(|it| self.is_open(it));
        Value::table(self.schema(&columns, is_open))
    }

    fn argument_name(&self, argument: &Argument<'t>) -> String {
        let name = self.expression_name(argument.node, Calls::Normal);
        name.unwrap_or_default().into_owned()
    }
}

const SEGMENT: &[(&str, Type)] = &[
    ("SegmentId", Type::LONG),
    ("Count", Type::LONG),
    ("Percent", Type::REAL),
];

const DIFFERENCE: &[(&str, Type)] = &[
    ("SegmentId", Type::LONG),
    ("CountA", Type::LONG),
    ("CountB", Type::LONG),
    ("PercentA", Type::REAL),
    ("PercentB", Type::REAL),
    ("PercentDiffAB", Type::REAL),
];
