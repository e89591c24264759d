//! A query that returns all columns of a wide table.

use kqlint_embed::RuleKind;
use kqlint_semantics::Origin;
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken,
    ast::{AstNode, NameReference},
};

use crate::{
    alert::{is_rule, steps},
    context::{Cx, quoted},
    options::RuleOption,
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
    /// A query that looks at a few rows with `take`, or into all tables with a wildcard, `find` or `search`, is left alone.
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
    let Some((count, table)) = find(cx, node) else {
        return;
    };
    let steps = steps(node);
    let Some(first) = steps.first().and_then(|it| it.first_token()) else {
        return;
    };
    let range = first.text_range();
    let report = cx
        .report_at(
            range,
            format!("{count} columns of {} are returned", quoted(&table)),
        )
        .help("name the columns that are looked at with `project`");
    let names_table = |token: SyntaxToken<'_>| token.text() == table;
    if !names_table(first) {
        report.label("the query begins here");
    }
}

/// How many columns of one table the query returns, where these are too many.
fn find(cx: &Cx<'_, '_>, node: SyntaxNode<'_>) -> Option<(usize, String)> {
    let steps = steps(node);
    // Who looks at a few rows, or for all tables that have something, wants to see the columns.
    let is_exempt = |step: &SyntaxNode<'_>| match step.kind() {
        NodeKind::TakeOperator | NodeKind::FindOperator | NodeKind::SearchOperator => true,
        NodeKind::UnionOperator => step
            .descendants()
            .filter_map(NameReference::cast)
            .any(|it| it.is_wildcard()),
        _ => false,
    };
    if steps.iter().any(is_exempt) {
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
    (count > cx.number(&COLUMNS) as usize).then(|| (count, table.to_owned()))
}
