//! Tables on a plan that runs a part of the language.

use kqlint_catalog::TablePlan;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::context::Cx;

/// The plan of the table that a name means, where it restricts queries.
pub(crate) fn restricted(cx: &Cx<'_, '_>, name: SyntaxNode<'_>) -> Option<TablePlan> {
    if name.kind() != NodeKind::NameReference || !cx.catalog().has_own_schema() {
        return None;
    }
    let Some(Resolution::Table(name)) = cx.model().resolution(name.id()) else {
        return None;
    };
    let plan = cx.catalog().table(name)?.plan()?;
    plan.is_restricted().then_some(plan)
}

/// The first table of a query that is on such a plan, and the plan.
pub(crate) fn first_restricted<'t>(
    cx: &Cx<'_, '_>,
    query: SyntaxNode<'t>,
) -> Option<(SyntaxNode<'t>, TablePlan)> {
    if !cx.catalog().has_own_schema() {
        return None;
    }
    let mut names = query.descendants();
    names.find_map(|name| Some((name, restricted(cx, name)?)))
}
