//! What a query costs, as a sum of parts that can be explained.
//!
//! *Points* are relative: they compare queries with each other, and say nothing of money or seconds.
//! A part is a table with the days that are read of it, or a kind of work with the number of its places.

use kqlint_catalog::Environment;
use kqlint_embed::RuleKind;
use kqlint_semantics::{Origin, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{
        AstNode, BinaryExpression, BinaryOperator, FindOperator, LetStatement, QueryOperator,
        SearchOperator, TextSearch, UnionOperator,
    },
};

use crate::{
    context::{Cx, quoted},
    durations::ticks,
    query::{call_name, column, steps_after},
    times::{Point, SECOND, Side, is_of_defender, is_record_time, time_column},
};

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// `search`, `find` and `union *` without tables.
    AllTables,
    Join,
    /// `matches regex`, `extract()`
    Regex,
    /// `parse`, `parse_json()`
    Parse,
    /// `contains`, `endswith`: text that no index helps with.
    Scan,
    /// `mv-expand`, `mv-apply`
    Expand,
    Sort,
    /// `make_set()`, `make_list()`
    Collection,
}

impl Work {
    pub(crate) const ALL: [Work; 8] = [
        Work::AllTables,
        Work::Join,
        Work::Regex,
        Work::Parse,
        Work::Scan,
        Work::Expand,
        Work::Sort,
        Work::Collection,
    ];

    /// What so many places are called.
    pub(crate) fn label(self, count: usize) -> String {
        let (one, many) = match self {
            Work::AllTables => ("search through all tables", "searches through all tables"),
            Work::Join => ("join", "joins"),
            Work::Regex => ("regular expression", "regular expressions"),
            Work::Parse => ("step that takes text apart", "steps that take text apart"),
            Work::Scan => ("search without the index", "searches without the index"),
            Work::Expand => ("expanded list", "expanded lists"),
            Work::Sort => ("sort", "sorts"),
            Work::Collection => ("collected list", "collected lists"),
        };
        match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {many}"),
        }
    }
}

/// A table that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) table: String,
    pub(crate) window: Window,
}

/// How much of a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    /// So many days, a part of one counted as one.
    Days(u32),
    /// Something bounds the time, and it isn't known how long it is.
    Unknown,
    /// Nothing bounds the time, and the text speaks of so many days elsewhere.
    Elsewhere(u32),
    /// Nothing bounds the time.
    Unbounded,
    /// Nothing bounds the time, and Microsoft Defender keeps only so much.
    Kept,
    /// The rows have no time.
    Timeless,
}

impl Read {
    pub(crate) fn label(&self) -> String {
        let table = quoted(&self.table);
        match self.window {
            Window::Days(1) => format!("1 day of {table}"),
            Window::Days(days) => format!("{days} days of {table}"),
            Window::Unknown => format!("{table}, whose days aren't known and count as one"),
            Window::Elsewhere(days) => {
                format!(
                    "{table}, whose time nothing bounds, as far back as the query looks: {days}d"
                )
            }
            Window::Unbounded | Window::Kept => format!("{table}, whose time nothing bounds"),
            Window::Timeless => format!("{table}, whose rows have no time"),
        }
    }
}

/// What the statements of a query read and do.
#[derive(Debug, Default)]
pub(crate) struct Cost {
    pub(crate) reads: Vec<Read>,
    /// How many places do which work, in the order of [`Work::ALL`].
    works: [usize; Work::ALL.len()],
}

impl Cost {
    /// Collects it from the statements between two blank lines, without those that nothing reads.
    pub(crate) fn of(cx: &Cx<'_, '_>, block: SyntaxNode<'_>) -> Self {
        let mut out = Self::default();
        let is_read = |it: &SyntaxNode<'_>| {
            let name = LetStatement::cast(*it).and_then(|it| it.name()?.name());
            name.is_none_or(|name| cx.readings().of(&name) > 0)
        };
        for statement in block.children().filter(is_read) {
            for node in statement.descendants() {
                out.add(cx, node);
            }
        }
        out
    }

    /// How many places do a kind of work.
    pub(crate) fn count(&self, work: Work) -> usize {
        self.works.get(work as usize).copied().unwrap_or_default()
    }

    fn add(&mut self, cx: &Cx<'_, '_>, node: SyntaxNode<'_>) {
        if node.kind() == NodeKind::NameReference {
            if let Some(Resolution::Table(table)) = cx.model().resolution(node.id()) {
                self.reads.push(Read {
                    table: table.to_owned(),
                    window: window(cx, node),
                });
            }
        } else if let Some(slot) = work(node).and_then(|it| self.works.get_mut(it as usize)) {
            *slot += 1;
        }
    }
}

