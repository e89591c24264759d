//! A column that an earlier step dropped or renamed.

use kqlint_diagnostics::{Place, Safety};
use kqlint_semantics::ProblemKind;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{AstNode, SummarizeOperator},
};

use super::unknown_column::bracketed;
use crate::{
    context::{Cx, quoted},
    literal::edit,
    report::Report,
    rule::declare_lint,
    unknown::{Rows, schema_at},
};

declare_lint! {
    /// Finds a column that was there, until a step of the query dropped or renamed it.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    /// Kusto only says that it can't resolve the name; this rule says which step lost it.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project TimeGenerated, JobName, EventType
    /// | where EventType == "JobFailed"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Where `project` or `project-away` dropped the column, adding it to the list or taking it out of it is offered; where it was renamed, the new name.
    /// The query could not run before, so these fixes are safe.
    /// Grouping by a column that `summarize` dropped is unsafe, since it returns more rows; keeping one of its values in each group is offered as a choice.
    pub const DROPPED_COLUMN = {
        name: "dropped-column",
        summary: "a column that an earlier step dropped or renamed",
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
    for problem in cx.problems() {
        let ProblemKind::UnknownColumn { name } = &problem.kind else {
            continue;
        };
        let Some(dropped) = model.dropped(tree, problem.node, name) else {
            continue;
        };
        let Some(step) = tree.node(dropped.by) else {
            continue;
        };
        let rows =
            schema_at(tree, model, problem).map(|it| Rows::of(cx.catalog(), &it.tables(), name));
        if matches!(rows, Some(Rows::Defenders | Rows::OnlyInDefender)) {
            continue;
        }
        let is_same = |it: &&mut Finding<'_>| it.step == step && it.name == &**name;
        match found.iter_mut().find(is_same) {
            Some(first) => first.places.push(problem.range),
            None => found.push(Finding {
                name,
                step,
                renamed_to: dropped.renamed_to,
                places: vec![problem.range],
            }),
        }
    }
    for finding in found {
        report(cx, finding);
    }
}

/// A column that a step dropped or renamed, and all the places where it is read after that.
struct Finding<'a> {
    name: &'a str,
    step: SyntaxNode<'a>,
    renamed_to: Option<&'a str>,
    places: Vec<TextRange>,
}

fn report(cx: &mut Cx<'_, '_>, finding: Finding<'_>) {
    let (name, step) = (finding.name, finding.step);
    let Some((first, others)) = finding.places.split_first() else {
        return;
    };
    let keyword = step.first_token().map_or("", |token| token.text());
    let (message, label) = match finding.renamed_to {
        Some(new) => (
            format!("{} is called `{new}` here", quoted(name)),
            "renamed here",
        ),
        None => (
            format!("{} was dropped by `{keyword}`", quoted(name)),
            "dropped here",
        ),
    };
    let mut report = cx
        .report_at(*first, message)
        .related(Place::Query(step.text_range()), label);
    for other in others {
        report = report.related(Place::Query(*other), "read here too");
    }
    let Some(new) = finding.renamed_to else {
        Carry::of(step, name).offer(report, keyword, name);
        return;
    };
    let edits = finding
        .places
        .iter()
        .map(|range| edit(*range, bracketed(new)));
    report.help(format!("use `{new}`")).fix(
        format!("Change to `{new}`"),
        Safety::Safe,
        edits.collect(),
    );
}

/// How a step could carry a column on.
enum Carry {
    /// As one more of a list that ends here.
    List(TextSize),
    /// By leaving out its name, which stands here with its comma.
    Away(TextRange),
    /// As one more group at an end, after a text, or as one value of each group.
    Group {
        end: TextSize,
        before: &'static str,
        value: Value,
    },
    /// In no certain way.
    No,
}

impl Carry {
    fn of(step: SyntaxNode<'_>, name: &str) -> Self {
        let last = step.children().last().filter(|last| !last.is_missing());
        let Some(last) = last else { return Self::No };
        let end = last.text_range().end();
        match step.kind() {
            NodeKind::ProjectOperator
            | NodeKind::DistinctOperator
            | NodeKind::ProjectKeepOperator => Self::List(end),
            NodeKind::ProjectAwayOperator => listed(step, name).map_or(Self::No, Self::Away),
            NodeKind::SummarizeOperator => {
                let is_grouped = last.kind() == NodeKind::ByClause;
                Self::Group {
                    end,
                    before: if is_grouped { ", " } else { " by " },
                    value: Value::of(step),
                }
            }
            _ => Self::No,
        }
    }

    fn offer(self, report: Report<'_>, keyword: &str, name: &str) {
        match self {
            Self::List(end) => report
                .help(format!("add it to `{keyword}`, or use it before that step"))
                .replace(
                    format!("Add {} to `{keyword}`", quoted(name)),
                    Safety::Safe,
                    TextRange::empty(end),
                    format!(", {}", bracketed(name)),
                ),
            Self::Away(listed) => report
                .help(format!(
                    "take it out of `{keyword}`, or use it before that step"
                ))
                .replace(
                    format!("Take {} out of `{keyword}`", quoted(name)),
                    Safety::Safe,
                    listed,
                    "",
                ),
            Self::Group { end, before, value } => report
                .help("add it to `by`, or keep one value with `take_any()`")
                .replace(
                    format!("Group by {}, too", quoted(name)),
                    Safety::Unsafe,
                    TextRange::empty(end),
                    format!("{before}{}", bracketed(name)),
                )
                .replace(
                    format!("Keep one {} of each group", quoted(name)),
                    Safety::Choice,
                    TextRange::empty(value.place),
                    value.text(name),
                ),
            Self::No => report.help("use it before that step"),
        };
    }
}

/// Where `summarize` can keep one value of each group.
struct Value {
    /// Behind its aggregates, or before `by` where there are none.
    place: TextSize,
    is_first: bool,
}

impl Value {
    fn of(summarize: SyntaxNode<'_>) -> Self {
        let is_by = |it: &SyntaxNode<'_>| it.kind() == NodeKind::ByClause;
        let aggregates = SummarizeOperator::cast(summarize).map(SummarizeOperator::aggregates);
        let last = aggregates.into_iter().flatten().last();
        let by = summarize.children().find(is_by);
        let place = match (last, by) {
            (Some(last), _) => last.syntax().text_range().end(),
            (None, Some(by)) => by.text_range().start(),
            (None, None) => summarize.text_range().end(),
        };
        Self {
            place,
            is_first: last.is_none(),
        }
    }

    fn text(&self, name: &str) -> String {
        let value = format!("take_any({})", bracketed(name));
        match self.is_first {
            true => format!("{value} "),
            false => format!(", {value}"),
        }
    }
}

/// A name of a list and the comma that goes with it, where others stay.
fn listed(step: SyntaxNode<'_>, name: &str) -> Option<TextRange> {
    let names: Vec<SyntaxNode<'_>> = step.children().collect();
    let at = names.iter().position(|it| it.text() == name)?;
    let own = names.get(at)?.text_range();
    match (
        at.checked_sub(1).and_then(|at| names.get(at)),
        names.get(at + 1),
    ) {
        (Some(before), _) => Some(TextRange::new(before.text_range().end(), own.end())),
        (None, Some(after)) => Some(TextRange::new(own.start(), after.text_range().start())),
        (None, None) => None,
    }
}
