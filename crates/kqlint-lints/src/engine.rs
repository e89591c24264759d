//! One walk over a tree, dispatched by the kind of node, by the function that a call names and by what a name means.
//!
//! The walk goes from kind to kind and from rule to rule: the code of all rules is larger than what a processor keeps at hand, and most of their time is spent on fetching it.
//! For the same reason a rule says what there has to be for it to find anything.

use kqlint_diagnostics::{Diagnostic, Level};
use kqlint_syntax::{NodeKind, SyntaxNode};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::{
    context::{Cx, Input},
    custom::{self, CustomRule},
    nodes::Nodes,
    options::Options,
    query::call_name,
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
    by_kind: Vec<(NodeKind, Vec<Active>)>,
    /// Those that ask for calls of certain functions.
    by_function: FxHashMap<&'static str, Vec<Active>>,
    /// Those that ask for names of certain meanings.
    by_meaning: [Vec<Active>; Meaning::COUNT],
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
            by_kind: Vec::new(),
            by_function: FxHashMap::default(),
            by_meaning: Default::default(),
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
        for &kind in rule.kinds {
            let is_any = match kind {
                NodeKind::FunctionCallExpression => rule.functions.is_empty(),
                NodeKind::NameReference => rule.names.is_empty(),
                _ => true,
            };
            if !is_any {
                continue;
            }
            match self.by_kind.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, rules)) => rules.push(active),
                None => self.by_kind.push((kind, vec![active])),
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
        for (kind, rules) in &self.by_kind {
            run(&mut cx, &gates, rules, nodes.of(*kind));
        }
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

    /// Runs the rules that ask for calls of certain functions.
    fn check_calls(&self, cx: &mut Cx<'_, '_>, gates: &OpenGates) {
        for node in cx.nodes().of(NodeKind::FunctionCallExpression) {
            let name = call_name(*node);
            if let Some(rules) = name.and_then(|name| self.by_function.get(name.as_ref())) {
                run(cx, gates, rules, std::slice::from_ref(node));
            }
        }
    }

    /// Runs the rules that ask for names of certain meanings.
    fn check_names(&self, cx: &mut Cx<'_, '_>, gates: &OpenGates) {
        let names = cx.nodes().of(NodeKind::NameReference);
        let mut by_meaning: [Vec<SyntaxNode<'_>>; Meaning::COUNT] = Default::default();
        for (at, node) in names.iter().enumerate() {
            let resolution = cx.model().resolution(node.id());
            if let Some(meaning) = resolution.and_then(Meaning::of) {
                let meant = &mut by_meaning[meaning as usize];
                if meant.is_empty() {
                    meant.reserve(names.len() - at);
                }
                meant.push(*node);
            }
        }
        for (rules, names) in self.by_meaning.iter().zip(&by_meaning) {
            run(cx, gates, rules, names);
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

/// Runs rules on nodes of one kind.
fn run<'a>(cx: &mut Cx<'a, '_>, gates: &OpenGates, rules: &[Active], nodes: &[SyntaxNode<'a>]) {
    let Some(kind) = nodes.first().map(|it| it.kind()) else {
        return;
    };
    let is_open = |rule: &&Active| gates.get(rule.gate).is_some_and(|it| *it);
    for rule in rules.iter().filter(is_open) {
        cx.begin(rule.name, rule.level);
        for (position, node) in nodes.iter().enumerate() {
            cx.enter(kind, position);
            (rule.check)(cx, *node);
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
    }
}
