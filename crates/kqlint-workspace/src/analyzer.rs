//! Runs the layers below over the queries of one document.

use std::{path::Path, sync::Arc};

use jiff::civil::Date;
use kqlint_catalog::Catalog;
use kqlint_embed::{Fragment, HostKind, PlaceholderStyle, RuleKind};
use kqlint_lints::{Input, Linter};
use kqlint_semantics::Options;
use kqlint_syntax::PlaceholderStyles;

use crate::{
    analysis::{Analysis, AnalyzedFragment, HOST_RULE},
    config::{FileConfig, FileSettings},
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
    profile: Profile,
    /// For the kinds of rule that are treated in another way.
    by_rule_kind: Vec<(RuleKind, Profile)>,
    policy: Arc<Policy>,
}

/// How queries of one kind are analysed.
struct Profile {
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
            (kind, Profile::new(config, &values, filter))
        });
        Self {
            profile: Profile::new(config, &values, filter),
            by_rule_kind: by_rule_kind.collect(),
            policy: Arc::new(Policy { rules, today }),
        }
    }

    /// What names mean where a query runs.
    pub fn catalog(&self, fragment: &Fragment) -> &Catalog {
        &self.profile(fragment).catalog
    }

    /// What names mean where queries run of which nothing else is known.
    pub fn default_catalog(&self) -> &Catalog {
        &self.profile.catalog
    }

    fn profile(&self, fragment: &Fragment) -> &Profile {
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

    /// Finds and analyses the queries of a document.
    pub fn analyze(&self, document: Document<'_>) -> Analysis {
        let file_name = document.path.file_name().and_then(|name| name.to_str());
        let extraction = kqlint_embed::extract(document.kind, file_name, document.text);
        let fragments = extraction.fragments.into_iter();
        Analysis {
            kind: document.kind,
            fragments: fragments.map(|it| self.profile(&it).analyze(it)).collect(),
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
            catalog: config.catalog(values.environment),
            options: Options::default(),
            placeholders: values.placeholders,
            linter: Linter::new(&filter.apply(&values.rules)),
        }
    }

    fn analyze(&self, fragment: Fragment) -> AnalyzedFragment {
        let styles = placeholder_styles(fragment.placeholders).with(self.placeholders);
        let tree = kqlint_syntax::parse_template(&fragment.text, styles);
        let model = kqlint_semantics::analyze(&tree, &self.catalog, &self.options);
        let diagnostics = self.linter.check(&Input {
            tree: &tree,
            model: &model,
            catalog: &self.catalog,
            intents: &fragment.intents,
            facts: &fragment.facts,
        });
        AnalyzedFragment {
            fragment,
            tree,
            model,
            diagnostics,
        }
    }
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Analyzer")
            .field("environment", &self.profile.catalog.environment())
            .finish_non_exhaustive()
    }
}

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
