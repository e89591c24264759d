//! One walk over a tree, dispatched by the kind of node.

use kqlint_diagnostics::{Diagnostic, Level};
use kqlint_syntax::NodeKind;

use crate::{
    context::{Cx, Input},
    custom::{self, CustomRule},
    options::Options,
    registry::rules,
    rule::Rule,
    settings::Settings,
};

/// Rules that are on, by the kind of node that they want.
pub struct Linter {
    by_kind: Vec<Vec<(&'static Rule, Level)>>,
    /// Rules of a team's own that are on.
    custom: Vec<(CustomRule, Level)>,
    options: Options,
}

impl Linter {
    /// Prepares the rules that the settings turn on; good for any number of queries.
    pub fn new(settings: &Settings) -> Self {
        let mut by_kind = vec![Vec::new(); NodeKind::COUNT];
        for (index, rule) in rules().iter().enumerate() {
            let Some(level) = settings.level_at(index) else {
                continue;
            };
            for &kind in rule.kinds {
                if let Some(rules) = by_kind.get_mut(kind as usize) {
                    rules.push((rule, level));
                }
            }
        }
        let custom = settings.custom().iter();
        Self {
            by_kind,
            custom: custom
                .filter_map(|rule| Some((rule.clone(), rule.level?)))
                .collect(),
            options: settings.options().clone(),
        }
    }

    /// All findings in one text, in its order.
    pub fn check(&self, input: &Input<'_>) -> Vec<Diagnostic> {
        let mut cx = Cx::new(input, &self.options);
        for node in input.tree.root().descendants() {
            let Some(rules) = self.by_kind.get(node.kind() as usize) else {
                continue;
            };
            for &(rule, level) in rules {
                cx.begin(rule.name, level);
                (rule.check)(&mut cx, node);
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
