//! Work that takes text apart, which is costly for each row.

use kqlint_semantics::Model;
use kqlint_syntax::{NodeId, SyntaxNode};

use crate::{
    comparison::{Binary, Operators},
    nodes::Nodes,
    query::call,
};

/// The functions that do it, in order.
const FUNCTIONS: [&str; 18] = [
    "base64_decode_tostring",
    "extract",
    "extract_all",
    "extract_json",
    "extractall",
    "extractjson",
    "geo_info_from_ip_address",
    "parse_command_line",
    "parse_csv",
    "parse_json",
    "parse_path",
    "parse_url",
    "parse_user_agent",
    "parse_xml",
    "parsejson",
    "replace",
    "replace_regex",
    "todynamic",
];

/// Where a text takes text apart.
#[derive(Debug)]
pub(crate) struct TextWork {
    nodes: Vec<NodeId>,
}

impl TextWork {
    /// Collects the places, given what is known of each binary expression.
    pub(crate) fn collect(
        nodes: &Nodes<'_>,
        binaries: &[Option<Binary<'_>>],
        model: &Model,
    ) -> Self {
        let calls = nodes.calls().filter(|(node, name)| {
            FUNCTIONS.binary_search(name).is_ok() && !is_apart(model, *node, name)
        });
        let comparisons = binaries
            .iter()
            .flatten()
            .filter(|it| Operators::of(it.operator) == Some(Operators::Regex));
        let mut nodes: Vec<_> = calls.map(|(node, _)| node.id()).collect();
        nodes.extend(
            comparisons
                .filter_map(|it| it.left.parent())
                .map(SyntaxNode::id),
        );
        nodes.sort_unstable();
        Self { nodes }
    }

    /// Whether a part of the text does it.
    pub(crate) fn is_in(&self, part: SyntaxNode<'_>) -> bool {
        let first = self.nodes.partition_point(|it| *it < part.id());
        self.nodes.get(first).is_some_and(|it| part.contains(*it))
    }
}

/// Whether a call reads JSON from what is no text.
fn is_apart(model: &Model, node: SyntaxNode<'_>, name: &str) -> bool {
    if !matches!(name, "parse_json" | "parsejson" | "todynamic") {
        return false;
    }
    let argument = call(node).and_then(|it| it.arguments.first().copied());
    argument.is_some_and(|it| model.type_of(it.id()).is_dynamic())
}
