//! Runs the layers below over the queries of one document.

use std::{path::Path, sync::Arc};

use jiff::civil::Date;
use kqlint_catalog::{Catalog, Environment};
use kqlint_diagnostics::Diagnostic;
use kqlint_embed::{Fragment, HostFacts, HostKind, PlaceholderStyle, RuleKind, Service};
use kqlint_lints::{Input, Linter};
use kqlint_semantics::Options;
use kqlint_syntax::{PlaceholderStyles, SyntaxTree};

use crate::{
    analysis::{Analysis, AnalyzedFragment, HOST_RULE},
    config::{FileConfig, FileSettings},
    environment::RunsIn,
    project::RuleFilter,
    suppression::Policy,
};

/// A host text and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    /// Where it is, or would be when saved.
    pub path: &'t Path,
    /// How queries are written in it.
    pub kind: HostKind,
    /// All of it, a byte order mark included.
    pub text: &'t str,
}

/// Catalogs and choices of rules, ready for any number of documents of one kind.
pub struct Analyzer {
    profile: Arc<Profile>,
    /// For the kinds of rule that are treated in another way.
    by_rule_kind: Vec<(RuleKind, Arc<Profile>)>,
    policy: Arc<Policy>,
}

/// How queries of one kind are analysed.
pub(crate) struct Profile {
    /// Where queries run, where the configuration says it.
    environment: Option<Environment>,
    /// What they are for, where their file doesn't say it.
    kind: Option<RuleKind>,
    is_resource_scope: bool,
    /// What there is in each environment.
    catalogs: Vec<(Environment, Catalog)>,
    /// What there is where queries run of which nothing else is known.
    catalog: Catalog,
    options: Options,
    linter: Linter,
    placeholders: PlaceholderStyles,
}

impl Analyzer {
    /// Prepares what a configuration and the command line ask for. Suppressions that
    /// end before `today` have ended.
    pub fn new(config: &FileConfig<'_>, filter: &RuleFilter, today: Date) -> Self {
        let values = config.values(None);
        let rules = filter.apply(&values.rules);
        let by_rule_kind = config.rule_kinds().map(|kind| {
            let values = config.values(Some(kind));
            (kind, Arc::new(Profile::new(config, &values, filter)))
        });
        Self {
            profile: Arc::new(Profile::new(config, &values, filter)),
            by_rule_kind: by_rule_kind.collect(),
            policy: Arc::new(Policy { rules, today }),
        }
    }

    /// What names mean where queries run of which nothing else is known.
    pub fn default_catalog(&self) -> &Catalog {
        &self.profile.catalog
    }

    fn profile(&self, fragment: &Fragment) -> &Arc<Profile> {
        let kind = fragment.facts.kind;
        let mut profiles = self.by_rule_kind.iter();
        profiles
            .find(|(it, _)| Some(*it) == kind)
            .map_or(&self.profile, |(_, profile)| profile)
    }

    fn reports_host_problems(&self) -> bool {
        let rule = kqlint_lints::rule(HOST_RULE);
        rule.is_some_and(|it| self.policy.rules.level(it).is_some())
    }

    /// Finds the queries of a document and what their names mean. Rules run when
    /// somebody asks for [findings](Analysis::findings).
    pub fn analyze(&self, document: Document<'_>) -> Analysis {
        let file_name = document.path.file_name().and_then(|name| name.to_str());
        let extraction = kqlint_embed::extract(document.kind, file_name, document.text);
        let fragments = extraction.fragments.into_iter();
        Analysis {
            kind: document.kind,
            fragments: fragments
                .map(|mut it| {
                    it.facts.kind = it.facts.kind.or(self.profile.kind);
                    let profile = self.profile(&it);
                    profile.complete(&mut it.facts);
                    Profile::analyze(profile, it)
                })
                .collect(),
            problems: match self.reports_host_problems() {
                true => extraction.problems,
                false => Vec::new(),
            },
            comments: extraction.comments,
            policy: Arc::clone(&self.policy),
        }
    }
}

impl Profile {
    fn new(config: &FileConfig<'_>, values: &FileSettings, filter: &RuleFilter) -> Self {
        Self {
            environment: values.environment,
            kind: values.kind,
            is_resource_scope: values.is_resource_scope,
            catalogs: Environment::ALL
                .iter()
                .map(|it| (*it, config.catalog(*it)))
                .collect(),
            catalog: match values.environment {
                Some(it) => config.catalog(it),
                None => config.catalog(Environment::default()).as_guess(),
            },
            options: Options::default(),
            placeholders: values.placeholders,
            linter: Linter::new(&filter.apply(&values.rules)),
        }
    }

    /// Adds what the configuration says of queries to what their host says.
    fn complete(&self, facts: &mut HostFacts) {
        let service = match self.environment {
            Some(Environment::LogAnalytics) => Some(Service::Workspace),
            Some(Environment::Sentinel) => Some(Service::Sentinel),
            _ => None,
        };
        facts.service = facts.service.or(service);
        facts.is_resource_scope |= self.is_resource_scope;
    }

