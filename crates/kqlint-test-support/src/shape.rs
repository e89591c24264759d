//! Holds syntax trees against `kql.ungram`.

use std::collections::{BTreeMap, BTreeSet};

use kqlint_syntax::{NodeKind, SyntaxTree};
use ungrammar::{Grammar, Rule};

/// The description of the tree.
const DESCRIPTION: &str = include_str!("../../kqlint-syntax/kql.ungram");

/// A child that a node may have: what it may be, and whether more of the kind may follow.
struct Part {
    kinds: BTreeSet<String>,
    many: bool,
}

/// What every kind of node may hold, in order.
pub struct Shapes {
    parts: BTreeMap<String, Vec<Part>>,
}

impl Shapes {
    /// Reads the description.
    ///
    /// # Panics
    ///
    /// Where the description is none.
    pub fn load() -> Self {
        let grammar: Grammar = DESCRIPTION
            .parse()
            .unwrap_or_else(|error| panic!("kql.ungram: {error}"));
        let parts = grammar
            .iter()
            .map(|node| {
                let mut parts = Vec::new();
                collect(&grammar, &grammar[node].rule, &mut parts);
                (grammar[node].name.clone(), parts)
            })
            .collect();
        Self { parts }
    }

    /// The first node that has a child where the description has no place for it.
    ///
    /// A hole and skipped tokens may stand anywhere, and any child may lack.
    pub fn misfit(&self, tree: &SyntaxTree) -> Option<String> {
        tree.root().descendants().find_map(|node| {
            let name = format!("{:?}", node.kind());
            let mut parts = self.parts.get(&name)?.iter().peekable();
            for child in node.children() {
                if matches!(child.kind(), NodeKind::Missing | NodeKind::SkippedTokens) {
                    continue;
                }
                let kind = format!("{:?}", child.kind());
                while parts.next_if(|part| !part.kinds.contains(&kind)).is_some() {}
                match parts.peek() {
                    Some(part) if part.many => {}
                    Some(_) => {
                        parts.next();
                    }
                    None => {
                        return Some(format!("{name} has no place for {kind} `{}`", child.text()));
                    }
                }
            }
            None
        })
    }
}

fn collect(grammar: &Grammar, rule: &Rule, out: &mut Vec<Part>) {
    match rule {
        Rule::Labeled { rule, .. } | Rule::Opt(rule) => collect(grammar, rule, out),
        Rule::Node(_) => out.push(Part {
            kinds: kinds(grammar, rule),
            many: false,
        }),
        Rule::Rep(inner) => out.push(Part {
            kinds: kinds(grammar, inner),
            many: true,
        }),
        Rule::Seq(rules) => {
            for rule in rules {
                collect(grammar, rule, out);
            }
        }
        Rule::Token(_) | Rule::Alt(_) => {}
    }
}

/// Every kind of node that a rule stands for.
fn kinds(grammar: &Grammar, rule: &Rule) -> BTreeSet<String> {
    let Rule::Node(node) = rule else {
        return BTreeSet::new();
    };
    match &grammar[*node].rule {
        Rule::Alt(rules) => rules.iter().flat_map(|rule| kinds(grammar, rule)).collect(),
        _ => BTreeSet::from([grammar[*node].name.clone()]),
    }
}
