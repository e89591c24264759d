//! `make_set(x)` without a limit.

use std::borrow::Cow;

use kqlint_catalog::Environment;
use kqlint_diagnostics::Safety;
use kqlint_semantics::Origin;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{AstNode, LetStatement},
};
use rustc_hash::FxHashSet;

use crate::{
    context::Cx,
    few_values::collects_few,
    lineage::are_few,
    query::{Call, call, call_name, calls, named, steps_after},
    rule::declare_lint,
};

declare_lint! {
    /// Finds `make_set()` and `make_list()` that don't say how many values they collect at most.
    ///
    /// ## Why is this bad?
    ///
    /// Each group may collect up to 1,048,576 values, all of which are held in memory and returned.
    /// One group that is larger than was thought fails the query, or fills the screen.
    ///
    /// The rule is for teams that want every collection bounded.
    /// Collections inside of other functions, in `toscalar()`, and those that are read afterwards by anything but a reader of the result are left alone: a missing value would give another answer.
    /// `strcat_array()`, like `tostring()`, is a reader of the result: it writes the list out as text for somebody to look at.
    /// The `make_list()`s of one `summarize` belong together, so that one of them that is read speaks for all.
    ///
    /// Where the query says that a set has few values, the rule is silent: a filter or the condition of `make_set_if()` lists them, branches of `iff()` or `case()` do, they are days behind a filter on the time, or the set is made of what the rows are grouped by.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = make_set(JobName) by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = make_set(JobName, 100) by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// How many values are wanted is the author's choice, so the fix is offered and not applied.
    pub const UNBOUNDED_COLLECTION = {
        name: "unbounded-collection",
        summary: "`make_set()` or `make_list()` without a limit",
        group: Cost,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [FunctionCallExpression],
        functions: ["make_list", "make_list_if", "make_set", "make_set_if"],
        check: check,
    }
}

/// So many values are few: a year has no more days.
const FEW: usize = 366;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(call) = find(cx, node) else { return };
    let Some(last) = call.arguments.last() else {
        return;
    };
    cx.report(
        call.name_node,
        format!("nothing limits how many values `{}()` collects", call.name),
    )
    .help("say how many: a last argument of `100`")
    .replace(
        "Collect at most 100 values",
        Safety::Choice,
        TextRange::empty(last.text_range().end()),
        ", 100",
    );
}

/// The call whose last argument, the limit, isn't given.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<Call<'t>> {
    let call = call(node)?;
    let most = match call.name.ends_with("_if") {
        true => 2,
        false => 1,
    };
    let is_value = |it: SyntaxNode<'_>| {
        matches!(
            it.kind(),
            NodeKind::ToScalarExpression | NodeKind::ArgumentList | NodeKind::MvApplyOperator
        )
    };
    let summarize = node
        .ancestors()
        .find(|it| it.kind() == NodeKind::SummarizeOperator)?;
    let is_returned = !node.has_error()
        && call.arguments.len() == most
        && !node.ancestors().skip(1).any(is_value)
        && !is_let_of_values(cx, summarize)
        && !are_few(cx.model(), summarize)
        && !collects_few(cx.model(), &call, FEW)
        && !steps_after(summarize).any(|step| takes_lists(cx, step, &call))
        && !together(summarize, node).any(|it| is_worked_on(cx, summarize, it));
    is_returned.then_some(call)
}

/// Whether a step gets all columns: a function or a plug-in, or a chart, which draws lists as lines.
fn takes_lists(cx: &Cx<'_, '_>, step: SyntaxNode<'_>, call: &Call<'_>) -> bool {
    const SHOWN: [&str; 2] = ["card", "table"];
    match step.kind() {
        NodeKind::EvaluateOperator => true,
        NodeKind::InvokeOperator => !step
            .children()
            .filter_map(call_name)
            .any(|name| is_of_defender(cx, &name)),
        NodeKind::RenderOperator => {
            call.name.starts_with("make_list")
                && !step.tokens().any(|it| SHOWN.contains(&it.text()))
        }
        _ => false,
    }
}

/// Whether a function is one of those with which Defender adds columns: they read what they are given by name.
fn is_of_defender(cx: &Cx<'_, '_>, function: &str) -> bool {
    let defender = cx.catalog().clone().with_environment(Environment::Defender);
    let known = defender.workspace_function(function);
    known.is_some_and(|it| it.is_invoked())
}

