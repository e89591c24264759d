//! A column that isn't there.

use kqlint_diagnostics::{Level, Place, Safety};
use kqlint_semantics::{Model, Problem, Schema, Type};
use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode, SyntaxTree, TextRange,
    ast::{AstNode, QueryOperator},
};

use crate::{
    context::{Cx, quoted},
    elsewhere::{Elsewhere, elsewhere},
    literal::edit,
    nearest::{nearest, slip_of},
    query::column,
    rule::declare_lint,
    unknown::{Reading, Rows, Unknown, schema_at},
    variables::{is_made, is_variable},
};

declare_lint! {
    /// Finds the name of a column that the rows at that point don't have.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run: "failed to resolve column or scalar expression".
    ///
    /// The rule knows the columns after every pipe.
    /// Where the rows are still those of a built-in table, a service may have added columns since its documentation was read: only a clear slip is an error there, anything else is a hint; a schema of your own makes it sure.
    /// On tables that Microsoft Defender has as well, with more columns such as `Timestamp`, all but slips is let pass.
    /// So is a name that functions of Microsoft Sentinel have as a parameter, such as `starttime`: the text is most likely the body of one, saved without its declaration.
    /// So is a name that begins with `_` and is like no column: variables of dashboards do.
    /// So is a name that stands as variables of others do: as the number of rows of `take`, in `Name in (Names) or isempty(Names)`, in a `let` outside of all pipes, and in small letters where a comment says that the text is a function or has parameters.
    /// So is what `project-rename` and `graph-match … project` name, although they make it from what isn't known as a column.
    /// So are columns that agents write into their tables without a word in the documentation, such as `SourceComputerId`.
    /// A name in braces, `{Name}`, and a macro such as `$__timeFrom` are filled in before the query runs, and never columns.
    /// A name that is read in several places of a statement is one finding.
    /// It is silent where columns can't be known: after an unknown table, on tables such as `AzureDiagnostics`, behind `evaluate bag_unpack()`.
    /// A name that another service has for a column is changed to the one here: `customDimensions` of Application Insights is `Properties` in a workspace, and the `Timestamp` of advanced hunting is `TimeGenerated` where it is sure that a workspace runs the query.
    /// A column that an earlier step dropped is `dropped-column`, text without quotes is `unquoted-string`, a column that `union` split is `dead-union-column`.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | project ClusterNam, VmSize
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeClusterEvent
    /// | where TimeGenerated > ago(1d)
    /// | project ClusterName, VmSize
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The nearest name is offered when one is clearly nearest.
    /// A text with members is read as JSON.
    /// The query could not run before, so the fixes are safe.
    pub const UNKNOWN_COLUMN = {
        name: "unknown-column",
        summary: "a column that the rows don't have",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let (model, tree) = (cx.model(), cx.tree());
    let mut found: Vec<Finding<'_>> = Vec::new();
    let unknown = cx.unknown();
    for Unknown { problem, reading } in unknown.iter() {
        let Reading::Unknown(name) = *reading else {
            continue;
        };
        if let Some(text) = text_with_member(tree, model, problem) {
            // The column may be there, and hold another type than text.
            if !cx.looks_for_columns() && !is_made(cx, text.text()) {
                report_member(cx, text, problem);
            }
            continue;
        }
        let Some(what) = what(cx, problem, name) else {
            continue;
        };
        let statement = statement(tree, problem);
        let is_same = |it: &&mut Finding<'_>| {
            it.name == name && it.statement == statement && it.what.is_same(&what)
        };
        match found.iter_mut().find(is_same) {
            Some(first) => first.places.push(problem),
            None => found.push(Finding {
                name,
                statement,
                what,
                places: vec![problem],
            }),
        }
    }
    for finding in found {
        report(cx, &finding);
    }
}

/// A name that is no column, and all the places of a statement where it is read.
struct Finding<'a> {
    name: &'a str,
    statement: Option<NodeId>,
    what: What<'a>,
    places: Vec<&'a Problem>,
}

/// What is known of a name that is no column.
enum What<'a> {
    /// The column has this name here.
    Elsewhere(Elsewhere<'a>),
    /// This column was meant.
    Meant(&'a str),
    /// The table's documentation doesn't list it.
    NotDocumented,
    /// The query's own columns are others.
    Nothing(Option<Schema<'a>>),
}

impl What<'_> {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Elsewhere(one), Self::Elsewhere(two)) => one == two,
            (Self::Meant(one), Self::Meant(two)) => one == two,
            (Self::NotDocumented, Self::NotDocumented) => true,
            (Self::Nothing(_), Self::Nothing(_)) => true,
            _ => false,
        }
    }
}

