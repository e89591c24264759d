//! One walk over a tree, dispatched by the kind of node, by the function that a call names and by what a name means.
//!
//! The walk goes from kind to kind and from rule to rule: the code of all rules is larger than what a processor keeps at hand, and most of their time is spent on fetching it.
//! For the same reason a rule says what there has to be for it to find anything.

use kqlint_diagnostics::{Diagnostic, Level};
use kqlint_syntax::{NodeKind, SyntaxNode};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::{
    comparison::Operators,
    context::{Cx, Input},
    custom::{self, CustomRule},
    nodes::Nodes,
    options::Options,
    registry::rules,
    rule::{Check, Given, Meaning, Rule},
    settings::Settings,
};

/// What of a rule that is on the walk needs, side by side.
#[derive(Clone, Copy)]
struct Active {
    check: Check,
    name: &'static str,
    level: Level,
    /// The number of its gate.
    gate: usize,
}

/// What there has to be for some rules to find anything.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Gate {
    beside: &'static [NodeKind],
    given: &'static [Given],
}

/// Rules that are on, by what they ask for.
pub struct Linter {
    /// By the number of the kind.
    by_kind: Vec<Vec<Active>>,
    /// Those that ask for calls of certain functions.
    by_function: FxHashMap<&'static str, Vec<Active>>,
    /// Those that ask for names of certain meanings.
    by_meaning: [Vec<Active>; Meaning::COUNT],
    /// Those that ask for comparisons with certain operators.
    by_operators: [Vec<Active>; Operators::COUNT],
    /// Rules of a team's own that are on.
    custom: Vec<(CustomRule, Level)>,
    /// The gates of all rules, each once.
    gates: Vec<Gate>,
    options: Options,
}

impl Linter {
    /// Prepares the rules that the settings turn on; good for any number of queries.
    pub fn new(settings: &Settings) -> Self {
        let custom = settings.custom().iter();
        let mut linter = Self {
            by_kind: vec![Vec::new(); NodeKind::COUNT],
            by_function: FxHashMap::default(),
            by_meaning: Default::default(),
            by_operators: Default::default(),
            custom: custom
                .filter_map(|rule| Some((rule.clone(), rule.level?)))
                .collect(),
            gates: Vec::new(),
            options: settings.options().clone(),
        };
        for (index, rule) in rules().iter().enumerate() {
            if let Some(level) = settings.level_at(index) {
                linter.add(rule, level);
            }
        }
        linter
    }

    fn add(&mut self, rule: &'static Rule, level: Level) {
        let active = Active {
            check: rule.check,
            name: rule.name,
            level,
            gate: self.gate(rule),
        };
        for function in rule.functions {
            self.by_function.entry(function).or_default().push(active);
        }
        for &meaning in rule.names {
            self.by_meaning[meaning as usize].push(active);
        }
        for &operators in rule.operators {
            self.by_operators[operators as usize].push(active);
        }
        for &kind in rule.kinds {
            let is_any = match kind {
                NodeKind::BinaryExpression => rule.operators.is_empty(),
                NodeKind::FunctionCallExpression => rule.functions.is_empty(),
                NodeKind::NameReference => rule.names.is_empty(),
                _ => true,
            };
            if is_any {
                self.by_kind[kind as usize].push(active);
            }
        }
    }

    /// The number of a rule's gate.
    fn gate(&mut self, rule: &'static Rule) -> usize {
        let gate = Gate {
            beside: rule.beside,
            given: rule.given,
        };
        let known = self.gates.iter().position(|it| *it == gate);
        known.unwrap_or_else(|| {
            self.gates.push(gate);
            self.gates.len() - 1
        })
    }

    /// All findings in one text, in its order.
    pub fn check(&self, input: &Input<'_>) -> Vec<Diagnostic> {
        let nodes = Nodes::of_tree(input.tree);
        let mut cx = Cx::new(input, &nodes, &self.options);
        let gates = self.gates.iter().map(|gate| gate.is_open(&cx));
        let gates: OpenGates = gates.collect();
        for (kind, nodes) in nodes.kinds() {
            let rules = &self.by_kind[kind as usize];
            run(&mut cx, &gates, rules, nodes.iter().copied().enumerate());
        }
        self.check_comparisons(&mut cx, &gates);
        self.check_calls(&mut cx, &gates);
        self.check_names(&mut cx, &gates);
        for (rule, level) in &self.custom {
            cx.begin(rule.name, *level);
            for kind in rule.kinds() {
                for node in nodes.of(*kind) {
                    custom::check(&mut cx, rule, *node);
                }
            }
        }
        let mut diagnostics = cx.finish();
        diagnostics.sort_by_key(|found| (found.range.start(), found.range.end(), found.rule));
        diagnostics
    }

