//! One walk over a tree, dispatched by the kind of node, by the function that a call names and by what a name means.
//!
//! The walk goes from kind to kind: the code of all rules is larger than what a processor keeps at hand, and most of their time is spent on fetching it.

use kqlint_diagnostics::{Diagnostic, Level};
use kqlint_syntax::{NodeKind, SyntaxNode, SyntaxTree};
use rustc_hash::FxHashMap;

use crate::{
    context::{Cx, Input},
    custom::{self, CustomRule},
    options::Options,
    query::call_name,
    registry::rules,
    rule::{Check, Meaning, Rule},
    settings::Settings,
};

/// What of a rule that is on the walk needs, side by side.
#[derive(Clone, Copy)]
struct Active {
    check: Check,
    name: &'static str,
    level: Level,
}

/// Rules that are on, by what they ask for.
pub struct Linter {
    by_kind: Vec<Vec<Active>>,
    /// Those that ask for calls of certain functions.
    by_function: FxHashMap<&'static str, Vec<Active>>,
    /// Those that ask for names of certain meanings.
    by_meaning: [Vec<Active>; Meaning::COUNT],
    /// Rules of a team's own that are on.
    custom: Vec<(CustomRule, Level)>,
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
            custom: custom
                .filter_map(|rule| Some((rule.clone(), rule.level?)))
                .collect(),
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
            if let Some(rules) = self.by_kind.get_mut(kind as usize).filter(|_| is_any) {
                rules.push(active);
            }
        }
    }

    /// All findings in one text, in its order.
    pub fn check(&self, input: &Input<'_>) -> Vec<Diagnostic> {
        let mut cx = Cx::new(input, &self.options);
        for node in by_kind(input.tree) {
            cx.enter(node);
            if let Some(active) = self.by_kind.get(node.kind() as usize) {
                run(&mut cx, active, node);
            }
            if let Some(active) = self.narrowed(input, node) {
                run(&mut cx, active, node);
            }
            for (rule, level) in &self.custom {
                if rule.kinds().contains(&node.kind()) {
                    cx.begin(rule.name, *level);
                    custom::check(&mut cx, rule, node);
                }
            }
        }
        let mut diagnostics = cx.finish();
        diagnostics.sort_by_key(|found| (found.range.start(), found.range.end(), found.rule));
        diagnostics
    }

    /// The rules that ask for this call or this name, and not for all of them.
    fn narrowed(&self, input: &Input<'_>, node: SyntaxNode<'_>) -> Option<&Vec<Active>> {
        match node.kind() {
            NodeKind::FunctionCallExpression => self.by_function.get(call_name(node)?.as_ref()),
            NodeKind::NameReference => {
                let meaning = Meaning::of(input.model.resolution(node.id())?)?;
                self.by_meaning.get(meaning as usize)
            }
            _ => None,
        }
    }
}

/// All nodes, those of one kind side by side in the order of the text.
fn by_kind(tree: &SyntaxTree) -> Vec<SyntaxNode<'_>> {
    let root = tree.root();
    let mut places = [0_usize; NodeKind::COUNT];
    for node in root.descendants() {
        places[node.kind() as usize] += 1;
    }
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    let mut out = vec![root; start];
    for node in root.descendants() {
        let place = &mut places[node.kind() as usize];
        out[*place] = node;
        *place += 1;
    }
    out
}

fn run<'a>(cx: &mut Cx<'a, '_>, active: &[Active], node: SyntaxNode<'a>) {
    for rule in active {
        cx.begin(rule.name, rule.level);
        (rule.check)(cx, node);
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
