//! Examples in Markdown, and what a rule reports on them.

use kqlint_catalog::{Catalog, Environment, ScalarType, TablePlan, encode};
use kqlint_diagnostics::{Diagnostic, TextRange};
use kqlint_embed::{Fact, HostFacts, RuleKind};
use kqlint_lints::{DefaultValue, Input, Linter, OptionValue, Rule, Settings};
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

/// Where an example runs, what its host says and what a team says of the rule: `environment:resource-graph`, `kind:scheduled`, `period:1h`, `option:days=30`, `placeholders`.
fn setting(rule: &Rule, tags: &[String]) -> (Catalog, HostFacts, Settings) {
    let (mut catalog, mut facts) = (Catalog::builtin().as_guess(), HostFacts::default());
    let mut settings = Settings::none();
    settings.enable(rule);
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
            ("option", option) => set_option(&mut settings, rule, option),
            ("kind", "connector") => facts.kind = Some(RuleKind::Connector),
            ("kind", "log-alert") => facts.kind = Some(RuleKind::LogAlert),
            ("kind", "page") => facts.kind = Some(RuleKind::Page),
            ("kind", "near-real-time") => facts.kind = Some(RuleKind::NearRealTime),
            ("kind", "function") => facts.kind = Some(RuleKind::Function),
            ("kind", "transformation") => facts.kind = Some(RuleKind::Transformation),
            ("kind", "summary-rule") => facts.kind = Some(RuleKind::SummaryRule),
            ("plan", plan) => catalog = with_plan(catalog, plan),
            ("function", _) => facts.function_name = fact,
            ("frequency", _) => facts.frequency = fact,
            ("kind", "scheduled") => facts.kind = Some(RuleKind::Scheduled),
            ("parameter", name) => facts.parameters.push(name.to_owned()),
            ("severity", _) => facts.severity = fact,
            ("trigger", _) => facts.trigger_operator = fact,
            ("tactic", _) => facts.tactics.extend(fact),
            ("technique", _) => facts.techniques.extend(fact),
            ("measure", _) => facts.measure_column = fact,
            ("period", _) => facts.period = fact,
            ("window", _) => facts.window = fact,
            ("windows", _) => facts.evaluation_periods = fact,
            _ => panic!("`{tag}` is not a setting"),
        }
    }
    (catalog, facts, settings)
}

/// A schema that says a table's plan: `ContainerLogV2:basic`.
fn with_plan(catalog: Catalog, plan: &str) -> Catalog {
    let (table, plan) = plan.split_once(':').expect("a table and a plan");
    let mut columns = vec![encode::Column::new("TimeGenerated", ScalarType::DateTime)];
    if let Some(known) = catalog.table(table) {
        columns = known.columns().map(encode::Column::from).collect();
    }
    let schema = encode::Schema {
        tables: vec![encode::Table {
            name: table.to_owned(),
            open: true,
            columns,
            plan: TablePlan::from_name(plan),
            ..encode::Table::default()
        }],
        ..encode::Schema::default()
    };
    catalog.with_layer(schema.to_layer())
}

/// Sets `days=30`, or `allowed-hosts=*.example.org`.
fn set_option(settings: &mut Settings, rule: &Rule, option: &str) {
    let (name, value) = option.split_once('=').expect("a name and a value");
    let option = rule.option(name).expect("an option");
    let value = match option.default {
        DefaultValue::Number(_) => OptionValue::Number(value.parse().expect("a number")),
        DefaultValue::Names => OptionValue::Names(vec![value.to_owned()]),
    };
    settings.set_option(rule, option, value);
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
    let (catalog, facts, settings) = setting(rule, tags);
    let model = analyze(&tree, &catalog, &Options::default());
    let input = Input {
        tree: &tree,
        model: &model,
        catalog: &catalog,
        intents: &[],
        facts: &facts,
    };
    Linter::new(&settings).check(&input)
}
