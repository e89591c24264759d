//! `take 100000`: more rows than are returned.

use kqlint_embed::RuleKind;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxToken};

use crate::{
    context::Cx,
    lineage::{lineage, row_count},
    options::RuleOption,
    query::{keeps_rows, steps_after},
    rule::declare_lint,
};

const ROWS: RuleOption = RuleOption::number(
    "rows",
    PORTAL,
    "How many rows are shown where the queries run.",
);

/// How many rows the portal shows.
const PORTAL: u32 = 30_000;

/// How many rows a tile of a dashboard shows.
const DASHBOARD: u32 = 2_000;

declare_lint! {
    /// Finds a query that asks for more rows than Azure Monitor shows.
    ///
    /// ## Why is this bad?
    ///
    /// The portal shows 30,000 rows and a tile of a dashboard 2,000; the API returns 500,000, and 100 MB at most.
    /// The rest is cut off, so that the result looks complete and isn't.
    ///
    /// The rule looks at `take` and `top` at the end of a query that reads a table.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// SigninLogs
    /// | where TimeGenerated > ago(1d)
    /// | top 100000 by TimeGenerated desc
    /// ```
    ///
    /// ```kql,good
    /// SigninLogs
    /// | where TimeGenerated > ago(1d)
    /// | top 1000 by TimeGenerated desc
    /// ```
    ///
    /// ## References
    ///
    /// - [Service limits for Azure Monitor Logs](https://learn.microsoft.com/azure/azure-monitor/service-limits)
    pub const ROWS_OVER_LIMIT = {
        name: "rows-over-limit",
        summary: "more rows than are shown",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        options: [ROWS],
        kinds: [TakeOperator, TopOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(count) =
        row_count(cx.model(), node).filter(|_| cx.catalog().environment().is_workspace())
    else {
        return;
    };
    let is_tile = cx.input.facts.kind == Some(RuleKind::Dashboard);
    let limit = match cx.number(&ROWS) {
        PORTAL if is_tile => DASHBOARD,
        limit => limit,
    };
    if count > f64::from(limit) && is_result(cx, node) && !node.has_error() {
        let keyword = node.first_token().map_or("take", SyntaxToken::text);
        let (place, note) = match limit {
            DASHBOARD if is_tile => ("a tile shows", "a tile shows 2000 rows".to_owned()),
            PORTAL => (
                "the portal shows",
                "the portal shows 30000 rows, and the API returns 500000".to_owned(),
            ),
            limit => ("are shown", format!("{limit} rows are shown here")),
        };
        cx.report(node, format!("`{keyword}` asks for more rows than {place}"))
            .note(note)
            .help("ask for fewer rows, or summarize");
    }
}

/// Whether the rows of a step are those of a table, and what the query returns.
fn is_result(cx: &Cx<'_, '_>, step: SyntaxNode<'_>) -> bool {
    let is_last = steps_after(step).all(|it| keeps_rows(it) || it.kind() == NodeKind::SortOperator);
    let mut around = step.ancestors().skip(2).map(SyntaxNode::kind);
    let is_query = around.next() == Some(NodeKind::ExpressionStatement)
        && around.next() == Some(NodeKind::QueryBlock);
    let is_table =
        |it: SyntaxNode<'_>| matches!(cx.model().resolution(it.id()), Some(Resolution::Table(_)));
    let reads_table = || {
        let source = lineage(cx.model(), step).first().copied();
        source.is_some_and(|it| it.descendants().any(is_table))
    };
    // Who lifts the limits reads the rows with something else.
    is_last && is_query && reads_table() && !step.tree().text().contains("notruncation")
}
