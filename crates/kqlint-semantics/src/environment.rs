//! Where a query runs, as the tables that it reads and the time that it names tell.

use kqlint_catalog::{Catalog, Environment};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxTree,
    ast::{AstNode, FunctionCallExpression, NameDeclaration, NameReference},
};
use rustc_hash::FxHashSet;

/// Where a text runs all of whose known tables are those of one service; `None` where
/// nothing tells, or where it may run in a workspace. `catalog` yields what there is in a
/// place.
///
/// Azure Resource Graph has tables that no workspace has, and so has Microsoft Defender, which
/// shares most of its tables with workspaces, and calls the time of a record `Timestamp`.
///
/// ```
/// use kqlint_catalog::{Catalog, Environment};
/// use kqlint_semantics::inferred_environment;
///
/// let infer = |text| {
///     let tree = kqlint_syntax::parse(text);
///     let catalog = |it| Catalog::builtin().with_environment(it);
///     inferred_environment(&tree, catalog)
/// };
/// assert_eq!(infer("resources | take 5"), Some(Environment::ResourceGraph));
/// assert_eq!(infer("DeviceInfo | where Timestamp > ago(1d)"), Some(Environment::Defender));
/// assert_eq!(infer("DeviceInfo | where TimeGenerated > ago(1d)"), None);
/// ```
pub fn inferred_environment(
    tree: &SyntaxTree,
    catalog: impl Fn(Environment) -> Catalog,
) -> Option<Environment> {
    let workspace = catalog(Environment::LogAnalytics);
    let mut graph = Candidate::new(catalog(Environment::ResourceGraph));
    let mut defender = Candidate::new(catalog(Environment::Defender));
    let mut declared: FxHashSet<&str> = FxHashSet::default();
    for node in tree.root().descendants() {
        if let Some(name) = NameDeclaration::cast(node) {
            declared.extend(is_variable(name).then(|| node.text()));
        }
        let Some(source) = source(node).filter(|it| !declared.contains(it)) else {
            continue;
        };
        let is_in_workspace = has(&workspace, source);
        graph.is_possible &= !is_in_workspace;
        graph.see(source, false);
        defender.see(source, is_in_workspace);
        // Most texts begin with a table of a workspace, and aren't read any further.
        if !graph.is_possible && !defender.is_possible {
            return None;
        }
    }
    if graph.is_found() {
        return Some(Environment::ResourceGraph);
    }
    let is_defenders = |it: &Candidate| it.is_alone || names_time_of_defender(tree);
    let is_found = defender.is_found() && !names_workspace_time(tree);
    (is_found && is_defenders(&defender)).then_some(Environment::Defender)
}

/// Whether a text names the time of a record as workspaces call it.
pub fn names_workspace_time(tree: &SyntaxTree) -> bool {
    tree.text().contains(TIME_OF_WORKSPACE)
}

/// A service that a text may be for.
struct Candidate {
    catalog: Catalog,
    /// Whether it has all that was seen.
    is_possible: bool,
    has_table: bool,
    /// Whether it has a table that is nowhere else.
    is_alone: bool,
}

impl Candidate {
    fn new(catalog: Catalog) -> Self {
        Self {
            catalog,
            is_possible: true,
            has_table: false,
            is_alone: false,
        }
    }

    /// Takes note of a source of rows, which may be known elsewhere.
    fn see(&mut self, source: &str, is_elsewhere: bool) {
        let is_table = self.catalog.table(source).is_some();
        self.has_table |= is_table;
        self.is_alone |= is_table && !is_elsewhere;
        self.is_possible &= !is_elsewhere || has(&self.catalog, source);
    }

    fn is_found(&self) -> bool {
        self.is_possible && self.has_table
    }
}

/// Whether there are rows of that name.
fn has(catalog: &Catalog, name: &str) -> bool {
    catalog.table(name).is_some() || catalog.workspace_function(name).is_some()
}

/// What a workspace calls the time of a record.
const TIME_OF_WORKSPACE: &str = "TimeGenerated";

/// Whether a text reads the time of a record as Microsoft Defender calls it.
fn names_time_of_defender(tree: &SyntaxTree) -> bool {
    const TIME: &str = "Timestamp";
    let mut names = tree.root().descendants().filter_map(NameReference::cast);
    tree.text().contains(TIME) && names.any(|it| it.syntax().text() == TIME)
}

/// Whether a name is one of `let`, or of a parameter, and no column's.
fn is_variable(name: NameDeclaration<'_>) -> bool {
    let parent = name.syntax().parent().map(SyntaxNode::kind);
    matches!(
        parent,
        Some(NodeKind::LetStatement | NodeKind::NameAndTypeDeclaration)
    )
}

/// The name of a table or a function, where rows are asked for.
fn source(node: SyntaxNode<'_>) -> Option<&str> {
    let name = match node.kind() {
        NodeKind::NameReference => node,
        NodeKind::FunctionCallExpression => FunctionCallExpression::cast(node)?.name()?.syntax(),
        _ => return None,
    };
    let mut parent = node.parent()?;
    while parent.kind() == NodeKind::ParenthesizedExpression {
        parent = parent.parent()?;
    }
    let yields_rows = matches!(
        parent.kind(),
        NodeKind::PipeExpression
            | NodeKind::ExpressionStatement
            | NodeKind::LetStatement
            | NodeKind::MaterializeExpression
            | NodeKind::UnionOperator
            | NodeKind::JoinOperator
            | NodeKind::LookupOperator
            | NodeKind::FindInClause
    );
    yields_rows.then(|| name.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Environment>) {
        let tree = kqlint_syntax::parse(text);
        let catalog = |it| Catalog::builtin().with_environment(it);
        assert_eq!(inferred_environment(&tree, catalog), expected, "{text}");
    }

    #[test]
    fn tables_of_resource_graph_are_nowhere_else() {
        let graph = Some(Environment::ResourceGraph);
        check("Resources | count", graph);
        check("resources", graph);
        check("resources | union (resourcecontainers | take 1)", graph);
        check("resources | join (Unknown | take 1) on id", graph);
        check("let r = (resources | take 1); r | count", graph);
        check("resources | join (Heartbeat) on id", None);
        check("Heartbeat | union resources", None);
        check("let resources = Heartbeat; resources | take 1", None);
        check(
            "let f = (resources: (*)) { resources | take 1 }; f(T)",
            None,
        );
        check("arg('').resources | take 1", None);
        check("Heartbeat | extend resources = 1 | project resources", None);
        check("", None);
    }

    #[test]
    fn defender_is_told_by_its_time() {
        let defender = Some(Environment::Defender);
        check(
            "find in (DeviceFileEvents, DeviceInfo) where Timestamp > ago(1d)",
            defender,
        );
        check("search in (DeviceInfo) Timestamp > ago(1d)", defender);
        check(
            "DeviceInfo | summarize count() by bin(Timestamp, 1d)",
            defender,
        );
        check("DeviceInfo | invoke F(Timestamp)", defender);
        check("DeviceTvmInfoGathering | union DeviceInfo", defender);
        check("DeviceInfo | take 1", None);
        check("DeviceInfo | where DeviceName == 'Timestamp'", None);
        check(
            "DeviceInfo | where Timestamp > ago(1d) | join SecurityEvent on Computer",
            None,
        );
        check(
            "DeviceInfo | extend TimeGenerated = Timestamp | where Timestamp > ago(1d)",
            None,
        );
        check("Mine | where Timestamp > ago(1d)", None);
        check("Heartbeat | where Timestamp > ago(1d)", None);
    }
}
