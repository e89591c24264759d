//! Any text parses, the tree holds all of it, and every error lies inside of the text.
#![no_main]

use kqlint_syntax::{PlaceholderStyles, SyntaxTree, parse, parse_template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    holds(&parse(text), text);
    holds(&parse_template(text, PlaceholderStyles::ALL), text);
});

fn holds(tree: &SyntaxTree, text: &str) {
    let from_tokens: String = tree.root().tokens().map(|token| token.text()).collect();
    assert_eq!(from_tokens, text);
    for error in tree.errors() {
        let range = std::ops::Range::<usize>::from(error.range);
        assert!(text.get(range).is_some());
        assert!(!error.message(tree).is_empty());
        error.help(tree);
        if let Some(fix) = error.fix(tree) {
            let mut fixed = text.to_owned();
            fixed.replace_range(std::ops::Range::<usize>::from(fix.range), &fix.replacement);
        }
    }
}
