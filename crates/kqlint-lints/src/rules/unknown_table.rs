//! A table that isn't there.

use kqlint_catalog::Catalog;
use kqlint_semantics::{Problem, ProblemKind};
use kqlint_syntax::SyntaxNode;

use crate::{
    context::{Cx, quoted},
    nearest::slip_of,
    options::RuleOption,
    rule::declare_lint,
};

const TABLES: RuleOption = RuleOption::names(
    "allowed-tables",
    "Tables of your own, which are no slips of known ones.",
);

declare_lint! {
    /// Finds the name of a table that is clearly a misspelt one.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run: "failed to resolve table".
    ///
    /// Workspaces have tables and functions of their own, so a name that is merely unknown is no finding.
    /// Name your schema files in `kqlint.toml` to have your own tables known.
    ///
    /// Of a few tables services and documents write the name in two ways, as `GraphAPIAuditEvents` and `GraphApiAuditEvents`; neither is reported.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvnt
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
    /// The query could not run before, so the fix is safe.
    pub const UNKNOWN_TABLE = {
        name: "unknown-table",
        summary: "a misspelt table",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        options: [TABLES],
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let catalog = cx.catalog();
    for problem in cx.problems() {
        if let Some((name, meant)) = find(catalog, problem)
            && !cx.names(&TABLES, name)
        {
            cx.report_at(problem.range, format!("{} is not a table", quoted(name)))
                .did_you_mean(problem.range, name, meant, meant);
        }
    }
}

/// The unknown name and the table that it clearly stands for.
fn find<'p>(catalog: &'p Catalog, problem: &'p Problem) -> Option<(&'p str, &'p str)> {
    let ProblemKind::UnknownTable { name } = &problem.kind else {
        return None;
    };
    // Where a value may stand too, the name is most likely one that the host declares.
    if problem.code == VALUE_OR_ROWS {
        return None;
    }
    if let Some(table) = catalog.table_ignoring_case(name) {
        // Names in small letters are common ones, and `Traces` may well be someone's own.
        let is_own = table.name().starts_with(|c: char| c.is_lowercase());
        let is_sure = catalog.is_own_table(table.name()) || !is_written_so(name);
        return (!is_own && is_sure).then_some((&**name, table.name()));
    }
    // A longer name with one letter off is a slip; a short one may well be someone's own table.
    if name.len() < 6 {
        return None;
    }
    let meant = slip_of(name, |edits| {
        let tables = catalog.tables_like(name, edits);
        tables.map(|table| table.name())
    })?;
    // `Events` may well be someone's own.
    let is_plural = meant.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(meant);
    (!is_plural).then_some((&**name, meant))
}

/// What Kusto's binder says of a name that is neither a value nor a table where both may stand.
const VALUE_OR_ROWS: &str = "KS142";

/// Names that services and their documents write in two ways, in lower case.
const IN_TWO_WAYS: [&str; 5] = [
    "azmsvnetconnectionevents",
    "graphapiauditevents",
    "otellogs",
    "otelmetrics",
    "oteltraces",
];

/// Whether a table has that name somewhere, although the case is another than the one that is documented.
fn is_written_so(name: &str) -> bool {
    IN_TWO_WAYS.iter().any(|it| it.eq_ignore_ascii_case(name))
}
