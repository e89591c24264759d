//! A column that isn't there.

use kqlint_diagnostics::{Level, Safety};
use kqlint_semantics::{Model, Problem, Schema, Type};
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxTree, TextRange};

use crate::{
    context::{Cx, quoted},
    elsewhere::{Elsewhere, elsewhere},
    literal::edit,
    nearest::{nearest, slip_of},
    query::column,
    rule::declare_lint,
    unknown::{Reading, Rows, Unknown, schema_at},
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
    for Unknown { problem, reading } in cx.unknown().iter() {
        let Reading::Unknown(name) = *reading else {
            continue;
        };
        if let Some(text) = text_with_member(tree, model, problem) {
            // The column may be there, and hold another type than text.
            if !cx.looks_for_columns() {
                report_member(cx, text, problem);
            }
            continue;
        }
        let schema = schema_at(tree, model, problem);
        let tables = schema.map(Schema::tables).unwrap_or_default();
        if let Some(found) = schema.and_then(|schema| elsewhere(cx, schema, &tables, name)) {
            report_elsewhere(cx, problem, name, found);
            continue;
        }
        let rows = Rows::of(cx.catalog(), &tables, name);
        let meant = schema.and_then(|schema| meant(rows, schema, name));
        let is_other = meant.is_none_or(|meant| meant.eq_ignore_ascii_case(name));
        let is_silent = rows == Rows::OnlyInDefender
            || meant.is_none() && (rows == Rows::Defenders || is_dashboards(name))
            || follows_error(tree, problem)
            || is_other && is_parameter(cx, name);
        if is_silent {
            continue;
        }
        let report = cx.report_at(
            problem.range,
            format!("{} is not a column here", quoted(name)),
        );
        match (meant, rows) {
            (Some(meant), _) => {
                report.did_you_mean(problem.range, name, meant, bracketed(meant));
            }
            (None, Rows::Documented) => {
                report
                    .at_most(Level::Hint)
                    .note("the documentation of the table doesn't list it");
            }
            _ => {
                if let Some(schema) = schema.filter(|schema| !schema.is_empty()) {
                    report.note(offer(schema));
                }
            }
        }
    }
}

/// Reports a name that a column has somewhere else.
fn report_elsewhere(cx: &mut Cx<'_, '_>, problem: &Problem, name: &str, found: Elsewhere<'_>) {
    let column = found.column;
    let message = format!("{} is not a column here", quoted(name));
    cx.report_at(problem.range, message)
        .note(found.note)
        .did_you_mean(problem.range, name, column, bracketed(column));
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
