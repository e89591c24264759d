//! One walk over a tree, dispatched by the kind of node and by the function that a call names.

use kqlint_diagnostics::{Diagnostic, Level};
use kqlint_syntax::{NodeKind, SyntaxNode};
use rustc_hash::FxHashMap;

use crate::{
    context::{Cx, Input},
    custom::{self, CustomRule},
    options::Options,
    query::call_name,
    registry::rules,
    rule::Rule,
    settings::Settings,
};

/// Rules that are on.
type Active = Vec<(&'static Rule, Level)>;

/// Rules that are on, by what they ask for.
pub struct Linter {
    by_kind: Vec<Active>,
    /// Those that ask for calls of certain functions.
    by_function: FxHashMap<&'static str, Active>,
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
        for function in rule.functions {
            let active = self.by_function.entry(function).or_default();
            active.push((rule, level));
        }
        for &kind in rule.kinds {
            let is_any = kind != NodeKind::FunctionCallExpression || rule.functions.is_empty();
            if let Some(active) = self.by_kind.get_mut(kind as usize).filter(|_| is_any) {
                active.push((rule, level));
            }
        }
    }

    /// All findings in one text, in its order.
    pub fn check(&self, input: &Input<'_>) -> Vec<Diagnostic> {
        let mut cx = Cx::new(input, &self.options);
        for node in input.tree.root().descendants() {
            cx.enter(node);
            if let Some(active) = self.by_kind.get(node.kind() as usize) {
                run(&mut cx, active, node);
            }
            if node.kind() == NodeKind::FunctionCallExpression
                && let Some(function) = call_name(node)
                && let Some(active) = self.by_function.get(function.as_ref())
            {
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
}

fn run<'a>(cx: &mut Cx<'a, '_>, active: &Active, node: SyntaxNode<'a>) {
    for &(rule, level) in active {
        cx.begin(rule.name, level);
        (rule.check)(cx, node);
    }
}

#[cfg(test)]
mod tests {
    use kqlint_syntax::NodeKind;

    use crate::registry::rules;

    #[test]
    fn rules_that_name_functions_ask_for_calls() {
        for rule in rules().iter().filter(|rule| !rule.functions.is_empty()) {
            let asks = rule.kinds.contains(&NodeKind::FunctionCallExpression);
            assert!(asks, "{} is never asked about a call", rule.name);
            assert!(rule.functions.is_sorted(), "{}: in order", rule.name);
        }
    }
}
