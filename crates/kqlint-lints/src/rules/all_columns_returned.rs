//! A query that returns all columns of a wide table.

use kqlint_embed::RuleKind;
use kqlint_semantics::Origin;
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken,
    ast::{AstNode, NameReference},
};
use rustc_hash::FxHashSet;

use crate::{
    alert::{is_rule, steps},
    context::{Cx, quoted},
    lineage::row_count,
    options::RuleOption,
    placeholders::{is_filled_in, may_read_variables},
    rule::declare_lint,
};

const COLUMNS: RuleOption = RuleOption::number(
    "columns",
    40,
    "How many columns of a table a query may return.",
);

declare_lint! {
    /// Finds a query that returns more than 40 columns of a table.
    ///
    /// ## Why is this bad?
    ///
    /// Each column is stored, read and sent by itself, so the query pays for columns that nobody looks at.
    /// When the table gets another column, so does the result, which a dashboard or a script may not expect.
    ///
    /// It counts the columns of the table that the result holds, apart from those that the service returns only where they are named, such as `_BilledSize` and `_IsBillable`.
    /// A query that looks at rows with `take`, at no more than a thousand with `top` or `sample`, or into all tables with a wildcard, `find` or `search`, is left alone.
    /// So is one that steps are filled into at its end, and text that is to be saved as a function, whose caller chooses the columns.
    ///
    /// The rule is for queries that are kept for others; it leaves rules that run by themselves alone, since their alerts show the rows.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// SigninLogs
    /// | where TimeGenerated > ago(1d) and ResultType == "50126"
    /// ```
    ///
    /// ```kql,good
    /// SigninLogs
    /// | where TimeGenerated > ago(1d) and ResultType == "50126"
    /// | project TimeGenerated, UserPrincipalName, IPAddress
    /// ```
    pub const ALL_COLUMNS_RETURNED = {
        name: "all-columns-returned",
        summary: "a query that returns all columns of a wide table",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        preview: true,
        options: [COLUMNS],
        kinds: [ExpressionStatement],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let is_for_programs = matches!(
        cx.input.facts.kind,
        Some(RuleKind::Connector | RuleKind::Function | RuleKind::SummaryRule)
    );
    if node.has_error() || is_for_programs || is_rule(cx) {
        return;
    }
    let Some(Found {
        count,
        table,
        others,
    }) = find(cx, node)
    else {
        return;
    };
    let steps = steps(node);
    let Some(first) = steps.first().and_then(|it| it.first_token()) else {
        return;
    };
    let range = first.text_range();
    let tables = match others {
        0 => quoted(table),
        1 => format!("{} and another table", quoted(table)),
        _ => format!("{} and {others} other tables", quoted(table)),
    };
    let report = cx
        .report_at(range, format!("{count} columns of {tables} are returned"))
        .help("name the columns that are looked at with `project`");
    let names_table = |token: SyntaxToken<'_>| token.text() == table;
    if !names_table(first) {
        report.label("the query begins here");
    }
}

/// So many rows are looked at by a person.
const MOST_LOOKED_AT: f64 = 1_000.0;

/// What a query returns.
struct Found<'c> {
    /// How many columns of tables.
    count: usize,
    /// The first table.
    table: &'c str,
    /// How many more tables.
    others: usize,
}

/// What the query returns, where it has too many columns of one table.
fn find<'c>(cx: &Cx<'c, '_>, node: SyntaxNode<'_>) -> Option<Found<'c>> {
    let steps = steps(node);
    // Who looks at a few rows, or for all tables that have something, wants to see the columns.
    let is_exempt = |step: &SyntaxNode<'_>| match step.kind() {
        NodeKind::TopOperator | NodeKind::SampleOperator => {
            row_count(cx.model(), *step).is_some_and(|count| count <= MOST_LOOKED_AT)
        }
        NodeKind::TakeOperator | NodeKind::FindOperator | NodeKind::SearchOperator => true,
        NodeKind::UnionOperator => step
            .descendants()
            .filter_map(NameReference::cast)
            .any(|it| it.is_wildcard()),
        _ => false,
    };
    if steps.iter().any(is_exempt) || has_filled_in_steps(node) {
        return None;
    }
    let rows = cx.model().output(node.id())?;
    let own = || {
        rows.columns().filter_map(|column| match column.origin() {
            Origin::Table { table, column } => Some((table, column)),
            _ => None,
        })
    };
    let (table, _) = own().next()?;
    let known = cx.catalog().table(table)?;
    let is_returned = |name: &str| known.column(name).is_some_and(|it| !it.is_hidden());
    let count = own()
        .filter(|(of, name)| *of == table && is_returned(name))
        .count();
    let all: FxHashSet<&str> = own().map(|(of, _)| of).collect();
    let is_wide = count > cx.number(&COLUMNS) as usize && !cx.is_function();
    let others = own().filter(|(of, _)| *of != table).count();
    is_wide.then(|| Found {
        count: count + others,
        table,
        others: all.len() - 1,
    })
}

/// Whether steps, or the rows, are filled in before the query runs.
fn has_filled_in_steps(statement: SyntaxNode<'_>) -> bool {
    let is_filled_in = |token: SyntaxToken<'_>| {
        let node = token.parent();
        is_filled_in(node) && may_read_variables(node)
    };
    let ends = [statement.first_token(), statement.last_token()];
    ends.into_iter().flatten().any(is_filled_in)
}
