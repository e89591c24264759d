//! What kind of difference a diagnostic is that only one side has.

use kqlint_catalog::Catalog;
use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxTree, TextRange, TextSize};

use super::{Row, openness};

/// A diagnostic of either side.
#[derive(Clone)]
pub(super) struct Found<'r> {
    pub(super) code: &'r str,
    pub(super) range: TextRange,
}

/// One query with what both sides say.
pub(super) struct Reader<'r> {
    row: &'r Row,
    pub(super) tree: &'r SyntaxTree,
    pub(super) model: &'r Model,
    /// The byte of each UTF-16 unit.
    bytes: Vec<u32>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(row: &'r Row, tree: &'r SyntaxTree, model: &'r Model) -> Self {
        let mut bytes = Vec::with_capacity(row.text.len() + 1);
        for (at, c) in row.text.char_indices() {
            bytes.extend(std::iter::repeat_n(at as u32, c.len_utf16()));
        }
        bytes.push(row.text.len() as u32);
        Self {
            row,
            tree,
            model,
            bytes,
        }
    }

    fn offset(&self, utf16: i64) -> TextSize {
        let at = usize::try_from(utf16).unwrap_or(0);
        let last = self.bytes.last().copied().unwrap_or(0);
        self.bytes.get(at).copied().unwrap_or(last).into()
    }

    pub(super) fn theirs(&self, diagnostic: &'r super::row::Diagnostic) -> Found<'r> {
        let start = self.offset(diagnostic.2);
        let end = self.offset(diagnostic.3).max(start);
        Found {
            code: &diagnostic.0,
            range: TextRange::new(start, end),
        }
    }

    pub(super) fn text(&self, range: TextRange) -> &'r str {
        let range = usize::from(range.start())..usize::from(range.end());
        self.row.text.get(range).unwrap_or_default()
    }

    fn node(&self, range: TextRange) -> SyntaxNode<'r> {
        self.tree.covering_node(range)
    }

    /// Why kqlint says nothing where Microsoft's binder does.
    pub(super) fn missing(&self, found: &Found<'_>) -> String {
        let node = self.node(found.range);
        let text = self.text(found.range);
        let name = text.trim_matches(['"', '\'', '[', ']']);
        let environment = Catalog::builtin().environment();
        if matches!(found.code, "KS204" | "KS205" | "KS142" | "KS117")
            && environment.has_custom_table_name(name)
        {
            return "custom table".to_owned();
        }
        let named = match node.kind() {
            NodeKind::FunctionCallExpression => node.children().next().unwrap_or(node),
            _ => node,
        };
        let resolution = self.model.resolution(named.id());
        if matches!(resolution, Some(Resolution::WorkspaceFunction(_))) {
            return "workspace function".to_owned();
        }
        if matches!(resolution, Some(Resolution::Table(_))) {
            return "table that the other schema lacks".to_owned();
        }
        let kind = match found.code {
            "KS118" | "KS188" if is_pattern(self.tree, name) => "pattern without bodies",
            "KS142" | "KS204" if is_inside(node, NodeKind::RestrictStatement) => {
                "names that access is restricted to"
            }
            "KS177" if is_inside(node, NodeKind::MakeGraphPartition) => {
                "operator of a part of a graph"
            }
            "KS107" | "KS120"
                if is_inside_call(node, &["bag_unpack", "percentiles_array_tdigest"]) =>
            {
                "documented argument"
            }
            "KS107" if takes_element(node) => "element of a dynamic value",
            "KS242" if text.is_empty() => "place of a condition",
            "KS249" if is_before_invoke(node) => "place of rows before `invoke`",
            "KS207" | "KS208" | "KS209" | "KS210" | "KS247" | "KS248" | "KS250" | "KS260" => {
                "other databases and clusters"
            }
            "KS147" => "element of a dynamic value",
            "KS171" if is_renamed_to_itself(node) => "column renamed to itself",
            "KS213" => "placeholder of a host",
            "KS005" if name == "partitioned" => "older value of a hint",
            "KS106" | "KS107" | "KS108" | "KS109" | "KS116" | "KS117" | "KS129" | "KS141"
            | "KS142" | "KS145" | "KS211" | "KS219" | "KS232" | "KS234" | "KS240" | "KS249" => {
                if let Some(cause) = openness::cause(self.model, node) {
                    return cause.to_owned();
                }
                match found.code {
                    "KS106" if self.has_unknown_operand(node) => "after another problem",
                    code => return format!("missing {code}"),
                }
            }
            code => return format!("missing {code}"),
        };
        kind.to_owned()
    }

    /// Whether an operand isn't known, since something in it was reported.
    fn has_unknown_operand(&self, node: SyntaxNode<'r>) -> bool {
        node.children()
            .any(|it| self.model.type_of(it.id()).is_unknown())
    }

    /// Why kqlint says something where Microsoft's binder doesn't.
    pub(super) fn extra(&self, found: &Found<'_>) -> String {
        if found.code == "KS142" && self.was_open() {
            return "column that was dropped from open rows".to_owned();
        }
        let node = self.node(found.range);
        let kind = match found.code {
            "KS204" if is_inside(node, NodeKind::InExpression) => "table inside `in`",
            "KS242" if self.has(found.code, |it| it.2 == it.3) => "place of a condition",
            "KS249" if is_inside(node, NodeKind::InvokeOperator) => "place of rows before `invoke`",
            code => return format!("extra {code}"),
        };
        kind.to_owned()
    }

    /// Whether the other binder says something of that code.
    fn has(&self, code: &str, fits: impl Fn(&super::row::Diagnostic) -> bool) -> bool {
        let mut theirs = self.row.semantic.iter().flatten();
        theirs.any(|it| it.0 == code && fits(it))
    }

    /// Whether a step of the query has rows with columns that nobody lists. Microsoft's
    /// binder takes what comes after for open as well, even after `project`.
    fn was_open(&self) -> bool {
        let mut nodes = self.tree.root().descendants();
        nodes.any(|it| self.model.output(it.id()).is_some_and(|it| it.is_open()))
    }
}

