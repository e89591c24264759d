//! Small texts with the verdict of Microsoft's parser on each; `cargo xtask probes` writes them.

use kqlint_syntax::{PlaceholderStyles, parse_template};
use kqlint_test_support::shape::Shapes;
use serde_json::Value;

/// Texts and whether we must accept them.
pub(crate) fn all() -> Vec<(String, bool)> {
    include_str!("probes.jsonl")
        .lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line).expect("JSON");
            let text = row["text"].as_str().expect("a text").to_owned();
            let accepted = row["accepted"].as_bool().expect("a verdict");
            (text, accepted != row["differs"].is_string())
        })
        .collect()
}

#[test]
fn verdicts_are_those_of_microsoft() {
    let wrong: Vec<String> = all()
        .into_iter()
        .filter_map(|(text, accepted)| {
            let tree = parse_template(&text, PlaceholderStyles::NONE);
            let error = tree.errors().first().map(|error| error.message(&tree));
            (error.is_none() != accepted).then(|| format!("{text:?}: {error:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ: {wrong:#?}", wrong.len());
}

#[test]
fn trees_hold_all_text_and_have_the_described_shape() {
    let shapes = Shapes::load();
    for (text, _) in all() {
        let tree = parse_template(&text, PlaceholderStyles::NONE);
        let from_tokens: String = tree.root().tokens().map(|token| token.text()).collect();
        assert_eq!(from_tokens, text);
        assert_eq!(shapes.misfit(&tree), None, "{text:?}");
    }
}
