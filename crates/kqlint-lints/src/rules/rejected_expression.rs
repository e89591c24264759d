//! What Kusto rejects for reasons that no other rule speaks of.

use kqlint_catalog::ScalarType;
use kqlint_semantics::{Expected, Origin, Problem, ProblemKind};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    rule::declare_lint,
    unknown::schema_at,
};

declare_lint! {
    /// Finds expressions that Kusto rejects and that no rule of their own is about: rows where a value must stand, a variable that is declared twice, a word that is no type.
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
    /// | project JobName, JobName = ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | project JobName, Cluster = ClusterName
    /// ```
    pub const REJECTED_EXPRESSION = {
        name: "rejected-expression",
        summary: "an expression that Kusto rejects",
        group: Correctness,
        level: Error,
        since: "0.1.0",
        kinds: [SourceFile],
        given: [Problems],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {
    let tree = cx.tree();
    for problem in cx.problems() {
        let Some(message) = message(&problem.kind) else {
            continue;
        };
        let is_sure = |node: SyntaxNode<'_>| {
            !node.has_error()
                && !calls_elsewhere(node)
                && !is_type_in_other_case(node, problem)
                && !is_implied(cx, problem)
                && !is_source(node, problem)
        };
        if tree.node(problem.node).is_some_and(is_sure) {
            cx.report_at(problem.range, message);
        }
    }
}

/// Whether a column that is there already is one that a workspace adds to its tables: not
/// every table has it, so `project-rename _ResourceId = …` may make it.
fn is_implied(cx: &Cx<'_, '_>, problem: &Problem) -> bool {
    let ProblemKind::DuplicateColumn { name } = &problem.kind else {
        return false;
    };
    let schema = schema_at(cx.tree(), cx.model(), problem);
    let column = schema.and_then(|schema| schema.column(name));
    let is_made = column.is_some_and(|it| {
        matches!(
            it.origin(),
            Origin::Computed(_) | Origin::Declared(_) | Origin::Renamed { .. }
        )
    });
    let mut standard = cx.catalog().standard_columns();
    name.starts_with('_') && !is_made && standard.any(|it| it.name() == &**name)
}

/// Whether a function without brackets is all that a query begins with: it may as well be
/// the name of a table, or of a `let` that isn't here.
fn is_source(node: SyntaxNode<'_>, problem: &Problem) -> bool {
    let is_first = node.prev_sibling().is_none()
        && node.parent().is_some_and(|parent| {
            matches!(
                parent.kind(),
                NodeKind::PipeExpression | NodeKind::ExpressionStatement
            )
        });
    is_first && matches!(problem.kind, ProblemKind::NoArgumentList { .. })
}

/// Whether a function of another database is called, which nobody knows here: `database("d").f(x)`.
fn calls_elsewhere(node: SyntaxNode<'_>) -> bool {
    let is_path = |it: &SyntaxNode<'_>| it.kind() == NodeKind::PathExpression;
    let mut paths = node.descendants().filter(is_path);
    paths.any(|path| {
        let first = path.first_token().map(|token| token.text());
        matches!(first, Some("database" | "cluster" | "workspace" | "app"))
    })
}

/// Whether a type is only written in another case, as services take it: `typeof(DateTime)`.
fn is_type_in_other_case(node: SyntaxNode<'_>, problem: &Problem) -> bool {
    let written = node.text().trim().to_ascii_lowercase();
    matches!(problem.kind, ProblemKind::UnknownType) && ScalarType::from_name(&written).is_some()
}

/// What is wrong, where no other rule says so.
fn message(kind: &ProblemKind) -> Option<String> {
    Some(match kind {
        ProblemKind::AmbiguousName { name } => {
            format!("{} means several things here", quoted(name))
        }
        ProblemKind::NotAFunction { name } => format!("{} is not a function", quoted(name)),
        ProblemKind::DuplicateColumn { name } => {
            format!("the column {} is named twice", quoted(name))
        }
        ProblemKind::DuplicateVariable { name } => {
            format!("{} is declared a second time", quoted(name))
        }
        ProblemKind::NoArgumentList { name } => {
            format!("{} needs brackets with its arguments", quoted(name))
        }
        ProblemKind::NoPatternMatch { name } => {
            format!("the pattern {} has no such case", quoted(name))
        }
        ProblemKind::OperatorNotAllowed => "this operator can't stand here".to_owned(),
        ProblemKind::OperatorPlace {
            must_be_first: true,
        } => "this operator must stand first".to_owned(),
        ProblemKind::StarNotAllowed => "`*` can't stand here".to_owned(),
        ProblemKind::UnknownType => "this is not a type".to_owned(),
        ProblemKind::SeveralColumns => "expected one column".to_owned(),
        ProblemKind::NoElements => "only dynamic values have elements".to_owned(),
        ProblemKind::UnknownOperatorParameter { name } => {
            format!("the operator has no parameter {}", quoted(name))
        }
        ProblemKind::DataValueCount { columns } => {
            format!("the number of values is not a multiple of {columns}")
        }
        ProblemKind::Form { expected } | ProblemKind::TypeMismatch { expected, .. } => {
            format!("expected {}", form(*expected)?)
        }
        _ => return None,
    })
}

/// A form of expression, where it isn't about the type of a value.
fn form(expected: Expected) -> Option<&'static str> {
    Some(match expected {
        Expected::Scalar => "a value",
        Expected::Table => "rows",
        Expected::Graph => "a graph",
        Expected::Column => "the name of a column",
        Expected::Aggregate => "a call of an aggregate",
        Expected::Call => "a call of a function",
        Expected::Rename => "`New = Old`",
        _ => return None,
    })
}