/// The work that a node does.
fn work(node: SyntaxNode<'_>) -> Option<Work> {
    Some(match node.kind() {
        NodeKind::SearchOperator | NodeKind::FindOperator | NodeKind::UnionOperator => {
            return reads_all(node).then_some(Work::AllTables);
        }
        NodeKind::JoinOperator | NodeKind::LookupOperator => Work::Join,
        NodeKind::ParseOperator | NodeKind::ParseWhereOperator | NodeKind::ParseKvOperator => {
            Work::Parse
        }
        NodeKind::MvExpandOperator | NodeKind::MvApplyOperator => Work::Expand,
        NodeKind::SortOperator => Work::Sort,
        NodeKind::BinaryExpression => match BinaryExpression::cast(node)?.operator()? {
            BinaryOperator::MatchesRegex => Work::Regex,
            BinaryOperator::Text(operator) => match operator.search {
                TextSearch::Contains | TextSearch::EndsWith | TextSearch::HasSuffix
                    if chooses_rows(node) =>
                {
                    Work::Scan
                }
                _ => return None,
            },
            _ => return None,
        },
        NodeKind::FunctionCallExpression => match call_name(node)?.as_ref() {
            "extract" | "extract_all" | "replace_regex" | "countof" => Work::Regex,
            "parse_json" | "parse_xml" | "parse_csv" | "parse_url" | "parse_user_agent"
            | "parse_command_line" | "extract_json" => Work::Parse,
            "make_set" | "make_list" | "make_set_if" | "make_list_if" | "make_bag" => {
                Work::Collection
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// Whether a condition stands in a step that chooses rows, where an index could answer it.
fn chooses_rows(condition: SyntaxNode<'_>) -> bool {
    let mut around = condition.ancestors();
    around
        .find(|it| QueryOperator::cast(*it).is_some())
        .is_some_and(|step| {
            matches!(
                step.kind(),
                NodeKind::FilterOperator | NodeKind::FindOperator | NodeKind::SearchOperator
            )
        })
}

/// Whether a source names no table.
fn reads_all(node: SyntaxNode<'_>) -> bool {
    let is_piped = node.prev_sibling().is_some();
    if let Some(search) = SearchOperator::cast(node) {
        return !is_piped && search.find_in_clause().is_none();
    }
    if let Some(find) = FindOperator::cast(node) {
        return find.find_in_clause().is_none();
    }
    UnionOperator::cast(node)
        .is_some_and(|union| union.sources().any(|it| it.syntax().text() == "*"))
}

/// How much of a table is read where it is named.
fn window(cx: &Cx<'_, '_>, table: SyntaxNode<'_>) -> Window {
    let name = table.text();
    if cx.catalog().table(name).is_some() && time_column(cx.catalog(), name).is_none() {
        return Window::Timeless;
    }
    bounding_steps(table)
        .iter()
        .find_map(|step| bounded_by(cx, *step))
        .or_else(|| bounded_behind_join(cx, table))
        .or_else(|| bounded_elsewhere(cx, table))
        .unwrap_or_else(|| unbounded(cx, table))
}

/// How much is read of a table whose time nothing bounds.
fn unbounded(cx: &Cx<'_, '_>, table: SyntaxNode<'_>) -> Window {
    let mut around = table.ancestors();
    let block = around.find(|it| it.kind() == NodeKind::QueryBlock);
    let is_in_defender = cx.catalog().environment() == Environment::Defender
        || block.is_some_and(|block| is_of_defender(cx, block, table));
    match is_in_defender {
        true => Window::Kept,
        false => Window::Unbounded,
    }
}

/// The days that a filter behind a join leaves of its right side, whose time has a number after its name there.
fn bounded_behind_join(cx: &Cx<'_, '_>, table: SyntaxNode<'_>) -> Option<Window> {
    let times = cx.times();
    let is_join = |it: &SyntaxNode<'_>| {
        matches!(it.kind(), NodeKind::JoinOperator | NodeKind::LookupOperator)
    };
    let mut joins = table.ancestors().filter(is_join);
    joins.find_map(|join| {
        let copied = |it: SyntaxNode<'_>| {
            let origin = column(cx.model(), it)?.origin();
            Some(matches!(origin, Origin::Suffixed { by, .. } if by == join.id()))
        };
        let filters = steps_after(join).filter(|step| step.kind() == NodeKind::FilterOperator);
        filters
            .flat_map(|step| times.bounds_in(step.text_range()))
            .filter(|bound| bound.side == Side::After)
            .find(|bound| cx.tree().node(bound.subject).and_then(copied) == Some(true))
            .map(|bound| match bound.point {
                Point::Relative(ticks) => days(ticks),
                Point::Absolute(_) => Window::Unknown,
            })
    })
}

/// The steps behind a table that may bound its time: those of its own pipeline, and of the one that a `union` stands in; a `search` or `find` itself.
fn bounding_steps(table: SyntaxNode<'_>) -> Vec<SyntaxNode<'_>> {
    let mut out = Vec::new();
    for node in table.ancestors() {
        let is_source = node.prev_sibling().is_none();
        let bounds = |step: &SyntaxNode<'_>| {
            matches!(
                step.kind(),
                NodeKind::FilterOperator | NodeKind::MakeSeriesOperator
            )
        };
        let groups = |step: &SyntaxNode<'_>| step.kind() == NodeKind::SummarizeOperator;
        out.extend(
            steps_after(node)
                .take_while(|step| !groups(step))
                .filter(bounds),
        );
        if matches!(
            node.kind(),
            NodeKind::SearchOperator | NodeKind::FindOperator
        ) {
            out.push(node);
        }
        let goes_on = is_source
            || matches!(
                node.kind(),
                NodeKind::UnionOperator | NodeKind::FindInClause
            );
        let ends = matches!(
            node.kind(),
            NodeKind::LetStatement | NodeKind::ExpressionStatement | NodeKind::FilterOperator
        );
        let is_operand = node.parent().is_some_and(|parent| {
            matches!(
                parent.kind(),
                NodeKind::UnionOperator | NodeKind::FindInClause
            )
        });
        if ends || !goes_on && !is_operand {
            break;
        }
    }
    out
}

/// The days that a step leaves, where it is about the time of the records.
fn bounded_by(cx: &Cx<'_, '_>, step: SyntaxNode<'_>) -> Option<Window> {
    let names_time = step
        .descendants()
        .any(|it| it.kind() == NodeKind::NameReference && is_record_time(cx, it));
    let range = step.text_range();
    let times = cx.times();
    let bound = |side: Side| {
        let here = times.bounds_in(range).filter(move |it| it.side == side);
        here.map(|it| it.point)
    };
    let lower = bound(Side::After).next();
    let upper = bound(Side::Before).next();
    let length = match (lower, upper) {
        (Some(Point::Relative(from)), Some(Point::Relative(to))) => to.checked_sub(from),
        (Some(Point::Absolute(from)), Some(Point::Absolute(to))) => to.checked_sub(from),
        (Some(Point::Relative(from)), _) => from.checked_neg(),
        _ => times
            .reaches
            .iter()
            .filter(|it| range.contains_range(it.range))
            .map(|it| it.ticks)
            .max(),
    };
    let is_bounded = names_time || step.kind() == NodeKind::MakeSeriesOperator;
    match length.filter(|it| *it > 0) {
        _ if !is_bounded => None,
        Some(length) => Some(days(length)),
        None => Some(Window::Unknown),
    }
}

/// The window that the host brings, or, for what a `let` names, the longest that the text speaks of.
fn bounded_elsewhere(cx: &Cx<'_, '_>, table: SyntaxNode<'_>) -> Option<Window> {
    if cx.has_window() {
        let facts = cx.input.facts;
        let length = [&facts.period, &facts.window, &facts.time_context]
            .into_iter()
            .flatten()
            .find_map(|it| ticks(&it.text));
        return Some(length.map_or(Window::Unknown, days));
    }
    if cx.input.facts.kind == Some(RuleKind::Function) || cx.is_function() {
        return Some(Window::Unknown);
    }
    let is_named = table
        .ancestors()
        .any(|it| it.kind() == NodeKind::LetStatement);
    let times = cx.times();
    let longest = times.reaches.iter().map(|it| it.ticks).max();
    let longest = longest.filter(|it| is_named && *it > 0)?;
    Some(match days(longest) {
        Window::Days(days) => Window::Elsewhere(days),
        other => other,
    })
}

/// Ticks as days, a part of one counted as one.
fn days(ticks: i64) -> Window {
    const DAY: u64 = 86_400 * SECOND.unsigned_abs();
    let days = ticks.unsigned_abs().div_ceil(DAY);
    Window::Days(u32::try_from(days).unwrap_or(u32::MAX))
}
