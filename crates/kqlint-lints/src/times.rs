//! What a query says about time: its bounds, and every other span in it.
//!
//! Collected once for a text and shared by the rules that ask.

use std::cmp::Reverse;

use kqlint_catalog::{Catalog, Environment};
use kqlint_semantics::{Constant, Model, Origin};
use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode, TextRange, TokenKind,
    ast::{AstNode, BetweenExpression, BinaryOperator},
};

use crate::{
    comparison::Binary,
    context::Cx,
    nodes::Nodes,
    query::{bare, column, is_called, name},
};

/// Ticks of 100 nanoseconds in a second.
pub(crate) const SECOND: i64 = 10_000_000;

/// On which side of its value a bound leaves rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// `Time > value`
    After,
    /// `Time < value`
    Before,
}

/// A comparison of a column with a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    /// The expression whose values are compared, usually a column.
    pub(crate) subject: NodeId,
    /// The expression of the point in time.
    pub(crate) value: NodeId,
    /// Its place.
    pub(crate) range: TextRange,
    pub(crate) side: Side,
    /// The point in time.
    pub(crate) point: Point,
}

/// A point in time that is known before the query runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Point {
    /// `now()` and that many ticks.
    Relative(i64),
    /// Ticks since the year 1.
    Absolute(i64),
}

impl Point {
    /// The point that a span of time behind this one is: `between (ago(5d) .. 1h)` ends an hour after it begins.
    fn behind(self, model: &Model, span: SyntaxNode<'_>) -> Option<Self> {
        let Constant::TimeSpan(length) = model.constant(span.id())? else {
            return None;
        };
        Some(match self {
            Self::Relative(ticks) => Self::Relative(ticks.checked_add(length)?),
            Self::Absolute(ticks) => Self::Absolute(ticks.checked_add(length)?),
        })
    }
}

/// A span of time that the query names, in ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) range: TextRange,
    pub(crate) ticks: i64,
}

/// What a text says about time.
#[derive(Debug, Default)]
pub(crate) struct Times {
    /// Bounds that filters set, in the order of the text.
    pub(crate) bounds: Vec<Bound>,
    /// How far back each `ago(…)` and each `now() - …` reaches, wherever it stands.
    pub(crate) reaches: Vec<Span>,
    /// Every span of time that is written out.
    pub(crate) spans: Vec<Span>,
    /// Whether there are points in time that can't be known before the query runs.
    pub(crate) has_unknown: bool,
}

