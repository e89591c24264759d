//! Where a column went that an earlier step of the pipeline had.

use kqlint_syntax::{
    NodeId, NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, LetStatement},
};

use crate::{model::Model, resolution::Resolution, schema::Origin, ty::Type};

/// How many steps back are looked at.
const MOST_STEPS: usize = 1_000;

/// How a column got lost on its way through a pipeline.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Dropped<'m> {
    /// The operator after which it is gone.
    pub by: NodeId,
    /// Its name after that operator, when it was only renamed.
    pub renamed_to: Option<&'m str>,
    /// The type it had.
    pub ty: Type,
}

impl Model {
    /// Where the column of that name went that an earlier step had, seen from a node
    /// inside a later one; through `let` and out of brackets.
    pub fn dropped(&self, tree: &SyntaxTree, node: NodeId, name: &str) -> Option<Dropped<'_>> {
        let mut steps = MOST_STEPS;
        let mut from = tree.node(node)?;
        loop {
            let operator = from.ancestors().find(|it| {
                it.parent()
                    .is_some_and(|it| it.kind() == NodeKind::PipeExpression)
            })?;
            let mut step = operator.prev_sibling();
            while let Some(current) = step {
                steps = steps.checked_sub(1)?;
                if let Some(found) = self.dropped_by(current, name) {
                    return Some(found);
                }
                step = match current.prev_sibling() {
                    Some(before) => Some(before),
                    None => self.behind(tree, current),
                };
            }
            // Rows from outside reach a pipeline only where it names no source of its own.
            let pipeline = operator.parent()?;
            self.input(pipeline.children().next()?.id())?;
            from = pipeline.parent()?;
        }
    }

    fn dropped_by(&self, step: SyntaxNode<'_>, name: &str) -> Option<Dropped<'_>> {
        let before = self.input(step.id())?.column(name)?;
        let after = self.output(step.id())?;
        if after.column(name).is_some() {
            return None;
        }
        let renamed = after.columns().find(
            |it| matches!(it.origin(), Origin::Renamed { from, .. } if from == before.name()),
        );
        Some(Dropped {
            by: step.id(),
            renamed_to: renamed.map(|it| it.name()),
            ty: before.ty(),
        })
    }

    /// The last step of the pipeline that a source names or brackets.
    fn behind<'t>(&self, tree: &'t SyntaxTree, source: SyntaxNode<'t>) -> Option<SyntaxNode<'t>> {
        let mut inner = match self.resolution(source.id()) {
            Some(Resolution::Variable(declaration)) => {
                let statement = LetStatement::cast(tree.node(declaration)?.parent()?)?;
                statement.value()?.syntax()
            }
            _ => source.children().next()?,
        };
        while matches!(
            inner.kind(),
            NodeKind::ParenthesizedExpression | NodeKind::MaterializeExpression
        ) {
            inner = inner.children().next()?;
        }
        match inner.kind() {
            NodeKind::PipeExpression => inner.children().last(),
            NodeKind::NameReference => Some(inner),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use kqlint_catalog::Catalog;
    use kqlint_syntax::NodeKind;

    use crate::{Options, analyze};

    #[track_caller]
    fn check(text: &str, name: &str, expected: Option<(&str, Option<&str>)>) {
        let tree = kqlint_syntax::parse(text);
        let model = analyze(&tree, &Catalog::builtin(), &Options::default());
        let last = tree
            .root()
            .descendants()
            .filter(|it| it.kind() == NodeKind::NameReference)
            .last()
            .expect("a name");
        let found = model.dropped(&tree, last.id(), name);
        let found = found.map(|it| {
            let by = tree.node(it.by).expect("a node").text();
            (by, it.renamed_to)
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn the_step_that_dropped_or_renamed_is_found() {
        check(
            "Heartbeat | project Computer | take 5 | where OSType == 'Linux'",
            "OSType",
            Some(("project Computer", None)),
        );
        check(
            "Heartbeat | project-rename Host = Computer | where Computer == ''",
            "Computer",
            Some(("project-rename Host = Computer", Some("Host"))),
        );
        check(
            "Heartbeat | project Host = Computer, TimeGenerated | where Computer == ''",
            "Computer",
            Some(("project Host = Computer, TimeGenerated", Some("Host"))),
        );
        check("Heartbeat | where Computr == ''", "Computr", None);
    }

    #[test]
    fn variables_are_seen_through() {
        check(
            "let T = Heartbeat | summarize count() by Computer; T | where OSType == ''",
            "OSType",
            Some(("summarize count() by Computer", None)),
        );
    }
}