    /// Runs the rules that ask for comparisons with certain operators.
    fn check_comparisons(&self, cx: &mut Cx<'_, '_>, gates: &OpenGates) {
        let nodes = cx.nodes().of(NodeKind::BinaryExpression);
        let mut by_operators: [SmallVec<[_; 8]>; Operators::COUNT] = Default::default();
        for (position, (node, binary)) in nodes.iter().zip(cx.binaries()).enumerate() {
            if let Some(operators) = binary.and_then(|it| Operators::of(it.operator)) {
                by_operators[operators as usize].push((position, *node));
            }
        }
        for (rules, nodes) in self.by_operators.iter().zip(&by_operators) {
            run(cx, gates, rules, nodes.iter().copied());
        }
    }

    /// Runs the rules that ask for calls of certain functions.
    fn check_calls(&self, cx: &mut Cx<'_, '_>, gates: &OpenGates) {
        for (node, name) in cx.nodes().calls() {
            if let Some(rules) = self.by_function.get(name) {
                run(cx, gates, rules, std::iter::once((0, node)));
            }
        }
    }

    /// Runs the rules that ask for names of certain meanings.
    fn check_names(&self, cx: &mut Cx<'_, '_>, gates: &OpenGates) {
        let names = cx.nodes().of(NodeKind::NameReference);
        let mut by_meaning: [Vec<SyntaxNode<'_>>; Meaning::COUNT] = Default::default();
        for (at, node) in names.iter().enumerate() {
            let Some(resolution) = cx.model().resolution(node.id()) else {
                continue;
            };
            for meaning in Meaning::of(resolution, cx.catalog()).into_iter().flatten() {
                let meant = &mut by_meaning[meaning as usize];
                if meant.is_empty() {
                    meant.reserve(names.len() - at);
                }
                meant.push(*node);
            }
        }
        for (rules, names) in self.by_meaning.iter().zip(&by_meaning) {
            run(cx, gates, rules, names.iter().map(|it| (0, *it)));
        }
    }
}

/// Which gates are open for a text.
type OpenGates = SmallVec<[bool; 32]>;

impl Gate {
    fn is_open(&self, cx: &Cx<'_, '_>) -> bool {
        let is_beside = self.beside.is_empty() || self.beside.iter().any(|it| cx.nodes().has(*it));
        is_beside && self.given.iter().all(|it| cx.has(*it))
    }
}

/// Runs rules on nodes of one kind. Where it matters which comparison they are, each comes with how many of its kind stand before it.
fn run<'a>(
    cx: &mut Cx<'a, '_>,
    gates: &OpenGates,
    rules: &[Active],
    nodes: impl Iterator<Item = (usize, SyntaxNode<'a>)> + Clone,
) {
    let Some(kind) = nodes.clone().next().map(|(_, it)| it.kind()) else {
        return;
    };
    let is_open = |rule: &&Active| gates.get(rule.gate).is_some_and(|it| *it);
    for rule in rules.iter().filter(is_open) {
        cx.begin(rule.name, rule.level);
        for (position, node) in nodes.clone() {
            cx.enter(kind, position);
            (rule.check)(cx, node);
        }
    }
}

#[cfg(test)]
mod tests {
    use kqlint_syntax::NodeKind;

    use crate::registry::rules;

    #[test]
    fn rules_ask_for_the_nodes_that_they_narrow_down() {
        for rule in rules().iter().filter(|rule| !rule.functions.is_empty()) {
            let asks = rule.kinds.contains(&NodeKind::FunctionCallExpression);
            assert!(asks, "{} is never asked about a call", rule.name);
            assert!(rule.functions.is_sorted(), "{}: in order", rule.name);
        }
        for rule in rules().iter().filter(|rule| !rule.names.is_empty()) {
            let asks = rule.kinds.contains(&NodeKind::NameReference);
            assert!(asks, "{} is never asked about a name", rule.name);
        }
        for rule in rules().iter().filter(|rule| !rule.operators.is_empty()) {
            let asks = rule.kinds.contains(&NodeKind::BinaryExpression);
            assert!(asks, "{} is never asked about a comparison", rule.name);
        }
    }
}