/// What is to be said of a name; `None` where it may well be a column or a variable.
fn what<'a>(cx: &Cx<'a, '_>, problem: &'a Problem, name: &'a str) -> Option<What<'a>> {
    let schema = schema_at(cx.tree(), cx.model(), problem);
    let tables = schema.map(Schema::tables).unwrap_or_default();
    if let Some(found) = schema.and_then(|schema| elsewhere(cx, schema, &tables, name)) {
        return Some(What::Elsewhere(found));
    }
    let rows = Rows::of(cx.catalog(), &tables, name);
    let meant = schema.and_then(|schema| meant(rows, schema, name));
    let is_other = meant.is_none_or(|meant| meant.eq_ignore_ascii_case(name));
    let is_silent = rows == Rows::OnlyInDefender
        || is_made(cx, name)
        || meant.is_none() && (rows == Rows::Defenders || is_dashboards(name))
        || follows_error(cx.tree(), problem)
        || is_other && is_parameter(cx, name)
        || meant.is_none() && is_variable(cx, problem, name);
    match (meant, rows) {
        _ if is_silent => None,
        (Some(meant), _) => Some(What::Meant(meant)),
        (None, Rows::Documented) if is_agents(cx, &tables, name) || is_tables(&tables, name) => {
            None
        }
        (None, Rows::Documented) => Some(What::NotDocumented),
        _ => Some(What::Nothing(schema)),
    }
}

fn report(cx: &mut Cx<'_, '_>, finding: &Finding<'_>) {
    let Some((first, others)) = finding.places.split_first() else {
        return;
    };
    let name = finding.name;
    let is_variable = name.starts_with(|c: char| c.is_ascii_lowercase());
    let message = match finding.what {
        What::NotDocumented => format!("{} is not a documented column here", quoted(name)),
        What::Nothing(_) if is_variable => {
            format!("{} is neither a column nor a variable", quoted(name))
        }
        _ => format!("{} is not a column here", quoted(name)),
    };
    let is_listed = match finding.what {
        What::Meant(meant) => finding.places.iter().any(|it| is_listed(cx, it, meant)),
        _ => false,
    };
    let mut report = cx.report_at(first.range, message);
    for other in others {
        report = report.related(Place::Query(other.range), "here too");
    }
    let ranges = finding.places.iter().map(|it| it.range);
    match finding.what {
        What::Elsewhere(found) => {
            report.note(found.note).did_you_mean_at(
                ranges,
                name,
                found.column,
                &bracketed(found.column),
            );
        }
        // What a function of several columns calls them is not written down for all of them.
        What::Meant(meant) if meant.starts_with("series_") => {
            report
                .at_most(Level::Hint)
                .help(format!("did you mean `{meant}`?"));
        }
        What::Meant(meant) if is_listed => {
            report.help(format!("`{meant}` is listed already; did you mean it?"));
        }
        What::Meant(meant) => {
            report.did_you_mean_at(ranges, name, meant, &bracketed(meant));
        }
        What::NotDocumented => {
            report
                .at_most(Level::Hint)
                .note("the documentation of the table doesn't list it");
        }
        What::Nothing(schema) => {
            if let Some(schema) = schema.filter(|schema| !schema.is_empty()) {
                report.note(offer(schema));
            }
        }
    }
}

/// Whether a problem is a column of a step that has the other one too: no step has a column twice.
fn is_listed(cx: &Cx<'_, '_>, problem: &Problem, other: &str) -> bool {
    let step = cx.tree().node(problem.node).and_then(SyntaxNode::parent);
    let step = step.filter(|it| QueryOperator::cast(*it).is_some());
    let rows = step.and_then(|it| cx.model().output(it.id()));
    rows.is_some_and(|it| it.column(other).is_some())
}

/// The statement of the text that a problem stands in.
fn statement(tree: &SyntaxTree, problem: &Problem) -> Option<NodeId> {
    let root = tree.root().id();
    let mut around = tree.node(problem.node)?.ancestors();
    let statement = around.find(|it| {
        let above = it.parent();
        above.is_none_or(|it| it.id() == root || it.kind() == NodeKind::QueryBlock)
    });
    Some(statement?.id())
}

/// Whether a service writes a column into a table without a word in the documentation; its own queries read it.
fn is_tables(tables: &[(&str, usize)], name: &str) -> bool {
    const COLUMNS: [(&str, &str); 4] = [
        ("AppRequests", "PerformanceBucket"),
        ("DnsEvents", "ReportReferenceLink"),
        ("W3CIISLog", "sComputerName"),
        ("WindowsFirewall", "ReportReferenceLink"),
    ];
    let mut known = COLUMNS.iter().filter(|it| it.1 == name);
    known.any(|(of, _)| tables.iter().any(|(table, _)| table == of))
}

