//! A query that costs more points than a team allows.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, ExpressionStatement},
};

use crate::{
    context::Cx,
    cost::{Cost, Read, Window, Work},
    options::RuleOption,
    rule::declare_lint,
};

const BUDGET: RuleOption = RuleOption::number("budget", 100, "How many points a query may cost.");
const DAY: RuleOption = RuleOption::number("day", 1, "Points for each day of each table.");
const UNBOUNDED: RuleOption = RuleOption::number(
    "unbounded-days",
    90,
    "How many days count where nothing bounds the time of a table.",
);
const ALL_TABLES: RuleOption = RuleOption::number(
    "all-tables",
    100,
    "Points for a `search`, `find` or `union *` through all tables.",
);
const JOIN: RuleOption = RuleOption::number("join", 10, "Points for each `join` and `lookup`.");
const REGEX: RuleOption = RuleOption::number("regex", 5, "Points for each regular expression.");
const PARSE: RuleOption = RuleOption::number(
    "parse",
    3,
    "Points for each step and function that takes text apart.",
);
const SCAN: RuleOption = RuleOption::number(
    "scan",
    2,
    "Points for each search in text that the index can't answer, such as `contains`.",
);
const EXPAND: RuleOption =
    RuleOption::number("expand", 5, "Points for each `mv-expand` and `mv-apply`.");
const SORT: RuleOption = RuleOption::number("sort", 2, "Points for each `sort`.");
const COLLECTION: RuleOption = RuleOption::number(
    "collection",
    3,
    "Points for each `make_set()`, `make_list()` and `make_bag()`.",
);

declare_lint! {
    /// Finds queries that cost more points than are allowed.
    ///
    /// ## Why is this bad?
    ///
    /// A query that runs every few minutes, or on a page that many open, should be cheap, and nothing shows that it is not.
    ///
    /// The points are a sum of what can be seen in the text: for each table the days that are read of it, and for each join, regular expression and so on a weight.
    /// The finding lists the parts of the sum, the largest first.
    /// They are relative: they compare the queries of a team with each other and show what to work on.
    /// They say nothing of money or seconds, since the text doesn't say how much a table holds, and the engine may leave out what it doesn't need.
    ///
    /// Where no step bounds the time of a table, the window of the host counts, and for what a `let` names the longest time that the query speaks of.
    /// A table whose rows have no time counts as a day, and so does one of a function that is saved, whose caller bounds the time.
    /// Microsoft Defender keeps 30 days, so that a table without a bound counts as no more in a query that is meant for it: it names the time `Timestamp`, or reads its tables and doesn't name `TimeGenerated`.
    /// A search in text counts where it chooses rows, and not where it computes a column.
    /// What a `let` names counts once, however often it is read.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(30d)
    /// | join kind=inner (AmlComputeJobEvent) on ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | join kind=inner (AmlComputeJobEvent | where TimeGenerated > ago(1d)) on ClusterName
    /// ```
    pub const QUERY_COST = {
        name: "query-cost",
        summary: "a query that costs more points than are allowed",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        preview: true,
        options: [BUDGET, DAY, UNBOUNDED, ALL_TABLES, JOIN, REGEX, PARSE, SCAN, EXPAND, SORT, COLLECTION],
        kinds: [QueryBlock],
        check: check,
    }
}

/// How many days Microsoft Defender keeps.
const KEPT_IN_DEFENDER: u32 = 30;

/// The column with the size of a record, and where the sizes of tables stand already.
const SIZE: &str = "_BilledSize";
const OF_USAGE: &str = "read `Usage`, which says how much each table holds";

/// A part of the sum.
struct Part {
    points: u32,
    label: String,
    /// How to make it smaller.
    help: &'static str,
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let query = node.children().filter_map(ExpressionStatement::cast).last();
    let Some(first) = query.and_then(|it| it.syntax().first_token()) else {
        return;
    };
    if node.has_error() {
        return;
    }
    let mut parts = parts(cx, &Cost::of(cx, node));
    parts.sort_by_key(|part| std::cmp::Reverse(part.points));
    let total = parts
        .iter()
        .fold(0_u32, |sum, part| sum.saturating_add(part.points));
    let budget = cx.number(&BUDGET);
    let Some(largest) = parts.first().filter(|_| total > budget) else {
        return;
    };
    let help = largest.help;
    let mut report = cx.report_at(
        first.text_range(),
        format!("the query costs {total} points, of which {budget} are allowed"),
    );
    for Part { points, label, .. } in parts {
        report = report.note(format!("{points} for {label}"));
    }
    report.help(help);
}

fn parts(cx: &Cx<'_, '_>, cost: &Cost) -> Vec<Part> {
    let is_unbounded = |it: &&Read| {
        matches!(
            it.window,
            Window::Unbounded | Window::Kept | Window::Elsewhere(_)
        )
    };
    let bound = match cost.reads.iter().filter(is_unbounded).count() {
        1 => "bound the time of the table",
        _ => "bound the time of the tables",
    };
    let reads = cost.reads.iter().map(|read| Part {
        points: points_of_read(cx, read),
        label: read.label(),
        help: match read.window {
            Window::Unbounded | Window::Kept | Window::Elsewhere(_) => bound,
            _ => "read fewer days of the table",
        },
    });
    let works = Work::ALL.into_iter().filter_map(|work| {
        let count = cost.count(work);
        let (option, help) = match work {
            Work::AllTables if cx.readings().of(SIZE) > 0 => (&ALL_TABLES, OF_USAGE),
            _ => weight(work),
        };
        (count > 0).then(|| Part {
            points: u32::try_from(count)
                .unwrap_or(u32::MAX)
                .saturating_mul(cx.number(option)),
            label: work.label(count),
            help,
        })
    });
    reads.chain(works).collect()
}

fn points_of_read(cx: &Cx<'_, '_>, read: &Read) -> u32 {
    let days = match read.window {
        Window::Days(days) | Window::Elsewhere(days) => days,
        Window::Unknown | Window::Timeless => 1,
        Window::Kept => cx.number(&UNBOUNDED).min(KEPT_IN_DEFENDER),
        Window::Unbounded => cx.number(&UNBOUNDED),
    };
    days.saturating_mul(cx.number(&DAY))
}

/// The option that says what work costs, and how to do with less of it.
fn weight(work: Work) -> (&'static RuleOption, &'static str) {
    match work {
        Work::AllTables => (&ALL_TABLES, "name the tables"),
        Work::Join => (&JOIN, "use fewer joins"),
        Work::Regex => (&REGEX, "use text operators, or `parse`, where they suffice"),
        Work::Parse => (&PARSE, "take text apart once, behind the filters"),
        Work::Scan => (&SCAN, "look for whole terms with `has`"),
        Work::Expand => (&EXPAND, "filter before lists are expanded"),
        Work::Sort => (&SORT, "sort once, at the end"),
        Work::Collection => (&COLLECTION, "count values instead of collecting them"),
    }
}
