//! A table that isn't there.

use kqlint_catalog::Catalog;
use kqlint_diagnostics::{Level, Safety};
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
    /// A name that differs from a built-in one in case only is a warning.
    /// Where only an acronym is written in another case, as in `GraphAPI…` and `GraphApi…`, nothing is reported: services and their documents write both.
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
    /// The query could not run before, so the fix is safe, unless only the case differs: the table may be there under both names.
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
        let Some((name, meant)) = find(catalog, problem).filter(|it| !cx.names(&TABLES, it.0))
        else {
            continue;
        };
        let is_sure = !name.eq_ignore_ascii_case(meant) || catalog.is_own_table(meant);
        let report = cx.report_at(problem.range, format!("{} is not a table", quoted(name)));
        if is_sure {
            report.did_you_mean(problem.range, name, meant, meant);
            continue;
        }
        report
            .at_most(Level::Warning)
            .note("upper and lower case make different names")
            .help(format!("did you mean `{meant}`?"))
            .replace(
                format!("Change to `{meant}`"),
                Safety::Unsafe,
                problem.range,
                meant,
            );
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
        let is_sure = catalog.is_own_table(table.name()) || !is_acronym(name, table.name());
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

/// Whether two spellings differ only in the case of an acronym, as documents of one service do: `GraphAPI…` and `GraphApi…`, `VNet` and `Vnet`.
fn is_acronym(written: &str, known: &str) -> bool {
    let is_upper = |text: &str, at: usize| {
        let byte = text.as_bytes().get(at);
        byte.is_some_and(u8::is_ascii_uppercase)
    };
    // Beside another capital letter in one of the spellings.
    let is_in_run = |text: &str, at: usize| {
        let before = at.checked_sub(1).is_some_and(|at| is_upper(text, at));
        is_upper(text, at) && (before || is_upper(text, at + 1))
    };
    let is_shouted = |text: &str| !text.bytes().any(|it| it.is_ascii_lowercase());
    let bytes = written.bytes().zip(known.bytes()).enumerate();
    let mut differing = bytes.filter(|(_, (left, right))| left != right);
    !is_shouted(written) && differing.all(|(at, _)| is_in_run(written, at) || is_in_run(known, at))
}