impl Times {
    /// Collects them.
    pub(crate) fn collect(
        nodes: &Nodes<'_>,
        binaries: &[Option<Binary<'_>>],
        model: &Model,
    ) -> Self {
        let mut times = Self::default();
        let comparisons = nodes.of(NodeKind::BinaryExpression).iter().zip(binaries);
        for (node, binary) in comparisons {
            if let Some(binary) = binary {
                times.comparison(model, *node, *binary);
            }
        }
        for &node in nodes.of(NodeKind::BetweenExpression) {
            times.between(model, node);
        }
        for (node, name) in nodes.calls() {
            times.call(model, node, name);
        }
        for &node in nodes.of(NodeKind::ArithmeticExpression) {
            times.reach(model, node);
        }
        for &node in nodes.of(NodeKind::LiteralExpression) {
            times.span(model, node);
        }
        times.bounds.sort_by_key(|it| it.range.start());
        let outer_first = |it: &Span| (it.range.start(), Reverse(it.range.end()));
        times.reaches.sort_by_key(outer_first);
        times
    }

    /// The bounds whose points in time stand in a range, in the order of the text.
    pub(crate) fn bounds_in(&self, range: TextRange) -> impl Iterator<Item = &Bound> {
        let first = self
            .bounds
            .partition_point(|it| it.range.start() < range.start());
        let behind = self.bounds.iter().skip(first);
        behind
            .take_while(move |it| it.range.start() < range.end())
            .filter(move |it| it.range.end() <= range.end())
    }

    fn comparison(&mut self, model: &Model, node: SyntaxNode<'_>, binary: Binary<'_>) {
        let Binary { left, right, .. } = binary;
        let side = match binary.operator {
            BinaryOperator::Greater | BinaryOperator::GreaterOrEqual => Side::After,
            BinaryOperator::Less | BinaryOperator::LessOrEqual => Side::Before,
            _ => return,
        };
        if !is_filter(node) {
            return;
        }
        match (point(model, left), point(model, right)) {
            (None, Some(point)) => self.bound(left, right, side, point),
            (Some(point), None) => {
                let side = if side == Side::After {
                    Side::Before
                } else {
                    Side::After
                };
                self.bound(right, left, side, point);
            }
            _ => {}
        }
    }

    fn between(&mut self, model: &Model, node: SyntaxNode<'_>) {
        let Some(between) = BetweenExpression::cast(node) else {
            return;
        };
        let Some(subject) = between.subject() else {
            return;
        };
        if !is_filter(node) || between.is_negated() {
            return;
        }
        let low = between.low().map(|it| it.syntax());
        let begin = low.and_then(|it| point(model, it));
        if let (Some(low), Some(begin)) = (low, begin) {
            self.bound(subject.syntax(), low, Side::After, begin);
        }
        let high = between.high().map(|it| it.syntax());
        let end = high.and_then(|it| point(model, it).or_else(|| begin?.behind(model, it)));
        if let (Some(high), Some(end)) = (high, end) {
            self.bound(subject.syntax(), high, Side::Before, end);
        }
    }

    fn bound(&mut self, subject: SyntaxNode<'_>, value: SyntaxNode<'_>, side: Side, point: Point) {
        self.bounds.push(Bound {
            subject: subject.id(),
            value: value.id(),
            range: value.text_range(),
            side,
            point,
        });
    }

    fn call(&mut self, model: &Model, node: SyntaxNode<'_>, name: &str) {
        match name {
            "ago" => self.reach(model, node),
            "startofday" | "startofweek" | "startofmonth" | "startofyear" | "endofday"
            | "endofweek" | "endofmonth" | "endofyear" | "datetime_add" | "make_datetime"
            | "todatetime" => {
                self.has_unknown |= point(model, node).is_none();
                self.reach(model, node);
            }
            _ => {}
        }
    }

    fn reach(&mut self, model: &Model, node: SyntaxNode<'_>) {
        match model.constant(node.id()) {
            Some(Constant::RelativeTime(ticks)) => {
                self.reaches.push(Span {
                    range: node.text_range(),
                    ticks: ticks.saturating_neg(),
                });
            }
            None if node.kind() == NodeKind::FunctionCallExpression => self.has_unknown = true,
            _ => {}
        }
    }

    fn span(&mut self, model: &Model, node: SyntaxNode<'_>) {
        if node
            .first_token()
            .is_some_and(|token| token.kind() == TokenKind::TimeSpanLiteral)
            && let Some(Constant::TimeSpan(ticks)) = model.constant(node.id())
        {
            self.spans.push(Span {
                range: node.text_range(),
                ticks,
            });
        }
    }
}

/// The point in time that an expression is.
fn point(model: &Model, node: SyntaxNode<'_>) -> Option<Point> {
    match model.constant(node.id())? {
        Constant::RelativeTime(ticks) => Some(Point::Relative(ticks)),
        Constant::DateTime(ticks) => Some(Point::Absolute(ticks)),
        _ => None,
    }
}

/// Whether a condition decides which rows stay: it stands in a filter, below nothing but `and` and brackets.
pub(crate) fn is_filter(condition: SyntaxNode<'_>) -> bool {
    condition
        .ancestors()
        .skip(1)
        .find(|node| {
            !matches!(
                node.kind(),
                NodeKind::AndExpression | NodeKind::ParenthesizedExpression
            )
        })
        .is_some_and(|node| {
            matches!(
                node.kind(),
                NodeKind::FilterOperator | NodeKind::FindOperator | NodeKind::SearchOperator
            )
        })
}

/// Whether a `set` statement bounds the time of all that is read.
pub(crate) fn sets_time(statement: SyntaxNode<'_>) -> bool {
    let name = statement.child(NodeKind::NameDeclaration);
    name.is_some_and(|it| {
        matches!(
            it.text(),
            "query_datetimescope_from" | "query_datetimescope_to"
        )
    })
}

/// The column that says when a row of a table was made; none for tables that list what is, not what happened.
pub(crate) fn time_column<'c>(catalog: &'c Catalog, table: &str) -> Option<&'c str> {
    /// How the tables of vulnerability management begin.
    const STATE: &str = "DeviceTvm";
    let known = catalog.table(table).filter(|_| !table.starts_with(STATE));
    known?.time_column()
}

/// What Microsoft Defender calls the time of a record.
pub(crate) const IN_DEFENDER: &str = "Timestamp";

/// Whether a query may be meant for Microsoft Defender, whose picker always bounds the time:
/// it names the time as Defender does, or reads a table that Defender has too and doesn't name the time of a workspace.
pub(crate) fn is_of_defender(
    cx: &Cx<'_, '_>,
    statement: SyntaxNode<'_>,
    table: SyntaxNode<'_>,
) -> bool {
    let all = cx.nodes().within(NodeKind::NameReference, statement);
    let text = statement.text();
    let names = |wanted| text.contains(wanted) && all.iter().any(|it| is_called(*it, &[wanted]));
    let is_shared = || {
        let defender = cx.catalog().clone().with_environment(Environment::Defender);
        defender.table(table.text()).is_some()
    };
    names(IN_DEFENDER) || !names("TimeGenerated") && is_shared()
}

/// Whether an expression is the time of a record, as the table keeps it.
///
/// `Timestamp` is what Defender calls it, and the copies of its tables have both.
pub(crate) fn is_record_time(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> bool {
    let known = matches!(bare(node).text(), "TimeGenerated" | "Timestamp");
    match column(cx.model(), node) {
        // A table that isn't known has its time under one of these names too.
        None => known && name(node).is_some(),
        Some(found) => match found.source() {
            Some((table, name)) => {
                let table = cx.catalog().table(table);
                known || table.and_then(|it| it.time_column()) == Some(name)
            }
            None => known && found.origin() == Origin::Unknown,
        },
    }
}

/// A span of time as Kusto writes it, in its largest whole unit.
pub(crate) fn literal(ticks: i64) -> String {
    const UNITS: [(&str, i64); 4] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];
    for (suffix, seconds) in UNITS {
        if ticks % (seconds * SECOND) == 0 {
            return format!("{}{suffix}", ticks / (seconds * SECOND));
        }
    }
    format!("{}tick", ticks)
}
