//! Examples in Markdown, and what a rule reports on them.

use kqlint_catalog::{Catalog, Environment};
use kqlint_diagnostics::{Diagnostic, TextRange};
use kqlint_embed::{Fact, HostFacts, RuleKind};
use kqlint_lints::{Input, Linter, Rule, Settings};
use kqlint_semantics::{Options, analyze};
use kqlint_syntax::PlaceholderStyles;

/// An example: what the fence says of it, and its text.
pub(crate) struct Example {
    pub(crate) tags: Vec<String>,
    pub(crate) text: String,
}

/// The examples of a text, in order.
pub(crate) fn examples_of<'l>(mut lines: impl Iterator<Item = &'l str>) -> Vec<Example> {
    let mut out = Vec::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```kql,") else {
            continue;
        };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        out.push(Example {
            tags: info.split(',').map(str::to_owned).collect(),
            text: text.join("\n"),
        });
    }
    out
}

/// Marks an example in which `{Name}` is a placeholder.
const PLACEHOLDERS: &str = "placeholders";

/// Where an example runs and what its host says: `environment:resource-graph`, `kind:scheduled`, `period:1h`, `placeholders`.
fn setting(tags: &[String]) -> (Catalog, HostFacts) {
    let (mut catalog, mut facts) = (Catalog::builtin(), HostFacts::default());
    for tag in tags.iter().skip(1).filter(|tag| *tag != PLACEHOLDERS) {
        let (key, value) = tag.split_once(':').expect("a key and a value");
        let fact = Some(Fact {
            text: value.to_owned(),
            range: TextRange::default(),
        });
        match (key, value) {
            ("environment", name) => {
                let environment = Environment::from_name(name).expect("an environment");
                catalog = catalog.with_environment(environment);
            }
            ("kind", "log-alert") => facts.kind = Some(RuleKind::LogAlert),
            ("kind", "page") => facts.kind = Some(RuleKind::Page),
            ("kind", "scheduled") => facts.kind = Some(RuleKind::Scheduled),
            ("parameter", name) => facts.parameters.push(name.to_owned()),
            ("measure", _) => facts.measure_column = fact,
            ("period", _) => facts.period = fact,
            ("window", _) => facts.window = fact,
            _ => panic!("`{tag}` is not a setting"),
        }
    }
    (catalog, facts)
}

/// What one rule reports on an example.
pub(crate) fn check(rule: &Rule, text: &str, tags: &[String]) -> Vec<Diagnostic> {
    let has_placeholders = tags.iter().any(|tag| tag == PLACEHOLDERS);
    let styles = if has_placeholders {
        PlaceholderStyles::BRACES
    } else {
        PlaceholderStyles::NONE
    };
    let tree = kqlint_syntax::parse_template(text, styles);
    let (catalog, facts) = setting(tags);
    let model = analyze(&tree, &catalog, &Options::default());
    let mut settings = Settings::none();
    settings.enable(rule);
    let input = Input {
        tree: &tree,
        model: &model,
        catalog: &catalog,
        intents: &[],
        facts: &facts,
    };
    Linter::new(&settings).check(&input)
}