    /// What names mean in a place.
    pub(crate) fn catalog(&self, environment: Environment) -> &Catalog {
        let mut catalogs = self.catalogs.iter();
        catalogs
            .find(|(it, _)| *it == environment)
            .map_or(&self.catalog, |(_, catalog)| catalog)
    }

    /// What names mean where a query runs.
    pub(crate) fn catalog_of(&self, place: RunsIn) -> &Catalog {
        match place.is_guess {
            true => &self.catalog,
            false => self.catalog(place.environment),
        }
    }

    fn analyze(this: &Arc<Self>, fragment: Fragment) -> AnalyzedFragment {
        let styles = placeholder_styles(fragment.placeholders).with(this.placeholders);
        let tree = kqlint_syntax::parse_template(&fragment.text, styles);
        let place = RunsIn::of(this.environment, fragment.facts.service, &tree, |it| {
            this.catalog(it).clone()
        });
        let catalog = this.catalog_of(place);
        let (fragment, tree) = match place.environment {
            Environment::ResourceGraph => with_resources(fragment, tree, styles),
            _ => (fragment, tree),
        };
        let model = kqlint_semantics::analyze(&tree, catalog, &this.options);
        AnalyzedFragment {
            fragment,
            tree,
            model,
            runs_in: place,
            profile: Arc::clone(this),
        }
    }

    /// Runs the rules.
    pub(crate) fn check(&self, analyzed: &AnalyzedFragment) -> Vec<Diagnostic> {
        let fragment = &analyzed.fragment;
        self.linter.check(&Input {
            tree: &analyzed.tree,
            model: &analyzed.model,
            catalog: analyzed.catalog(),
            intents: &fragment.intents,
            facts: &fragment.facts,
        })
    }
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Profile")
            .field("environment", &self.catalog.environment())
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Analyzer")
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}

/// Reads a query of Azure Resource Graph, which may begin with a step: its rows are
/// then those of `resources`.
///
/// Source: Azure Resource Graph, table and resource type reference.
fn with_resources(
    fragment: Fragment,
    tree: SyntaxTree,
    styles: PlaceholderStyles,
) -> (Fragment, SyntaxTree) {
    let first = tree.root().tokens().find(|it| !it.kind().is_trivia());
    let Some(first) = first.filter(|it| STEPS.contains(&it.text())) else {
        return (fragment, tree);
    };
    let whole = fragment
        .clone()
        .with_implied(first.text_range().start(), "resources | ");
    let with_source = kqlint_syntax::parse_template(&whole.text, styles);
    match with_source.errors().len() < tree.errors().len() {
        true => (whole, with_source),
        false => (fragment, tree),
    }
}

/// What a query of Azure Resource Graph begins with that names no table.
const STEPS: [&str; 12] = [
    "distinct",
    "extend",
    "limit",
    "mv-expand",
    "order",
    "parse",
    "project",
    "sort",
    "summarize",
    "take",
    "top",
    "where",
];

/// The styles of a host as the lexer knows them.
fn placeholder_styles(styles: &[PlaceholderStyle]) -> PlaceholderStyles {
    let styles = styles.iter().map(|style| match style {
        PlaceholderStyle::Braces => PlaceholderStyles::BRACES,
        PlaceholderStyle::DoubleBraces => PlaceholderStyles::DOUBLE_BRACES,
        PlaceholderStyle::DollarBraces => PlaceholderStyles::DOLLAR_BRACES,
        PlaceholderStyle::DollarMacro => PlaceholderStyles::DOLLAR_NAMES,
        PlaceholderStyle::Brackets => PlaceholderStyles::BRACKETS,
        PlaceholderStyle::Angles => PlaceholderStyles::ANGLES,
        _ => PlaceholderStyles::NONE,
    });
    styles.fold(PlaceholderStyles::NONE, PlaceholderStyles::with)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn a_query_of_resource_graph_may_begin_with_a_step() {
        let messages = |text: &str, service| {
            let mut fragment = kqlint_embed::extract(HostKind::Query, None, text)
                .fragments
                .remove(0);
            fragment.facts.service = service;
            let analyzer = Project::default()
                .analyzer_without_file(HostKind::Query)
                .unwrap();
            let analyzed = Profile::analyze(&analyzer.profile, fragment);
            let diagnostics = analyzer.profile.check(&analyzed).into_iter();
            diagnostics.map(|it| it.message).collect::<Vec<_>>()
        };
        let graph = Some(Service::ResourceGraph);
        let text =
            "// Subscriptions.\nsummarize Count = count() by subscriptionId\n| project Count";
        assert_eq!(messages(text, graph), Vec::<String>::new());
        assert_eq!(messages(text, None).len(), 1);
        let text = "where name == 'a'\n| project Id = id\n| project Ib";
        assert_eq!(messages(text, graph), ["`Ib` is not a column here"]);
        assert_eq!(messages("take", graph), Vec::<String>::new());
    }
}
