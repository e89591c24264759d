//! Runs the layers below over the queries of one document.

use std::path::Path;

use kqlint_catalog::Catalog;
use kqlint_embed::{Fragment, HostKind, PlaceholderStyle};
use kqlint_lints::{Input, Linter};
use kqlint_semantics::Options;
use kqlint_syntax::PlaceholderStyles;

use crate::{
    analysis::{Analysis, AnalyzedFragment, HOST_RULE},
    config::Config,
    project::RuleFilter,
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

/// A catalog and a choice of rules, ready for any number of documents.
pub struct Analyzer {
    catalog: Catalog,
    options: Options,
    linter: Linter,
    placeholders: PlaceholderStyles,
    reports_host_problems: bool,
}

impl Analyzer {
    /// Prepares what a configuration and the command line ask for.
    pub fn new(config: &Config, filter: &RuleFilter) -> Self {
        let rules = filter.apply(&config.rules);
        let host_rule = kqlint_lints::rule(HOST_RULE);
        Self {
            catalog: Catalog::builtin().with_environment(config.environment),
            options: Options::default(),
            placeholders: config.placeholders,
            reports_host_problems: host_rule.is_some_and(|it| rules.level(it).is_some()),
            linter: Linter::new(&rules),
        }
    }

    /// What names mean where the queries run.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Finds and analyses the queries of a document.
    pub fn analyze(&self, document: Document<'_>) -> Analysis {
        let file_name = document.path.file_name().and_then(|name| name.to_str());
        let extraction = kqlint_embed::extract(document.kind, file_name, document.text);
        let fragments = extraction.fragments.into_iter();
        Analysis {
            kind: document.kind,
            fragments: fragments.map(|it| self.analyze_fragment(it)).collect(),
            problems: match self.reports_host_problems {
                true => extraction.problems,
                false => Vec::new(),
            },
        }
    }

    fn analyze_fragment(&self, fragment: Fragment) -> AnalyzedFragment {
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
            .field("environment", &self.catalog.environment())
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