/// A collection, and the lists beside it when it is a list: the values at one place come from one row.
fn together<'t>(
    summarize: SyntaxNode<'t>,
    aggregate: SyntaxNode<'t>,
) -> impl Iterator<Item = SyntaxNode<'t>> {
    let is_list = |node: SyntaxNode<'_>| {
        call_name(node).is_some_and(|name| matches!(name.as_ref(), "make_list" | "make_list_if"))
    };
    let siblings = is_list(aggregate).then(|| summarize.descendants());
    let siblings = siblings.into_iter().flatten();
    let others = siblings.filter(move |it| *it != aggregate && is_list(*it));
    std::iter::once(aggregate).chain(others)
}

/// Whether a `let` names the rows, and the query asks whether a value is among them.
fn is_let_of_values(cx: &Cx<'_, '_>, summarize: SyntaxNode<'_>) -> bool {
    let declaration = summarize.ancestors().find_map(LetStatement::cast);
    let name = declaration.and_then(|it| it.name()?.name());
    let is_value = |it: SyntaxNode<'_>| {
        let parent = it.parent().map(SyntaxNode::kind);
        matches!(
            parent,
            Some(NodeKind::ExpressionList | NodeKind::ArgumentList | NodeKind::ToScalarExpression)
        )
    };
    name.is_some_and(|name| readings(cx, &name).any(is_value))
}

/// Whether a later step works on what was collected.
fn is_worked_on(cx: &Cx<'_, '_>, summarize: SyntaxNode<'_>, aggregate: SyntaxNode<'_>) -> bool {
    let column = aggregate.parent().and_then(named);
    let own = column.map(|(name, _)| name.into_owned());
    let made = || {
        let made_here = Origin::Computed(aggregate.id());
        let mut columns = cx.model().output(summarize.id())?.columns();
        let column = columns.find(|it| it.origin() == made_here)?;
        Some(column.name().to_owned())
    };
    let behind = summarize.text_range().end();
    own.or_else(made)
        .is_some_and(|name| works(cx, behind, name))
}

/// So many names of one collection are looked through.
const DEPTH: usize = 3;

/// Whether any place behind one works on a column of that name, or on one that is a copy of it.
fn works(cx: &Cx<'_, '_>, behind: TextSize, name: String) -> bool {
    let is_behind = |it: &SyntaxNode<'_>| it.text_range().start() >= behind;
    let mut seen = FxHashSet::from_iter([name.clone()]);
    let mut names = vec![name];
    for _ in 0..DEPTH {
        let mut copies = Vec::new();
        for name in &names {
            for reading in readings(cx, name).take_while(is_behind) {
                match use_of(reading) {
                    Use::Works => return true,
                    Use::Shows => {}
                    Use::Copies(alias) => {
                        if !seen.contains(alias.as_ref()) {
                            let alias = alias.into_owned();
                            seen.insert(alias.clone());
                            copies.push(alias);
                        }
                    }
                }
            }
        }
        names = copies;
    }
    false
}

/// What becomes of a collection where its name is read.
enum Use<'t> {
    /// It has another name as well.
    Copies(Cow<'t, str>),
    /// It is in the result, or isn't.
    Shows,
    Works,
}

fn use_of(reading: SyntaxNode<'_>) -> Use<'_> {
    let whole = reading
        .ancestors()
        .find(|it| !is_display(*it))
        .unwrap_or(reading);
    if let Some((alias, _)) = named(whole) {
        return Use::Copies(alias);
    }
    match whole.kind() {
        NodeKind::ProjectOperator
        | NodeKind::ProjectAwayOperator
        | NodeKind::ProjectKeepOperator
        | NodeKind::ProjectRenameOperator
        | NodeKind::ProjectReorderOperator
        | NodeKind::ExtendOperator
        | NodeKind::SortOperator => Use::Shows,
        _ => Use::Works,
    }
}

/// Whether a node hands a collection on as it is, or as text to read.
fn is_display(node: SyntaxNode<'_>) -> bool {
    const TEXTS: [&str; 5] = [
        "array_sort_asc",
        "array_sort_desc",
        "strcat",
        "strcat_array",
        "tostring",
    ];
    matches!(
        node.kind(),
        NodeKind::NameReference
            | NodeKind::ArgumentList
            | NodeKind::OrderedExpression
            | NodeKind::ParenthesizedExpression
    ) || calls(node, &TEXTS)
}

/// The places that read a name, the last one first.
fn readings<'a>(cx: &Cx<'a, '_>, name: &str) -> impl Iterator<Item = SyntaxNode<'a>> {
    let tree = cx.tree();
    let places = cx.readings().backwards(name, tree.root().id());
    places.filter_map(|id| tree.node(id))
}
