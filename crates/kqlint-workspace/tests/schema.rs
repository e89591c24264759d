//! The examples of the documentation are read, and fit the JSON Schema.

use std::{collections::BTreeSet, fs, path::Path};

use kqlint_workspace::Config;
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn schema() -> jsonschema::Validator {
    let path = root().join("editors/vscode/schemas/kqlint.schema.json");
    let text = fs::read_to_string(path).expect("the schema");
    let schema = serde_json::from_str(&text).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn json_of(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("TOML");
    serde_json::to_value(table).expect("JSON")
}

/// The blocks of TOML in the page.
fn examples() -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/configuration.md")).expect("the page");
    let blocks = page.split("```toml\n").skip(1);
    blocks
        .filter_map(|it| Some(it.split_once("\n```")?.0.to_owned()))
        .collect()
}

#[test]
fn examples_are_read_and_fit_the_schema() {
    let schema = schema();
    let examples = examples();
    assert!(examples.len() > 5, "{examples:?}");
    for example in examples {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).expect("a folder");
        fs::write(folder.path().join("base.toml"), "").expect("to be written");
        let path = inner.join("kqlint.toml");
        fs::write(&path, &example).expect("to be written");
        if let Err(error) = Config::read(&path, &mut BTreeSet::new()) {
            panic!("{error}\n{example}");
        }
        if let Err(error) = schema.validate(&json_of(&example)) {
            panic!("{error}\n{example}");
        }
    }
}

#[test]
fn what_the_reader_refuses_does_not_fit() {
    let schema = schema();
    for wrong in [
        json!({ "enviroment": "adx" }),
        json!({ "environment": "azure" }),
        json!({ "rules": { "syntax-error": "warn" } }),
        json!({ "rules": { "long-window": { "days": 0 } } }),
        json!({ "rules": { "long-window": { "day": 1 } } }),
        json!({ "overrides": [{ "preview": true }] }),
        json!({ "overrides": [{ "files": "a", "exclude": "b" }] }),
        json!({ "custom-rules": [{ "name": "a", "message": "b" }] }),
        json!({ "custom-rules": [{ "name": "a", "message": "b", "forbid-text": "c", "let-names": "d" }] }),
    ] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
    }
}
