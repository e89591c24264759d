//! `parse` that takes a text apart into many columns at once.

use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{context::Cx, lineage::are_few, options::RuleOption, rule::declare_lint};

const COLUMNS: RuleOption =
    RuleOption::number("columns", 5, "How many columns one `parse` may have.");

declare_lint! {
    /// Finds `parse` with more than five columns.
    ///
    /// ## Why is this bad?
    ///
    /// Each further column makes the pattern slower, since more ways to match have to be tried.
    /// Azure Monitor's guidance is five columns in one `parse`, and another `parse` for the rest.
    ///
    /// Where the query itself says that the rows are few, since it writes them out or takes 10,000 of them at most, the rule is silent.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | parse SyslogMessage with * "a=" A " b=" B " c=" C " d=" D " e=" E " f=" F
    /// ```
    ///
    /// ```kql,good
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | parse SyslogMessage with * "a=" A " b=" B " c=" C " d=" Rest
    /// | parse Rest with D " e=" E " f=" F
    /// ```
    ///
    /// ## References
    ///
    /// - [Optimize log queries in Azure Monitor](https://learn.microsoft.com/azure/azure-monitor/logs/query-optimization)
    pub const WIDE_PARSE = {
        name: "wide-parse",
        summary: "`parse` with more than five columns",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        options: [COLUMNS],
        kinds: [ParseOperator, ParseWhereOperator],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let columns = node
        .children()
        .filter(|it| it.kind() == NodeKind::NameAndTypeDeclaration)
        .count();
    let Some(keyword) = node.first_token().filter(|_| !node.has_error()) else {
        return;
    };
    if columns > cx.number(&COLUMNS) as usize && !are_few(cx.model(), node) {
        cx.report_at(
            keyword.text_range(),
            format!("one pattern takes the text apart into {columns} columns"),
        )
        .note("Azure Monitor's guidance is five columns at most")
        .help("take the rest apart in another `parse`");
    }
}