/// Whether agents write a column of that name into their tables, of which the
/// documentation of most doesn't speak: the tables have the computer as well.
fn is_agents(cx: &Cx<'_, '_>, tables: &[(&str, usize)], name: &str) -> bool {
    const COLUMNS: [&str; 5] = [
        "EventOriginId",
        "MG",
        "ManagementGroupName",
        "SourceComputerId",
        "TimeCollected",
    ];
    let has_computer = |table: &str| {
        let table = cx.catalog().table(table);
        table.is_some_and(|it| it.column("Computer").is_some())
    };
    COLUMNS.contains(&name) && tables.iter().any(|(table, _)| has_computer(table))
}

/// The text whose member a name is, as in `Identity.UserName` where `Identity` holds JSON.
fn text_with_member<'t>(
    tree: &'t SyntaxTree,
    model: &Model,
    problem: &Problem,
) -> Option<SyntaxNode<'t>> {
    let selector = tree.node(problem.node)?;
    let path = selector
        .parent()
        .filter(|it| it.kind() == NodeKind::PathExpression)?;
    let base = path.children().next().filter(|it| *it != selector)?;
    (model.type_of(base.id()) == Type::STRING).then_some(base)
}

fn report_member(cx: &mut Cx<'_, '_>, text: SyntaxNode<'_>, problem: &Problem) {
    let source = column(cx.model(), text).and_then(|column| column.source());
    let table = source.and_then(|(table, _)| cx.catalog().table(table));
    let level = match table.filter(|it| !cx.catalog().is_own_table(it.name())) {
        Some(table) if table.is_open() => Level::Hint,
        Some(_) => Level::Warning,
        None => Level::Error,
    };
    let range = text.text_range();
    let edits = vec![
        edit(TextRange::empty(range.start()), "parse_json("),
        edit(TextRange::empty(range.end()), ")"),
    ];
    let written = quoted(text.text());
    cx.report_at(
        problem.range,
        format!("{written} is a text, without members"),
    )
    .at_most(level)
    .help("read it as JSON first: `parse_json()`")
    .fix("Read it with `parse_json()`", Safety::Safe, edits);
}

/// The column that was meant: the nearest, where the rows are sure; a clear slip, where they may have more columns.
fn meant<'s>(rows: Rows, schema: Schema<'s>, name: &str) -> Option<&'s str> {
    let names = schema.columns().map(|column| column.name());
    match rows {
        Rows::Made => nearest(name, names),
        Rows::Documented => slip_of(name, |_| names),
        Rows::OnlyInDefender => None,
        // Defender writes `AccountUpn` where a workspace has `AccountUPN`.
        Rows::Defenders => {
            slip_of(name, |_| names).filter(|meant| !meant.eq_ignore_ascii_case(name))
        }
    }
}

/// Whether a name looks like a variable of a dashboard, saved without the dashboard: Azure Data Explorer calls them `_startTime`.
fn is_dashboards(name: &str) -> bool {
    let rest = name.strip_prefix('_');
    rest.is_some_and(|it| it.starts_with(char::is_alphabetic))
}

/// Whether the host gives the name a value, or a function of a workspace has a parameter of that name: the text is then most likely the body of one like it, saved without its declaration.
fn is_parameter(cx: &Cx<'_, '_>, name: &str) -> bool {
    let declared = &cx.input.facts.parameters;
    declared.iter().any(|it| it == name)
        || name.starts_with(|c: char| c.is_ascii_lowercase()) && cx.catalog().has_parameter(name)
}

/// Whether a step before couldn't be read, so that the rows aren't what the author sees.
fn follows_error(tree: &SyntaxTree, problem: &Problem) -> bool {
    let Some(node) = tree.node(problem.node) else {
        return false;
    };
    let mut pipes = node
        .ancestors()
        .filter(|it| it.kind() == NodeKind::PipeExpression);
    pipes.any(|pipe| {
        pipe.children()
            .take_while(|it| it.text_range().end() <= problem.range.start())
            .any(SyntaxNode::has_error)
    })
}

/// A column's name as a query writes it.
pub(crate) fn bracketed(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
    if plain {
        name.to_owned()
    } else {
        format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}

/// The columns that there are, as far as they fit on a line.
fn offer(schema: Schema<'_>) -> String {
    const MOST: usize = 8;
    let names: Vec<String> = schema
        .columns()
        .take(MOST)
        .map(|column| format!("`{}`", column.name()))
        .collect();
    let more = schema.len().saturating_sub(MOST);
    match more {
        0 => format!("the columns here are {}", names.join(", ")),
        _ => format!("the columns here are {} and {more} more", names.join(", ")),
    }
}
