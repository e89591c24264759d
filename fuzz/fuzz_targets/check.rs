//! Any text is bound and linted with every rule on, and every place that is reported lies inside of it.
#![no_main]

use std::sync::LazyLock;

use kqlint_catalog::Catalog;
use kqlint_embed::HostFacts;
use kqlint_lints::{Input, Linter, Settings, rules};
use kqlint_semantics::{Options, analyze};
use libfuzzer_sys::fuzz_target;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let mut settings = Settings::default();
    rules().iter().for_each(|rule| settings.enable(rule));
    Linter::new(&settings)
});

fuzz_target!(|text: &str| {
    let catalog = Catalog::builtin();
    let tree = kqlint_syntax::parse(text);
    let model = analyze(&tree, &catalog, &Options::default());
    let found = LINTER.check(&Input {
        tree: &tree,
        model: &model,
        catalog: &catalog,
        intents: &[],
        facts: &HostFacts::default(),
    });
    for diagnostic in found {
        let range = std::ops::Range::<usize>::from(diagnostic.range);
        assert!(text.get(range).is_some(), "{}", diagnostic.message);
    }
});
