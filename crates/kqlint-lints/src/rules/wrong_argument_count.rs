//! A call with too few or too many arguments, or with one that no parameter takes.

use std::borrow::Cow;

use kqlint_catalog::{Catalog, Signature, WorkspaceFunction};
use kqlint_diagnostics::Place;
use kqlint_semantics::{Problem, ProblemKind, Resolution};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree, TextRange,
    ast::{AstNode, NameDeclaration},
};

use super::unknown_column::bracketed;
use crate::{
    context::{Cx, quoted},
    nearest::nearest,
    query::call,
    rule::declare_lint,
};

declare_lint! {
    /// Finds calls with fewer or more arguments than the function takes, and arguments by a name that none of its parameters has.
    ///
    /// ## Why is this bad?
    ///
    /// The query can't run.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Part = substring(JobName)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Part = substring(JobName, 4)
    /// ```
    ///
    /// An argument by name counts for the parameter of that name: `f(startTime=ago(1d))` fails where `f` calls it `starttime`.
    pub const WRONG_ARGUMENT_COUNT = {
        name: "wrong-argument-count",
        summary: "too few or too many arguments, or one that no parameter takes",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let (tree, catalog) = (cx.tree(), cx.catalog());
    for problem in cx.problems() {
        let node = tree.node(problem.node);
        // The name of a call has no error where its arguments do.
        let call = node.and_then(SyntaxNode::parent).or(node);
        if call.is_none_or(SyntaxNode::has_error) {
            continue;
        }
        match &problem.kind {
            ProblemKind::ArgumentCount {
                function,
                min,
                max,
                found,
            } => {
                let message = format!(
                    "{} takes {}, found {found}",
                    quoted(function),
                    wanted(*min, *max)
                );
                let mut report = cx.report_at(problem.range, message);
                for signature in signatures(catalog, function) {
                    report = report.note(signature);
                }
                if let Some(surplus) = surplus(tree, problem, *max) {
                    report.related(Place::Query(surplus), "one too many");
                } else if let Some(lacking) = lacking(catalog, function, *found) {
                    report.help(format!("add `{lacking}`"));
                }
            }
            ProblemKind::IncompleteArguments {
                function,
                group,
                after,
                found,
                lacks,
            } => {
                let message = format!(
                    "{} takes {}, found {found}",
                    quoted(function),
                    groups(*group, *after)
                );
                let mut report = cx.report_at(problem.range, message);
                for signature in signatures(catalog, function) {
                    report = report.note(signature);
                }
                report.help(format!("add `{lacks}`"));
            }
            ProblemKind::MissingArgument { name } => {
                let message = format!("the argument {} is missing", quoted(name));
                cx.report_at(problem.range, message);
            }
            ProblemKind::UnknownArgument { name } => {
                let message = format!("no parameter is called {}", quoted(name));
                let meant = node.and_then(|node| meant(cx, node, name));
                let report = cx.report_at(problem.range, message);
                if let Some(meant) = meant {
                    let text = bracketed(&meant);
                    report.did_you_mean(problem.range, name, &meant, text);
                }
            }
            _ => {}
        }
    }
}

/// The parameter of the called function that a name is a slip of.
fn meant(cx: &Cx<'_, '_>, node: SyntaxNode<'_>, name: &str) -> Option<String> {
    let call = node.ancestors().find_map(call)?;
    match cx.model().resolution(call.name_node.id()) {
        Some(Resolution::Variable(declaration)) => {
            let declared = declared(cx.tree().node(declaration)?);
            nearest(name, declared.iter().map(AsRef::as_ref)).map(str::to_owned)
        }
        _ => {
            let parameters = own_of(cx.catalog(), &call.name)?.parameters();
            nearest(name, parameters.map(|it| it.name())).map(str::to_owned)
        }
    }
}

/// The parameters of the function that a `let` declares, given the node of its name.
fn declared(name: SyntaxNode<'_>) -> Vec<Cow<'_, str>> {
    let value = name.next_sibling();
    let parameters = value.and_then(|it| it.child(NodeKind::FunctionParameters));
    parameters
        .into_iter()
        .flat_map(SyntaxNode::children)
        .filter_map(|it| it.descendants().find_map(NameDeclaration::cast)?.name())
        .collect()
}

/// The first argument that the function doesn't take.
fn surplus(tree: &SyntaxTree, problem: &Problem, max: usize) -> Option<TextRange> {
    let mut around = tree.node(problem.node)?.ancestors();
    let call = around.find(|it| it.kind() == NodeKind::FunctionCallExpression)?;
    let arguments = call.child(NodeKind::ArgumentList)?;
    Some(arguments.children().nth(max)?.text_range())
}

/// The parameter that gets no argument, where a function is called in one way only.
fn lacking<'c>(catalog: &'c Catalog, function: &str, found: usize) -> Option<&'c str> {
    if let Some(function) = own_of(catalog, function) {
        let parameter = function.parameters().nth(found)?;
        return (!parameter.is_optional()).then(|| parameter.name());
    }
    let mut shown = shown(catalog, function);
    let signature = shown.next().filter(|_| shown.next().is_none())?;
    let parameter = signature.parameters().nth(found)?;
    (!parameter.is_optional()).then(|| parameter.name())
}

/// `pairs of arguments and one more`.
fn groups(group: usize, after: usize) -> String {
    let groups = match group {
        2 => "pairs of arguments".to_owned(),
        group => format!("groups of {group} arguments"),
    };
    match after {
        0 => groups,
        1 => format!("{groups} and one more"),
        after => format!("{groups} and {after} more"),
    }
}

/// `2 arguments`, `1 to 3 arguments`.
fn wanted(min: usize, max: usize) -> String {
    match (min, max) {
        (1, 1) => "1 argument".to_owned(),
        (min, max) if min == max => format!("{min} arguments"),
        (min, max) if max >= 32 => format!("at least {min} arguments"),
        (min, max) => format!("{min} to {max} arguments"),
    }
}

/// How the function is called, for at most three ways.
pub(super) fn signatures(catalog: &Catalog, function: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if let Some(own) = own_of(catalog, function) {
        let parameters = own.parameters().map(|it| match it.is_optional() {
            true => format!("[{}]", it.name()),
            false => it.name().to_owned(),
        });
        let parameters: Vec<String> = parameters.collect();
        found.push(format!("`{function}({})`", parameters.join(", ")));
    }
    for signature in shown(catalog, function) {
        let text = format!("`{function}({})`", parameters(signature));
        if found.len() < 3 && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// The function of the workspace of that name, where nothing built-in has it.
fn own_of<'c>(catalog: &'c Catalog, name: &str) -> Option<WorkspaceFunction<'c>> {
    let is_built_in = catalog.function(name).is_some();
    catalog.workspace_function(name).filter(|_| !is_built_in)
}

fn shown<'c>(catalog: &'c Catalog, function: &str) -> impl Iterator<Item = Signature<'c>> {
    let found = catalog
        .function(function)
        .or_else(|| catalog.aggregate(function))
        .or_else(|| catalog.plugin(function));
    let signatures = found.into_iter().flat_map(|found| found.signatures());
    signatures.filter(|signature| !signature.is_hidden())
}

fn parameters(signature: Signature<'_>) -> String {
    let names: Vec<String> = signature
        .parameters()
        .map(|parameter| {
            let name = parameter.name();
            let more = if parameter.repeats() { ", …" } else { "" };
            if parameter.is_optional() {
                format!("[{name}{more}]")
            } else {
                format!("{name}{more}")
            }
        })
        .collect();
    names.join(", ")
}
