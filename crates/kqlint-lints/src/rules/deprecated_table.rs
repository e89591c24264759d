//! A table that another one took the place of.

use kqlint_catalog::{Deprecation, DeprecationStatus};
use kqlint_diagnostics::Safety;
use kqlint_semantics::{Resolution, point_in_time};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::Cx,
    query::{asks_for_columns, column},
    rule::declare_lint,
    times::{Bound, Point, SECOND, Side, is_record_time},
};

declare_lint! {
    /// Finds a table that is retired, or that another one took the place of.
    ///
    /// ## Why is this bad?
    ///
    /// No rows arrive in such a table after a certain day, so the query finds less and less, and says nothing.
    ///
    /// A query that reads the other table too is left alone: it is about the time in which both have rows.
    /// So are one whose window ends before that day, one that only asks for the columns, and one whose comments speak of the migration.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterNodeEvent
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The other table has other columns and rows, so the fix is unsafe, and there is none where the query reads a column that the other table doesn't have.
    pub const DEPRECATED_TABLE = {
        name: "deprecated-table",
        summary: "a table that is retired",
        group: Deprecated,
        level: Warning,
        since: "0.1.0",
        kinds: [NameReference],
        names: [Table],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(Resolution::Table(name)) = cx.model().resolution(node.id()) else {
        return;
    };
    let deprecation = cx.table(name).and_then(|table| table.deprecation());
    let Some(deprecation) = deprecation.filter(is_certain) else {
        return;
    };
    let replacements: Vec<&str> = deprecation.replacements().collect();
    if reads_one_of(cx, &replacements) || is_about_past(cx, node, &deprecation) {
        return;
    }
    let lost = match replacements.as_slice() {
        [only] => lost_columns(cx, name, only),
        _ => Vec::new(),
    };
    let list = replacements
        .iter()
        .map(|it| format!("`{it}`"))
        .collect::<Vec<_>>()
        .join(" or ");
    let mut report = cx.report(node, format!("`{name}` is deprecated"));
    if let Some(since) = deprecation.since() {
        report = report.note(format!("since {since}"));
    }
    if let Some(retires) = deprecation.retires() {
        report = report.note(format!("announced to stop working on {retires}"));
    }
    if !list.is_empty() {
        report = report.help(format!("use {list}"));
    }
    let [only] = replacements.as_slice() else {
        return;
    };
    if !lost.is_empty() {
        lost.into_iter()
            .fold(report, |report, note| report.note(note));
    } else {
        report.replace(
            format!("Use `{only}`"),
            Safety::Unsafe,
            node.text_range(),
            *only,
        );
    }
}

/// Whether the query reads one of the tables.
fn reads_one_of(cx: &Cx<'_, '_>, tables: &[&str]) -> bool {
    cx.nodes().of(NodeKind::NameReference).iter().any(|it| {
        let resolution = cx.model().resolution(it.id());
        matches!(resolution, Some(Resolution::Table(table)) if tables.contains(&table))
    })
}

/// Whether the author reads what the table has from before its end, or looks at the table itself.
fn is_about_past(cx: &Cx<'_, '_>, table: SyntaxNode<'_>, deprecation: &Deprecation<'_>) -> bool {
    const PHRASES: [&str; 3] = ["migrat", "retire", "deprecat"];
    /// Who leaves out the last year doesn't ask for rows that arrive.
    const LONG_AGO: i64 = -365 * 86_400 * SECOND;
    let end = deprecation.retires().or(deprecation.since());
    let end = end.and_then(point_in_time);
    let times = cx.times();
    let behind = table.text_range().end();
    let is_past = |bound: &Bound| {
        let is_over = match bound.point {
            Point::Absolute(ticks) => end.is_some_and(|end| ticks <= end),
            Point::Relative(ticks) => ticks <= LONG_AGO,
        };
        let subject = cx.tree().node(bound.subject);
        is_over
            && bound.side == Side::Before
            && bound.range.start() >= behind
            && subject.is_some_and(|it| is_record_time(cx, it))
    };
    let mut pipes = table
        .ancestors()
        .filter(|it| it.kind() == NodeKind::PipeExpression);
    asks_for_columns(table)
        || cx.comments_say(&PHRASES)
        || pipes.any(|pipe| times.bounds_in(pipe.text_range()).any(is_past))
}

/// What is to be said of columns that the query reads of a table and that its replacement doesn't have under this name.
fn lost_columns(cx: &Cx<'_, '_>, table: &str, replacement: &str) -> Vec<String> {
    let catalog = cx.catalog();
    let (Some(old), Some(new)) = (catalog.table(table), catalog.table(replacement)) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for node in cx.nodes().of(NodeKind::NameReference) {
        let source = column(cx.model(), *node).and_then(|it| it.source());
        let Some((_, name)) = source.filter(|it| it.0 == table) else {
            continue;
        };
        if new.column(name).is_none() && !names.contains(&name) {
            names.push(name);
        }
    }
    let renamed = |name: &str| {
        let deprecation = old.column(name).and_then(|it| it.deprecation());
        let named = deprecation.and_then(|it| it.replacements().next());
        let named = named.and_then(|it| new.column(it));
        named.or_else(|| new.column_ignoring_case(name))
    };
    let missing: Vec<_> = names
        .iter()
        .filter(|name| renamed(name).is_none())
        .map(|name| format!("no `{name}`"))
        .collect();
    let mut notes = Vec::new();
    if !missing.is_empty() {
        notes.push(format!("it has {}", missing.join(" and ")));
    }
    notes.extend(names.iter().filter_map(|name| {
        let new = renamed(name)?.name();
        Some(format!("`{name}` is `{new}` there"))
    }));
    notes
}

/// Whether there is another place to go; a legacy mode may be all that a service offers.
pub(crate) fn is_certain(deprecation: &Deprecation<'_>) -> bool {
    deprecation.status() == DeprecationStatus::Deprecated
}
