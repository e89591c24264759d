//! A `let` that a column hides.

use kqlint_diagnostics::Place;
use kqlint_semantics::{Origin, Resolution, VariableKind};
use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, NameReference},
};

use crate::{
    context::{Cx, quoted},
    query::bare,
    rule::declare_lint,
};

declare_lint! {
    /// Finds a comparison that names a `let` or a parameter, where a column of the same name hides it.
    ///
    /// ## Why is this bad?
    ///
    /// Columns win over variables, silently.
    /// `ClusterName == ClusterName` compares the column with itself, so the filter keeps every row.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// let ClusterName = "cpu-cluster";
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and ClusterName == ClusterName
    /// ```
    ///
    /// ```kql,good
    /// let TargetCluster = "cpu-cluster";
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d) and ClusterName == TargetCluster
    /// ```
    pub const SHADOWED_NAME = {
        name: "shadowed-name",
        summary: "a variable that a column hides",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [BinaryExpression],
        beside: [LetStatement, FunctionDeclaration, QueryParametersStatement],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let Some((name_node, name, declaration)) = find(cx) else {
        return;
    };
    let report = cx
        .report(
            name_node,
            format!("{} is the column here, not the variable", quoted(&name)),
        )
        .help("give the variable another name");
    if let Some(declaration) = declaration {
        report.related(Place::Query(declaration.text_range()), "the variable");
    }
}

/// The right side of a comparison that means a variable and gets a column of a table.
fn find<'a>(cx: &Cx<'a, '_>) -> Option<(SyntaxNode<'a>, String, Option<SyntaxNode<'a>>)> {
    let (model, right) = (cx.model(), bare(cx.binary()?.right));
    let name = NameReference::cast(right)?.name()?;
    let Resolution::Column(column) = model.resolution(right.id())? else {
        return None;
    };
    if !matches!(column.origin(), Origin::Table { .. }) {
        return None;
    }
    let variables = model.variables_at(right.text_range().start());
    let variable = variables.iter().find(|variable| {
        variable.name == name && variable.ty.is_scalar() && variable.kind != VariableKind::Function
    })?;
    let declaration = cx.tree().node(variable.declaration);
    Some((right, name.into_owned(), declaration))
}
