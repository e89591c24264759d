//! `tostring(x)` of a text.

use kqlint_diagnostics::Safety;
use kqlint_semantics::{Resolution, Type};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    lineage::mixes_dynamic,
    query::{call, named, names_column, steps_after, without_element, without_step},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a conversion of a column to the type that it has.
    ///
    /// ## Why is this bad?
    ///
    /// The call does nothing but hide the column: in a filter it keeps the index from being used, and a reader wonders what the column holds.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where tostring(JobName) has "automl"
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | where JobName has "automl"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The value stays the same, so the fix is safe where the call names no column of the result.
    /// `extend X = tostring(X)` also moves the column to the end, so that it is unsafe to remove unless a later step names the columns.
    pub const UNNEEDED_CONVERSION = {
        name: "unneeded-conversion",
        summary: "a conversion to the type that the column has",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        functions: [
            "tobool",
            "todatetime",
            "todouble",
            "toint",
            "tolong",
            "toreal",
            "tostring",
            "totimespan",
        ],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some((argument, ty)) = find(cx, node) else {
        return;
    };
    let column = argument.text();
    let report = cx
        .report(
            node,
            format!(
                "{} is {} {} already",
                quoted(column),
                article(ty),
                ty.name()
            ),
        )
        .help("leave the conversion out");
    if let Some(named) = own_name(node, column) {
        // `extend X = X` would be left.
        let edit = match named.parent() {
            Some(step) if step.children().count() == 1 => without_step(step),
            _ => without_element(named),
        };
        // The column would stay where it is, and not go to the end.
        let is_ordered = named.parent().is_some_and(|step| {
            let mut next = steps_after(step).skip_while(|it| passes_columns(it.kind()));
            next.next().is_some_and(chooses_columns)
        });
        let safety = match is_ordered {
            true => Safety::Safe,
            false => Safety::Unsafe,
        };
        if let Some(edit) = edit {
            report.fix("Remove the conversion", safety, vec![edit]);
        }
    } else if !names_column(node) {
        report.replace(
            "Remove the conversion",
            Safety::Safe,
            node.text_range(),
            column,
        );
    }
}

/// Whether steps of a kind pass on the columns that they get, in the same order.
fn passes_columns(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::ExtendOperator
            | NodeKind::FilterOperator
            | NodeKind::SortOperator
            | NodeKind::TakeOperator
            | NodeKind::TopOperator
    )
}

/// Whether a step says which columns there are, in which order.
fn chooses_columns(step: SyntaxNode<'_>) -> bool {
    let is_choice = matches!(
        step.kind(),
        NodeKind::CountOperator
            | NodeKind::DistinctOperator
            | NodeKind::ProjectOperator
            | NodeKind::SummarizeOperator
    );
    let is_star = |it: SyntaxNode<'_>| it.kind() == NodeKind::StarExpression;
    is_choice && !step.descendants().any(is_star)
}

fn article(ty: Type) -> &'static str {
    match ty {
        Type::INT => "an",
        _ => "a",
    }
}

/// `X = tostring(X)` of an `extend`, where a node is the value.
fn own_name<'t>(node: SyntaxNode<'t>, column: &str) -> Option<SyntaxNode<'t>> {
    let parent = node.parent()?;
    let (alias, _) = named(parent).filter(|(_, value)| *value == node)?;
    let is_extended = parent.parent()?.kind() == NodeKind::ExtendOperator;
    (is_extended && alias == column).then_some(parent)
}

/// The column that is converted and its type.
fn find<'t>(cx: &Cx<'_, '_>, node: SyntaxNode<'t>) -> Option<(SyntaxNode<'t>, Type)> {
    let call = call(node)?;
    let [argument] = call.arguments.as_slice() else {
        return None;
    };
    let ty = match call.name.as_ref() {
        "tostring" => Type::STRING,
        "toint" => Type::INT,
        "tolong" => Type::LONG,
        "toreal" | "todouble" => Type::REAL,
        "todatetime" => Type::DATETIME,
        "totimespan" => Type::TIMESPAN,
        "tobool" => Type::BOOL,
        _ => return None,
    };
    let Some(Resolution::Column(column)) = cx.model().resolution(argument.id()) else {
        return None;
    };
    // What a text of a table is called isn't always what it is: ids are guids here and there.
    let is_known =
        column.ty() == ty && !node.has_error() && !mixes_dynamic(cx.model(), column, cx.tree());
    is_known.then_some((*argument, ty))
}