fn is_inside(node: SyntaxNode<'_>, kind: NodeKind) -> bool {
    node.ancestors().any(|it| it.kind() == kind)
}

/// Whether a node is in a call of one of these functions.
fn is_inside_call(node: SyntaxNode<'_>, functions: &[&str]) -> bool {
    let mut calls = node
        .ancestors()
        .filter(|it| it.kind() == NodeKind::FunctionCallExpression);
    calls.any(|it| {
        it.children()
            .next()
            .is_some_and(|it| functions.contains(&it.text()))
    })
}

/// Whether the text declares a pattern of that name without bodies.
fn is_pattern(tree: &SyntaxTree, name: &str) -> bool {
    let mut statements = tree.root().descendants();
    statements.any(|it| {
        it.kind() == NodeKind::PatternStatement
            && it.child(NodeKind::PatternDeclaration).is_none()
            && it.children().any(|it| it.text() == name)
    })
}

/// `iff(c, split(x, ",")[0], y)`
fn takes_element(node: SyntaxNode<'_>) -> bool {
    let mut inner = node.descendants();
    inner.any(|it| it.kind() == NodeKind::BracketedExpression)
}

/// Whether a node is a pipeline that goes into `invoke`, or a step of it.
fn is_before_invoke(node: SyntaxNode<'_>) -> bool {
    let mut steps = node.children();
    steps.any(|it| it.kind() == NodeKind::InvokeOperator)
}

/// `project-rename A = A`
fn is_renamed_to_itself(node: SyntaxNode<'_>) -> bool {
    let around = node.parent();
    around.is_some_and(|it| {
        let mut parts = it.children().map(|it| it.text());
        it.kind() == NodeKind::NamedExpression && parts.next() == parts.next()
    })
}
